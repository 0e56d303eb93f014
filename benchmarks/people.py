"""Who looks at the pages: one ordinary person in each hat, signed in with two proofs, as people really are."""

from datetime import timedelta
from http.cookies import SimpleCookie

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from oev import clock
from oev.accounts.models import Office, User
from oev.accounts.querysets import hats_of
from partners.models import BoardMandate, PartnerContact
from volunteers.models import Volunteer

VOLUNTEER = 1  # shape 37: active, ten intervisies, ten talks


def make_people() -> dict[str, str]:
    """One account in each hat; gives the Cookie header by hat."""
    since = clock.today() - timedelta(days=300)
    users = {
        hat: User.objects.create(email=f"{hat}@voorbeeld.be", name=f"{hat.capitalize()} Proef", password="!")
        for hat in ("coordinator", "representative", "volunteer", "professional", "board")
    }
    for hat in ("coordinator", "representative"):
        Office.objects.create(user=users[hat], kind=hat, from_on=since)
    PartnerContact.objects.create(id=1, partner_id=1, site_id=1, name="Nora", user=users["professional"], from_on=since)
    BoardMandate.objects.create(name="Bruno", user=users["board"], constituency="bestuur", from_on=since)
    Volunteer.objects.filter(pk=VOLUNTEER).update(user=users["volunteer"])
    return {hat: _signed_in(user, hat) for hat, user in users.items()}


def _signed_in(user: User, hat: str) -> str:
    """A session with password and code, wearing the hat."""
    options = [one for one in hats_of(user.pk, clock.today()) if one.actor.hat.value == hat]
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": method, "at": 0, "email": user.email} for method in ("password", "code")
    ]
    session["hat"] = options[0].key
    session["started_at"] = session["seen_at"] = clock.now().isoformat()
    session.create()
    cookie = SimpleCookie({settings.SESSION_COOKIE_NAME: session.session_key or ""})
    return cookie.output(header="", attrs=[]).strip()
