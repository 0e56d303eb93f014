"""Tot ziens: a warm letter, a wish that may stay empty, and the name that goes after two years (3.1, Q46)."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from oev.errors import Refused
from oev.outbox.services import deliver_due
from partners.models import BoardMandate
from reporting.figures import build_report
from tests.volunteers.ready import papers
from tests.volunteers.scene import at, calls, day, letters, open_letters, status
from volunteers import retention, services
from volunteers.kinds import SignedHow
from volunteers.models import (
    DocumentSignature,
    Engagement,
    IntervisionAttendance,
    RoleHolding,
    SiteAccess,
    StandingSpan,
    Volunteer,
)
from volunteers.pages.person import person_page
from volunteers.spans import differing
from volunteers.states import RestKind
from volunteers.work.intake import goodbyes
from volunteers.work.mandates import seats_of_who_stopped

TODAY = day("2026-03-07")
NEW = {"first_name": "Sam", "kind": "ed", "experience_kind": "own", "candidate_on": TODAY, "email": "sam@voorbeeld.be"}
SOMEBODY = "1 persoon die twee jaar geleden stopte, verliest de naam bij ons; de cijfers blijven."


def leave(clock):
    """The next day at ten."""
    open_letters("goodbye", "candidacy_thanks")
    deliver_due()
    assert mail.outbox == []
    clock.move_to(at("2026-03-08 10:00"))
    deliver_due()
    return [one.subject for one in mail.outbox]


class TestLetter:
    """One letter the next day at ten; thanks to a candidate; none after a death."""

    def test_whoever_stops_gets_a_letter_with_the_door_open(self, els, who, clock):
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
        assert leave(clock) == ["Tot ziens"]
        assert "De deur blijft open." in mail.outbox[0].body

    def test_candidate_gets_thanks(self, cast, who, clock):
        sam = services.add_volunteer(by=who("laila"), **NEW)
        services.stop_engagement(by=who("laila"), volunteer=sam, on=TODAY)
        assert leave(clock) == ["Bedankt"]

    def test_death_stops_every_letter(self, els, who, clock):
        services.stop_engagement(by=who("laila"), volunteer=els, on=TODAY, ended_by_death=True, goodbye_wish="talk")
        assert (leave(clock), letters(), calls(els)) == ([], [], [])
        assert Engagement.objects.get(volunteer=els).goodbye_wish == ""

    def test_whoever_began_again_meanwhile_gets_no_goodbye(self, els, who, clock):
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
        services.restart_candidacy(by=who("laila"), volunteer=els, on=TODAY)
        assert leave(clock) == []

    def test_nothing_leaves_while_it_is_only_proposed(self, els, who, clock):
        services.stop_engagement(by=who("laila"), volunteer=els, on=TODAY)
        assert letters() == []
        services.stop_engagement(by=who("victor"), volunteer=els, on=TODAY)
        assert leave(clock) == ["Tot ziens"]


class TestWish:
    """A talk, a card, or nothing; nobody has to say."""

    def test_talk_is_a_call_of_the_vertegenwoordiger(self, els, who):
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY, goodbye_wish="talk")
        assert calls(els) == [("talk", "representative")]

    @pytest.mark.parametrize("name", ["laila", "victor"])
    def test_card_stands_on_the_first_page_for_two_weeks(self, els, who, name):
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY, goodbye_wish="card")
        assert [row.title for row in goodbyes(who(name), day("2026-03-20")).rows] == ["Els Proef"]
        assert goodbyes(who(name), day("2026-03-21")).rows == []

    @pytest.mark.parametrize("wish", ["", "nothing"])
    def test_otherwise_nothing_follows(self, els, who, wish):
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY, goodbye_wish=wish)
        assert (calls(els), goodbyes(who("laila"), TODAY).rows) == ([], [])

    def test_person_says_it_on_the_page_in_one_go(self, els, cast, sign_in):
        client = sign_in(cast.users["els"], "volunteer")
        assert client.post("/ik/stoppen/", {"on": "2026-03-07", "goodbye_wish": "card"}).status_code == 302
        assert Engagement.objects.get(volunteer=els).goodbye_wish == "card"


class TestForgotten:
    """Two years later the name goes; what the figures need stays."""

    @pytest.fixture
    def gone(self, els, who, cast):
        """Els stopped today; she had an account, a paper, a place to visit and somebody whom she walked with."""
        text = papers()["consent"]
        services.sign_document(by=who("els"), volunteer=els, document=text, how=SignedHow.ACCOUNT)
        Volunteer.objects.filter(pk=els.pk).update(alias="Vos", import_key="x", municipality=cast.towns["Geel"])
        Volunteer.objects.filter(pk=cast.volunteers["jan"].pk).update(companion=els)
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY, goodbye_wish="talk")
        return els

    def reports(self):
        return [build_report(year, today=day("2026-12-31")) for year in (2025, 2026)]

    def test_it_happens_two_years_after_and_once(self, gone):
        assert retention.run(day("2028-03-06"), dry_run=False) == []
        assert retention.run(day("2028-03-07"), dry_run=True) == [SOMEBODY]
        gone.refresh_from_db()
        assert gone.first_name == "Els"
        assert retention.run(day("2028-03-07"), dry_run=False) == [SOMEBODY]
        assert retention.run(day("2028-03-07"), dry_run=False) == []

    def test_nothing_that_names_the_person_stays(self, gone, cast):
        retention.run(day("2028-03-07"), dry_run=False)
        gone.refresh_from_db()
        cast.users["els"].refresh_from_db()
        cast.volunteers["jan"].refresh_from_db()
        kept = (gone.alias, gone.email, gone.phone, gone.gender, gone.languages, gone.search_name, gone.import_key)
        assert gone.full_name == f"Vrijwilliger {gone.pk}"
        assert kept == ("", "", "", "", [], "", None)
        assert (gone.user, cast.volunteers["jan"].companion, gone.forgotten_on) == (None, None, day("2028-03-07"))
        assert (cast.users["els"].is_active, cast.users["els"].name) == (False, "")
        assert not DocumentSignature.objects.filter(volunteer=gone).exists()
        assert not SiteAccess.objects.filter(volunteer=gone).exists()
        assert calls(gone) == []
        assert Engagement.objects.get(volunteer=gone).goodbye_wish == ""

    def test_what_the_figures_need_stays(self, gone, cast):
        before = self.reports()
        spans = list(StandingSpan.objects.filter(volunteer=gone).values_list("from_on", "until_on", "status"))
        retention.run(day("2028-03-07"), dry_run=False)
        gone.refresh_from_db()
        assert self.reports() == before
        assert list(StandingSpan.objects.filter(volunteer=gone).values_list("from_on", "until_on", "status")) == spans
        assert differing([gone.pk]) == []
        assert (gone.kind, gone.experience_kind, gone.municipality) == ("ed", "own", cast.towns["Geel"])
        assert IntervisionAttendance.objects.filter(volunteer=gone).count() == 2
        assert RoleHolding.objects.filter(volunteer=gone).exists()

    def test_whoever_began_again_keeps_the_name(self, gone, who):
        services.restart_candidacy(by=who("laila"), volunteer=gone, on=TODAY)
        assert retention.run(day("2028-03-07"), dry_run=False) == []

    def test_account_that_serves_something_else_stays(self, cast, who, clock):
        from oev.accounts.models import Office

        els = cast.volunteers["els"]
        Office.objects.create(user=cast.users["els"], kind="representative", from_on=day("2024-06-01"))
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
        retention.run(day("2028-03-07"), dry_run=False)
        cast.users["els"].refresh_from_db()
        assert (cast.users["els"].is_active, Volunteer.objects.get(pk=els.pk).user) == (True, None)

    def test_whoever_has_no_name_left_is_written_down_anew(self, gone, who, clock):
        retention.run(day("2028-03-07"), dry_run=False)
        clock.move_to(at("2028-03-08 09:00"))
        with pytest.raises(Refused, match="opnieuw op"):
            services.restart_candidacy(by=who("laila"), volunteer=gone, on=day("2028-03-08"))
        services.receive_candidacy(first_name="Els", experience_kind="own", email="els@voorbeeld.be")
        assert status(gone, "2028-03-08") == "stopped"

    def test_job_has_its_twin(self, gone, capsys):
        call_command("job", "bewaartermijnen", "--date", "2028-03-07", "--dry-run")
        assert SOMEBODY in capsys.readouterr().out

    def test_candidate_of_half_a_year_ago_goes_with_papers_and_letters(self, cast, who):
        from oev.outbox.models import Outgoing

        sam = services.add_volunteer(by=who("laila"), **NEW)
        services.sign_document(by=who("laila"), volunteer=sam, document=papers()["consent"], how=SignedHow.PAPER)
        services.record_intake_talk(by=who("laila"), volunteer=sam, held_on=TODAY, outcome="not_now")
        services.stop_engagement(by=who("laila"), volunteer=sam, on=TODAY)
        retention.run(day("2026-09-07"), dry_run=False)
        assert not Volunteer.objects.filter(pk=sam.pk).exists()
        assert not Outgoing.objects.exists()


class TestMistake:
    """A goodbye that was a mistake, 'overleden' too, is taken back by the two offices together (Q41, Q46)."""

    def test_everything_goes_on_as_if_it_never_was(self, els, who, clock):
        laila, victor = who("laila"), who("victor")
        services.put_to_rest(by=victor, volunteer=els, kind=RestKind.SLEEP, from_on=day("2026-03-02"))
        services.stop_engagement(by=laila, volunteer=els, on=TODAY, ended_by_death=True)
        els.user.refresh_from_db()
        assert not els.user.is_active
        gone = els.engagements.get()
        assert services.rectify_goodbye(by=laila, engagement=gone) is False
        assert services.rectify_goodbye(by=laila, engagement=gone) is False
        assert services.rectify_goodbye(by=victor, engagement=gone) is True
        assert services.rectify_goodbye(by=laila, engagement=gone) is True
        els.user.refresh_from_db()
        assert els.user.is_active
        assert status(els, "2026-03-01", "2026-03-07") == ["active", "sleeping"]
        role = els.roles.get(role="talks")
        assert (role.until_on, role.reserve_since) == (None, TODAY)
        lines = [(one.text, one.who) for one in person_page(laila, els).entries if one.state == "withdrawn"]
        assert lines == [("Overleden", "rechtgezet op 07-03-2026")]
        assert differing([els.pk]) == []

    def test_no_goodbye_leaves_and_a_new_beginning_is_not_undone(self, els, who, clock):
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
        gone = els.engagements.get()
        for name in ("laila", "victor"):
            services.rectify_goodbye(by=who(name), engagement=gone)
        assert leave(clock) == []
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
        services.restart_candidacy(by=who("laila"), volunteer=els, on=TODAY)
        gone = els.engagements.get(activated_on__isnull=False)
        with pytest.raises(Refused, match="begon intussen opnieuw"):
            services.rectify_goodbye(by=who("laila"), engagement=gone)

    def test_it_goes_over_the_page_and_nobody_who_died_is_asked_to_begin_again(self, cast, els, who, sign_in):
        services.stop_engagement(by=who("laila"), volunteer=els, on=TODAY, ended_by_death=True)
        victor, laila = sign_in(cast.victor, "representative"), sign_in(cast.laila, "coordinator")
        page = victor.get(reverse("volunteers:volunteer_detail", args=[els.pk])).content.decode()
        assert "Opnieuw beginnen" not in page
        link = reverse("volunteers:fact_withdraw", args=["afscheid", els.engagements.get().pk])
        assert link in victor.get(reverse("volunteers:volunteer_corrections", args=[els.pk])).content.decode()
        assert "Het afscheid verdwijnt" in victor.get(link).content.decode()
        victor.post(link)
        assert status(els, "2026-03-07") == "stopped"
        laila.post(link)
        assert status(els, "2026-03-07") == "active"
        assert victor.get(link).status_code == 404


def test_seat_in_the_bestuur_of_who_stopped_is_asked_about(cast, els, who):
    """3.1: the mandate goes on until the bestuur was asked; the bestuur itself reads nobody's standing."""
    seat = BoardMandate.objects.create(name="Els Proef", user=cast.els, constituency="OEV", from_on=day("2025-01-01"))

    def asked(name):
        return [one.title for one in seats_of_who_stopped(who(name), TODAY).rows]

    assert asked("laila") == []
    services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
    assert (asked("laila"), asked("victor"), asked("bruno")) == (["Els Proef"], [], [])
    BoardMandate.objects.filter(pk=seat.pk).update(until_on=TODAY)
    assert asked("laila") == []
