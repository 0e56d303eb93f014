"""The talk of three before a return: asked, planned, held; silence and hesitation are no veto (R067, 6.2, Q11, Q42)."""

import pytest
from django.core import mail
from django.urls import reverse

from oev import clock as clock_of
from oev.errors import Refused
from oev.outbox.catalogue import CATALOGUE
from oev.outbox.models import Outgoing
from oev.outbox.services import deliver_due, message_for
from tests.cast import attend
from tests.volunteers.scene import at, calls, day, letters, open_letters, status
from tests.volunteers.test_work import rows
from tests.words import NEVER, TELLING, found, visible_text
from volunteers import retention, services, work
from volunteers.checks import needs_of
from volunteers.kinds import Channel
from volunteers.models import CallTask, Contact, Rest, ReturnAgreement, ReturnTalk
from volunteers.pages.feeds import own_return_talks
from volunteers.spans import differing, rebuild_spans
from volunteers.standing import needs_sentence
from volunteers.states import RestKind

TODAY = day("2026-03-07")
TUESDAY = at("2026-03-10 10:00")


@pytest.fixture
def bart(cast, who, clock):
    """Slapend since 1 February, at the intervisie of 3 March, spoken by the coordinator on 5 March."""
    bart = cast.volunteers["bart"]
    services.put_to_rest(by=who("victor"), volunteer=bart, kind=RestKind.SLEEP, from_on=day("2026-02-01"))
    clock.move_to(at("2026-03-05 09:00"))
    attend(bart, day("2026-03-03"))
    rebuild_spans(bart.pk)
    services.record_contact(by=who("laila"), volunteer=bart, on=day("2026-03-05"), channel=Channel.PHONE)
    clock.move_to(at("2026-03-07 09:00"))
    return bart


@pytest.fixture
def talk(bart, who):
    return services.ask_return_talk(by=who("victor"), volunteer=bart)


@pytest.fixture
def planned(talk, who):
    return services.plan_return_talk(by=who("laila"), talk=talk, starts_at=TUESDAY, place="Turnhout")


def needed(person):
    return needs_sentence(needs_of(person, TODAY))


@pytest.mark.parametrize("name", ["victor", "laila", "bart"])
def test_vertegenwoordiger_coordinator_and_the_person_may_ask(bart, who, name):
    services.ask_return_talk(by=who(name), volunteer=bart)
    services.ask_return_talk(by=who("victor"), volunteer=bart)
    assert ReturnTalk.objects.count() == 1
    assert ("talk_of_three", "coordinator") in calls(bart)
    assert needed(bart) == "Nog nodig: een gesprek met drie."


@pytest.mark.parametrize("name", ["jan", "bruno", "nora", "bea"])
def test_others_may_not_ask(bart, who, name):
    with pytest.raises(Refused):
        services.ask_return_talk(by=who(name), volunteer=bart)


def test_asking_is_refused_when_nothing_is_to_be_agreed(bart, els, who):
    with pytest.raises(Refused, match="geen gesprek met drie nodig"):
        services.ask_return_talk(by=who("victor"), volunteer=els)
    services.agree_to_return(by=who("victor"), volunteer=bart, on=TODAY)
    with pytest.raises(Refused, match="al samen besproken"):
        services.ask_return_talk(by=who("bart"), volunteer=bart)


def test_moment_is_told_once_and_told_again_when_it_changes(bart, planned, who):
    told = [f"return_talk:{planned.pk}:0", f"return_talk_office:{planned.pk}:{who('victor').user_id}"]
    assert letters("return_talk", "return_talk_office") == told
    assert ("talk_of_three", "coordinator") not in calls(bart)
    assert needed(bart) == "Nog nodig: een gesprek met drie op 10 maart 2026."
    first = set(Outgoing.objects.filter(code="return_talk").values_list("pk", flat=True))
    services.plan_return_talk(by=who("laila"), talk=planned, starts_at=TUESDAY, place="Turnhout")
    assert set(Outgoing.objects.filter(code="return_talk").values_list("pk", flat=True)) == first
    services.plan_return_talk(by=who("victor"), talk=planned, starts_at=at("2026-03-10 14:00"), place="Turnhout")
    assert letters("return_talk", "return_talk_office") == told
    assert set(Outgoing.objects.filter(code="return_talk").values_list("pk", flat=True)) != first


def test_moment_lies_ahead(talk, who):
    with pytest.raises(Refused) as refusal:
        services.plan_return_talk(by=who("laila"), talk=talk, starts_at=at("2026-03-07 08:59"))
    assert refusal.value.field == "day"
    with pytest.raises(Refused):
        services.plan_return_talk(by=who("bart"), talk=talk, starts_at=TUESDAY)


def test_letters_are_neutral(planned):
    for outgoing in Outgoing.objects.filter(code__in=["return_talk", "return_talk_office"]):
        letter = CATALOGUE[outgoing.code]
        to, context = (ask(outgoing.fact_id, outgoing.to_id) for ask in (letter.recipient, letter.context))
        mail = message_for(letter, to, context, "<1@oev.example>")
        assert mail.subject == "Een afspraak op dinsdag 10 maart"
        assert found(mail.subject + mail.body, [*TELLING, *NEVER]) == []
        assert "Bart" not in mail.body.replace("Dag Bart", "")


def test_letter_is_no_longer_due_once_the_talk_is_over(bart, planned, who):
    services.agree_to_return(by=who("victor"), volunteer=bart, on=TODAY)
    planned.refresh_from_db()
    assert planned.closed_at is not None
    assert CATALOGUE["return_talk"].context(planned.pk, 0) is None


def test_we_start_again_is_the_agreement_of_that_day(bart, planned, who, clock):
    clock.move_to(at("2026-03-10 11:00"))
    for _ in range(2):
        services.close_return_talk(by=who("laila"), talk=planned, go_on=True, on=day("2026-03-10"))
    assert [one.on_day for one in ReturnAgreement.objects.all()] == [day("2026-03-10")]
    services.confirm_return(by=who("laila"), volunteer=bart, on=day("2026-03-10"))
    assert status(bart, "2026-03-10") == "active"
    assert differing([bart.pk]) == []


def test_not_yet_keeps_everything_as_it_is_and_a_new_talk_can_be_asked(bart, planned, who, clock, sign_in):
    clock.move_to(at("2026-03-10 11:00"))
    services.close_return_talk(by=who("victor"), talk=planned, go_on=False, on=day("2026-03-10"))
    assert (ReturnAgreement.objects.count(), status(bart, "2026-03-10")) == (0, "sleeping")
    needs = needs_of(bart, day("2026-03-10"))
    assert needs_sentence(needs) == "Nog nodig: samen bespreken met de vertegenwoordiger."
    text = visible_text(sign_in(bart.user, "volunteer").get("/ik/").content.decode())
    assert "We spraken met drie en kijken later samen opnieuw." in text
    clock.move_to(at("2026-03-20 11:00"))
    services.ask_return_talk(by=who("bart"), volunteer=bart)
    assert ReturnTalk.objects.filter(closed_at=None).count() == 1


def test_coordinator_writes_down_only_what_was_planned_and_held(talk, who, clock):
    laila = who("laila")
    with pytest.raises(Refused, match="nog niet geweest"):
        services.close_return_talk(by=laila, talk=talk, go_on=True, on=TODAY)
    services.plan_return_talk(by=laila, talk=talk, starts_at=TUESDAY)
    with pytest.raises(Refused, match="nog niet geweest"):
        services.close_return_talk(by=laila, talk=talk, go_on=True, on=TODAY)
    with pytest.raises(Refused, match="vandaag of een dag die voorbij is"):
        services.close_return_talk(by=who("victor"), talk=talk, go_on=True, on=day("2026-03-08"))
    services.close_return_talk(by=who("victor"), talk=talk, go_on=True, on=TODAY)
    assert ReturnAgreement.objects.count() == 1


def test_talk_counts_as_contact_of_the_coordinator(bart, planned, who, clock):
    Contact.objects.all().delete()
    clock.move_to(at("2026-03-10 11:00"))
    services.close_return_talk(by=who("victor"), talk=planned, go_on=True, on=day("2026-03-10"))
    assert [(one.on_day, one.hat) for one in Contact.objects.all()] == [(day("2026-03-10"), "coordinator")]
    assert needs_of(bart, day("2026-03-10")) == ()


def test_talk_that_was_not_held_is_no_contact_of_the_coordinator(bart, talk, who):
    """What the vertegenwoordiger writes down alone is the own agreement, and no way round the other record (Q11)."""
    Contact.objects.all().delete()
    services.close_return_talk(by=who("victor"), talk=talk, go_on=True, on=TODAY)
    assert needed(bart) == "Nog nodig: een gesprek met de coördinator."


def test_return_that_is_confirmed_or_put_right_ends_the_talk(bart, talk, who):
    services.stop_engagement(by=who("bart"), volunteer=bart, on=TODAY)
    talk.refresh_from_db()
    assert (talk.closed_at is None, talk.held_on) == (False, None)
    assert calls(bart) == []


def test_rechtzetting_ends_the_talk(bart, talk, who):
    rest = Rest.objects.get(volunteer=bart)
    services.rectify_rest(by=who("laila"), rest=rest)
    services.rectify_rest(by=who("victor"), rest=rest)
    talk.refresh_from_db()
    assert talk.closed_at is not None
    assert ("talk_of_three", "coordinator") not in calls(bart)


def test_talk_goes_on_when_a_pause_takes_the_place(bart, talk, who):
    services.put_to_rest(by=who("bart"), volunteer=bart, kind=RestKind.PAUSE, from_on=TODAY)
    assert services.ask_return_talk(by=who("bart"), volunteer=bart) == talk


def test_coordinator_reads_after_a_week_that_there_is_no_answer(bart, who, clock):
    assert rows(work.returns(who("laila"), day("2026-03-11"))) == [
        ("Bart Proef", "Nog nodig: samen bespreken met de vertegenwoordiger.", "Bekijk")
    ]
    silent = ("Bart Proef", "De vertegenwoordiger antwoordde nog niet. Plan een gesprek met drie.", "Bekijk")
    assert rows(work.returns(who("laila"), day("2026-03-12"))) == [silent]
    services.record_contact(by=who("laila"), volunteer=bart, on=TODAY, channel=Channel.PHONE)
    assert rows(work.returns(who("laila"), day("2026-03-12"))) == [silent]
    assert len(work.returns(who("victor"), day("2026-03-12")).rows) == 1
    assert work.returns(who("victor"), day("2026-03-12")).rows[0].line.startswith("Wil terug oproepbaar zijn.")


def test_planned_talk_stands_on_both_lists_until_the_outcome_is_there(bart, planned, who, clock):
    for name in ("laila", "victor"):
        (row,) = work.returns(who(name), TODAY).rows
        assert row.line == "Gesprek met drie: dinsdag 10 maart om 10 uur."
    clock.move_to(at("2026-03-10 11:00"))
    (row,) = work.returns(who("laila"), day("2026-03-10")).rows
    assert (row.line, row.action_label) == ("Gesprek met drie gehad? Noteer hoe jullie verdergaan.", "Noteer")


def test_talk_that_waits_to_be_planned_is_one_row_for_the_coordinator(bart, talk, who):
    assert work.returns(who("laila"), TODAY).rows == []
    assert [row.action_label for row in work.people_to_call(who("laila"), TODAY).rows] == ["Plan"]
    assert work.returns(who("victor"), TODAY).rows == []


def test_pages_lead_from_hesitation_to_return(bart, sign_in, cast, clock, who):
    victor, laila = sign_in(cast.victor, "representative"), sign_in(cast.laila, "coordinator")
    me = sign_in(bart.user, "volunteer")
    assert "Vraag een gesprek met drie" in visible_text(me.get("/ik/").content.decode())
    victor.post(reverse("volunteers:return_talk_ask", args=[bart.pk]))
    assert "We plannen een gesprek met drie" in visible_text(me.get("/ik/").content.decode())
    talk = ReturnTalk.objects.get()
    page = reverse("volunteers:return_talk", args=[talk.pk])
    assert laila.post(reverse("volunteers:return_talk_ask", args=[bart.pk])).url == page
    refused = laila.post(page, {"day": "2026-03-01", "hour": "10:00"})
    assert refused.context["form"].errors == {"day": ["Kies een moment dat nog komt."]}
    laila.post(page, {"day": "2026-03-10", "hour": "10:00", "place": "Turnhout"})
    text = visible_text(me.get("/ik/").content.decode())
    assert "dinsdag 10 maart, 10.00 uur, Turnhout" in text
    assert found(text, [*TELLING, *NEVER]) == []
    clock.move_to(at("2026-03-12 11:00"))
    victor, laila = sign_in(cast.victor, "representative"), sign_in(cast.laila, "coordinator")
    laila.post(reverse("volunteers:return_talk_close", args=[talk.pk]), {"answer": "go_on"})
    assert ReturnAgreement.objects.get().on_day == day("2026-03-10")
    assert not needs_of(bart, day("2026-03-12"))
    assert "Gesprek met drie: we starten terug" in visible_text(
        victor.get(reverse("volunteers:volunteer_detail", args=[bart.pk])).content.decode()
    )


def test_talk_is_forgotten_with_its_rest(bart, planned, who, clock):
    clock.move_to(at("2026-03-10 11:00"))
    services.close_return_talk(by=who("laila"), talk=planned, go_on=True, on=day("2026-03-10"))
    services.confirm_return(by=who("laila"), volunteer=bart, on=day("2026-03-10"))
    retention.run(day("2027-03-10"), dry_run=False)
    assert not ReturnTalk.objects.exists()
    assert not CallTask.objects.filter(kind="talk_of_three").exists()
    assert not Outgoing.objects.filter(code__startswith="return_talk").exists()


def test_moment_stands_in_the_own_calendar_without_a_word_of_what_it_is(bart, planned, who):
    (entry,) = own_return_talks(bart.pk, clock_of.now())
    assert (entry.starts_at, entry.key, entry.path) == (TUESDAY, f"t{planned.pk}", "/ik/")
    services.agree_to_return(by=who("victor"), volunteer=bart, on=TODAY)
    assert list(own_return_talks(bart.pk, clock_of.now())) == []


@pytest.mark.parametrize("read", [True, False])
def test_agreement_before_the_talk_tells_whoever_read_of_it_that_it_is_off(bart, who, clock, read):
    open_letters("return_talk", "return_talk_off")
    talk = services.ask_return_talk(by=who("victor"), volunteer=bart)
    services.plan_return_talk(by=who("laila"), talk=talk, starts_at=TUESDAY)
    if read:
        deliver_due()
    services.agree_to_return(by=who("victor"), volunteer=bart, on=TODAY)
    assert letters("return_talk_off") == ([f"return_talk_off:{talk.pk}:0"] if read else [])
    mail.outbox.clear()
    deliver_due()
    assert [letter.subject for letter in mail.outbox] == (["Onze afspraak gaat niet door"] if read else [])
    assert all("dinsdag 10 maart om 10 uur" in letter.body for letter in mail.outbox)


def test_talk_that_was_held_is_not_called_off(bart, who, clock):
    open_letters("return_talk", "return_talk_off")
    talk = services.ask_return_talk(by=who("victor"), volunteer=bart)
    services.plan_return_talk(by=who("laila"), talk=talk, starts_at=TUESDAY)
    deliver_due()
    clock.move_to(at("2026-03-10 11:00"))
    services.close_return_talk(by=who("laila"), talk=talk, go_on=True, on=day("2026-03-10"))
    assert letters("return_talk_off") == []
