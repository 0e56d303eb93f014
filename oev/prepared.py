"""Questions that every page asks, put into SQL once in a process and asked anew each time.

Building a query costs several times what the database needs to answer it. The answer itself is never kept: rights and
names change with the next request.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, BooleanField, F, Func, QuerySet, Value

# Values that no row has, by which a value is found back among the parameters: the first of each kind, and the step to
# the next, which no rule counts with.
STAND_INS: dict[type, tuple[Any, Any]] = {
    int: (-1_903_507_281, 7_919),
    list: ([-1_903_507_282], []),
    date: (date(1907, 3, 11), timedelta(days=997)),
    datetime: (datetime(1907, 3, 11, 9, 17, tzinfo=UTC), timedelta(minutes=997)),
}


def any_of(name: str, keys: Sequence[int]) -> Func:
    """For `filter(any_of("volunteer_id", keys))`: all the keys in one parameter, so that the SQL stays the same."""
    given = Value(keys, output_field=ArrayField(BigIntegerField()))
    return Func(F(name), given, template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class _Question:
    """SQL, its parameters as (name, kept value), and per column what makes a value of Django of it."""

    sql: str
    parameters: list[tuple[str, Any]]
    converters: list[tuple[int, list[Any], Any]]


class Prepared:
    """`Prepared(build, user_id=int, day=date)`: `build(user_id, day)` gives the query, `rows(…)` asks it.

    The query must be the same whatever the values are, and hold each of them as it was given: a value that is
    calculated with is refused, so that no answer is about another day. With `some=True` it may leave values out.
    One list of keys may be given, to `any_of`.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *, some: bool = False, **kinds: type) -> None:
        self._build, self._kinds, self._some = build, kinds, some
        self._question: _Question | None = None  # one value: threads see all of it or none

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows as they are now, in one query."""
        question = self._question = self._question or self._prepare()
        with connection.cursor() as cursor:
            given = [values[name] if name else kept for name, kept in question.parameters]
            cursor.execute(question.sql, given)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return [_converted(row, question) for row in found] if question.converters else found

    def _prepare(self) -> _Question:
        places = enumerate(self._kinds.items())
        stand_ins = {name: STAND_INS[kind][0] + place * STAND_INS[kind][1] for place, (name, kind) in places}
        names = {_key(one): name for name, one in stand_ins.items()}
        compiler = self._build(*stand_ins.values()).query.get_compiler(connection=connection)
        sql, found = compiler.as_sql()
        parameters = [(names.get(_key(one), "") if type(one) in STAND_INS else "", one) for one in found]
        missing = set() if self._some else set(self._kinds) - {name for name, _ in parameters}
        if missing or any(not name and isinstance(one, date) for name, one in parameters):
            raise ValueError(f"a prepared query must hold its values as they are: {missing or 'a day'}")
        columns = [column for column, *_ in compiler.select]
        converters = [(place, *both) for place, both in compiler.get_converters(columns).items()]
        return _Question(sql, parameters, converters)


def _key(one: Any) -> Hashable:
    return tuple(one) if isinstance(one, list) else (type(one), one)


def _converted(row: tuple[Any, ...], question: _Question) -> tuple[Any, ...]:
    values = list(row)
    for place, converters, expression in question.converters:
        for converter in converters:
            values[place] = converter(values[place], expression, connection)
    return tuple(values)
