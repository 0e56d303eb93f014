"""How to be somebody: a client with two proofs that wears one hat."""

from django.test import Client

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(user, hat: str = "", **headers) -> Client:
    """A client of this user wearing that hat ('coordinator', 'volunteer', …, or the key of a hat)."""
    from oev.accounts.querysets import hats_of
    from oev.clock import now, today

    client = Client(**headers)
    client.force_login(user, backend=BACKEND)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": now().timestamp(), "email": user.email},
        {"method": "code", "at": now().timestamp(), "email": user.email},
    ]
    options = [o for o in hats_of(user.pk, today()) if o.actor.hat.value == hat or o.key == hat]
    if hat:
        session["hat"] = options[0].key
    session.save()
    return client
