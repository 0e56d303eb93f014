"""The bytes test: outside, nobody can tell why somebody is not oproepbaar (Q10, Q12, Q40; domain 6.0).

For everybody but the person, coordinator and vertegenwoordiger every page and every letter is the same, byte for byte,
whether Bart has a harder period, takes a pause, or (apart from turns and talks, which a lapse leaves alone for a while)
had no intervisie for over a year. Only the tokens that differ on every page are masked.
"""

import datetime as dt
import io
import re
import zipfile

import pytest
from django.db import connection, transaction

from contactgroups.models import Meeting
from oev import clock
from oev.outbox.catalogue import CATALOGUE
from oev.outbox.models import Outgoing
from oev.outbox.services import message_for
from referrals.services import answer_yes, plan_talk
from tests.cast import attend
from tests.house.pages import look
from tests.house.world import EVENING, TODAY, days, open_offer
from volunteers import nightly
from volunteers.models import IntervisionAttendance, IntervisionSession, StandingSpan
from volunteers.services import put_to_rest
from volunteers.spans import rebuild_spans
from volunteers.states import RestKind, Status

pytestmark = pytest.mark.django_db
OUTSIDERS = ("anonymous", "els", "jan", "mia", "carla", "nora", "noor", "piet", "bruno", "bea")
INSIDE = {f"{name}@voorbeeld.be" for name in ("bart", "laila", "dora", "victor", "stan")}
A_YEAR_AGO = dt.date(2025, 3, 6)
EARLIER = (dt.date(2025, 1, 14), dt.date(2025, 2, 11))  # in the same year, so that its figures stay as they are
MASKS = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(rb'nonce="[^"]*"'),
    re.compile(rb'name="idempotency_key" value="[^"]*"'),
    re.compile(rb"[A-Za-z0-9_-]{43}"),  # secrets of questions
)


@pytest.fixture
def _django_db_helper(walker):
    """The one transaction of the file is the database of every test in it."""


def sleeps(world):
    put_to_rest(by=world.actor("victor"), volunteer=world.bart, kind=RestKind.SLEEP, from_on=TODAY)


def pauses(world):
    put_to_rest(by=world.actor("victor"), volunteer=world.bart, kind=RestKind.PAUSE, from_on=TODAY)


def lapses(world):
    bart = world.bart
    later = IntervisionAttendance.objects.filter(volunteer=bart, day__gt=A_YEAR_AGO)
    for late, day in zip(list(later), EARLIER, strict=True):
        earlier = IntervisionSession.objects.get(starts_at__date=day)
        IntervisionAttendance.objects.filter(pk=late.pk).update(session=earlier, day=day)
    rebuild_spans(bart.pk)


CAUSES = {sleeps: Status.SLEEPING, pauses: Status.PAUSED, lapses: Status.INACTIVE}


@pytest.fixture(scope="module")
def bart(walker):
    """Bart, whose intervisies are such that each cause begins today, and who is named to the public."""
    person = walker.world.cast.volunteers["bart"]
    attend(person, A_YEAR_AGO)
    for day in EARLIER:
        attend(walker.world.cast.volunteers["mia"], day)
    rebuild_spans(person.pk)
    walker.world.bart = person
    return person


def give_work(world, bart):
    """A turn in four weeks and a talk this afternoon at Nora's ward."""
    meeting = Meeting.objects.get(group=world.groups[0], starts_at=clock.local(days(24), EVENING))
    type(meeting.turn).objects.filter(pk=meeting.turn.pk).update(volunteer=bart)
    talk = answer_yes(by=None, offer=open_offer(world, bart, "nora"))
    plan_talk(by=world.actor("laila"), assignment=talk, agreed_at=clock.local(TODAY, dt.time(16)))


def outside(walker, cause, *, work):
    """What every outsider gets once this happened to Bart: pages by reader and address, and letters."""
    kept = sequences()
    with transaction.atomic():
        world, bart = walker.world, walker.world.bart
        if work:
            give_work(world, bart)
        if cause is not None:
            cause(world)
            nightly.run(TODAY, dry_run=False)
            assert StandingSpan.objects.on(TODAY).get(volunteer=bart).status == CAUSES[cause]
        found = {f"{p.who} {whose} {p.path}": masked(p.answer) for whose in ("own", "other")
                 for p in look(walker, OUTSIDERS, whose=whose)}  # fmt: skip
        found |= letters()
        transaction.set_rollback(True)
    restore(kept)
    return found


def masked(answer):
    content = answer.content
    if content.startswith(b"PK"):  # a spreadsheet: its parts, without the moment at which it was packed
        parts = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(parts.read(name) for name in parts.namelist() if name != "docProps/core.xml")
    for mask in MASKS:
        content = mask.sub(b"*", content)
    return answer.status, answer.goes_to, content


def letters():
    """Every letter that waits for an outsider, as it would leave."""
    found = {}
    for outgoing in Outgoing.objects.order_by("pk"):
        letter = CATALOGUE[outgoing.code]
        to = letter.recipient(outgoing.fact_id, outgoing.to_id)
        context = letter.context(outgoing.fact_id, outgoing.to_id) if to else None
        if to is None or context is None or to.email in INSIDE:
            continue
        mail = message_for(letter, to, context, "<1@oev.example>")
        body = MASKS[3].sub(b"*", (mail.subject + mail.body + mail.alternatives[0][0]).encode())
        found[f"letter {outgoing.key} to {to.email} at {outgoing.not_before}"] = body
    return found


def sequences():
    """Where each sequence stands: the same things must get the same numbers in every case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'")
        return cursor.fetchall()


def restore(kept):
    with connection.cursor() as cursor:
        for name, value in kept:
            cursor.execute("SELECT setval(%s, %s, %s)", [name, value or 1, value is not None])


def differing(one, other):
    """Names of the pages and letters that are not the same, with the first line that differs."""
    assert len(one) > 100
    found = {}
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            found[name] = first_difference(one.get(name), other.get(name))
    return found


def first_difference(one, other):
    if one is None or other is None:
        return "only in one of both"
    lines = [part if isinstance(part, bytes) else repr(part).encode() for part in (one[-1], other[-1])]
    pairs = zip(lines[0].splitlines(), lines[1].splitlines(), strict=False)
    return next((pair for pair in pairs if pair[0] != pair[1]), (one[0], other[0]))


def test_harder_period_and_pause_look_the_same_outside_with_turns_and_talks(walker, bart):
    assert differing(outside(walker, sleeps, work=True), outside(walker, pauses, work=True)) == {}


def test_lapse_looks_the_same_outside_without_turns_and_talks(walker, bart):
    assert differing(outside(walker, sleeps, work=False), outside(walker, lapses, work=False)) == {}


def test_being_oproepbaar_or_not_is_seen_outside(walker, bart):
    """Otherwise the two above would compare pages on which Bart does not stand."""
    assert differing(outside(walker, None, work=True), outside(walker, sleeps, work=True)) != {}
