"""Rows of aanmeldingen, questions and talks (P23-P31)."""

from datetime import time
from typing import Any

from oev import clock
from partners.links import site_token
from referrals.links import referral_token
from referrals.models import Referral
from referrals.services import go_with_two
from tests.house.access_row import COLLEAGUE, EVERYBODY, OWNER, REFERRER, C, E, P, Row
from tests.house.world import TODAY, World, new_referrals
from tests.referrals.chain import calls_again, flying_team, stayed_away

Pair = tuple[Any, Any]
FORM = {
    "subject_kind": "self", "consent": "yes", "reach_kind": "phone", "phone": "0470 00 11 22", "display_name": "M.",
    "feedback_level": "0", "may_leave_message": "no",
}  # fmt: skip
LEFT = {"may_call": "yes", "phone": "0470 33 44 55"}
AFTER = {"outcome": "nothing_now", "day": "2026-03-07", "hour": "08:00", "channel": "phone"}


def referrals(world: World) -> Pair:
    """An aanmelding of Nora and one of Piet."""
    return world.referrals


def offers(world: World) -> Pair:
    """A question to Els and one to Jan."""
    return world.offers


def talks(world: World) -> Pair:
    """The talk of Els and that of Jan."""
    return world.assignments


def talks_referrals(world: World) -> Pair:
    """The aanmeldingen behind those talks."""
    return tuple(one.referral for one in world.assignments)


def tried_twice(world: World) -> Pair:
    """Talks of which the person was not reached on two days."""
    from datetime import date

    for one in world.assignments:
        one.attempts.create(on_day=date(2026, 3, 1))
        one.attempts.create(on_day=date(2026, 3, 6))
    return world.assignments


def candidates(world: World) -> Pair:
    """An aanmelding of Nora for Els, and one of Piet for Jan."""
    both = new_referrals(world)
    return tuple({"pk": one.pk, "volunteer_pk": who.pk} for one, who in zip(both, world.people, strict=True))


def companions(world: World) -> Pair:
    """The aanmelding of Els's talk and that of Jan's, as duos that Tom may be asked for."""
    by, tom = world.actor("laila"), world.cast.volunteers["tom"]
    for one in world.assignments:
        go_with_two(by=by, referral=one.referral, duo="guide")
    return tuple({"pk": one.referral_id, "volunteer_pk": tom.pk} for one in world.assignments)


def stayed_away_from(world: World) -> Pair:
    """Talks of which the person was not reached and agreed to be called; Tom is of the vliegende ploeg."""
    flying_team(world.cast.volunteers["tom"])
    for one in world.assignments:
        Referral.objects.filter(pk=one.referral_id).update(state="not_reached")
        one.attempts.create(on_day=TODAY)
    return world.assignments


def team_to_ask(world: World) -> Pair:
    """Those aanmeldingen, and Tom."""
    tom = world.cast.volunteers["tom"]
    return tuple({"pk": one.referral_id, "volunteer_pk": tom.pk} for one in stayed_away_from(world))


def calls(world: World) -> Pair:
    """A call that Els said yes to, and one of Jan; Tom leads those talks."""
    by, tom = world.actor("laila"), world.cast.volunteers["tom"]
    flying_team(*world.people)
    return world.pair(lambda w, who: calls_again(by, stayed_away(w.cast, by, tom)[0], who))


def new_ones(world: World) -> Pair:
    """Two aanmeldingen that nobody has looked at."""
    return new_referrals(world)


def on_the_ward(world: World) -> Pair:
    """Two aanmeldingen of which the person is reached on the ward."""
    return new_referrals(world, reach_kind="ward", phone="", reachable_until=clock.local(TODAY, time(18)))


def tokens(world: World) -> Pair:
    """The addresses of two confirmations."""
    return tuple(referral_token(one) for one in world.referrals)


def site_tokens(world: World) -> Pair:
    """The addresses of two places."""
    return tuple(site_token(one) for one in world.sites)


REFERRALS = [
    Row("a/klaar/<str:token>/", public=True, get=EVERYBODY, of=tokens),
    Row("a/klaar/<str:token>/vertrokken/", public=True, get=EVERYBODY, post=EVERYBODY, of=tokens, data=LEFT),
    Row("a/<str:token>/", public=True, get=EVERYBODY, post=EVERYBODY, of=site_tokens, data=FORM),
    Row("a/<str:token>/kaartje/", public=True, get=EVERYBODY, of=site_tokens),
    Row(
        "vraag/<str:secret>/", public=True, get=EVERYBODY, post=EVERYBODY, data={"answer": "yes"},
        of=lambda w: tuple(one.secret for one in w.offers),
    ),
    Row("mijn-aanmeldingen/", get=P),
    Row("mijn-aanmeldingen/<int:pk>/", get=REFERRER, of=referrals),
    Row("aanmelden/", get=C | P, get_is=(200, 302)),
    Row(
        "aanmelden/<int:pk>/", get=C | REFERRER | COLLEAGUE, post=C | REFERRER | COLLEAGUE, of=lambda w: w.sites,
        data=FORM,
    ),
    Row("aanmeldingen/<int:pk>/vertrokken/", get=C | REFERRER, post=C | REFERRER, of=referrals, data=LEFT),
    Row("aanmeldingen/<int:pk>/intrekken/", get=C | REFERRER, post=C | REFERRER, of=referrals),
    Row("aanmeldingen/<int:pk>/mensen/", get=C, of=referrals),
    Row("aanmeldingen/<int:pk>/mensen/<int:volunteer_pk>/", post=C, of=candidates),
    Row("aanmeldingen/<int:pk>/aanmelder/", post=C, of=referrals),
    Row("aanmeldingen/<int:pk>/bellen/", get=C, post=C, of=on_the_ward,
        data={"phone": "0470 55 66 77", "agreed": "on"}),
    Row("aanmeldingen/<int:pk>/mensen/<int:volunteer_pk>/mee/", post=C, of=companions),
    Row("aanmeldingen/<int:pk>/ploeg/", get=C, of=lambda w: tuple(one.referral for one in stayed_away_from(w))),
    Row("aanmeldingen/<int:pk>/ploeg/<int:volunteer_pk>/", post=C, of=team_to_ask),
    Row("aanmeldingen/<int:pk>/met-twee/", get=C, post=C, of=referrals, data={"duo": "coordinator"}),
    Row("aanmeldingen/<int:pk>/zelf/", post=C, of=new_ones),
    Row("aanmeldingen/<int:pk>/later/", get=C, post=C, of=new_ones, data={"day": "2026-03-09"}),
    Row(
        "aanmeldingen/<int:pk>/doorgeven/", get=C, post=C, of=referrals,
        data=lambda w: {"partner": w.sites[1].partner_id, "agreed": "on"},
    ),
    Row("aanmeldingen/<int:pk>/afronden/", get=C, post=C, of=talks_referrals, data={"outcome": "nothing_now"}),
    Row("vragen/<int:pk>/gebeld/", post=C, of=offers, data={"answer": "yes"}),
    Row("vragen/<int:pk>/intrekken/", post=C, of=offers),
    Row("gesprekken/", get=E),
    Row("gesprekken/klaar/", get=E),
    Row("gesprekken/achteraf/", get=E, post=E, data={"day": "2026-03-06", "hour": "14:00", "channel": "phone"}),
    Row(
        "gesprekken/achteraf/<int:pk>/", get=C | OWNER, post=C | OWNER, of=lambda w: w.people,
        data={"day": "2026-03-06", "hour": "14:00", "channel": "phone"},
    ),
    Row("gesprekken/<int:pk>/", get=OWNER, of=talks),
    Row(
        "gesprekken/<int:pk>/moment/", get=C | OWNER, post=C | OWNER, of=talks,
        data={"day": "2026-03-08", "hour": "15:00", "place": "Onthaal"},
    ),
    Row("gesprekken/<int:pk>/na/", get=C | OWNER, of=talks),
    Row("gesprekken/<int:pk>/na/contact/", get=C | OWNER, post=C | OWNER, of=talks, data=AFTER),
    Row("gesprekken/<int:pk>/na/niet-bereikt/", post=C | OWNER, of=talks),
    Row("gesprekken/<int:pk>/stop/", post=C | OWNER, of=tried_twice, data={"outcome": "rather_not"}),
    Row("gesprekken/<int:pk>/doorgeven/", get=C | OWNER, post=C | OWNER, of=talks),
    Row("gesprekken/<int:pk>/ploeg/", post=C | OWNER, of=stayed_away_from),
    Row("bellen/<int:pk>/", get=OWNER, of=calls),
    Row("bellen/<int:pk>/hoe/", post=C | OWNER, of=calls, data={"said": "reached"}),
    Row("bellen/<int:pk>/terug/", post=C | OWNER, of=calls),
]  # fmt: skip
