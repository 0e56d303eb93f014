"""Rows of people and intervisie (P01-P20)."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from oev.outbox.models import Outgoing
from tests.cast import attend
from tests.house.access_doing import ROWS as DOING_ROWS
from tests.house.access_lists import ROWS as LIST_ROWS
from tests.house.access_row import EVERYBODY, OWNER, C, E, Row, V
from tests.house.world import World, days, new_person, rest
from volunteers.models import (
    CalendarFeed,
    CallTask,
    Contact,
    IntervisionSession,
    Proposal,
    Rest,
    ReturnAgreement,
    RoleHolding,
    SiteAccess,
    Volunteer,
)
from volunteers.services.feeds import digest_of
from volunteers.services.imports import begin_import
from volunteers.spans import rebuild_spans

Pair = tuple[Any, Any]
CSV = b"Voornaam;Mailadres;Ervaring\nIna;ina@voorbeeld.be;eigen ervaring\n"
TODAY = {"on": "2026-03-07"}
WHO_CALLS = {"may_call": "representative", "every_days": "7", "wants_invitations": "no"}
PROFILE = {"first_name": "Nieuw", "experience_kind": "own", "phone": "0470 12 12 12", "languages": ["Nederlands"]}
NAMES = {"name_for_peers": "full", "name_for_partners": "alias", "name_for_public": "alias", "alias": "Vos"}
WHEN = {"slots": ["0-morning", "2-evening"], "max_per_month": "3"}
SESSION = {
    "day": "2026-04-20", "hour": "19:30", "minutes": "120", "mode": "on_site", "place": "Turnhout", "kind": "intern",
    "counts_for_activity": "on",
}  # fmt: skip


def people(world: World) -> Pair:
    """Els and Jan."""
    return world.people


def without_mail(world: World) -> list[Outgoing]:
    """For both a letter waits to be told on the phone."""
    return [
        Outgoing.objects.create(key=f"ask_again:{n}", code="ask_again", fact_id=n, reader_id=who.pk, state="call")
        for n, who in enumerate(world.people)
    ]


def feeds(world: World) -> Pair:
    """The addresses of the calendars of Els and Jan."""
    return tuple(_feed(who) for who in world.people)


def _feed(who: Volunteer) -> str:
    secret = f"geheim-van-{who.pk}"
    CalendarFeed.objects.create(volunteer=who, secret=secret, digest=digest_of(secret))
    return secret


def to_tell(world: World) -> dict[str, Any]:
    """What the page sends along."""
    return {"letter": list(Outgoing.objects.to_tell().values_list("pk", flat=True))}


def candidates(world: World) -> Pair:
    """Two people who have not started, and know the groups."""
    return new_person(world, "Kim"), new_person(world, "Lou")


def stopped(world: World) -> Pair:
    """Two people who stopped."""
    return new_person(world, "Kim", state="stopped"), new_person(world, "Lou", state="stopped")


def _asleep(world: World, who: Volunteer) -> Rest:
    return rest(world, who, "sleep", days(-40))


def asleep(world: World) -> Pair:
    """Both have a harder period since forty days."""
    return world.pair(_asleep)


def paused(world: World) -> Pair:
    """Both take a pause since five days."""
    return world.pair(lambda w, who: rest(w, who, "pause", days(-5)))


def ready_to_return(world: World) -> None:
    """All three records are there for both (Q11)."""
    asleep(world)
    for who in world.people:
        attend(who, days(-20))
        Contact.objects.create(volunteer=who, on_day=days(-10), hat="coordinator")
        ReturnAgreement.objects.create(volunteer=who, on_day=days(-5))
        rebuild_spans(who.pk)


def roles(world: World) -> Pair:
    """The talks of each."""
    return world.pair(lambda w, who: RoleHolding.objects.get(volunteer=who, role="talks"))


def roles_offered_back(world: World) -> Pair:
    """The talks of each wait for a yes."""
    RoleHolding.objects.update(offered_back_at=timezone.now())
    return roles(world)


def calls(world: World) -> Pair:
    """Somebody to call."""
    return world.pair(
        lambda w, who: CallTask.objects.create(
            volunteer=who, kind="stay_in_touch", for_office="coordinator", due_on=days(-1)
        )
    )


def proposals(world: World) -> Pair:
    """The coordinator proposed that each stops."""
    by = world.cast.users["dora"]
    return world.pair(
        lambda w, who: Proposal.objects.create(
            volunteer=who, kind="stop", for_day=days(0), office="coordinator", made_by=by
        )
    )


def contacts(world: World) -> Pair:
    """A contact of the vertegenwoordiger with each, that can be taken back (P10)."""
    made = world.pair(lambda w, who: Contact.objects.create(volunteer=who, on_day=days(-10), hat="representative"))
    return tuple({"kind": "contact", "fact_pk": one.pk} for one in made)


def sessions(*names: str) -> Any:
    """Sessions of the world by name."""
    return lambda world: tuple(world.sessions[name] for name in names)


def closed_lists(world: World) -> Pair:
    """The two sessions of the cast, whose lists are closed."""
    first, second = IntervisionSession.objects.exclude(closed_at=None).order_by("-starts_at")[:2]
    return first, second


def open_lists(world: World) -> Pair:
    """The session of five days ago, twice."""
    return world.sessions["open"], world.sessions["open"]


def batches(world: World) -> Pair:
    """Two files that were loaded."""
    by = world.actor("laila")
    return tuple(begin_import(by=by, name=f"{name}.csv", content=CSV) for name in ("een", "twee"))


def entries(world: World) -> Pair:
    """Els may come by at the hospital, and Jan too."""
    return world.pair(lambda w, who: SiteAccess.objects.get(volunteer=who))


VOLUNTEERS = [
    Row("dashboard/", get=V),
    Row("ik/", get=E),
    Row("ik/even-niet/", get=E, post=E, data={"kind": "pause"}),
    Row("ik/wie-belt/", get=E, post=E, data=WHO_CALLS, before=asleep),
    Row("ik/weer-meedoen/", post=E, before=paused),
    Row("ik/terug/", post=E, before=asleep),
    Row("ik/profiel/", get=E, post=E, data=PROFILE),
    Row("ik/naam/", get=E, post=E, data=NAMES),
    Row("ik/wanneer/", get=E, post=E, data=WHEN),
    Row("ik/stoppen/", get=E, post=E, data=TODAY),
    Row("ik/agenda/", get=E, post=E),
    Row("agenda/<str:secret>/", public=True, get=EVERYBODY, of=feeds),
    Row("ik/gegevens/", get=E),
    Row("ik/gegevens/bestand/", get=E),
    Row("mensen/", get=C | V, get_is=(200, 302)),
    Row("mensen/bellen/", get=C | V),
    Row("mensen/<int:pk>/vertellen/", get=C | V, post=C | V, of=people, data=to_tell, before=without_mail),
    Row("mensen/nieuw/", get=C | V, post=C | V, data=PROFILE | {"kind": "ed", "candidate_on": "2026-03-01"}),
    Row("mensen/binnenbrengen/", get=C, post=C, data=lambda w: {"file": SimpleUploadedFile("mensen.csv", CSV)}),
    Row("mensen/binnenbrengen/<int:pk>/", get=C, post=C, of=batches),
    Row(
        "mensen/binnenbrengen/<int:pk>/kolommen/", get=C, post=C, of=batches,
        data={"first_name": "0", "email": "1"},
    ),
    Row("mensen/binnenbrengen/<int:pk>/weg/", post=C, of=batches),
    Row("mensen/<int:pk>/", get=C | V, get_is=(200, 302), of=people),
    Row("mensen/<int:pk>/profiel/", get=C | V | OWNER, post=C | V | OWNER, of=people, data=PROFILE),
    Row("mensen/<int:pk>/naam/", get=OWNER, post=OWNER, of=people, data=NAMES),
    Row("mensen/<int:pk>/wanneer/", get=C | V | OWNER, post=C | V | OWNER, of=people, data=WHEN),
    Row("mensen/<int:pk>/opnieuw/", post=C | V, of=stopped),
    Row("mensen/<int:pk>/stoppen/", get=C | V | OWNER, post=C | V | OWNER, of=people, data=TODAY),
    Row("mensen/<int:pk>/even-niet/", get=C | V | OWNER, post=C | V | OWNER, of=people, data={"kind": "sleep"}),
    Row(
        "mensen/<int:pk>/wie-belt/", get=C | V | OWNER, post=C | V | OWNER, of=people, before=asleep,
        data=WHO_CALLS,
    ),
    Row("mensen/<int:pk>/weer-meedoen/", post=C | V | OWNER, of=people, before=paused),
    Row("mensen/<int:pk>/rechtzetten/", get=C | V, of=people),
    Row("mensen/<int:pk>/terug/", get=C | V, post=C | V, of=people, before=ready_to_return, data=TODAY),
    Row("mensen/<int:pk>/besproken/", post=V, of=people, before=asleep),
    Row("mensen/<int:pk>/contact/", get=C | V, post=C | V, of=people, data=TODAY | {"channel": "phone"}),
    Row("mensen/<int:pk>/gebeld/", post=C | V, of=people),
    Row("mensen/<int:pk>/gesproken/", post=C | V, of=people, before=asleep),
    Row("mensen/<int:pk>/rol/", get=C, post=C, of=people, data={"role": "leader", "from_on": "2026-03-07"}),
    Row("rollen/<int:pk>/stoppen/", get=C | OWNER, post=C | OWNER, of=roles),
    Row("rollen/<int:pk>/antwoord/", post=C | V | OWNER, of=roles_offered_back, data={"answer": "yes"}),
    Row("oproepen/<int:pk>/klaar/", post=C | V, of=calls),
    Row("voorstellen/<int:pk>/weg/", post=C | V, of=proposals),
    Row("rechtzetten/<slug:kind>/<int:fact_pk>/", get=C | V, post=C | V, of=contacts),
    Row("intervisie/", get=C | V | E),
    Row("intervisie/nieuw/", get=C | V, post=C | V, data=SESSION),
    Row("intervisie/<int:pk>/", get=C | V | E, of=sessions("coming", "later")),
    Row("intervisie/<int:pk>/wijzigen/", get=C | V, post=C | V, of=sessions("coming", "later"), data=SESSION),
    Row("intervisie/<int:pk>/uitnodigen/", get=C | V, post=C | V, of=sessions("later", "later")),
    Row(
        "intervisie/<int:pk>/antwoord/", post=C | V | E, of=sessions("coming", "later"),
        data=lambda w: {"answer": "yes", "volunteer": w.cast.volunteers["mia"].pk},
    ),
    Row("intervisie/<int:pk>/afgelasten/", get=C | V, post=C | V, of=sessions("coming", "later")),
    Row(
        "intervisie/<int:pk>/lijst/", get=C | V, post=C | V, of=open_lists,
        data=lambda w: {f"p{w.people[0].pk}": "attended"},
    ),
    Row("intervisie/<int:pk>/lijst/open/", post=C | V, of=closed_lists),
    Row(
        "plaatsen/<int:pk>/toegang/", get=C, post=C, of=lambda w: w.sites,
        data=lambda w: {
            "volunteer": w.cast.volunteers["tom"].pk, "display_name": "Tom", "agreed_on": "2026-03-01",
        },
    ),
    Row("toegang/<int:pk>/einde/", get=C, post=C, of=entries),
    *DOING_ROWS,
    *LIST_ROWS,
]  # fmt: skip
