"""What the pages that take in an aanmelding have in common: promises before sending, the brake, the way on."""

from datetime import datetime, time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError

from oev import clock
from oev.accounts.actor import Actor
from oev.forms import attempt
from partners.models import Organisation, Site
from partners.states import SiteIntake
from referrals.forms import ReferralForm
from referrals.models import Referral
from referrals.promise import promise_for, say_promise
from referrals.services import receive_referral

NIGHT = (time(18), time(8))
AT_MOST, WITHIN_SECONDS = 20, 600
TOO_MANY = "Er kwamen net veel aanmeldingen na elkaar. Wacht enkele minuten en probeer opnieuw. Alles staat er nog."
LIMITED = "Er zijn nu weinig gidsen. Bellen kan wel: we vragen of de persoon dat wil."
NO_MOMENT = "We kunnen nu geen moment beloven. Bel ons gerust."
CLOSED = "Deze plaats neemt nu geen aanmeldingen aan."


def say_response(site: Site, now: datetime) -> str:
    """What whoever sends may count on: 'De coördinator bekijkt dit zaterdag voor 10 uur.', and no visit (Q25, Q43)."""
    moment = say_promise(promise_for(site, now), now)
    return f"{f'De coördinator bekijkt dit {moment}.' if moment else NO_MOMENT} {say_no_visit(now)}"


def say_no_visit(now: datetime) -> str:
    """No page promises a visit; at night it says so in as many words (Q25)."""
    hour = now.astimezone(clock.BRUSSELS).time()
    is_night = hour >= NIGHT[0] or hour < NIGHT[1]
    return "We beloven geen bezoek deze nacht." if is_night else "Een uur van bezoek beloven we niet."


def site_notice(site: Site) -> str:
    """What a site that is limited or closed says (R152); empty when it is open."""
    standard = {SiteIntake.LIMITED: LIMITED, SiteIntake.CLOSED: CLOSED}.get(SiteIntake(site.intake), "")
    return (site.intake_notice or standard) if standard else ""


def house_numbers() -> dict[str, object]:
    """The number of the house for the card, and the numbers to call now."""
    ours = Organisation.objects.ours()
    return {"phone": ours.phone if ours else "", "crisis": ours.crisis_lines if ours else []}


def is_too_many(request: HttpRequest, site: Site) -> bool:
    """The brake: twenty in ten minutes from one address of the net for one place. Without a cache it does not brake."""
    key = f"referrals:sent:{site.pk}:{get_adapter().get_client_ip(request)}"
    try:
        cache.add(key, 0, WITHIN_SECONDS)
        return bool(cache.incr(key) > AT_MOST)
    except (RedisError, ValueError):
        return False


def receive_from(request: HttpRequest, form: ReferralForm, *, site: Site, by: Actor | None) -> Referral | None:
    """The aanmelding that this form makes; None when it is not sent (yet), with the reason in the form."""
    if not form.is_valid() or form.asks_to_look_again():
        return None
    if is_too_many(request, site):
        form.add_error(None, TOO_MANY)
        return None
    return attempt(form, receive_referral, by=by, site=site, **form.facts())
