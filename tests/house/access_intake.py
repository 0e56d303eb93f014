"""Rows of the way in: 'Ik wil meedoen', the checklist, the talk, and the texts of the house (P12, P48)."""

import datetime as dt
from typing import Any

from django.core import signing

from tests.house.access_row import EVERYBODY, OWNER, B, C, E, P, Row, V
from tests.house.access_volunteers import TODAY, candidates
from tests.house.world import World
from tests.volunteers.ready import make_ready, papers
from volunteers.forms.candidacy import SALT
from volunteers.kinds import DocumentKind
from volunteers.models import DocumentSignature, Engagement, IntakeTalk

Pair = tuple[Any, Any]
TICK = {"item": "stable", "state": "done"}
TALK = {"day": "2026-03-20", "hour": "10:00", "place": "Turnhout", "with_coordinator": "on"}
HELD = {"held_on": "2026-03-07", "outcome": "go_on", "with_representative": "on"}


def message(world: World) -> dict[str, Any]:
    """What somebody writes who opened the page a minute ago."""
    opened = int(dt.datetime(2026, 3, 7, 7, 59, tzinfo=dt.UTC).timestamp())
    return {
        "first_name": "Noa", "phone": "0470 99 88 77", "experience_kind": "own", "website": "",
        "opened": signing.dumps(opened, salt=SALT),
    }  # fmt: skip


def ready(world: World) -> Pair:
    """Two candidates of whom everything is noted."""
    first, second = candidates(world)
    return make_ready(first), make_ready(second)


def with_address(world: World) -> Pair:
    """Two candidates with a mail address and no account."""
    pair = candidates(world)
    for place, person in enumerate(pair):
        person.email = f"nieuw{place}@voorbeeld.be"
        person.save(update_fields=["email"])
    return pair


def ticked(world: World) -> Pair:
    """As above: something to put back."""
    return ready(world)


def with_papers(world: World) -> Pair:
    """Two candidates, and texts to sign."""
    papers()
    return candidates(world)


def planned(world: World) -> Pair:
    """Two candidates with a talk on the calendar."""
    pair = candidates(world)
    for person in pair:
        IntakeTalk.objects.create(
            engagement=Engagement.objects.get(volunteer=person), starts_at="2026-03-10T10:00Z", place="Turnhout"
        )
    return pair


def texts(world: World) -> Pair:
    """The text about what is kept, and the guide."""
    made = papers()
    return made[DocumentKind.CONSENT], made[DocumentKind.AGREEMENT]


def signatures(world: World) -> Pair:
    """The yes of each to what is kept."""
    text = papers()[DocumentKind.CONSENT]
    return world.pair(
        lambda w, who: DocumentSignature.objects.create(
            volunteer=who, document=text, on_day=dt.date(2026, 3, 1), how="account"
        )
    )


def papers_before(world: World) -> None:
    """The texts of the house are there."""
    papers()


INTAKE = [
    Row("meedoen/", public=True, get=EVERYBODY, post=EVERYBODY, data=message),
    Row("meedoen/bedankt/", public=True, get=EVERYBODY),
    Row("mensen/tekenen/", get=C | V, before=papers_before),
    Row("mensen/<int:pk>/starten/", get=C, post=C, of=ready, data=TODAY | {"first_role": "talks"}),
    Row("mensen/<int:pk>/account/", get=C, post=C, of=with_address, post_is=(200,), says="/welkom/"),
    Row("mensen/<int:pk>/intake/", post=C | V, of=candidates, data=TICK),
    Row("mensen/<int:pk>/intake/besproken/", post=C | V, of=candidates),
    Row("mensen/<int:pk>/intake/terug/", post=C | V, of=ticked, data={"item": "stable"}),
    Row(
        "mensen/<int:pk>/tekenen/", post=C | V, of=with_papers,
        data=lambda w: {"document": papers()[DocumentKind.CONSENT].pk, "how": "paper"},
    ),
    Row("mensen/<int:pk>/gesprek/", get=C | V, post=C | V, of=candidates, data=TALK),
    Row("mensen/<int:pk>/gesprek/geweest/", get=C | V, post=C | V, of=planned, data=HELD),
    Row("mensen/<int:pk>/gesprek/niet/", post=C | V, of=planned),
    Row("documenten/", get=C | V | E | P | B, before=papers_before),
    Row("documenten/<int:pk>/", get=C | V | E, of=texts),
    Row("documenten/<int:pk>/tekenen/", post=E, of=texts),
    Row("documenten/<int:pk>/wie/", get=C | V, of=texts),
    Row("handtekeningen/<int:pk>/weg/", post=C | V | OWNER, of=signatures),
]  # fmt: skip
