"""The yearly growth talk and supporting talks: the day and the next one, nothing else (R311, R351, Q34, P18)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules, rules_doing
from volunteers.kinds import GrowthTalkKind
from volunteers.models import GrowthTalk, Volunteer
from volunteers.services.standing_change import lock_person
from volunteers.standing import plus_months

YEAR = 12


@transaction.atomic
def record_growth_talk(
    *, by: Actor, volunteer: Volunteer, on: date, kind: GrowthTalkKind = GrowthTalkKind.GROWTH
) -> GrowthTalk:
    """Write down that it took place; a growth talk is offered again a year later. The same day twice is once."""
    checks.require(rules_doing.may_record_growth_talk(by), checks.ONLY_STAFF)
    checks.require_past(on)
    person, kind = lock_person(volunteer), GrowthTalkKind(kind)
    checks.require(not rules.is_own_file(by, person), checks.SOMEBODY_ELSE)
    again = plus_months(on, YEAR) if kind is GrowthTalkKind.GROWTH else None
    talk, _ = GrowthTalk.objects.get_or_create(
        volunteer=person,
        kind=kind,
        on_day=on,
        withdrawn_at=None,
        defaults={"next_on": again, "hat": by.hat.value, "recorded_by_id": by.user_id},
    )
    return talk


@transaction.atomic
def offer_growth_talk_later(*, by: Actor, talk: GrowthTalk) -> None:
    """'Nu niet': it is offered again in a year; no reason and no count is kept."""
    checks.require(rules_doing.may_record_growth_talk(by), checks.ONLY_STAFF)
    talk = _locked(by, talk)
    if talk.next_on is None:
        raise Refused("Hier wordt geen volgend gesprek aangeboden.")
    talk.next_on = plus_months(max(clock.today(), talk.next_on), YEAR)
    talk.save(update_fields=["next_on"])


@transaction.atomic
def forget_growth_talk(*, by: Actor, talk: GrowthTalk) -> None:
    """The person takes the day away for good (P18, R312); staff withdraw what was wrong, visibly."""
    person = lock_person(talk.volunteer_id)
    checks.require(rules_doing.may_withdraw_growth_talk(by, person), checks.NOT_YOURS)
    if rules.is_self(by, person):
        GrowthTalk.objects.filter(pk=talk.pk).delete()
        return
    talk = _locked(by, talk)
    talk.withdrawn_at, talk.withdrawn_by_id = clock.now(), by.user_id
    talk.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _locked(by: Actor, talk: GrowthTalk) -> GrowthTalk:
    """The talk as it is now, when this office may change it: the coordinator any, the vertegenwoordiger the own."""
    rows = GrowthTalk.objects.visible_to(by).standing().select_for_update(of=("self",)).filter(pk=talk.pk)
    found: GrowthTalk | None = rows.first()
    if found is None:
        raise Refused(checks.NOT_YOURS)
    return found
