"""Letters for who has no mail or would rather be called: what to say on the phone, and that it was said (Q45)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.outbox.catalogue import CATALOGUE, telling_of
from oev.outbox.models import Outgoing, State
from oev.outbox.services import letter_in_words


@dataclass(frozen=True, slots=True)
class ToTell:
    """One letter as words for the phone, and where its answer is written down ('' when there is none)."""

    outgoing_id: int
    subject: str
    paragraphs: list[str]
    answer_url: str


def letters_to_tell(actor: Actor, reader_id: int) -> list[ToTell]:
    """What this person of the pool still has to hear; what is no longer due is left out."""
    found = []
    for outgoing in Outgoing.objects.to_tell().filter(reader_id=reader_id):
        words = letter_in_words(outgoing)
        if words:
            answer = telling_of(outgoing.code).answer(actor, outgoing.fact_id, outgoing.to_id)
            found.append(ToTell(outgoing.pk, *words, answer))
    return found


@transaction.atomic
def note_told(*, by: Actor, reader_id: int, outgoing_ids: list[int]) -> int:
    """These letters were told; whatever came in since waits for another call. Returns how many; twice is once.

    What is no longer due is put away along with them.
    """
    rows = Outgoing.objects.to_tell().filter(reader_id=reader_id).select_for_update()
    still_due = {one.outgoing_id for one in letters_to_tell(by, reader_id)}
    over = [one.pk for one in rows if one.pk not in still_due]
    Outgoing.objects.filter(pk__in=over).update(state=State.DROPPED, done_at=clock.now())
    told = Outgoing.objects.to_tell().filter(reader_id=reader_id, pk__in=outgoing_ids)
    return told.update(state=State.TOLD, done_at=clock.now())


def put_away_what_is_over(day: date, dry_run: bool) -> list[str]:
    """Part of the nightly round: nobody is called about what is no longer due, such as an intervisie that was."""
    over = [one.pk for one in Outgoing.objects.to_tell() if not _is_due(one)]
    if over and not dry_run:
        Outgoing.objects.to_tell().filter(pk__in=over).update(state=State.DROPPED, done_at=clock.now())
    if not over:
        return []
    return ["1 brief hoeft niet meer verteld." if len(over) == 1 else f"{len(over)} brieven hoeven niet meer verteld."]


def _is_due(outgoing: Outgoing) -> bool:
    letter = CATALOGUE[outgoing.code]
    reader = letter.recipient(outgoing.fact_id, outgoing.to_id)
    return reader is not None and letter.context(outgoing.fact_id, outgoing.to_id) is not None


def tell_nothing_more(reader_id: int) -> None:
    """Somebody stopped or died: what waited to be told is not told any more (Q46)."""
    Outgoing.objects.to_tell().filter(reader_id=reader_id).update(state=State.DROPPED, done_at=clock.now())
