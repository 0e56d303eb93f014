"""A11, the part of partners: an agreement ends, is told of in time, and never closes anything by itself (R137, Q20)."""

import datetime as dt

import pytest

from oev import clock as day
from oev.outbox.models import Outgoing
from oev.registry import registry
from partners.agreement_words import line_of
from partners.jobs import remind_of_endings
from partners.models import Agreement
from partners.states import AgreementState
from partners.work import board_decisions, running_out
from tests.partners.agreements import local_government, signed


@pytest.fixture
def olen(cast):
    """'Given agreement Olen until 2025-12-31', with one group above it."""
    return signed(local_government("Olen"), dt.date(2025, 12, 31))


@pytest.fixture
def one_group(monkeypatch, olen):
    """What contactgroups hands in: one group hangs on it."""
    monkeypatch.setattr(registry, "agreement_dependents", [lambda ids: {olen.pk: ["1 groep"]}])


def nights(first, last):
    """Run the nightly part for each day, first and last included."""
    night = first
    while night <= last:
        remind_of_endings(night, False)
        night += dt.timedelta(days=1)


def test_reminders_leave_six_three_and_one_month_before(olen, cast):
    nights(dt.date(2025, 6, 1), dt.date(2026, 1, 5))
    sent = Outgoing.objects.filter(code="agreement_ends", to_id=cast.laila.pk).order_by("key")
    assert [letter.key.rsplit(":", 1)[1] for letter in sent] == ["2025-06-30", "2025-09-30", "2025-11-30"]


def test_reminders_go_to_coordinators_and_bestuur_alone(olen, cast):
    remind_of_endings(dt.date(2025, 6, 30), False)
    readers = set(Outgoing.objects.filter(code="agreement_ends").values_list("to_id", flat=True))
    assert readers == {cast.laila.pk, cast.dora.pk, cast.bruno.pk}


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (dt.date(2023, 12, 31), AgreementState.FUTURE),
        (dt.date(2024, 1, 1), AgreementState.IN_FORCE),
        (dt.date(2025, 12, 31), AgreementState.IN_FORCE),
        (dt.date(2026, 1, 1), AgreementState.EXPIRED),
        (dt.date(2026, 4, 1), AgreementState.EXPIRED),
    ],
)
def test_state_follows_from_the_dates(olen, on, state):
    assert olen.state_on(on) == state
    assert Agreement.objects.in_force(on).exists() is (state == AgreementState.IN_FORCE)


def test_group_and_services_are_on_the_list_with_the_warning_of_the_screens(olen, one_group, cast, actor_of):
    section = running_out(actor_of(cast.laila, "coordinator"), dt.date(2025, 12, 31))
    assert [(row.title, row.line, row.tag) for row in section.rows] == [
        ("De overeenkomst met Olen loopt af op 31 december 2025.", "1 groep en 2 diensten hangen hieraan vast.", "")
    ]


@pytest.mark.parametrize(
    ("on", "tag", "kind", "asks_the_board"),
    [
        (dt.date(2026, 1, 1), "loopt nog door", "zon", False),
        (dt.date(2026, 3, 31), "loopt nog door", "zon", False),
        (dt.date(2026, 4, 1), "bij het bestuur", "steen", True),
    ],
)
def test_ninety_days_of_grace_and_then_the_board(olen, one_group, cast, actor_of, on, tag, kind, asks_the_board):
    laila, bruno = actor_of(cast.laila, "coordinator"), actor_of(cast.bruno, "board")
    assert [(row.tag, row.tag_kind) for row in running_out(laila, on).rows] == [(tag, kind)]
    assert line_of(olen, on).kind == kind
    titles = [row.title for row in board_decisions(bruno, on).rows]
    assert titles == (["Overeenkomst met Olen"] if asks_the_board else [])


def test_coordinator_is_not_asked_what_the_board_decides(olen, cast, actor_of):
    section = board_decisions(actor_of(cast.laila, "coordinator"), dt.date(2026, 6, 1))
    assert (section.rows, section.empty) == ([], "Er zijn nu geen beslissingen nodig.")


def test_nothing_runs_out_when_the_end_is_far_or_there_is_none(cast, actor_of):
    signed(local_government("Olen"), dt.date(2026, 12, 31))
    signed(local_government("Geel"), None)
    laila = actor_of(cast.laila, "coordinator")
    assert running_out(laila, day.today()).rows == []


def test_waiting_thirty_days_for_a_signature_is_on_the_list(cast, actor_of):
    partner = local_government("Mol")
    Agreement.objects.create(partner=partner, title="Samenwerking met Mol", sent_on=dt.date(2026, 2, 5))
    laila = actor_of(cast.laila, "coordinator")
    assert running_out(laila, dt.date(2026, 3, 6)).rows == []
    rows = running_out(laila, dt.date(2026, 3, 7)).rows
    assert [row.title for row in rows] == ["De overeenkomst met Mol wacht op een handtekening"]
