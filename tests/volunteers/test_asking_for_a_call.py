"""Asking for a call: no text, and the right office (P11, Q47, R084, R108)."""

import pytest
from django.core import mail
from django.urls import reverse

from oev.accounts.models import Absence, Office
from oev.errors import Refused
from oev.outbox.services import deliver_due
from tests.volunteers.scene import at, calls, day, letters, open_letters
from tests.volunteers.test_work import rows
from tests.words import NEVER, TELLING, found, visible_text
from volunteers import retention, services, work
from volunteers.kinds import CallWish, SignalledBy
from volunteers.models import CallTask, SupportAsked

TODAY = day("2026-03-07")


def test_today_goes_before_this_week_and_says_how_long_somebody_waits(who, els, cast, clock):
    jan = cast.volunteers["jan"]
    services.ask_for_call(by=who("jan"), volunteer=jan, wish=CallWish.WEEK)
    clock.move_to(at("2026-03-07 11:15"))
    services.ask_for_call(by=who("els"), volunteer=els, wish=CallWish.TODAY)
    assert rows(work.people_to_call(who("victor"), TODAY)) == [
        ("Els Proef", "Wil even praten, liefst vandaag. Gevraagd om 11.15 uur. 0470 00 00 00", "Bel"),
        ("Jan Proef", "Wil even praten, liefst deze week. Gevraagd om 9 uur. 0470 00 00 00", "Bel"),
    ]
    clock.move_to(at("2026-03-09 09:00"))
    first, second = work.people_to_call(who("victor"), day("2026-03-09")).rows
    assert (first.tag, first.line.split(". ")[1]) == ("vandaag", "Gevraagd op zaterdag 7 maart")
    assert (second.tag, second.second_label, second.second_method) == ("", "Opgevolgd", "post")


def test_asking_again_is_the_same_call_and_today_wins(who, els):
    first = services.ask_for_call(by=who("els"), volunteer=els, wish=CallWish.WEEK)
    services.ask_for_call(by=who("els"), volunteer=els, wish=CallWish.TODAY)
    services.ask_for_call(by=who("els"), volunteer=els, wish=CallWish.WEEK)
    (call,) = CallTask.objects.all()
    assert (call.pk, call.wish) == (first.pk, "today")
    assert len(letters("please_call")) == 1
    services.close_call(by=who("victor"), task=call, on=TODAY)
    again = services.ask_for_call(by=who("els"), volunteer=els, wish=CallWish.WEEK)
    assert again.pk != call.pk
    assert len(letters("please_call")) == 2


def test_letter_to_the_vertegenwoordiger_tells_nothing(who, els, cast):
    open_letters("please_call")
    services.ask_for_call(by=who("els"), volunteer=els, wish=CallWish.TODAY)
    deliver_due()
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == ("Nieuw bericht in OEV", ["victor@voorbeeld.be"])
    assert "Els" not in letter.body
    assert found(letter.subject + letter.body, [*TELLING, *NEVER]) == []


def test_letter_is_not_sent_once_it_was_followed_up(who, els):
    open_letters("please_call")
    call = services.ask_for_call(by=who("els"), volunteer=els)
    services.close_call(by=who("victor"), task=call, on=TODAY)
    deliver_due()
    assert mail.outbox == []


def test_whoever_stands_in_hears_and_sees_it(who, els, cast, actor_of):
    office = Office.objects.get(kind="representative")
    Absence.objects.create(office=office, stand_in=cast.users["jan"], from_on=TODAY)
    call = services.ask_for_call(by=who("els"), volunteer=els, wish=CallWish.TODAY)
    assert letters("please_call") == [f"please_call:{call.pk}:{cast.users['jan'].pk}"]
    stand_in = actor_of(cast.users["jan"], "representative")
    assert len(work.people_to_call(stand_in, TODAY).rows) == 1
    services.close_call(by=stand_in, task=call, on=TODAY)


def test_nobody_waits_in_vain(who, els):
    Office.objects.filter(kind="representative").update(until_on=TODAY)
    with pytest.raises(Refused, match="Bel gerust de coördinator"):
        services.ask_for_call(by=who("els"), volunteer=els)
    assert calls(els) == []


@pytest.mark.parametrize("name", ["jan", "laila", "victor", "bruno"])
def test_nobody_asks_for_somebody_else(who, els, name):
    for ask in (services.ask_for_call, services.ask_for_support):
        with pytest.raises(Refused):
            ask(by=who(name), volunteer=els)
    with pytest.raises(Refused):
        services.ask_to_talk_afterwards(by=who(name), volunteer=els, office=SignalledBy.COORDINATOR)


def test_page_asks_with_two_buttons_and_no_text(els, sign_in):
    me = sign_in(els.user, "volunteer")
    page = me.get(reverse("volunteers:talk_ask")).content.decode()
    assert page.count('name="wish"') == 2
    assert "<textarea" not in page
    assert found(visible_text(page), [*TELLING, *NEVER]) == []
    me.post(reverse("volunteers:talk_ask"), {"wish": "today"})
    assert CallTask.objects.get().wish == "today"
    me.post(reverse("volunteers:talk_ask"), {"wish": "onzin"})
    assert CallTask.objects.count() == 1


def test_support_goes_to_the_coordinator(els, sign_in, who):
    sign_in(els.user, "volunteer").post(reverse("volunteers:support_ask"))
    assert calls(els) == [("support", "coordinator")]
    assert [row.title for row in work.people_to_call(who("laila"), TODAY).rows] == ["Els Proef"]
    assert work.people_to_call(who("victor"), TODAY).rows == []


def test_support_is_counted_in_its_year_and_outlives_the_call(els, who, clock):
    """F35: a number alone. Asking again while the call waits is the same question."""
    call = services.ask_for_support(by=who("els"), volunteer=els)
    services.ask_for_support(by=who("els"), volunteer=els)
    services.close_call(by=who("laila"), task=call, on=TODAY)
    clock.move_to(at("2027-01-02 09:00"))
    services.ask_for_support(by=who("els"), volunteer=els)
    retention.run(day("2027-01-02"), dry_run=False)
    assert CallTask.objects.get().due_on == day("2027-01-02")
    assert list(SupportAsked.objects.order_by("year").values_list("year", "times")) == [(2026, 1), (2027, 1)]


@pytest.mark.parametrize("office", ["coordinator", "representative"])
def test_talk_afterwards_goes_to_whom_the_person_chose(els, sign_in, office):
    sign_in(els.user, "volunteer").post(reverse("volunteers:talk_after"), {"office": office})
    assert calls(els) == [("after_talk", office)]
