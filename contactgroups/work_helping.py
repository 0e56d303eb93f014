"""What proposals for roles in groups put on 'Vandaag', the dashboard and somebody's own page (P19)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from contactgroups.models import GroupRoleRequest, GroupTask
from contactgroups.rules import may_give_roles
from oev.accounts.actor import Actor
from oev.accounts.models import User
from oev.links import address
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from oev.worklist import opened_by


@opened_by(lambda when: GroupRoleRequest.objects.waiting())
def proposed_roles(actor: Actor, day: date) -> WorkSection:
    """'Voorgesteld voor een groep': coordinator or vertegenwoordiger let the person be asked, or not now."""
    section = WorkSection("group_roles", "Voorgesteld voor een groep", [], order=39)
    if may_give_roles(actor):
        section.rows.extend(_row(asked) for asked in PROPOSED.rows(actor=actor))
    return section


PROPOSED = Prepared(lambda actor: GroupRoleRequest.objects.visible_to(actor).waiting(), actor=Actor)


def _row(asked: GroupRoleRequest) -> WorkRow:
    return WorkRow(
        title=asked.volunteer.full_name,
        line=f"De trekker van {asked.group} stelt voor: {asked.get_kind_display()}.",
        action_label="Vraag het",
        action_url=address("contactgroups:role_request_pass_on", asked.pk),
        method="post",
        second_label="Nu niet",
        second_url=address("contactgroups:role_request_close", asked.pk),
        second_method="post",
    )


def my_role_questions(actor: Actor, day: date) -> WorkSection:
    """A role that is asked of the person; it begins with the yes."""
    section = WorkSection("group_role_questions", "Een vraag van je groep", [], order=9)
    if actor.volunteer_id is None:
        return section
    for asked in GroupRoleRequest.objects.visible_to(actor).asked_of(actor.volunteer_id):
        section.rows.append(
            WorkRow(
                title=f"Wil je {asked.get_kind_display()} zijn?",
                line=asked.group.name,
                action_label="Antwoord",
                action_url=address("contactgroups:role_request_answer", asked.pk),
            )
        )
    return section


def own_tasks(user: User) -> Iterable[Mapping[str, Any]]:
    """For which group somebody does a task, for 'Dit weten we van jou'."""
    for one in GroupTask.objects.of_account(user.pk):
        yield {"taak": one.task.kind.name, "groep": one.group.name}


def own_requests(user: User) -> Iterable[Mapping[str, Any]]:
    """For which roles a trekker proposed somebody, and nobody answered yet."""
    for one in GroupRoleRequest.objects.of_account(user.pk):
        yield {"rol": one.get_kind_display(), "groep": one.group.name}
