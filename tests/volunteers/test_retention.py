"""What is forgotten and when, and that nobody's timeline notices (Q42)."""

import pytest
from django.core.management import call_command

from oev.errors import Refused
from oev.outbox.models import Outgoing
from tests.volunteers.scene import at, day, status
from volunteers import retention, services
from volunteers.kinds import Channel, Presence
from volunteers.models import CallTask, ConfirmedReturn, Proposal, Rest, ReturnAgreement, StandingSpan, Volunteer
from volunteers.spans import differing
from volunteers.states import RestKind

TODAY = day("2026-03-07")


@pytest.fixture
def els(cast):
    return cast.volunteers["els"]


@pytest.fixture
def returned(els, who, clock):
    """Els, slapend from 7 March and back on 9 March 2026."""
    services.put_to_rest(by=who("victor"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.record_talk(by=who("victor"), volunteer=els, on=TODAY)
    clock.move_to(at("2026-03-09 09:00"))
    session = services.plan_session(by=who("laila"), starts_at=at("2026-03-08 19:30"))
    services.save_attendance(by=who("laila"), session=session, presences={els.pk: Presence.ATTENDED})
    services.record_contact(by=who("laila"), volunteer=els, on=day("2026-03-09"), channel=Channel.PHONE)
    services.agree_to_return(by=who("victor"), volunteer=els, on=day("2026-03-09"))
    services.confirm_return(by=who("laila"), volunteer=els, on=day("2026-03-09"))
    return els


def callable_days(person):
    spans = StandingSpan.objects.filter(volunteer=person).order_by("from_on")
    return list(spans.values_list("from_on", "until_on", "is_callable"))


def test_kind_is_forgotten_a_year_after_the_return(returned):
    before = callable_days(returned)
    assert retention.run(day("2027-03-08"), dry_run=False) == []
    assert retention.run(day("2027-03-09"), dry_run=True) == ["1 rustperiode wordt neutraal."]
    assert Rest.objects.get().kind == RestKind.SLEEP
    assert retention.run(day("2027-03-09"), dry_run=False) == ["1 rustperiode wordt neutraal."]
    assert retention.run(day("2027-03-09"), dry_run=False) == []
    rest = Rest.objects.get()
    assert (rest.kind, rest.needs_return, rest.signalled_by, rest.talked_on, rest.letter_after) == (
        RestKind.NEUTRAL,
        False,
        "",
        None,
        None,
    )
    assert callable_days(returned) == before
    assert differing([returned.pk]) == []


def test_no_trace_of_the_kind_stays_anywhere(returned):
    retention.run(day("2027-03-09"), dry_run=False)
    assert not ReturnAgreement.objects.exists()
    assert not CallTask.objects.filter(kind__in=retention.REST_CALLS).exists()
    assert not Outgoing.objects.filter(code__in=retention.REST_LETTERS).exists()
    assert not Proposal.objects.exists()
    assert "sleeping" not in StandingSpan.objects.values_list("status", flat=True)
    assert ConfirmedReturn.objects.count() == 1


def test_pause_reads_the_same_afterwards(cast, els, who, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
    clock.move_to(at("2026-03-09 09:00"))
    services.end_pause(by=who("els"), volunteer=els, on=day("2026-03-09"))
    retention.run(day("2027-03-09"), dry_run=False)
    rest = Rest.objects.get()
    assert (rest.kind, rest.signalled_by) == (RestKind.NEUTRAL, "")


def test_rest_that_runs_is_not_forgotten(els, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    assert retention.run(day("2029-01-01"), dry_run=False) == []
    assert status(els, "2029-01-01") == "sleeping"


def test_slapend_that_went_on_as_a_pause_is_kept_until_that_is_over(els, who, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=day("2026-03-01"))
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
    assert retention.run(day("2028-01-01"), dry_run=False) == []
    with pytest.raises(Refused, match="een intervisie na 1 maart 2026"):
        services.end_pause(by=who("els"), volunteer=els, on=TODAY)


def test_period_that_was_put_right_is_forgotten_too(els, who):
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.rectify_rest(by=who("laila"), rest=rest)
    services.rectify_rest(by=who("victor"), rest=rest)
    assert retention.run(day("2027-03-07"), dry_run=False) == []
    assert retention.run(day("2027-03-08"), dry_run=False) == ["1 rustperiode wordt neutraal."]
    assert (Rest.objects.get().kind, Proposal.objects.count()) == (RestKind.NEUTRAL, 0)


def test_candidate_who_stopped_is_erased_after_half_a_year(cast, who, clock):
    person = services.add_volunteer(
        by=who("laila"),
        first_name="Sam",
        kind="ed",
        experience_kind="own",
        candidate_on=TODAY,
        phone="0470",
        user=cast.stan,
    )
    services.stop_engagement(by=who("laila"), volunteer=person, on=TODAY)
    assert retention.run(day("2026-09-06"), dry_run=False) == []
    assert retention.run(day("2026-09-07"), dry_run=True) == ["1 kandidaat die stopte, wordt gewist."]
    clock.move_to(at("2026-09-07 03:00"))
    retention.run(day("2026-09-07"), dry_run=False)
    cast.stan.refresh_from_db()
    assert not Volunteer.objects.filter(pk=person.pk).exists()
    assert (cast.stan.is_active, cast.stan.name) == (False, "")
    assert retention.run(day("2026-09-07"), dry_run=False) == []


def test_account_that_serves_something_else_stays(cast, who, clock):
    person = services.add_volunteer(
        by=who("laila"),
        first_name="Dora",
        kind="ed",
        experience_kind="own",
        candidate_on=TODAY,
        phone="0470",
        user=cast.dora,
    )
    services.stop_engagement(by=who("laila"), volunteer=person, on=TODAY)
    clock.move_to(at("2026-09-07 03:00"))
    retention.run(day("2026-09-07"), dry_run=False)
    cast.dora.refresh_from_db()
    assert (cast.dora.is_active, cast.dora.email) == (True, "dora@voorbeeld.be")


def test_whoever_once_started_is_not_erased(els, who, clock):
    services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
    clock.move_to(at("2027-03-07 03:00"))
    assert retention.run(day("2027-03-07"), dry_run=False) == []
    assert Volunteer.objects.filter(pk=els.pk).exists()


def test_job_has_its_twin(returned, capsys):
    call_command("job", "bewaartermijnen", "--date", "2027-03-09", "--dry-run")
    assert "1 rustperiode wordt neutraal." in capsys.readouterr().out


def test_that_somebody_wanted_to_talk_goes_three_months_after_it_was_followed_up(els, who, clock):
    services.ask_for_support(by=who("els"), volunteer=els)
    call = services.ask_for_call(by=who("els"), volunteer=els)
    services.close_call(by=who("victor"), task=call, on=TODAY)
    assert retention.run(day("2026-06-06"), dry_run=False) == []
    assert retention.run(day("2026-06-07"), dry_run=True) == ["1 vraag om te bellen wordt gewist."]
    assert CallTask.objects.count() == 2
    retention.run(day("2026-06-07"), dry_run=False)
    assert list(CallTask.objects.values_list("kind", flat=True)) == ["support"]
