"""Coordinator and vertegenwoordiger are away for a while; somebody stands in and nobody asks why (Q13, Q43)."""

import datetime as dt

import pytest

from oev.accounts import services
from oev.accounts.models import Absence, Office, User
from oev.accounts.querysets import hats_of
from oev.clock import today
from oev.errors import Refused

SATURDAY = dt.date(2026, 3, 7)


def day(number: int) -> dt.date:
    return SATURDAY + dt.timedelta(days=number)


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


@pytest.fixture
def record(cast, laila):
    """`record("victor", "els", 2, 5)`: Victor is away from the day after tomorrow, back on the fifth day."""

    def made(name, stand_in, begin=0, end=None):
        return services.record_absence(
            by=laila, office=Office.objects.get(user=cast.users[name]),
            stand_in=cast.users[stand_in] if stand_in else None,
            from_on=day(begin), until_on=None if end is None else day(end),
        )  # fmt: skip

    return made


def may(kind: str) -> set[str]:
    return {user.get_short_name() for user in User.objects.can_stand_in(kind, SATURDAY)}


def test_a_coordinator_is_replaced_by_a_colleague_or_the_vertegenwoordiger(cast):
    """Stan was invited and wears no hat; no volunteer, no professional, no bestuurslid, no beheerder (R182, R195)."""
    assert may("coordinator") == {"Laila", "Dora", "Victor", "Stan"}


def test_the_vertegenwoordiger_is_replaced_by_an_ervaringsdrager_who_is_callable(cast):
    """R201; never by the coordinator, or two voices would be one (R067)."""
    cast.volunteers["rita"].spans.update(is_callable=False, status="paused")

    assert may("representative") == {"Victor", "Els", "Jan", "Mia", "Tom", "Bart", "Carla", "Lien"}


def test_somebody_who_stands_in_already_may_stand_in_again(cast, record):
    record("laila", "stan", 0, 3)

    assert "Stan" in may("coordinator")


@pytest.mark.parametrize(
    ("name", "stand_in", "begin", "end", "sentence"),
    [
        ("victor", "els", -1, 3, "Die dag is voorbij"),
        ("victor", "els", 2, 2, "ligt na de eerste dag"),
        ("victor", "victor", 0, 3, "Kies iemand anders als waarnemer"),
        ("victor", None, 0, 3, "Kies wie waarneemt"),
        ("victor", "laila", 0, 3, "kan hier niet waarnemen"),
        ("laila", "els", 0, 3, "kan hier niet waarnemen"),
        ("laila", "bea", 0, 3, "kan hier niet waarnemen"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(cast, record, name, stand_in, begin, end, sentence):
    with pytest.raises(Refused, match=sentence):
        record(name, stand_in, begin, end)
    assert Absence.objects.count() == 0


@pytest.mark.parametrize(
    ("begin", "end", "is_free"), [(5, 8, True), (0, 2, True), (0, 3, False), (4, 6, False), (3, None, False)]
)
def test_days_do_not_overlap_those_of_another_absence(cast, record, begin, end, is_free):
    record("victor", "els", 2, 5)
    if is_free:
        record("victor", "jan", begin, end)
        return
    with pytest.raises(Refused, match="vanaf 9 maart 2026 tot 12 maart 2026"):
        record("victor", "jan", begin, end)


def test_somebody_who_is_away_does_not_stand_in(cast, record):
    record("dora", "stan", 2, 5)
    with pytest.raises(Refused, match="Dora Proef is die dagen zelf afwezig"):
        record("laila", "dora", 4, 6)
    assert record("laila", "dora", 5, 6).stand_in == cast.users["dora"]


def test_somebody_who_stands_in_is_not_away(cast, record):
    record("laila", "dora", 4, 6)
    with pytest.raises(Refused, match="Dora Proef neemt dan waar voor Laila Proef"):
        record("dora", "stan", 2, 5)
    assert record("dora", "stan", 6, 8)


def test_rights_move_and_come_back(cast, record, clock):
    record("victor", "els", 2, 5)
    for number, els, victor in ((0, 1, 1), (2, 2, 0), (4, 2, 0), (5, 1, 1)):
        clock.move_to(dt.datetime(2026, 3, 7 + number, 9))
        assert [len(hats_of(cast.users[name].pk, today())) for name in ("els", "victor")] == [els, victor]


def test_another_stand_in_halfway_leaves_what_was(cast, record, laila, clock):
    first = record("victor", "els", 0, 9)
    clock.move_to(dt.datetime(2026, 3, 10, 9))
    services.change_absence(by=laila, absence=first, stand_in=cast.users["jan"], from_on=first.from_on, until_on=day(9))

    rows = Absence.objects.order_by("from_on").values_list("stand_in__name", "from_on", "until_on")
    assert list(rows) == [("Els Proef", day(0), day(3)), ("Jan Proef", day(3), day(9))]


def test_a_first_day_that_is_behind_us_stays(cast, record, laila, clock):
    absence = record("victor", "els", 0, 9)
    clock.move_to(dt.datetime(2026, 3, 10, 9))
    with pytest.raises(Refused, match="blijft zoals hij was"):
        services.change_absence(by=laila, absence=absence, stand_in=absence.stand_in, from_on=day(4), until_on=day(9))


def test_back_early_and_back_before_it_began(cast, record, laila, clock):
    absence = record("victor", "els", 0, 9)
    later = record("victor", "jan", 20)
    clock.move_to(dt.datetime(2026, 3, 10, 9))
    for _ in range(2):
        services.end_absence(by=laila, absence=absence, back_on=today())
        services.end_absence(by=laila, absence=later, back_on=today())

    assert list(Absence.objects.values_list("from_on", "until_on")) == [(day(0), day(3))]


@pytest.mark.parametrize(
    ("name", "hat", "stand_in"), [("laila", "coordinator", "dora"), ("victor", "representative", "els")]
)
def test_own_absence_takes_three_fields(cast, sign_in, name, hat, stand_in):
    client = sign_in(cast.users[name], hat)
    office = Office.objects.get(user=cast.users[name])
    address = f"/waarneming/voor/{office.pk}/"
    assert address in client.get("/waarneming/").content.decode()
    page = client.get(address).content.decode()
    assert "Wanneer ben je even weg?" in page
    assert page.count('name="from_on"') + page.count('name="until_on"') + page.count('name="stand_in"') == 3

    data = {"from_on": day(2).isoformat(), "until_on": day(5).isoformat(), "stand_in": cast.users[stand_in].pk}
    assert client.post(address, data)["Location"] == "/waarneming/"
    shown = client.get("/waarneming/").content.decode()
    assert "vanaf maandag 9 maart, terug op donderdag 12 maart" in shown
    assert f"{stand_in.capitalize()} Proef neemt waar voor {name.capitalize()} Proef" in shown
    absence = Absence.objects.get()
    client.post(f"/waarneming/{absence.pk}/", data | {"until_on": day(9).isoformat()})
    absence.refresh_from_db()
    assert absence.until_on == day(9)


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(cast, sign_in, record):
    record("victor", "els", 2, 5)
    office = Office.objects.get(user=cast.users["victor"])
    data = {"from_on": "2026-03-10", "until_on": "2026-03-20", "stand_in": cast.users["jan"].pk}
    page = sign_in(cast.users["victor"], "representative").post(f"/waarneming/voor/{office.pk}/", data)
    text = page.content.decode()

    assert "Die dagen lopen over een andere afwezigheid: vanaf 9 maart 2026 tot 12 maart 2026. Wijzig die." in text
    assert 'value="2026-03-20"' in text
    assert "<title>Fout: " in text


def test_whoever_is_away_and_wears_no_hat_can_say_to_be_back(cast, sign_in, record):
    client = sign_in(cast.users["victor"], "representative")
    record("victor", "els")
    page = client.get("/").content.decode()
    assert "Je bent even weg" in page
    assert "Ik ben terug" in page

    client.post("/waarneming/terug/")
    assert client.get("/dashboard/").status_code == 200


def test_a_volunteer_who_is_away_as_vertegenwoordiger_finds_the_way_back_on_the_own_page(cast, sign_in, record):
    Office.objects.filter(user=cast.users["victor"]).update(user=cast.users["rita"])
    record("rita", "els", 0, 5)
    client = sign_in(cast.users["rita"], "volunteer")
    page = client.get("/ik/").content.decode()
    assert "Je bent even weg" in page
    assert "Els Proef neemt waar. Terug op 12 maart 2026." in page

    client.post("/waarneming/terug/")
    assert "Je bent even weg" not in client.get("/ik/").content.decode()


def test_nobody_ends_the_absence_of_somebody_else_by_being_back(cast, sign_in, record):
    record("victor", "els")
    assert sign_in(cast.users["jan"], "volunteer").post("/waarneming/terug/").status_code == 404
    assert Absence.objects.get().until_on is None


def test_coordinator_says_on_which_days_somebody_is_there(cast, sign_in):
    client = sign_in(cast.users["laila"], "coordinator")
    office = Office.objects.get(user=cast.users["laila"])
    assert "Elke dag" in client.get("/waarneming/").content.decode()
    client.post(f"/waarneming/voor/{office.pk}/dagen/", {"weekdays": ["4", "0", "1"]})
    office.refresh_from_db()

    assert office.weekdays == [0, 1, 4]
    assert "Maandag, dinsdag en vrijdag" in client.get("/waarneming/").content.decode()
    assert "Kies minstens één dag." in client.post(f"/waarneming/voor/{office.pk}/dagen/", {}).content.decode()


@pytest.mark.parametrize(
    ("name", "hat"), [("bruno", "board"), ("nora", "professional"), ("els", "volunteer"), ("bea", "admin")]
)
def test_cover_is_for_coordinator_and_vertegenwoordiger(cast, sign_in, name, hat):
    assert sign_in(cast.users[name], hat).get("/waarneming/").status_code == 404


@pytest.mark.parametrize(
    ("dora_is_there", "stand_in", "warns"), [(True, None, False), (False, "stan", False), (False, None, True)]
)
def test_whoever_leaves_nobody_reads_that_nothing_is_promised(cast, sign_in, dora_is_there, stand_in, warns):
    if not dora_is_there:
        Office.objects.filter(user=cast.users["dora"]).update(weekdays=[1, 2])
    office = Office.objects.get(user=cast.users["laila"])
    data = {"from_on": day(1).isoformat(), "until_on": day(4).isoformat(), "stand_in": ""}
    data["stand_in"] = cast.users[stand_in].pk if stand_in else ""
    page = sign_in(cast.users["laila"], "coordinator").post(f"/waarneming/voor/{office.pk}/", data, follow=True)
    said = "Op zondag 8 maart is er geen coördinator. Voor zo&#x27;n dag beloven we geen antwoord."

    assert (said in page.content.decode()) is warns
