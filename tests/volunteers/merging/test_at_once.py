"""Two coordinators who merge the same two entries at once, each from another side."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from oev.errors import Refused
from tests.cast import build_cast, volunteer
from volunteers.models import Merge, Volunteer
from volunteers.services.merging import merge_people
from volunteers.spans import differing


@pytest.mark.django_db(transaction=True)
def test_only_one_of_two_at_once_merges_and_the_other_is_told(clock, actor_of):
    cast = build_cast()
    els, twin = cast.volunteers["els"], volunteer(cast, "Elsje", account=False)
    start = Barrier(2)

    def merge(name: str, one: int, other: int) -> str:
        by = actor_of(cast.users[name], "coordinator")
        start.wait()
        try:
            return f"kept {merge_people(by=by, one=one, other=other).pk}"
        except Refused as refusal:
            return refusal.sentences[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(merge, ["laila", "dora"], [els.pk, twin.pk], [twin.pk, els.pk]))
    assert sorted(said) == [
        "Een van deze twee is er niet meer. Misschien zijn ze al samengevoegd.",
        f"kept {els.pk}",
    ]
    assert list(Merge.objects.values_list("kept", "gone_id")) == [(els.pk, twin.pk)]
    assert differing(Volunteer.objects.values_list("pk", flat=True)) == []
