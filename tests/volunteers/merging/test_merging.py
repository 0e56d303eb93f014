"""The same person entered twice becomes one with nothing lost, or is said to be two people."""

import datetime as dt

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import transaction
from django.db.models import ForeignKey, UniqueConstraint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pghistory.models import Event

from contactgroups.models import GroupRole
from oev import clock as hours
from oev.audit.models import AccessLog
from oev.clock import today
from oev.errors import Refused
from oev.outbox.models import Outgoing
from oev.outbox.services import post_letter
from referrals.models import Assignment, Offer
from tests.cast import LONG_AGO, attend, volunteer
from tests.house.world import days
from volunteers.merging.alike import Finder, suspected
from volunteers.merging.moving import LEFT_ALONE, once_only, relations
from volunteers.models import (
    Availability,
    CallTask,
    Contact,
    Document,
    DocumentSignature,
    Engagement,
    IntervisionAttendance,
    IntervisionSignUp,
    Merge,
    NotTheSame,
    Rest,
    RoleHolding,
    SiteAccess,
    StandingSpan,
    Volunteer,
)
from volunteers.services.merging import keep_apart, merge_people
from volunteers.spans import differing, rebuild_spans


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


@pytest.fixture
def twice(cast):
    """Els, and Elsje who is Els."""
    return cast.volunteers["els"], volunteer(cast, "Elsje")


def merge(laila, twice, **chosen):
    return merge_people(by=laila, one=twice[0].pk, other=twice[1].pk, chosen=chosen)


def test_every_key_to_a_person_of_the_whole_project_is_walked():
    """Found apart from the code that walks them: by asking every model for its fields."""
    walked = {(key.model, key.name) for key in relations(Volunteer)}
    by_hand = {("NotTheSame", "first"), ("NotTheSame", "second"), ("StandingSpan", "volunteer")}
    assert {model.__name__ for model in LEFT_ALONE} == {name for name, _ in by_hand}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            points_here = isinstance(field, ForeignKey) and field.related_model is Volunteer
            if points_here and not issubclass(model, Event):
                assert (model, field.name) in walked or (model.__name__, field.name) in by_hand


def test_every_constraint_on_a_person_is_one_that_merging_knows():
    for key in relations(Volunteer):
        for one in key.model._meta.constraints:
            if isinstance(one, UniqueConstraint) and one.expressions:
                raise AssertionError(f"{one.name} cannot be read from its fields")
            if isinstance(one, ExclusionConstraint):
                assert one.name == "rest_one_at_a_time"  # refused before anything moves
        assert all(isinstance(names, list) for _, names in once_only(key))


def test_entry_that_goes_leaves_nothing_behind(laila, twice):
    kept, gone = twice
    assert merge(laila, twice) == kept
    assert not Volunteer.objects.filter(pk=gone.pk).exists()
    for key in relations(Volunteer):
        assert not key.model._base_manager.filter(**{key.attname: gone.pk}).exists()
    assert Merge.objects.get().gone_id == gone.pk
    assert differing([kept.pk]) == []


def test_values_are_chosen_by_field(laila, twice):
    kept, gone = twice
    Volunteer.objects.filter(pk=kept.pk).update(alias="", phone="0470 11 11 11", name_for_partners="alias")
    Volunteer.objects.filter(pk=gone.pk).update(
        alias="Vos", phone="0470 22 22 22", languages=["Frans"], name_for_partners="full", prefers_phone=True
    )
    merge(laila, twice, first_name="gone", email="kept")
    kept.refresh_from_db()
    assert (kept.first_name, kept.email, kept.phone) == ("Elsje", "els@voorbeeld.be", "0470 11 11 11")
    assert (kept.alias, kept.languages, kept.prefers_phone) == ("Vos", ["Nederlands", "Frans"], True)
    assert kept.name_for_partners == "alias"
    assert kept.search_name == "elsje proef vos"


@pytest.mark.parametrize(("choice", "stays", "closes"), [("kept", "els", "elsje"), ("gone", "elsje", "els")])
def test_one_of_two_accounts_stays_and_the_other_closes(laila, cast, twice, choice, stays, closes):
    merge(laila, twice, user=choice)
    kept = Volunteer.objects.get(pk=twice[0].pk)
    assert kept.user == cast.users[stays]
    cast.users[closes].refresh_from_db()
    assert cast.users[closes].is_active is False


def test_account_that_serves_something_else_too_stays_open(laila, cast):
    twice = (volunteer(cast, "Noor2", account=False), volunteer(cast, "Noor3", account=False))
    Volunteer.objects.filter(pk=twice[0].pk).update(user=cast.users["stan"])
    Volunteer.objects.filter(pk=twice[1].pk).update(user=cast.users["nora"])
    merge_people(by=laila, one=twice[0].pk, other=twice[1].pk)
    cast.users["nora"].refresh_from_db()
    assert cast.users["nora"].is_active is True


def test_same_session_stands_once_and_who_was_there_was_there(laila, twice):
    kept = twice[0]
    shared = IntervisionAttendance.objects.filter(volunteer=kept, day=dt.date(2025, 12, 9))
    shared.update(presence="absent")
    merge(laila, twice)
    lines = IntervisionAttendance.objects.filter(volunteer=kept, day=dt.date(2025, 12, 9))
    assert [one.presence for one in lines.standing()] == ["attended"]
    assert lines.count() == 2
    assert StandingSpan.objects.on(today()).get(volunteer=kept).last_day == dt.date(2026, 12, 9)


def test_two_that_run_become_one_from_the_first_day(laila, twice):
    kept, gone = twice
    Engagement.objects.filter(volunteer=kept).update(candidate_on=dt.date(2025, 1, 1), activated_on=None)
    Engagement.objects.filter(volunteer=gone).update(candidate_on=dt.date(2025, 3, 1), activated_on=dt.date(2025, 4, 1))
    merge(laila, twice)
    (one,) = Engagement.objects.standing().filter(volunteer=kept)
    assert (one.candidate_on, one.activated_on) == (dt.date(2025, 1, 1), dt.date(2025, 4, 1))
    assert Engagement.objects.filter(volunteer=kept).count() == 2


def test_goodbye_while_the_other_went_on_is_refused(laila, twice):
    Engagement.objects.filter(volunteer=twice[1]).update(stopped_on=dt.date(2025, 6, 1))
    with pytest.raises(Refused, match="afscheid op 1 juni 2025"):
        merge(laila, twice)


def test_goodbye_before_the_other_began_is_kept(laila, twice):
    kept, gone = twice
    Engagement.objects.filter(volunteer=gone).update(stopped_on=dt.date(2025, 6, 1))
    Engagement.objects.filter(volunteer=kept).update(candidate_on=dt.date(2025, 6, 1), activated_on=dt.date(2025, 6, 1))
    merge(laila, twice)
    assert Engagement.objects.standing().filter(volunteer=kept).count() == 2
    assert StandingSpan.objects.on(dt.date(2025, 5, 1)).get(volunteer=kept).status == "active"


@pytest.mark.parametrize(("until", "refused"), [(None, True), (dt.date(2026, 2, 1), False)])
def test_two_rests_in_the_same_days_are_refused(laila, twice, until, refused):
    kept, gone = twice
    Rest.objects.create(volunteer=kept, kind="pause", from_on=dt.date(2026, 1, 1), until_on=until)
    Rest.objects.create(volunteer=gone, kind="sleep", from_on=dt.date(2026, 2, 1), needs_return=True)
    rebuild_spans(kept.pk, gone.pk)
    if refused:
        with pytest.raises(Refused, match="rustperiode rond 1 januari 2026"):
            merge(laila, twice)
        assert Volunteer.objects.filter(pk=gone.pk).exists()
    else:
        merge(laila, twice)
        assert [one.kind for one in Rest.objects.filter(volunteer=kept)] == ["pause", "sleep"]


def test_rest_of_the_other_entry_sends_roles_to_reserve(laila, twice):
    kept, gone = twice
    Rest.objects.create(volunteer=gone, kind="sleep", from_on=today(), needs_return=True)
    rebuild_spans(gone.pk)
    merge(laila, twice)
    assert StandingSpan.objects.on(today()).get(volunteer=kept).status == "sleeping"
    (role,) = RoleHolding.objects.standing().filter(volunteer=kept)
    assert role.reserve_since == today()


def test_what_can_stand_once_stands_once_with_what_both_said(laila, twice, cast):
    kept, gone = twice
    paper = Document.objects.create(kind="charter", title="Charter", version="1", from_on=LONG_AGO)
    for one, day in ((kept, dt.date(2025, 2, 1)), (gone, dt.date(2025, 1, 1))):
        DocumentSignature.objects.create(volunteer=one, document=paper, on_day=day, how="paper")
        Availability.objects.create(volunteer=one, weekday=0, part="morning")
        CallTask.objects.create(volunteer=one, kind="please_call", for_office="representative", due_on=today(),
                                wish="week" if one == kept else "today")  # fmt: skip
    Availability.objects.create(volunteer=gone, weekday=1, part="evening")
    SiteAccess.objects.create(
        volunteer=gone, site=cast.sites["Turnhout"], display_name="E", agreed_on=LONG_AGO + dt.timedelta(1),
        valid_until=today(),
    )  # fmt: skip
    session = IntervisionAttendance.objects.filter(volunteer=kept).first().session
    IntervisionSignUp.objects.create(volunteer=kept, session=session, answer="no", answered_at=hours.now())
    later = hours.now() + dt.timedelta(hours=1)
    IntervisionSignUp.objects.create(volunteer=gone, session=session, answer="yes", answered_at=later)
    merge(laila, twice)
    signed = DocumentSignature.objects.filter(volunteer=kept)
    assert [one.on_day for one in signed.standing()] == [dt.date(2025, 1, 1)]
    assert signed.count() == 2
    assert sorted(kept.availability.values_list("weekday", "part")) == [(0, "morning"), (1, "evening")]
    assert [one.wish for one in kept.call_tasks.filter(kind="please_call")] == ["today"]
    assert [one.valid_until for one in kept.site_access.all()] == [None]
    assert [one.answer for one in kept.sign_ups.filter(session=session)] == ["yes"]


def test_groups_talks_and_questions_move(db, clock):
    """On the floors above, through the same door."""
    from tests.volunteers.merging.above import two_entries_with_everything

    world, kept, gone = two_entries_with_everything()
    before = {
        "group": set(GroupRole.objects.filter(volunteer__in=[kept, gone]).values_list("group", "kind")),
        "talks": Assignment.objects.filter(volunteer__in=[kept, gone]).count(),
        "offers": set(Offer.objects.filter(volunteer__in=[kept, gone]).values_list("referral", flat=True)),
    }
    merge_people(by=world.actor("laila"), one=kept.pk, other=gone.pk)
    assert before == {
        "group": set(GroupRole.objects.filter(volunteer=kept).values_list("group", "kind")),
        "talks": Assignment.objects.filter(volunteer=kept).count(),
        "offers": set(Offer.objects.filter(volunteer=kept).values_list("referral", flat=True)),
    }


def test_pair_that_went_together_is_two_people(db, clock):
    from tests.volunteers.merging.above import two_entries_with_everything

    world, kept, gone = two_entries_with_everything()
    talk = Assignment.objects.filter(volunteer=kept).first()
    Assignment.objects.create(referral=talk.referral, volunteer=gone, lead=False)
    with pytest.raises(Refused, match="Dat zijn twee mensen"):
        merge_people(by=world.actor("laila"), one=kept.pk, other=gone.pk)


def test_letters_that_wait_are_for_who_stays_and_none_is_told_twice(laila, twice):
    kept, gone = twice
    session = IntervisionAttendance.objects.first().session
    for one in twice:
        post_letter("intervision_invitation", session.pk, to_id=one.pk)
    post_letter("candidacy_received", gone.pk, on=today())
    merge(laila, twice)
    assert sorted(Outgoing.objects.values_list("key", flat=True)) == [
        f"candidacy_received:{kept.pk}:0:2026-03-07",
        f"intervision_invitation:{session.pk}:{kept.pk}",
    ]


def test_who_looked_at_the_other_entry_looked_at_this_person(laila, twice):
    AccessLog.objects.create(
        reader_id=laila.user_id, hat="coordinator", subject="standing", object_id=twice[1].pk, day=today()
    )
    merge(laila, twice)
    assert AccessLog.objects.of_standing(twice[0].pk).count() == 1


def test_old_addresses_lead_to_who_stays(laila, cast, twice, sign_in):
    kept, gone = twice
    merge(laila, twice)
    client = sign_in(cast.users["laila"], "coordinator")
    assert client.get(f"/beheer/volunteers/volunteer/{gone.pk}/change/")["Location"].endswith(f"/{kept.pk}/change/")
    victor = sign_in(cast.users["victor"], "representative")
    assert victor.get(f"/mensen/{gone.pk}/")["Location"] == f"/mensen/{kept.pk}/"
    assert victor.get("/mensen/987654/").status_code == 404


def test_merging_again_is_refused_with_a_sentence(laila, twice):
    merge(laila, twice)
    with pytest.raises(Refused, match="al samengevoegd"):
        merge(laila, twice)


def test_three_entries_become_one(laila, cast, twice):
    third = volunteer(cast, "Els3", account=False)
    keep_apart(by=laila, one=third.pk, other=cast.volunteers["jan"].pk)
    merge_people(by=laila, one=twice[1].pk, other=third.pk)
    merge(laila, twice)
    assert set(Merge.objects.values_list("kept", "gone_id")) == {
        (twice[0].pk, twice[1].pk),
        (twice[0].pk, third.pk),
    }
    assert [(one.first_id, one.second_id) for one in NotTheSame.objects.all()] == [
        tuple(sorted((twice[0].pk, cast.volunteers["jan"].pk)))
    ]


def test_only_the_coordinator_merges(cast, twice, actor_of):
    with pytest.raises(Refused, match="coördinator"):
        merge(actor_of(cast.users["victor"], "representative"), twice)


FACTS = {
    "contact": lambda who, day: Contact.objects.create(volunteer=who, on_day=day, hat="coordinator"),
    "attended": lambda who, day: _attend(who, day, "attended"),
    "absent": lambda who, day: _attend(who, day, "absent"),
    "role": lambda who, day: _role(who, day),
    "task": lambda who, day: Availability.objects.get_or_create(volunteer=who, weekday=day.day % 7, part="evening"),
}


def _attend(who, day, presence):
    if not IntervisionAttendance.objects.standing().filter(volunteer=who, day=day).exists():
        attend(who, day, presence=presence)


def _role(who, day):
    held = RoleHolding.objects.standing().filter(volunteer=who, role="leader", until_on=None)
    if not held.exists():
        RoleHolding.objects.create(volunteer=who, role="leader", from_on=day)


def said(*people) -> dict[str, set]:
    """The union of what both entries say, apart from which entry says it."""
    lines = {}
    for day, presence in (
        IntervisionAttendance.objects.standing().filter(volunteer__in=people).values_list("day", "presence")
    ):
        lines[day] = "attended" if "attended" in {presence, lines.get(day)} else presence
    first_leader = (
        RoleHolding.objects.standing().filter(volunteer__in=people, role="leader").order_by("from_on").first()
    )
    return {
        "contacts": sorted(Contact.objects.filter(volunteer__in=people).values_list("pk", "on_day")),
        "attendances": lines,
        "leader": first_leader.from_on if first_leader else None,
        "availability": set(Availability.objects.filter(volunteer__in=people).values_list("weekday", "part")),
        "rows": IntervisionAttendance.objects.filter(volunteer__in=people).count(),
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(
    facts=st.lists(
        st.tuples(st.booleans(), st.sampled_from(sorted(FACTS)), st.integers(1, 60).map(lambda n: days(-7 * n))),
        max_size=14,
    )
)
def test_after_merging_the_union_of_what_was_said_is_there(laila, twice, facts):
    with transaction.atomic():
        for mine, fact, day in facts:
            FACTS[fact](twice[0] if mine else twice[1], day)
        before = said(*twice)
        kept = merge(laila, twice)
        assert said(kept) == before
        assert differing([kept.pk]) == []
        transaction.set_rollback(True)


class TestWhoLooksAlike:
    """Suggested, and not suggested again."""

    @pytest.mark.parametrize(
        ("person", "why"),
        [
            (("Iemand", "Anders", "ELS@voorbeeld.be", "", None), ["zelfde mailadres"]),
            (("Iemand", "Anders", "", "+32 (0)470 99 88 77", None), ["zelfde telefoonnummer"]),
            (("proef", "els", "", "", None), ["zelfde naam"]),
            (("Elsa", "Proef", "", "", "Turnhout"), ["naam lijkt erop, zelfde gemeente"]),
            (("Elsa", "Proef", "", "", "Geel"), []),
            (("Iemand", "Anders", "x@voorbeeld.be", "0470 11 22 33", "Turnhout"), []),
        ],
    )
    def test_finder_says_who_and_why(self, cast, person, why):
        els = cast.volunteers["els"]
        Volunteer.objects.exclude(pk=els.pk).update(last_name="Vreemd", search_name="x")
        Volunteer.objects.filter(pk=els.pk).update(phone="0470 99 88 77")
        *words, town = person
        found = Finder().find(*words, cast.towns[town].pk if town else None)
        assert [one.why for one in found] == why
        assert {one.pk for one in found} <= {els.pk}

    def test_somebody_new_who_looks_like_somebody_is_on_today(self, cast, laila, sign_in):
        els = cast.volunteers["els"]
        Volunteer.objects.filter().update(phone="", created_at=hours.start_of(LONG_AGO))
        new = volunteer(cast, "Nieuw", account=False)
        Volunteer.objects.filter(pk=new.pk).update(email="ELS@voorbeeld.be", phone="")
        ((one,), total) = suspected(today(), 5)
        assert (one.newer, one.older, one.why, total) == (new.pk, els.pk, "zelfde mailadres", 1)
        client = sign_in(cast.users["laila"], "coordinator")
        page = client.get("/beheer/").content.decode()
        assert "Misschien dezelfde persoon" in page
        assert "Nieuw Proef en Els Proef" in page
        client.post(f"/mensen/{els.pk}/dubbel/{new.pk}/twee/")
        assert suspected(today(), 5) == ([], 0)
        assert "Misschien dezelfde persoon" not in client.get("/beheer/").content.decode()

    def test_page_shows_both_and_makes_them_one(self, cast, laila, twice, sign_in):
        kept, gone = twice
        Volunteer.objects.filter(pk=gone.pk).update(phone="0499 55 55 55")
        client = sign_in(cast.users["laila"], "coordinator")
        page = client.get(f"/mensen/{kept.pk}/dubbel/").content.decode()
        assert "Elsje Proef" in page
        address = f"/mensen/{gone.pk}/dubbel/{kept.pk}/"
        page = client.get(address).content.decode()
        assert "0499 55 55 55" in page
        assert "0470 00 00 00" in page
        assert "Dit kan je niet ongedaan maken." in page
        chosen = {"phone": "gone", "user": "kept", "first_name": "kept", "email": "kept"}
        done = client.post(address, chosen, follow=True)
        assert "Samengevoegd." in done.content.decode()
        kept.refresh_from_db()
        assert kept.phone == "0499 55 55 55"

    def test_adding_somebody_who_looks_alike_asks_first(self, cast, sign_in):
        client = sign_in(cast.users["laila"], "coordinator")
        sent = {"first_name": "Elza", "email": "els@voorbeeld.be", "kind": "ed", "experience_kind": "own",
                "candidate_on": "2026-03-01"}  # fmt: skip
        page = client.post("/mensen/nieuw/", sent).content.decode()
        assert "Misschien kennen we deze persoon al" in page
        assert "Zelfde mailadres" in page
        assert not Volunteer.objects.filter(first_name="Elza").exists()
        client.post("/mensen/nieuw/", sent | {"other": "on"})
        assert Volunteer.objects.filter(first_name="Elza").exists()

    def test_import_says_who_looks_alike_and_goes_on(self, cast, laila):
        from volunteers.services.imports import begin_import, drafts_of

        content = b"Voornaam;Achternaam;Gsm;Ervaring\nElza;Anders;0470 00 00 00;eigen\n"
        (draft,) = drafts_of(begin_import(by=laila, name="m.csv", content=content))
        assert draft.ready
        assert draft.alike.endswith(": zelfde telefoonnummer")
