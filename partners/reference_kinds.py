"""Kinds of loaded rows that wait for the coordinator's look, and how one row reads (Q06)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Value

from oev.prepared import Prepared
from partners.models import Agreement, Confirmable, Municipality, Organisation, Partner, Site


@dataclass(frozen=True)
class ReferenceKind:
    """One kind: its word in addresses, in Dutch, and the line that a reader checks."""

    key: str
    model: type[Confirmable]
    singular: str
    plural: str
    order: tuple[str, ...]
    related: tuple[str, ...]
    line: Callable[[Any], str]

    def rows(self) -> Any:
        """Every row of this kind, as a queryset with names."""
        return self.model._default_manager.get_queryset()  # noqa: SLF001 - public in Django

    def waiting(self) -> "QuerySet[Any]":
        """Rows that nobody has confirmed, in reading order."""
        rows: QuerySet[Any] = self.rows().filter(confirmed_at=None).order_by(*self.order)
        return rows.select_related(*self.related) if self.related else rows


def _organisation(row: Organisation) -> str:
    return " · ".join(filter(None, [row.region, row.phone, row.email]))


def _municipality(row: Municipality) -> str:
    return f"{row.postcode} · {'ligging bekend' if row.latitude and row.longitude else 'ligging nog niet bekend'}"


def _partner(row: Partner) -> str:
    parts = [row.get_kind_display(), row.get_side_display(), row.get_stage_display(), row.note]
    return " · ".join(filter(None, parts))


def _site(row: Site) -> str:
    return " · ".join(filter(None, [row.partner.name, row.admission_rule, row.extra_line]))


def _agreement(row: Agreement) -> str:
    names = dict(Agreement.SERVICES)
    services = ", ".join(names[service] for service in row.services)
    return f"{row.partner.name} · {services or 'geen diensten'} · datums nog in te vullen"


REFERENCE_KINDS = {
    kind.key: kind
    for kind in (
        ReferenceKind("organisatie", Organisation, "organisatie", "organisaties", ("pk",), (), _organisation),
        ReferenceKind("gemeenten", Municipality, "gemeente", "gemeenten", ("name",), (), _municipality),
        ReferenceKind("partners", Partner, "partner", "partners", ("search_name",), (), _partner),
        ReferenceKind("plaatsen", Site, "plaats", "plaatsen", ("search_name",), ("partner",), _site),
        ReferenceKind(
            "overeenkomsten", Agreement, "overeenkomst", "overeenkomsten",
            ("partner__search_name",), ("partner",), _agreement,
        ),
    )
}  # fmt: skip


def waiting_counts() -> dict[str, int]:
    """How many rows of each kind nobody has confirmed, in one query; a kind without any is not there."""
    return dict(COUNTS.rows())


def _counts() -> QuerySet[Any, Any]:
    first, *others = [
        kind.waiting().order_by().select_related(None).annotate(of_kind=Value(kind.key)).values("of_kind")
        .annotate(number=Count("pk")).values_list("of_kind", "number")
        for kind in REFERENCE_KINDS.values()
    ]  # fmt: skip
    counts: QuerySet[Any, Any] = first.union(*others, all=True)
    return counts


COUNTS = Prepared(_counts)
