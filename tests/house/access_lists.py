"""Rows of lists that leave and come back, and of people who were entered twice (P51)."""

from typing import Any

from django.utils import timezone

from contactgroups.models import RosterTurn
from tests.house.access_row import C, Row
from tests.house.world import World
from volunteers.services.exports import make_export
from volunteers.services.imports import begin_import

Pair = tuple[Any, Any]


def returned_lists(world: World) -> Pair:
    """Two edited lists that came back."""
    by = world.actor("laila")

    def back(number: str) -> Any:
        _, file = make_export(by=by, purpose="proef", ending="csv")
        edited = file.read().replace(b"0470 00 00 00", f"0499 00 00 0{number}".encode(), 1)
        return begin_import(by=by, name=f"terug{number}.csv", content=edited)

    return back("1"), back("2")


def doubles(world: World) -> Pair:
    """Els with Mia, and Jan with Tom, who lead no two meetings at one hour."""
    RosterTurn.objects.filter(meeting__starts_at__gte=timezone.now()).update(volunteer=None, state="seeking")
    els, jan = world.people
    mia, tom = (world.cast.volunteers[name] for name in ("mia", "tom"))
    return {"pk": els.pk, "other": mia.pk}, {"pk": jan.pk, "other": tom.pk}


# Whatever differs between the two; a field that is the same in both is not asked.
CHOSEN = dict.fromkeys("first_name last_name alias email phone experience_kind municipality user".split(), "kept")
ROWS = [
    Row("mensen/binnenbrengen/<int:pk>/verschil/", get=C, post=C, of=returned_lists),
    Row("mensen/lijsten/", get=C),
    Row("mensen/lijsten/nieuw/", get=C, post=C, post_is=(200,), data={"purpose": "proef", "ending": "csv"}),
    Row("mensen/<int:pk>/dubbel/", get=C, of=lambda world: world.people),
    Row("mensen/<int:pk>/dubbel/<int:other>/", get=C, post=C, of=doubles, data=CHOSEN),
    Row("mensen/<int:pk>/dubbel/<int:other>/twee/", post=C, of=doubles),
]
