"""Questions that every page asks, put into SQL once in a process and asked anew each time.

Building a query costs several times what the database needs to answer it. The answer itself is never kept: rights and
names change with the next request.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Values that no row has, by which a value is found back among the parameters: the first of each kind, and the step to
# the next, which no rule counts with.
STAND_INS: dict[type, tuple[Any, Any]] = {
    int: (-1_903_507_281, 7_919),
    date: (date(1907, 3, 11), timedelta(days=997)),
    datetime: (datetime(1907, 3, 11, 9, 17, tzinfo=UTC), timedelta(minutes=997)),
}


class Prepared:
    """`Prepared(build, user_id=int, day=date)`: `build(user_id, day)` gives the query, `rows(…)` asks it.

    The query must be the same whatever the values are, and hold each of them as it was given: a value that is
    calculated with is refused, so that no answer is about another day. With `some=True` it may leave values out.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *, some: bool = False, **kinds: type) -> None:
        self._build, self._kinds, self._some = build, kinds, some
        self._prepared: tuple[str, list[tuple[str, Any]]] | None = None  # one value: threads see all of it or none

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows as they are now, in one query."""
        sql, parameters = self._prepared = self._prepared or self._prepare()
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[name] if name else kept for name, kept in parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def _prepare(self) -> tuple[str, list[tuple[str, Any]]]:
        places = enumerate(self._kinds.items())
        names = {STAND_INS[kind][0] + place * STAND_INS[kind][1]: name for place, (name, kind) in places}
        sql, found = self._build(*names).query.sql_with_params()
        parameters = [(names.get(one, "") if type(one) in STAND_INS else "", one) for one in found]
        missing = set() if self._some else set(self._kinds) - {name for name, _ in parameters}
        if missing or any(not name and isinstance(one, date) for name, one in parameters):
            raise ValueError(f"a prepared query must hold its values as they are: {missing or 'a day'}")
        return sql, parameters
