"""Two entries of one person become one with nothing lost, or are said to be two people. Neither asks a letter."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.models import User
from oev.accounts.querysets import hats_of
from oev.accounts.services import deactivate_user
from oev.audit.models import AccessLog
from oev.errors import Refused
from oev.outbox.catalogue import CATALOGUE
from oev.outbox.models import Outgoing
from volunteers import checks, rules
from volunteers.merging.fields import joined
from volunteers.merging.moving import move_all
from volunteers.merging.reasons import why_no_merge
from volunteers.models import Engagement, Merge, NotTheSame, StandingSpan, Volunteer
from volunteers.services.people import name_in_search
from volunteers.services.standing_change import announce, statuses_on
from volunteers.spans import rebuild_spans

GONE = "Een van deze twee is er niet meer. Misschien zijn ze al samengevoegd."


@transaction.atomic
def merge_people(*, by: Actor, one: int, other: int, chosen: Mapping[str, str] | None = None) -> Volunteer:
    """Make one person of two entries: the older stays, everything of the other moves to it.

    `chosen` says 'gone' for each field whose value comes from the newer entry. It cannot be undone. Refused when it
    would hide something. Both rows are locked against new facts too, so nothing is written to an entry that goes.
    """
    checks.require(rules.may_merge_people(by), checks.ONLY_COORDINATOR)
    pair = list(Volunteer.objects.select_for_update(of=("self",)).filter(pk__in={one, other}).order_by("pk"))
    if len(pair) != 2:
        raise Refused(GONE)
    kept: Volunteer = pair[0]
    gone: Volunteer = pair[1]
    checks.refuse_any(why_no_merge(kept, gone))
    day = clock.today()
    before = statuses_on(day, kept.pk, gone.pk)
    values, accounts = joined(kept, gone, chosen or {}), {kept.user, gone.user}
    _join_engagements(kept, gone, by=by)
    _move_pairs(gone.pk, kept.pk)
    _move_letters(gone.pk, kept.pk)
    move_all(Volunteer, gone.pk, kept.pk, by=by)
    StandingSpan.objects.filter(volunteer=gone).delete()
    # Past the collector on purpose: a row that still points here must fail at the database and not go along.
    Volunteer.objects.filter(pk=gone.pk)._raw_delete(using="default")  # noqa: SLF001
    Merge.objects.create(kept=kept, gone_id=gone.pk, made_by_id=by.user_id)
    _fill(kept, values)
    _close_accounts(by, {user for user in accounts if user is not None and user != kept.user})
    _copy_access(gone.pk, kept.pk)
    _stand_anew(kept, by, [before.get(kept.pk), before.get(gone.pk)])
    return kept


def _stand_anew(kept: Volunteer, by: Actor, before: list[object]) -> None:
    """Spans of the facts of both; what moved follows the standing that is there now (Q12)."""
    rebuild_spans(kept.pk)
    day = clock.today()
    after = statuses_on(day, kept.pk).get(kept.pk)
    was = next((status for status in before if status is not after), after)
    if after is not None and was is not after:
        announce(kept, was, after, day, by=by)  # type: ignore[arg-type]


def _fill(kept: Volunteer, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(kept, name, value)
    kept.search_name = name_in_search(kept)
    kept.save(update_fields=[*values, "search_name"])


def _join_engagements(kept: Volunteer, gone: Volunteer, *, by: Actor) -> None:
    """Two that run become the one that got furthest, from the first day of either; the other is withdrawn, visibly."""
    running = Engagement.objects.standing().select_for_update(of=("self",)).filter(stopped_on=None)
    both = list(running.filter(volunteer__in=[kept, gone]))
    if len(both) != 2:
        return
    stays, goes = sorted(both, key=lambda e: (e.activated_on is None, e.activated_on or e.candidate_on, e.pk))
    stays.candidate_on = min(stays.candidate_on, goes.candidate_on)
    stays.heard_of = stays.heard_of or goes.heard_of
    goes.withdrawn_at, goes.withdrawn_by_id = clock.now(), by.user_id
    goes.save(update_fields=["withdrawn_at", "withdrawn_by"])
    stays.save(update_fields=["candidate_on", "heard_of"])
    move_all(Engagement, goes.pk, stays.pk, by=by)


def _move_pairs(gone: int, kept: int) -> None:
    """'Dit zijn twee mensen' stays said of the one who stays."""
    for row in NotTheSame.objects.filter(first=gone) | NotTheSame.objects.filter(second=gone):
        other = row.second_id if row.first_id == gone else row.first_id
        row.delete()
        if other != kept:
            first, second = sorted((other, kept))
            NotTheSame.objects.get_or_create(
                first_id=first, second_id=second, defaults={"made_at": row.made_at, "made_by_id": row.made_by_id}
            )


def _move_letters(gone: int, kept: int) -> None:
    """Letters about or to this person; one that the other entry got too is the same letter (nothing is told twice)."""
    for names, column in ((("of_volunteer",), "fact_id"), (("of_addressee", "_of_addressee"), "to_id")):
        codes = [code for code, letter in CATALOGUE.items() if letter.recipient.__name__ in names]
        for letter in Outgoing.objects.select_for_update().filter(code__in=codes, **{column: gone}):
            setattr(letter, column, kept)
            letter.key = ":".join([letter.code, str(letter.fact_id), str(letter.to_id), *letter.key.split(":")[3:]])
            if Outgoing.objects.filter(key=letter.key).exists():
                letter.delete()
            else:
                letter.save(update_fields=[column, "key"])


def _close_accounts(by: Actor, users: set[User]) -> None:
    """An account that nobody of the pool uses any more is closed, unless it serves something else too."""
    for user in users:
        if not hats_of(user.pk, clock.today()) and user.pk != by.user_id:
            deactivate_user(by=by, user=user)


def _copy_access(gone: int, kept: int) -> None:
    """Who looked at the other entry, looked at this person."""
    AccessLog.objects.bulk_create(
        (
            AccessLog(reader_id=row.reader_id, hat=row.hat, deputy_for_id=row.deputy_for_id, subject=row.subject,
                      object_id=kept, day=row.day, at=row.at)
            for row in AccessLog.objects.of_standing(gone)
        ),
        ignore_conflicts=True,
    )  # fmt: skip


@transaction.atomic
def keep_apart(*, by: Actor, one: int, other: int, at: datetime | None = None) -> None:
    """'Dit zijn twee mensen': not suggested again. Twice is once."""
    checks.require(rules.may_merge_people(by), checks.ONLY_COORDINATOR)
    first, second = sorted((one, other))
    if Volunteer.objects.filter(pk__in={first, second}).count() != 2:
        raise Refused(GONE)
    NotTheSame.objects.get_or_create(
        first_id=first, second_id=second, defaults={"made_by_id": by.user_id, "made_at": at or clock.now()}
    )
