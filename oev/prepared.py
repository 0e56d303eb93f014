"""Questions that every page asks, put into SQL once in a process and asked anew each time.

Building a query costs several times what the database needs to answer it. The answer itself is never kept: rights and
names change with the next request.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BigIntegerField, BooleanField, Count, F, Func, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from oev.accounts.actor import Actor
from oev.asked import Parameter, Question, Statement

# A question is built three times, each time with other values that no row has; whatever then differs in its SQL and
# parameters must be one of those values, or lie a fixed time before or after one. The moments differ in all that rules
# look at: month and its length, leap year, weekday, hour.
BUILDS = range(3)
MOMENTS = (
    datetime(1007, 3, 11, 9, 17, tzinfo=UTC),
    datetime(1011, 2, 27, 23, 41, tzinfo=UTC),
    datetime(1016, 12, 31, 0, 3, tzinfo=UTC),
)
APART = timedelta(days=200 * 365)  # from one value to the next
NUMBER, NUMBERS_APART = -1_903_507_281, 7_919
KEYS = tuple(one.name for one in fields(Actor) if one.name.endswith("_id"))  # of an actor, what differs by person


def any_of(name: str, keys: Sequence[int]) -> Func:
    """For `filter(any_of("volunteer_id", keys))`: all the keys in one parameter, so that the SQL stays the same."""
    given = Value(keys, output_field=ArrayField(BigIntegerField()))
    return Func(F(name), given, template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField())


def number_of(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The query that counts these rows: one row with one number."""
    whole = rows.order_by().annotate(whole=Value(1)).values("whole")
    counted: QuerySet[Any, Any] = whole.annotate(number=Count("*")).values_list("number", flat=True)
    return counted


class Prepared:
    """`Prepared(build, user_id=int, day=date)`: `build(user_id, day)` gives the query, `rows(…)` asks it.

    The query must be the same whatever the values are, but for the values themselves and what lies a fixed number of
    days or minutes from them. What is calculated in another way is refused, and so is a day or a moment that was not
    given, so that no answer is about another day; so is a query that asks the database while it is built. With
    `some=True` it may leave values out. One list of keys may be given, to `any_of`. For an `Actor` the query is built
    once a hat.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], *, some: bool = False, **kinds: type) -> None:
        self._build, self._kinds, self._some = build, kinds, some
        self._questions: dict[Hashable, Question] = {}  # by shape; threads see all of one or none

    def rows(self, **values: Any) -> list[Any]:
        """What the query holds now, as it would give it itself: objects, dicts or tuples."""
        return self._question(values).ask(_flat_all(values))

    def statement(self, **values: Any) -> Statement:
        """The query as SQL and its parameters, for a statement that holds it."""
        return self._question(values).statement(_flat_all(values))

    def _question(self, values: dict[str, Any]) -> Question:
        shape = tuple(_shape(values[name]) for name, kind in self._kinds.items() if kind is Actor)
        question = self._questions.get(shape)
        if question is None:
            question = self._questions[shape] = self._prepare(values)
        return question

    def _prepare(self, values: dict[str, Any]) -> Question:
        """Build, three times over, and see which parameters are the values."""
        builds = [self._build_with(values, number) for number in BUILDS]
        (built, compiler, sql, _), *_ = builds
        if len({text for _, _, text, _ in builds}) > 1:
            raise ValueError("a prepared query must be the same for every value")
        parameters = []
        for found in zip(*(parameters for *_, parameters in builds), strict=True):
            if any(one != found[0] for one in found) or (not found[0].name and isinstance(found[0].value, date)):
                raise ValueError(f"a prepared query must hold its values as they are: {found}")
            parameters.append(found[0])
        missing = {name for name, kind in self._kinds.items() if kind is not Actor} - {one.name for one in parameters}
        if sql and missing and not self._some:
            raise ValueError(f"a prepared query must hold its values as they are: {missing}")
        return Question.made(built, compiler, sql, parameters)

    def _build_with(self, values: dict[str, Any], number: int) -> tuple[QuerySet[Any, Any], SQLCompiler, str, Any]:
        places = enumerate(self._kinds.items())
        stand_ins = {name: _stand_in(kind, place, number, values[name]) for place, (name, kind) in places}
        flat = [one for both in stand_ins.items() for one in _flat(*both)]
        with connections[DEFAULT_DB_ALIAS].execute_wrapper(_refuse):
            built = self._build(*stand_ins.values())
        compiler = built.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, found = compiler.as_sql()
        except EmptyResultSet:
            return built, compiler, "", []
        return built, compiler, sql, [_named(one, flat) for one in found]


def _refuse(*asked: Any) -> Any:
    raise ValueError("a prepared query must be built without asking the database: its answer would be kept")


def _stand_in(kind: type, place: int, number: int, value: Any) -> Any:
    """A value of this kind that no row has; of an actor with the hat, and the keys that this one has."""
    key = NUMBER + place * NUMBERS_APART + number
    if kind is Actor:
        keys = {name: key + step * len(BUILDS) for step, name in enumerate(KEYS, 1) if getattr(value, name) is not None}
        return replace(value, label="", **keys)
    moment = MOMENTS[number] + place * APART
    return {int: key, list: [key], date: moment.date(), datetime: moment}[kind]


def _named(parameter: Any, stand_ins: Iterable[tuple[str, Any]]) -> Parameter:
    """Which value this parameter is; what is far from all of them stays as it is."""
    for name, one in stand_ins:
        if type(one) is not type(parameter):
            continue
        if one == parameter:
            return Parameter(name, type(one))
        if isinstance(one, date) and abs(parameter - one) < APART / 2:
            return Parameter(name, type(one), after=parameter - one)
    return Parameter("", type(parameter), parameter)


def _shape(actor: Actor) -> Hashable:
    """What makes the query of one actor another than that of the next."""
    return actor.hat, *(getattr(actor, name) is None for name in KEYS)


def _flat_all(values: dict[str, Any]) -> dict[str, Any]:
    return {name: one for both in values.items() for name, one in _flat(*both)}


def _flat(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """A value by name; of an actor its keys."""
    if isinstance(value, Actor):
        yield from ((f"{name}.{key}", getattr(value, key)) for key in KEYS)
    else:
        yield name, value
