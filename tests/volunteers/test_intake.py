"""The checklist on the way in, and the start that is refused with all that is missing at once (3.1, R030-R041)."""

import pytest
from django.core import mail

from oev.clock import today
from oev.errors import Refused
from oev.outbox.services import deliver_due
from tests.volunteers.ready import make_ready, papers, start
from tests.volunteers.scene import at, calls, day, letters, open_letters, status
from volunteers import services
from volunteers.checklist import PAPERS, TALKED, checklist_of
from volunteers.kinds import CheckState, DocumentKind, IntakeItem, IntakeOutcome, NameShown, Role, SignedHow
from volunteers.models import (
    Document,
    DocumentSignature,
    Engagement,
    InsurancePolicy,
    IntakeCheck,
    IntakeTalk,
    RecoveryPlanCheck,
    RoleHolding,
    Volunteer,
)
from volunteers.pages.companions import companions_for

TODAY = day("2026-03-07")
NEW = {"first_name": "Sam", "kind": "ed", "experience_kind": "own", "candidate_on": TODAY, "phone": "0470 11 22 33"}


@pytest.fixture
def sam(cast, who):
    return services.add_volunteer(by=who("laila"), **NEW)


def points(person):
    engagement = Engagement.objects.standing().get(volunteer=person, stopped_on=None)
    return checklist_of(person, engagement)


def refusal_of(act, **arguments):
    with pytest.raises(Refused) as refusal:
        act(**arguments)
    return refusal.value.sentences


def try_to_start(who, person, **more):
    arguments = {"by": who("laila"), "volunteer": person, "on": TODAY, "first_role": Role.TALKS} | more
    return services.activate_volunteer(**arguments)


class TestChecklist:
    """One tap a point, with who and when (R031-R041)."""

    def test_every_point_applies_to_somebody_new(self, sam):
        assert [point.item for point in points(sam).points] == list(IntakeItem)

    def test_point_is_ticked_once_with_who_and_when(self, sam, who):
        for _ in range(2):
            services.tick_item(by=who("victor"), volunteer=sam, item=IntakeItem.STABLE)
        check = IntakeCheck.objects.get()
        assert (check.on_day, check.recorded_by.name, check.state) == (TODAY, "Victor Proef", CheckState.DONE)

    def test_point_is_put_back_and_what_stood_stays_visible(self, sam, who):
        services.tick_item(by=who("laila"), volunteer=sam, item=IntakeItem.STABLE)
        services.untick_item(by=who("victor"), volunteer=sam, item=IntakeItem.STABLE)
        services.untick_item(by=who("victor"), volunteer=sam, item=IntakeItem.STABLE)
        assert points(sam).point(IntakeItem.STABLE).is_open
        assert IntakeCheck.objects.get().withdrawn_by.name == "Victor Proef"

    def test_day_of_the_plan_is_the_first_plan_check_and_stands_there_once(self, sam, who):
        def standing():
            return list(RecoveryPlanCheck.objects.standing().values_list("volunteer", "on_day", "again_on"))

        for _ in range(2):
            services.tick_item(by=who("victor"), volunteer=sam, item=IntakeItem.PLAN)
        assert standing() == [(sam.pk, TODAY, None)]
        services.untick_item(by=who("victor"), volunteer=sam, item=IntakeItem.PLAN)
        assert standing() == []
        assert services.tick_talked(by=who("laila"), volunteer=sam) == len(TALKED)
        assert standing() == [(sam.pk, TODAY, None)]
        services.tick_item(by=who("victor"), volunteer=sam, item=IntakeItem.PLAN, on=day("2026-03-01"))
        assert standing() == [(sam.pk, day("2026-03-01"), None)]

    def test_tick_taken_back_leaves_the_day_that_the_coordinator_wrote_down(self, sam, who):
        again = day("2026-09-07")
        services.tick_item(by=who("laila"), volunteer=sam, item=IntakeItem.PLAN)
        services.record_plan_check(by=who("laila"), volunteer=sam, on=TODAY, again_on=again)
        services.untick_item(by=who("laila"), volunteer=sam, item=IntakeItem.PLAN)
        services.tick_item(by=who("laila"), volunteer=sam, item=IntakeItem.PLAN)
        assert [one.again_on for one in RecoveryPlanCheck.objects.standing()] == [again]

    def test_visit_is_a_day_that_can_be_corrected(self, sam, who):
        for text in ("2026-03-01", "2026-03-04"):
            services.tick_item(by=who("laila"), volunteer=sam, item=IntakeItem.VISIT, on=day(text))
        assert points(sam).point(IntakeItem.VISIT).on_day == day("2026-03-04")
        assert IntakeCheck.objects.count() == 2

    def test_training_may_be_planned_for_a_day_that_comes(self, sam, who):
        planned = {"item": IntakeItem.TRAINING, "state": CheckState.PLANNED, "on": day("2026-04-18")}
        services.tick_item(by=who("laila"), volunteer=sam, **planned)
        assert not points(sam).point(IntakeItem.TRAINING).is_open
        services.tick_item(by=who("laila"), volunteer=sam, item=IntakeItem.TRAINING)
        assert points(sam).point(IntakeItem.TRAINING).state == CheckState.DONE

    @pytest.mark.parametrize(
        ("item", "state", "on"),
        [
            (IntakeItem.STABLE, CheckState.PLANNED, None),
            (IntakeItem.STABLE, CheckState.NOT_HERE, None),
            (IntakeItem.TRAINING, CheckState.NOT_HERE, None),
            (IntakeItem.AGREEMENT, CheckState.DONE, None),
            (IntakeItem.CHARTER, CheckState.DONE, None),
            (IntakeItem.VISIBILITY, CheckState.DONE, None),
            (IntakeItem.VISIT, CheckState.DONE, day("2026-03-08")),
        ],
    )
    def test_what_a_point_cannot_be_is_refused(self, sam, who, item, state, on):
        assert refusal_of(services.tick_item, by=who("laila"), volunteer=sam, item=item, state=state, on=on)
        assert not IntakeCheck.objects.exists()

    def test_vertegenwoordiger_alone_says_so_for_the_vertegenwoordiger(self, sam, who):
        together = {"volunteer": sam, "item": IntakeItem.TOGETHER}
        assert refusal_of(services.tick_item, by=who("laila"), **together)
        services.tick_item(by=who("victor"), **together)
        assert refusal_of(services.untick_item, by=who("laila"), **together)

    @pytest.mark.parametrize("name", ["els", "bruno", "bea", "nora"])
    def test_others_tick_nothing(self, sam, who, name):
        assert refusal_of(services.tick_item, by=who(name), volunteer=sam, item=IntakeItem.STABLE)
        assert refusal_of(services.untick_item, by=who(name), volunteer=sam, item=IntakeItem.STABLE)

    def test_all_that_was_talked_about_is_ticked_at_once(self, sam, who):
        services.tick_item(by=who("victor"), volunteer=sam, item=IntakeItem.PLAN, on=day("2026-03-07"))
        assert services.tick_talked(by=who("laila"), volunteer=sam) == len(TALKED) - 1
        assert services.tick_talked(by=who("laila"), volunteer=sam) == 0
        assert {point.item for point in points(sam).open} == set(IntakeItem) - set(TALKED)

    def test_names_follow_from_a_choice_even_when_nothing_changes(self, sam, who):
        kept = {name: getattr(sam, name) for name in ("name_for_peers", "name_for_partners", "name_for_public")}
        services.set_visibility(by=who("laila"), volunteer=sam, **kept)
        assert not points(sam).point(IntakeItem.VISIBILITY).is_open

    def test_choice_of_names_later_writes_no_point(self, cast, who):
        services.set_visibility(
            by=who("els"), volunteer=cast.volunteers["els"], name_for_peers=NameShown.FULL,
            name_for_partners=NameShown.FIRST, name_for_public=NameShown.ALIAS,
        )  # fmt: skip
        assert not IntakeCheck.objects.exists()

    def test_whoever_started_has_no_checklist_any_more(self, cast, who):
        els = cast.volunteers["els"]
        assert refusal_of(services.tick_item, by=who("laila"), volunteer=els, item=IntakeItem.STABLE)


class TestPapers:
    """Signed by version: in the own account, in a letter, on paper, by hand (Q39, R052)."""

    def test_paper_is_signed_once_with_how_and_when(self, sam, who):
        text = papers()[DocumentKind.AGREEMENT]
        for _ in range(2):
            services.sign_document(
                by=who("victor"), volunteer=sam, document=text, how=SignedHow.LETTER, on=day("2026-03-02")
            )
        signed = DocumentSignature.objects.get()
        assert (signed.on_day, signed.how, signed.recorded_by.name) == (day("2026-03-02"), "letter", "Victor Proef")
        assert not points(sam).point(IntakeItem.AGREEMENT).is_open

    def test_signature_that_was_noted_wrongly_is_put_back(self, sam, who):
        text = papers()[DocumentKind.AGREEMENT]
        signed = services.sign_document(by=who("laila"), volunteer=sam, document=text, how=SignedHow.PAPER)
        services.take_back_signature(by=who("victor"), signature=signed)
        assert points(sam).point(IntakeItem.AGREEMENT).is_open
        services.sign_document(by=who("laila"), volunteer=sam, document=text, how=SignedHow.BY_HAND)
        assert DocumentSignature.objects.standing().count() == 1

    def test_new_version_is_signed_again_and_the_old_one_stays_noted(self, sam, who):
        old = papers()[DocumentKind.CONSENT]
        services.sign_document(by=who("laila"), volunteer=sam, document=old, how=SignedHow.PAPER)
        new = papers("2", TODAY)[DocumentKind.CONSENT]
        assert points(sam).point(IntakeItem.CONSENT).is_open
        assert refusal_of(services.sign_document, by=who("laila"), volunteer=sam, document=old, how=SignedHow.PAPER)
        services.sign_document(by=who("laila"), volunteer=sam, document=new, how=SignedHow.PAPER)
        assert DocumentSignature.objects.standing().count() == 2

    def test_version_of_tomorrow_is_not_asked_yet(self, sam, who):
        services.sign_document(
            by=who("laila"), volunteer=sam, document=papers()[DocumentKind.CONSENT], how=SignedHow.PAPER
        )
        papers("2", day("2026-03-08"))
        assert not points(sam).point(IntakeItem.CONSENT).is_open

    def test_person_says_yes_in_the_own_account_and_takes_it_back(self, cast, who):
        els, text = cast.volunteers["els"], papers()[DocumentKind.CONSENT]
        signed = services.sign_document(by=who("els"), volunteer=els, document=text, how=SignedHow.ACCOUNT)
        assert signed.recorded_by.name == "Els Proef"
        assert refusal_of(services.take_back_signature, by=who("jan"), signature=signed)
        services.take_back_signature(by=who("els"), signature=signed)
        assert not DocumentSignature.objects.standing().exists()

    @pytest.mark.parametrize(
        ("name", "how"), [("els", SignedHow.PAPER), ("laila", SignedHow.ACCOUNT), ("jan", SignedHow.ACCOUNT)]
    )
    def test_nobody_signs_for_another_or_in_another_way(self, cast, who, name, how):
        sign = {"volunteer": cast.volunteers["els"], "document": papers()[DocumentKind.CONSENT], "how": how}
        assert refusal_of(services.sign_document, by=who(name), **sign)
        assert not DocumentSignature.objects.exists()

    def test_leidraad_is_given_by_the_coordinator(self, cast, who):
        els, guide = cast.volunteers["els"], papers()[DocumentKind.GUIDE]
        assert refusal_of(services.sign_document, by=who("els"), volunteer=els, document=guide, how=SignedHow.ACCOUNT)
        services.sign_document(by=who("laila"), volunteer=els, document=guide, how=SignedHow.BY_HAND)


class TestStart:
    """The coordinator, with the vertegenwoordiger's agreement, once nothing is missing (3.1)."""

    def test_every_missing_point_is_said_at_once(self, sam, who):
        papers()
        InsurancePolicy.objects.all().delete()
        said = refusal_of(try_to_start, who=who, person=sam)
        assert len(said) == len(IntakeItem) + 1
        assert said[0] == "Nog te bespreken: staat stevig in herstel, of is naaste."
        insured = "Voor de rol gids voor individuele gesprekken is geen verzekering gevonden vanaf 7 maart."
        assert said[-2:] == ["De vertegenwoordiger ging nog niet akkoord.", f"{insured} Leg eerst de polis vast."]
        assert status(sam, "2026-03-07") == "candidate"

    @pytest.mark.parametrize("item", list(IntakeItem))
    def test_no_point_may_be_left_out(self, sam, who, item):
        make_ready(sam, but=[item])
        assert len(refusal_of(try_to_start, who=who, person=sam)) == 1
        make_ready(sam)
        try_to_start(who, sam)
        assert status(sam, "2026-03-07") == "active"

    def test_charter_that_does_not_apply_here_is_enough(self, sam, who):
        make_ready(sam, but=[IntakeItem.CHARTER])
        services.tick_item(by=who("laila"), volunteer=sam, item=IntakeItem.CHARTER, state=CheckState.NOT_HERE)
        try_to_start(who, sam)
        assert status(sam, "2026-03-07") == "active"

    def test_house_without_texts_says_which_text_to_write_first(self, sam, who):
        make_ready(sam, but=list(PAPERS))
        Document.objects.all().delete()
        assert refusal_of(try_to_start, who=who, person=sam) == [
            f"Er is nog geen tekst voor: {kind.label}. Zet die eerst bij de documenten." for kind in PAPERS.values()
        ]

    def test_insurance_is_asked_live_for_the_role_that_was_chosen(self, sam, who):
        make_ready(sam)
        assert refusal_of(try_to_start, who=who, person=sam, first_role=Role.STARTER) == [
            "Voor de rol starter is geen verzekering gevonden vanaf 7 maart. Leg eerst de polis vast."
        ]
        try_to_start(who, sam, first_role=Role.LEADER)
        assert list(RoleHolding.objects.filter(volunteer=sam).values_list("role", "from_on")) == [("leader", TODAY)]

    def test_vertegenwoordiger_does_not_start_anybody(self, sam, who):
        make_ready(sam)
        assert refusal_of(try_to_start, who=who, person=sam, by=who("victor"))

    def test_organisation_volunteer_signs_and_is_insured_and_no_more(self, cast, who):
        kim = services.add_volunteer(by=who("laila"), **{**NEW, "kind": "organisation", "experience_kind": ""})
        assert [point.item for point in points(kim).points] == [
            IntakeItem.AGREEMENT, IntakeItem.INFORMATION, IntakeItem.CONSENT,
        ]  # fmt: skip
        InsurancePolicy.objects.create(name="B", roles=["reception"], from_on=TODAY, until_on=TODAY)
        start(who("laila"), kim, TODAY, role=Role.RECEPTION)
        assert status(kim, "2026-03-07") == "active"


class TestAgain:
    """Whoever was here before begins again quickly: only what can have changed (3.1, fast track)."""

    @pytest.fixture
    def els(self, cast, who, clock):
        els = cast.volunteers["els"]
        services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
        clock.move_to(at("2026-06-01 09:00"))
        services.restart_candidacy(by=who("laila"), volunteer=els, on=day("2026-06-01"))
        return els

    def test_only_what_can_have_changed_is_asked(self, els):
        assert [point.item for point in points(els).points] == [
            IntakeItem.STABLE, IntakeItem.PLAN, IntakeItem.AGREEMENT, IntakeItem.INFORMATION, IntakeItem.CONSENT,
            IntakeItem.TOGETHER,
        ]  # fmt: skip

    def test_paper_of_this_version_need_not_be_signed_again(self, els, who):
        text = papers()[DocumentKind.AGREEMENT]
        DocumentSignature.objects.create(volunteer=els, document=text, on_day=day("2025-01-01"), how="paper")
        assert not points(els).point(IntakeItem.AGREEMENT).is_open
        papers("2", day("2026-05-01"))
        assert points(els).point(IntakeItem.AGREEMENT).is_open

    def test_charter_is_asked_again_of_whoever_once_signed_one(self, els):
        assert points(els).point(IntakeItem.CHARTER) is None
        text = papers()[DocumentKind.CHARTER]
        DocumentSignature.objects.create(volunteer=els, document=text, on_day=day("2025-01-01"), how="paper")
        assert not points(els).point(IntakeItem.CHARTER).is_open


class TestTalk:
    """A moment, who is there, and what was agreed; never what was said (R186)."""

    def test_planning_closes_the_call_of_the_coordinator_and_writes_to_the_candidate(self, sam, who):
        talk = services.plan_intake_talk(by=who("laila"), volunteer=sam, starts_at=at("2026-03-12 10:00"), place="Geel")
        assert calls(sam) == [("candidate", "representative")]
        assert letters("intake_planned") == [f"intake_planned:{talk.pk}:0"]

    def test_other_moment_takes_its_place_with_a_letter_of_its_own(self, sam, who):
        for text in ("2026-03-12 10:00", "2026-03-12 14:00", "2026-03-12 14:00"):
            services.plan_intake_talk(by=who("victor"), volunteer=sam, starts_at=at(text))
        assert [talk.starts_at for talk in IntakeTalk.objects.all()] == [at("2026-03-12 14:00")]
        assert len(letters("intake_planned")) == 2
        assert calls(sam) == []

    def test_talk_that_took_place_is_noted_once(self, sam, who):
        services.plan_intake_talk(by=who("laila"), volunteer=sam, starts_at=at("2026-03-07 08:00"))
        for _ in range(2):
            services.record_intake_talk(
                by=who("laila"), volunteer=sam, held_on=TODAY, outcome=IntakeOutcome.GO_ON, with_coordinator=False
            )
        talk = IntakeTalk.objects.get()
        assert (talk.held_on, talk.outcome, talk.with_coordinator) == (TODAY, "go_on", False)
        assert calls(sam) == []

    def test_talk_that_was_not_planned_can_be_noted(self, sam, who):
        services.record_intake_talk(by=who("victor"), volunteer=sam, held_on=TODAY, outcome=IntakeOutcome.LATER)
        assert IntakeTalk.objects.get().outcome == "later"

    def test_somebody_of_us_is_there(self, sam, who):
        nobody = {"with_coordinator": False, "with_representative": False}
        assert refusal_of(
            services.plan_intake_talk, by=who("laila"), volunteer=sam, starts_at=at("2026-03-12 10:00"), **nobody
        )

    def test_talk_that_does_not_take_place_goes_away(self, sam, who):
        services.plan_intake_talk(by=who("laila"), volunteer=sam, starts_at=at("2026-03-12 10:00"))
        services.cancel_intake_talk(by=who("laila"), volunteer=sam)
        services.cancel_intake_talk(by=who("laila"), volunteer=sam)
        assert not IntakeTalk.objects.exists()
        assert letters("intake_cancelled") == []  # nobody had read of it

    def test_candidate_who_read_of_the_talk_hears_that_it_is_off_unless_another_was_planned(self, sam, who, clock):
        open_letters("intake_planned", "intake_cancelled")
        Volunteer.objects.filter(pk=sam.pk).update(email="sam@voorbeeld.be")
        plan = {"by": who("laila"), "volunteer": sam}
        for text, then in (("2026-03-12 10:00", "2026-03-13 10:00"), ("2026-03-14 10:00", None)):
            clock.shift(60)
            services.plan_intake_talk(**plan, starts_at=at(text))
            deliver_due()
            services.cancel_intake_talk(**plan)
            if then:
                services.plan_intake_talk(**plan, starts_at=at(then))
            deliver_due()
        assert [letter.subject for letter in mail.outbox] == [
            "Afspraak donderdag 12 maart",
            "Afspraak vrijdag 13 maart",
            "Afspraak zaterdag 14 maart",
            "Onze afspraak gaat niet door",
        ]


class TestNewcomer:
    """A companion, and three moments at which the vertegenwoordiger calls (R083)."""

    def due(self, person):
        rows = person.call_tasks.filter(kind="newcomer", done_on=None)
        return list(rows.values_list("due_on", flat=True))

    def close(self, who, person):
        task = person.call_tasks.get(kind="newcomer", done_on=None)
        services.close_call(by=who("victor"), task=task, on=today())

    def test_three_calls_one_after_the_other(self, sam, who, clock):
        start(who("laila"), sam, TODAY)
        for due in ("2026-03-21", "2026-04-18", "2026-06-07"):
            assert self.due(sam) == [day(due)]
            clock.move_to(at(f"{due} 10:00"))
            self.close(who, sam)
        assert self.due(sam) == []

    def test_call_that_came_late_stands_for_the_moments_it_passed(self, sam, who, clock):
        start(who("laila"), sam, TODAY)
        clock.move_to(at("2026-05-01 10:00"))
        self.close(who, sam)
        assert self.due(sam) == [day("2026-06-07")]

    def test_start_that_was_noted_late_skips_what_is_over(self, cast, who, clock):
        sam = services.add_volunteer(by=who("laila"), **{**NEW, "candidate_on": day("2026-01-01")})
        start(who("laila"), sam, day("2026-02-01"))
        assert self.due(sam) == [day("2026-03-15")]

    def test_nobody_calls_a_newcomer_who_stopped(self, sam, who):
        start(who("laila"), sam, TODAY)
        services.stop_engagement(by=who("laila"), volunteer=sam, on=TODAY)
        services.stop_engagement(by=who("victor"), volunteer=sam, on=TODAY)
        assert self.due(sam) == []

    def test_companion_is_somebody_who_is_callable_and_another(self, cast, sam, who):
        make_ready(sam)
        els = cast.volunteers["els"]
        assert refusal_of(try_to_start, who=who, person=sam, companion=sam)
        services.put_to_rest(by=who("jan"), volunteer=cast.volunteers["jan"], kind="pause", from_on=TODAY)
        assert refusal_of(try_to_start, who=who, person=sam, companion=cast.volunteers["jan"])
        try_to_start(who, sam, companion=els)
        sam.refresh_from_db()
        assert sam.companion == els

    def test_nearby_and_free_companions_are_proposed_first(self, cast, sam, who):
        Volunteer.objects.filter(pk=sam.pk).update(municipality=cast.towns["Geel"], companion=None)
        Volunteer.objects.filter(pk=cast.volunteers["tom"].pk).update(municipality=cast.towns["Geel"])
        sam.refresh_from_db()
        lea = services.add_volunteer(by=who("laila"), **{**NEW, "first_name": "Lea"})
        make_ready(lea)
        services.activate_volunteer(
            by=who("laila"), volunteer=lea, on=TODAY, first_role=Role.TALKS, companion=cast.volunteers["bart"]
        )
        found = [(one.first_name, why) for one, why in companions_for(who("laila"), sam, TODAY)]
        assert found == [("Tom", "zelfde gemeente"), ("Carla", ""), ("Els", ""), ("Jan", ""), ("Lien", "")]
