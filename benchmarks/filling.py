"""Rows in sets: INSERT … SELECT with the defaults of the model for every column that is not named."""

from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED
from psycopg import sql


def fill(model: type[models.Model], source: str, **columns: str) -> int:
    """Insert a row for each row of `source`, `columns` being SQL by name of field or column; gives the count."""
    left = dict(columns)
    names, values = [], []
    for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's documented API
        value = left.pop(field.attname, left.pop(field.name, None))
        if value is None:
            value = _default(field)
        if value is not None:
            names.append(f'"{field.column}"')
            values.append(value)
    if left:
        raise LookupError(f"{model.__name__} has no {', '.join(left)}")
    statement = f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {source}"  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def _default(field: "models.Field[Any, Any]") -> str | None:
    """The model's own default as SQL, or None when the database decides (a key, NULL)."""
    if field.primary_key or (field.null and field.default is NOT_PROVIDED):
        return None
    value = field.get_default()
    if value is None:
        return None
    return sql.Literal(field.get_db_prep_save(value, connection)).as_string(None)


def set_sequences(*tables: type[models.Model]) -> None:
    """Keys that were given by hand are followed by the next free ones."""
    with connection.cursor() as cursor:
        for model in tables:
            table = model._meta.db_table  # noqa: SLF001
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")


def without_triggers(cursor: Any) -> None:
    """History and foreign keys sleep while rows are made, where the role may ask for it; slower otherwise."""
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone()[0]:
        cursor.execute("SET LOCAL session_replication_role = replica")
