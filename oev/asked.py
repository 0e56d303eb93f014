"""A question whose SQL is known: asked with the values of the moment, without building the query again.

But for lists of keys, whose number decides how they are best looked up, PostgreSQL keeps the plan too: what never
changes stands in the statement, the values are its parameters, and the connection remembers it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Self

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import Cursor, ServerBindingCursor
from django.db.models import QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import Literal

STATEMENTS = 400  # that a connection remembers
CASTS = {int: "bigint", date: "date", datetime: "timestamptz"}
Statement = tuple[str, tuple[Any, ...]]  # SQL and its parameters
PLACES = re.compile("%[s%]")


class Parameter(NamedTuple):
    """One parameter: a value by name, perhaps a fixed time before or after it, or what it always is."""

    name: str
    kind: type
    value: Any = None
    after: timedelta = timedelta(0)

    def given(self, values: dict[str, Any]) -> Any:
        """What it is with these values."""
        if not self.name:
            return self.value
        return values[self.name] + self.after if self.after else values[self.name]


@dataclass(frozen=True, slots=True)
class Question:
    """A query that was built, its compiler after it made the SQL, and where its parameters come from."""

    built: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    parameters: list[Parameter]
    remembered: bool

    @classmethod
    def made(cls, built: QuerySet[Any, Any], compiler: SQLCompiler, sql: str, parameters: list[Parameter]) -> Self:
        """A question that the connection remembers when it holds no list."""
        if any(one.name and one.kind is list for one in parameters):
            return cls(built, compiler, sql, parameters, remembered=False)
        connections[DEFAULT_DB_ALIAS].ensure_connection()
        places = (_written(one) for one in parameters)
        words = PLACES.sub(lambda place: "%%" if place[0] == "%%" else next(places), sql)
        return cls(built, compiler, words, [one for one in parameters if one.name], remembered=True)

    def statement(self, values: dict[str, Any]) -> Statement:
        """Its SQL with these values."""
        return self.sql, tuple(one.given(values) for one in self.parameters)

    def ask(self, values: dict[str, Any]) -> list[Any]:
        """A queryset that skips what was done before: its objects, dicts or tuples come from these values."""
        query = _AskedQuery(self.built.model)
        vars(query).update(vars(self.built.query))
        kind = _RememberedCompiler if self.remembered else _AskedCompiler
        query.ready = compiler = kind(query, connections[DEFAULT_DB_ALIAS], DEFAULT_DB_ALIAS)
        vars(compiler).update(
            vars(self.compiler) | {"connection": compiler.connection, "asked": self.statement(values)}
        )
        rows: QuerySet[Any, Any] = QuerySet(self.built.model, query)
        kept = ("_iterable_class", "_fields", "_prefetch_related_lookups")
        vars(rows).update({name: getattr(self.built, name) for name in kept})
        return list(rows)


def _written(parameter: Parameter) -> str:
    """A place with its type for a value, the words themselves for what never changes."""
    if parameter.name:
        return f"%s::{CASTS[parameter.kind]}"
    return Literal(parameter.value).as_string(connections[DEFAULT_DB_ALIAS].connection).replace("%", "%%")


class _AskedQuery(Query):
    """A query whose compiler stands ready."""

    ready: SQLCompiler

    def get_compiler(self, using: Any = None, connection: Any = None, elide_empty: bool = True) -> SQLCompiler:
        return self.ready


class _ClientCursor(Cursor):
    """Binds here. Its name tells the history of changes (pghistory) that it only asks: nothing is put before it."""

    name = "asks"


class _ServerCursor(ServerBindingCursor):
    """As that one, and binds on the server."""

    name = "asks"


class _AskedCompiler(SQLCompiler):
    """Knows its SQL already."""

    asked: Statement

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        return self._with_cursor(_ClientCursor, *args, **kwargs)

    def _with_cursor(self, kind: type, *args: Any, **kwargs: Any) -> Any:
        self.connection.ensure_connection()
        raw: Any = self.connection.connection
        own, raw.cursor_factory = raw.cursor_factory, kind
        try:
            return super().execute_sql(*args, **kwargs)
        finally:
            raw.cursor_factory = own

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> Statement:
        if not self.asked[0]:
            raise EmptyResultSet
        return self.asked


class _RememberedCompiler(_AskedCompiler):
    """Lets the connection prepare the statement once; where statements are written down, their values stay readable."""

    def execute_sql(self, *args: Any, **kwargs: Any) -> Any:
        if self.connection.queries_logged:
            return super().execute_sql(*args, **kwargs)
        self.connection.ensure_connection()
        raw: Any = self.connection.connection
        if raw.prepare_threshold is None:  # so Django leaves it; its own cursors bind here and prepare nothing
            raw.prepare_threshold, raw.prepared_max = 0, STATEMENTS
        return self._with_cursor(_ServerCursor, *args, **kwargs)
