"""Letters: written with the change, delivered once it is committed, never lost.

A letter may leave twice when a worker dies between sending and noting it; both carry the same Message-ID.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.template.loader import render_to_string

from oev import clock
from oev.accounts.actor import Actor
from oev.outbox.catalogue import CATALOGUE, Letter, Recipient, telling_of
from oev.outbox.models import LetterSwitch, Outgoing, State

log = logging.getLogger("oev.outbox")

WRITE = f"""
    INSERT INTO {Outgoing._meta.db_table}
        (key, code, fact_id, to_id, reader_id, state, not_before, attempts, last_error, created_at)
    SELECT key, code, fact_id, to_id, 0, %s, %s, 0, '', %s
    FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[]) AS post (key, code, fact_id, to_id)
    ON CONFLICT (key) DO NOTHING
"""  # noqa: S608, SLF001 - our own model


@dataclass(frozen=True, slots=True)
class Post:
    """A letter to be written: of which kind, about which fact, to whom and of which day of a series."""

    code: str
    fact_id: int
    to_id: int = 0
    on: date | None = None

    @property
    def key(self) -> str:
        """What makes it the same letter: written once, whatever happens twice."""
        return f"{self.code}:{self.fact_id}:{self.to_id}" + (f":{self.on.isoformat()}" if self.on else "")


def post_letter(
    code: str, fact_id: int, *, to_id: int = 0, on: date | None = None, not_before: datetime | None = None
) -> None:
    """Write a letter into the running transaction; the same key is written once, whatever happens twice.

    `fact_id` is the primary key of the fact the letter is about, `to_id` of whom it is for when the fact does not
    say, `on` the date that makes one of a series (reminders).
    """
    post_letters([Post(code, fact_id, to_id, on)], not_before=not_before)


def post_letters(posts: Iterable[Post], *, not_before: datetime | None = None) -> None:
    """As `post_letter`, many in one statement; raises KeyError for an unknown kind."""
    now = clock.now()
    rows = [(one.key, CATALOGUE[one.code].code, one.fact_id, one.to_id) for one in posts]
    if not rows:
        return
    with connection.cursor() as cursor:
        # Four arrays: a tenth of the time of bulk_create, which decides how long a busy night takes.
        cursor.execute(WRITE, [State.WAITING, not_before or now, now, *map(list, zip(*rows, strict=True))])
    if not_before is None or not_before <= now:
        transaction.on_commit(ring)


def post_news(code: str, fact_id: int, *, to_id: int = 0) -> None:
    """A letter that says how a fact stands when it leaves, so it may come again after another change.

    One that still waits to leave, or to be told on the phone, will say it too: no second one is written. One that a
    worker is delivering at this moment does not count as waiting, because it may say what was.
    """
    post_news_to(code, fact_id, [to_id])


def post_news_to(code: str, fact_id: int, to_ids: Collection[int]) -> None:
    """As `post_news`, to many in two statements."""
    same = Outgoing.objects.filter(code=code, fact_id=fact_id, state__in=[State.WAITING, State.CALL])
    same = same.filter(to_id__in=to_ids).select_for_update(skip_locked=True).order_by("pk")
    hear_it_already = set(same.values_list("to_id", flat=True))
    post_letters(Post(code, fact_id, pk, clock.now()) for pk in to_ids if pk not in hear_it_already)


def let_leave_now(code: str, fact_id: int, *, to_id: int = 0) -> None:
    """A letter that waited for an hour need not wait any longer: what it waited for has happened."""
    rows = Outgoing.objects.waiting().filter(code=code, fact_id=fact_id, to_id=to_id, not_before__gt=clock.now())
    if rows.update(not_before=clock.now()):
        transaction.on_commit(ring)


def ring() -> None:
    """Tell the worker that there is post; a broker that is away is no reason to fail, the sweep comes by."""
    from oev.outbox.tasks import sweep

    try:
        sweep.apply_async(retry=False)
    except Exception as error:  # noqa: BLE001 - whatever the broker says, the letter stands in the database
        log.warning("bell unheard: %s", type(error).__name__)


def deliver_due(*, limit: int = 200) -> int:
    """Deliver what is due, one transaction a letter; rows that another worker holds are passed over.

    Returns how many letters were handled. One sick letter does not hold up the others: it is tried
    `OUTBOX_MAX_TRIES` times, later each time, and then waits in view of the coordinator.
    """
    handled = 0
    while handled < limit and _deliver_next():
        handled += 1
    return handled


def _deliver_next() -> bool:
    with transaction.atomic():
        outgoing = Outgoing.objects.due(clock.now()).select_for_update(skip_locked=True, of=("self",)).first()
        if outgoing is None:
            return False
        try:
            with transaction.atomic():
                outgoing.state = send(outgoing)
            outgoing.done_at = None if outgoing.state == State.CALL else clock.now()
        except Exception as error:  # noqa: BLE001 - any fault of one letter is noted on that letter
            _note_fault(outgoing, error)
        outgoing.save(update_fields=["state", "reader_id", "attempts", "last_error", "not_before", "done_at"])
        return True


def _note_fault(outgoing: Outgoing, error: Exception) -> None:
    outgoing.attempts += 1
    outgoing.last_error = type(error).__name__
    outgoing.not_before = clock.now() + timedelta(minutes=2**outgoing.attempts)
    if outgoing.attempts >= settings.OUTBOX_MAX_TRIES:
        outgoing.state = State.STUCK
        outgoing.done_at = clock.now()
    log.warning("letter %s failed with %s", outgoing.pk, type(error).__name__)


def send(outgoing: Outgoing) -> State:
    """Render and send one letter; says what became of it: sent, no longer due, or to be told on the phone (Q45)."""
    letter = CATALOGUE[outgoing.code]
    recipient = letter.recipient(outgoing.fact_id, outgoing.to_id)
    context = letter.context(outgoing.fact_id, outgoing.to_id) if recipient else None
    if recipient is None or context is None:
        return State.DROPPED
    if not recipient.by_mail:
        outgoing.reader_id = recipient.reader_id
        return State.CALL if recipient.reader_id and telling_of(letter.code).told else State.DROPPED
    message_for(
        letter,
        recipient,
        context,
        f"<{outgoing.pk}.{outgoing.created_at:%Y%m%d%H%M%S}@{settings.MAIL_DOMAIN}>",
    ).send()
    return State.SENT


def message_for(
    letter: Letter, recipient: Recipient, context: Mapping[str, Any], message_id: str
) -> EmailMultiAlternatives:
    """The mail of a letter: plain text first, and a simple HTML form of it in the same voice."""
    everything = _everything(recipient, context)
    subject = _subject(letter, context)
    text = _text(letter, everything)
    message = EmailMultiAlternatives(subject, text, to=[recipient.email], headers={"Message-ID": message_id})
    paragraphs = paragraphs_of(text)
    html = render_to_string("letters/base.html", {"paragraphs": paragraphs, "subject": subject, **everything})
    message.attach_alternative(html, "text/html")
    return message


def letter_in_words(outgoing: Outgoing) -> tuple[str, list[str]] | None:
    """Subject and paragraphs of a letter to be told: without greeting, links and buttons. None when no longer due."""
    letter = CATALOGUE[outgoing.code]
    recipient = letter.recipient(outgoing.fact_id, outgoing.to_id)
    context = letter.context(outgoing.fact_id, outgoing.to_id) if recipient else None
    if recipient is None or context is None:
        return None
    text = _text(letter, _everything(recipient, context))
    lines = [line for line in text.splitlines() if "://" not in line and not line.startswith(("Dag ", "Kies '"))]
    return _subject(letter, context), paragraphs_of("\n".join(lines))


def _everything(recipient: Recipient, context: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **context,
        "first_name": recipient.first_name,
        "site_url": settings.SITE_URL,
        "site_name": settings.SITE_NAME,
    }


def _subject(letter: Letter, context: Mapping[str, Any]) -> str:
    return letter.subject.format(**{k: v for k, v in context.items() if isinstance(v, str)})


def _text(letter: Letter, everything: Mapping[str, Any]) -> str:
    return unescape(render_to_string(f"letters/{letter.template}.txt", everything)).strip() + "\n"


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain text, which stand apart by an empty line."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


@transaction.atomic
def switch_letters(*, by: Actor, code: str, is_open: bool, drop_waiting: bool = False) -> int:
    """Open or close a kind of letter (stille start, Q39); on opening, what waited may be dropped instead.

    Returns how many waiting letters were dropped.
    """
    if code not in CATALOGUE:
        raise KeyError(code)
    LetterSwitch.objects.update_or_create(
        code=code, defaults={"is_open": is_open, "changed_at": clock.now(), "changed_by_id": by.user_id}
    )
    dropped = 0
    if is_open and drop_waiting:
        dropped = Outgoing.objects.waiting().filter(code=code).update(state=State.DROPPED, done_at=clock.now())
    if is_open:
        transaction.on_commit(ring)
    return dropped


@transaction.atomic
def retry_letter(*, by: Actor, outgoing: Outgoing) -> None:
    """Try a stuck letter again from the start."""
    outgoing = Outgoing.objects.select_for_update().get(pk=outgoing.pk)
    if outgoing.state == State.STUCK:
        outgoing.state, outgoing.attempts, outgoing.not_before = State.WAITING, 0, clock.now()
        outgoing.save(update_fields=["state", "attempts", "not_before"])
        transaction.on_commit(ring)


def forget_letters_before(moment: datetime, *, dry_run: bool = False) -> int:
    """Delete letters that were handled before this moment; keys of reminders stay a year, set by the caller."""
    rows = Outgoing.objects.exclude(state=State.WAITING).filter(done_at__lt=moment)
    return rows.count() if dry_run else rows.delete()[0]
