"""States of groups, meetings and turns (3.3, 3.5); imports nothing of ours."""

from django.db import models


class GroupState(models.TextChoices):
    """3.3."""

    CONTACT_POINT = "contact_point", "contactpunt"
    STARTING = "starting", "in opstart"
    ACTIVE = "active", "actief"
    ON_BREAK = "on_break", "in pauze"
    STOPPED = "stopped", "gestopt"


GROUP_TRANSITIONS: dict[GroupState, frozenset[GroupState]] = {
    GroupState.CONTACT_POINT: frozenset({GroupState.STARTING, GroupState.ACTIVE, GroupState.STOPPED}),
    GroupState.STARTING: frozenset({GroupState.ACTIVE, GroupState.STOPPED}),
    GroupState.ACTIVE: frozenset({GroupState.ON_BREAK, GroupState.STOPPED}),
    GroupState.ON_BREAK: frozenset({GroupState.ACTIVE, GroupState.STOPPED}),
    GroupState.STOPPED: frozenset({GroupState.STARTING}),
}


class GroupRoleKind(models.TextChoices):
    """Roles inside one group."""

    ORGANISER = "organiser", "trekker"
    LEADER = "leader", "gespreksleider"
    READER = "reader", "lezer"
    STARTER = "starter", "starter"


# What a trekker may propose for the own group (P19); trekkers themselves are looked for by the coordinator.
PROPOSED_KINDS = (GroupRoleKind.LEADER, GroupRoleKind.READER, GroupRoleKind.STARTER)


class MeetingKind(models.TextChoices):
    """A gathering of the series, or a one-off session at a contact point."""

    REGULAR = "regular", "bijeenkomst"
    ONE_OFF = "one_off", "groepssessie"


class MeetingState(models.TextChoices):
    """Stored part of 3.5; 'doorgegaan' and 'niet geregistreerd' follow from the clock."""

    PLANNED = "planned", "gepland"
    CANCELLED = "cancelled", "afgelast"


class TurnState(models.TextChoices):
    """A turn: nobody yet, proposed to lead, said yes, or looking for a replacement."""

    FREE = "free", "nog niemand"
    PROPOSED = "proposed", "voorgesteld"
    CONFIRMED = "confirmed", "bevestigd"
    SEEKING = "seeking", "zoekt vervanging"


class QuestionState(models.TextChoices):
    """One question to one leader about one turn."""

    OPEN = "open", "gevraagd"
    YES = "yes", "ja"
    NOT_NOW = "not_now", "nu niet"
    WITHDRAWN = "withdrawn", "vervallen"
