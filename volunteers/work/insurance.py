"""What insurance puts on 'Vandaag' of the coordinator: sixty days before the end, and each day after it (A15)."""

from datetime import date

from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from oev.links import address
from oev.registry import WorkRow, WorkSection
from volunteers.pages.insurance import Ending, Touched, endings, policies_by_end, say_people, say_roles, touched


def insurance(actor: Actor, day: date) -> WorkSection:
    """'Verzekering': policies that end and that nothing takes over, and roles that run without cover."""
    section = WorkSection("insurance", "Verzekering", [], order=30)
    if not actor.is_coordinator:
        return section
    policies = policies_by_end()
    gone = touched(day, policies)
    section.rows.extend([_touched_row(gone)] if gone else [])
    section.rows.extend(_ending_row(one) for one in endings(day, policies))
    return section


def _ending_row(ending: Ending) -> WorkRow:
    return WorkRow(
        title=f"{ending.policy.name} loopt af op {clock.say_day(ending.policy.until_on)}",
        line=f"Daarna is er geen verzekering voor {say_roles(ending.roles)}.",
        action_label="Verleng",
        action_url=address("volunteers:policy_renew", ending.policy.pk),
        second_label="Bekijk",
        second_url=reverse("volunteers:policy_list"),
    )


def _touched_row(gone: list[Touched]) -> WorkRow:
    people = len({pk for one in gone for pk in one.ids})
    groups = len({name for one in gone for name in one.groups})
    where = f" en {groups} {'groep' if groups == 1 else 'groepen'}" if groups else ""
    words = [one.role[:1].lower() + one.role[1:] for one in gone]
    return WorkRow(
        title="Er zijn rollen zonder verzekering",
        line=f"{', '.join(words).capitalize()}: {say_people(people)}{where}. Wie bezig is, gaat door.",
        tag="nu",
        tag_kind="steen",
        action_label="Bekijk",
        action_url=reverse("volunteers:policy_list"),
    )
