"""The brake on 'Ik wil meedoen': so many messages an hour from one address of the net, which is not kept itself."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

AT_MOST, WITHIN_SECONDS = 10, 3600
TOO_MANY = "Er kwamen net veel berichten na elkaar. Wacht een uurtje, of bel ons. Alles staat er nog."


def is_too_many(request: HttpRequest) -> bool:
    """Ten messages in an hour from one address; only a keyed hash of it is kept, for that hour."""
    address = str(get_adapter().get_client_ip(request))
    key = f"volunteers:candidacy:{salted_hmac('volunteers.candidacy', address).hexdigest()}"
    try:
        cache.add(key, 0, WITHIN_SECONDS)
        return bool(cache.incr(key) > AT_MOST)
    except (RedisError, ValueError):
        return False
