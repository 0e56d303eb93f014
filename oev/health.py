"""Whether this installation can do its work."""

from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError

from oev import clock


def state(connection: Any, outgoing: Any) -> dict[str, Any]:
    """Answers of the database and the broker, and the age of the outbox in seconds."""
    parts: dict[str, Any] = {"database": False, "broker": False, "outbox_seconds": None}
    try:
        connection.ensure_connection()
        oldest = outgoing.objects.due(clock.now()).first()
        parts["outbox_seconds"] = int((clock.now() - oldest.not_before).total_seconds()) if oldest else 0
        parts["database"] = True
    except DatabaseError:
        pass
    try:
        address = settings.REDIS_URL.replace("redis+socket://", "unix://")
        with redis.Redis.from_url(address, socket_connect_timeout=2, socket_timeout=2) as client:
            parts["broker"] = bool(client.ping())
    except redis.RedisError:
        pass
    parts["ready"] = parts["database"] and parts["broker"]
    return parts
