"""What roles put on 'Vandaag': the vertegenwoordiger asks for one (P19)."""

from datetime import date

from oev.accounts.actor import Actor
from oev.links import address
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from oev.worklist import opened_by
from volunteers.kinds import Role
from volunteers.models import RoleRequest


@opened_by(lambda when: RoleRequest.objects.waiting())
def asked_roles(actor: Actor, day: date) -> WorkSection:
    """'Vragen om een rol', for the coordinator, the first one first."""
    section = WorkSection("asked_roles", "Vragen om een rol", [], order=39)
    if actor.is_coordinator:
        section.rows.extend(_row(asked) for asked in ASKED.rows(actor=actor))
    return section


ASKED = Prepared(lambda actor: RoleRequest.objects.visible_to(actor).waiting(), actor=Actor)


def _row(asked: RoleRequest) -> WorkRow:
    give = address("volunteers:role_give", asked.volunteer_id)
    return WorkRow(
        title=asked.volunteer.full_name,
        line=f"De vertegenwoordiger vraagt de rol {Role(asked.role).label}.",
        action_label="Geef de rol",
        action_url=f"{give}?rol={asked.role}",
        second_label="Nu niet",
        second_url=address("volunteers:role_request_close", asked.pk),
        second_method="post",
    )
