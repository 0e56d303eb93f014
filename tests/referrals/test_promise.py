"""The promised moment follows from who is there, and somebody hears it when it is missed (Q25, Q43)."""

import datetime as dt

import pytest
from django.core import mail
from hypothesis import example, given
from hypothesis import strategies as st

from oev.accounts.duty import Post
from oev.accounts.models import Absence, Office
from oev.clock import BRUSSELS
from oev.jobs import run_job
from oev.outbox.models import LetterSwitch, Outgoing
from oev.outbox.services import deliver_due
from partners.models import Site
from referrals.models import Referral
from referrals.promise import promise_for, promised_moment, say_promise
from referrals.services import ask_referrer
from referrals.words import state_words
from referrals.work import new_referrals
from referrals.work_late import late_referrals
from tests.accounts.test_duty import POSTS, day, somebody_is_there
from tests.referrals.chain import at, by_phone, receive

SATURDAY = dt.date(2026, 3, 7)


def office(cast, name):
    return Office.objects.get(user=cast.users[name])


def away(cast, name, stand_in, begin, end=None):
    return Absence.objects.create(
        office=office(cast, name), stand_in=cast.users[stand_in] if stand_in else None,
        from_on=day(begin), until_on=None if end is None else day(end),
    )  # fmt: skip


def week_days(cast, *numbers):
    Office.objects.filter(kind="coordinator").update(weekdays=list(numbers))


@pytest.fixture
def late(cast, clock):
    """An aanmelding of the night that nobody looked at by ten o'clock; letters are open."""
    LetterSwitch.objects.create(code="promise_missed", is_open=True)
    clock.move_to(at(7, 2, 10))
    referral = receive(cast, contact=cast.contacts["nora_contact"])
    clock.move_to(at(7, 10))
    return referral


def alarmed():
    return sorted(Outgoing.objects.filter(code="promise_missed").values_list("to_id", flat=True))


def oracle(response_by, posts, now):
    """The rule as one says it: walk on, moment by moment, until an hour of response on a day with somebody there."""
    here = now.astimezone(BRUSSELS)
    for more in range(150):
        on = here.date() + dt.timedelta(days=more)
        moment = dt.datetime.combine(on, response_by, BRUSSELS)
        if moment.replace(tzinfo=None) > here.replace(tzinfo=None) and somebody_is_there(posts, on):
            return moment
    return None


HOURS = [dt.time(2, 10), dt.time(8), dt.time(9, 59), dt.time(10), dt.time(10, 1), dt.time(14), dt.time(23, 59)]


@given(
    st.lists(POSTS, max_size=3),
    st.builds(dt.datetime.combine, st.integers(-20, 60).map(day), st.sampled_from(HOURS), st.just(BRUSSELS)),
    st.sampled_from([dt.time(8), dt.time(10), dt.time(14)]) | st.times(dt.time(5), dt.time(22)),
)
@example([Post(day(-9))], at(7, 10), dt.time(10))
@example([Post(day(-9))], at(7, 9, 59), dt.time(10))
def test_promise_is_the_first_hour_of_response_on_a_day_with_somebody_there(posts, now, response_by):
    response_by = response_by.replace(second=0, microsecond=0, tzinfo=None)
    site = Site(response_by=response_by)

    assert promised_moment(site, tuple(posts), now) == oracle(response_by, posts, now)


@given(st.lists(POSTS, min_size=1, max_size=3), st.integers(0, 80))
def test_nothing_is_promised_that_nobody_is_there_for(posts, number):
    now = dt.datetime.combine(day(number), dt.time(2, 10), BRUSSELS)
    moment = promised_moment(Site(response_by=dt.time(10)), tuple(posts), now)

    assert moment is None or (moment > now and somebody_is_there(posts, moment.date()))


def test_a_post_without_weekdays_promises_nothing():
    post = Post(SATURDAY, weekdays=frozenset())
    assert promised_moment(Site(response_by=dt.time(10)), (post,), at(7, 2)) is None


@pytest.mark.parametrize(
    ("arrange", "words"),
    [
        (lambda cast: None, "zaterdag voor 10 uur"),
        (lambda cast: away(cast, "laila", None, 0, 3), "zaterdag voor 10 uur"),
        (lambda cast: (away(cast, "laila", None, 0, 3), away(cast, "dora", "stan", 0, 9)), "zaterdag voor 10 uur"),
        (lambda cast: (away(cast, "laila", None, 0, 3), away(cast, "dora", None, 0, 9)), "dinsdag voor 10 uur"),
        (lambda cast: week_days(cast, 0, 1, 3), "maandag voor 10 uur"),
        (lambda cast: (week_days(cast, 0, 1, 3), away(cast, "laila", None, 2), away(cast, "dora", None, 1, 4)),
         "donderdag voor 10 uur"),
        (lambda cast: [away(cast, name, None, 0, 9) for name in ("laila", "dora")], "maandag 16 maart voor 10 uur"),
        (lambda cast: [away(cast, name, None, 0) for name in ("laila", "dora")], ""),
        (lambda cast: Office.objects.filter(kind="coordinator").update(until_on=SATURDAY), ""),
    ],
    ids=["both there", "the other is there", "a stand-in", "nobody until Tuesday", "not in the weekend",
         "weekdays and days off", "a week away", "nobody knows", "no coordinator"],
)  # fmt: skip
def test_promise_of_the_night_follows_who_is_there(cast, clock, arrange, words):
    arrange(cast)
    clock.move_to(at(7, 2, 10))
    assert say_promise(promise_for(cast.sites["Turnhout"], at(7, 2, 10)), at(7, 2, 10)) == words


def test_a_stand_in_with_a_closed_account_is_nobody(cast):
    away(cast, "laila", "ines", 0, 2)
    away(cast, "dora", None, 0, 4)
    assert promise_for(cast.sites["Turnhout"], at(7, 2, 10)) == at(9, 10)


def test_the_nurse_reads_when_somebody_is_there_and_no_moment_when_nobody_is(cast, clock, sign_in):
    client = sign_in(cast.users["nora"], "professional")
    address = f"/aanmelden/{cast.sites['Turnhout'].pk}/"
    clock.move_to(at(6, 14))
    assert "De coördinator bekijkt dit zaterdag voor 10 uur." in client.get(address).content.decode()
    for name in ("laila", "dora"):
        away(cast, name, None, 0, 2)
    clock.move_to(at(6, 15))
    assert "De coördinator bekijkt dit maandag voor 10 uur." in client.get(address).content.decode()
    Absence.objects.update(until_on=None)
    clock.move_to(at(6, 16))
    assert "We kunnen nu geen moment beloven. Bel ons gerust." in client.get(address).content.decode()
    referral = receive(cast, contact=cast.contacts["nora_contact"])
    assert (referral.promised_at, state_words(referral)) == (None, "Ontvangen")
    page = client.get(f"/mijn-aanmeldingen/{referral.pk}/").content.decode()
    assert "We kunnen nu geen moment beloven. Bel ons gerust." in page


def test_whoever_has_no_promise_is_never_late_and_stands_with_the_new_ones(cast, laila, clock):
    referral = by_phone(cast)
    Referral.objects.filter(pk=referral.pk).update(promised_at=None)
    clock.move_to(at(20, 9))

    assert [row.line for row in new_referrals(laila, day(13)).rows] == ["We beloofden geen moment."]
    assert late_referrals(laila, day(13)).rows == []


def test_a_missed_promise_stands_on_top_without_any_job(cast, laila, late):
    section = late_referrals(laila, SATURDAY)

    assert [(row.title, row.line, row.tag) for row in section.rows] == [
        ("26-0001, Ziekenhuis Turnhout", "De aanmelder leest: het duurt langer dan we zeiden.", "te laat")
    ]
    assert new_referrals(laila, SATURDAY).rows == []
    assert state_words(late) == "Het duurt langer dan we zeiden"


def test_a_stand_in_finds_it_on_top_of_vandaag(cast, late, sign_in):
    away(cast, "laila", "stan", 0)
    page = sign_in(cast.users["stan"], "coordinator").get("/beheer/").content.decode()

    assert page.index("Wacht langer dan we zeiden") < page.index("26-0001, Ziekenhuis Turnhout")
    assert "<h2>Nieuwe aanmeldingen</h2>" not in page


def test_the_vertegenwoordiger_reads_that_something_waits_and_nothing_of_what(cast, late, sign_in):
    page = sign_in(cast.users["victor"], "representative").get("/dashboard/").content.decode()

    assert "Er wacht iets langer dan we zeiden" in page
    assert "26-0001" not in page
    assert "Turnhout" not in page


def test_before_the_moment_nobody_is_alarmed(cast, late, clock):
    clock.move_to(at(7, 9, 59))
    assert (
        run_job("beloften", SATURDAY)
        == ["Aanmeldingen die langer wachten dan we zeiden en waarvoor een bericht is klaargezet: 0."]
        or alarmed() == []
    )


def test_the_stand_in_is_alarmed_once_by_a_letter_that_tells_nothing(cast, late, clock):
    away(cast, "laila", "stan", 0)
    away(cast, "dora", None, 0)
    for hour in (10, 11, 34):
        clock.move_to(at(7, 10) + dt.timedelta(hours=hour - 10))
        run_job("beloften", SATURDAY)
    deliver_due()

    assert alarmed() == [cast.stan.pk]
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["stan@voorbeeld.be"], "Er wacht iets op je")
    assert message.body.startswith("Dag Stan,\n\nEr wacht iets langer dan we zeiden. Log in om te kijken: ")
    assert "26-0001" not in message.body


def test_two_coordinators_are_both_alarmed(cast, late):
    run_job("beloften", SATURDAY)
    assert alarmed() == sorted([cast.laila.pk, cast.dora.pk])


def test_a_coordinator_alone_is_alarmed_with_the_vertegenwoordiger(cast, late):
    Office.objects.filter(pk=office(cast, "dora").pk).update(until_on=SATURDAY)
    run_job("beloften", SATURDAY)
    assert alarmed() == sorted([cast.laila.pk, cast.victor.pk])


def test_the_alarm_is_dropped_when_somebody_looked_meanwhile(cast, late, laila):
    run_job("beloften", SATURDAY)
    ask_referrer(by=laila, referral=late)
    deliver_due()

    assert [message.to for message in mail.outbox if message.subject == "Er wacht iets op je"] == []
    assert set(Outgoing.objects.filter(code="promise_missed").values_list("state", flat=True)) == {"dropped"}


def test_the_alarm_does_not_reach_who_lost_the_office_meanwhile(cast, late):
    run_job("beloften", SATURDAY)
    Office.objects.filter(pk=office(cast, "dora").pk).update(until_on=SATURDAY)
    deliver_due()

    assert [message.to for message in mail.outbox] == [["laila@voorbeeld.be"]]


def test_a_dry_run_says_how_many_and_writes_nothing(cast, late):
    assert run_job("beloften", SATURDAY, dry_run=True) == [
        "Aanmeldingen die langer wachten dan we zeiden en waarvoor een bericht zou vertrekken: 1."
    ]
    assert alarmed() == []


def test_when_nobody_can_be_told_the_next_round_tries_again(cast, late):
    Office.objects.exclude(kind="admin").update(until_on=SATURDAY)
    run_job("beloften", SATURDAY)
    assert alarmed() == []
    Office.objects.filter(pk=office(cast, "dora").pk).update(until_on=None)
    run_job("beloften", SATURDAY)
    assert alarmed() == [cast.dora.pk]
