"""Letters straight from a query: one statement, however many there are (a busy night is short)."""

from datetime import datetime

from django.db import connection, transaction

from oev import clock
from oev.asked import Statement
from oev.outbox.models import Outgoing, State
from oev.outbox.services import ring

TABLE = Outgoing._meta.db_table  # noqa: SLF001 - our own model
# The key is that of `oev.outbox.services.Post`. What was written before is left out: a second night writes nothing.
NEW = f"""
    SELECT key, code, fact_id, to_id
    FROM (SELECT concat_ws(':', code, fact_id, to_id, to_char(day::date, 'YYYY-MM-DD')) AS key, code, fact_id, to_id
          FROM ({{rows}}) AS due (code, fact_id, to_id, day)) AS post
    WHERE NOT EXISTS (SELECT FROM {TABLE} AS written WHERE written.key = post.key)
"""  # noqa: S608
COUNT = "SELECT count(DISTINCT key) FROM ({new}) AS new"
WRITE = f"""
    INSERT INTO {TABLE}
        (key, code, fact_id, to_id, reader_id, state, not_before, attempts, last_error, created_at)
    SELECT key, code, fact_id, to_id, 0, %s, %s, 0, '', %s FROM ({{new}}) AS new ORDER BY key
    ON CONFLICT (key) DO NOTHING
"""  # noqa: S608


def post_rows(rows: Statement, *, not_before: datetime | None = None, dry_run: bool = False) -> int:
    """Write a letter for each row (code, key of the fact, for whom or 0, day of a series or None) that this asks for.

    As `post_letters` otherwise: the same key is written once. Gives how many were, or would be, new.
    """
    text, params = rows
    new = NEW.format(rows=text)
    now = clock.now()
    with connection.cursor() as cursor:
        if dry_run:
            cursor.execute(COUNT.format(new=new), params)
            return int(cursor.fetchone()[0])
        cursor.execute(WRITE.format(new=new), [State.WAITING, not_before or now, now, *params])
        count = int(cursor.rowcount)
    if count and (not_before is None or not_before <= now):
        transaction.on_commit(ring)
    return count
