"""What people would like to learn: on and off with one tap, counted without a name (R111, R321, P17, Q45)."""

import pytest
from django.urls import reverse

from oev.errors import Refused
from tests.cast import volunteer
from tests.volunteers.scene import at, day
from volunteers import services
from volunteers.kinds import TrainingTheme
from volunteers.models import Training, TrainingSession, TrainingWish
from volunteers.pages.learning import theme_lines

TODAY = day("2026-03-07")
MINE = "/ik/graag-leren/"


def wishes(person):
    return sorted(person.training_wishes.values_list("theme", flat=True))


def counted():
    return {line.label: (line.people, line.given) for line in theme_lines(TODAY) if line.people or line.given}


def test_theme_goes_on_and_off_with_one_tap(cast, els, sign_in):
    me = sign_in(cast.els, "volunteer")
    for _ in range(2):
        answer = me.post(MINE, {"add": "ethics"})
    assert answer.url == reverse("volunteers:training_list") + "#leren"
    assert wishes(els) == ["ethics"]
    page = me.get("/vorming/").content.decode()
    assert 'name="remove" value="ethics" aria-pressed="true"' in page
    assert 'name="add" value="offer" aria-pressed="false"' in page
    for _ in range(2):
        me.post(MINE, {"remove": "ethics"})
    me.post(MINE, {"add": "bestaat-niet"})
    assert wishes(els) == []


def test_catalogue_counts_people_and_names_nobody(cast, els, who, laila, sign_in):
    for name in ("els", "jan", "mia"):
        services.wish_for_theme(
            by=who(name), volunteer=cast.volunteers[name], theme=TrainingTheme.OFFER, wanted=True
        )  # fmt: skip
    services.stop_engagement(by=who("mia"), volunteer=cast.volunteers["mia"], on=TODAY)
    given = Training.objects.create(title="Wie doet wat", theme="offer")
    for moment, cancelled in (("2025-03-01", None), ("2025-04-01", None), ("2026-01-05", None), ("2026-02-01", "x")):
        TrainingSession.objects.create(
            training=given, starts_at=at(f"{moment} 19:30"), cancelled_at=at("2026-01-01 09:00") if cancelled else None
        )
    TrainingSession.objects.create(training=given, starts_at=at("2026-05-05 19:30"))

    assert counted() == {"Kennis van het hulpaanbod": (2, 2)}
    text = sign_in(cast.laila, "coordinator").get("/vorming/").content.decode()
    assert text.index("Kennis van het hulpaanbod") < text.index("Motiverende gespreksvoering")
    assert "2 mensen" in text
    assert "Het laatste jaar 2 keer gegeven." in text
    assert "Els" not in text


@pytest.mark.parametrize("name", ["laila", "victor"])
def test_staff_write_down_by_phone_for_who_has_no_account(cast, els, who, sign_in, name):
    quiet = volunteer(cast, "Stil", account=False)
    page = sign_in(cast.users[name], who(name).hat.value)
    url = reverse("volunteers:training_wishes", args=[quiet.pk])
    assert page.post(url, {"add": "ethics"}).url == url
    assert wishes(quiet) == ["ethics"]
    assert "Waarover wil Stil graag leren?" in page.get(url).content.decode()
    assert page.get(reverse("volunteers:training_wishes", args=[els.pk])).status_code == 404
    assert list(TrainingWish.objects.visible_to(who(name))) == list(quiet.training_wishes.all())


@pytest.mark.parametrize("name", ["laila", "victor", "jan", "bruno", "nora"])
def test_nobody_wishes_for_somebody_else(els, who, name):
    with pytest.raises(Refused):
        services.wish_for_theme(by=who(name), volunteer=els, theme=TrainingTheme.ETHICS, wanted=True)
    services.wish_for_theme(by=who("els"), volunteer=els, theme=TrainingTheme.ETHICS, wanted=True)
    assert wishes(els) == ["ethics"]


def test_wishes_of_who_stops_go(els, who):
    services.wish_for_theme(by=who("els"), volunteer=els, theme=TrainingTheme.ETHICS, wanted=True)
    services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
    assert wishes(els) == []
