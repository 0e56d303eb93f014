"""The steps of a group in words: the verb of the button and what will happen (3.3)."""

from contactgroups.models import ContactGroup, Meeting
from contactgroups.states import GROUP_TRANSITIONS, GroupState
from oev import clock

VERBS = {
    GroupState.STARTING: "Start de groep op",
    GroupState.ACTIVE: "Maak de groep actief",
    GroupState.ON_BREAK: "Neem pauze",
    GroupState.STOPPED: "Stop de groep",
}
EFFECTS = {
    GroupState.STARTING: ("De groep staat op de openbare lijst als ‘in opstart’.",),
    GroupState.ACTIVE: (
        "De bijeenkomsten van de komende twaalf weken worden gepland.",
        "De groep staat met dag, uur en plaats op de openbare lijst.",
    ),
    GroupState.ON_BREAK: (
        "De bijeenkomsten tot en met de laatste dag van de pauze gaan niet door.",
        "Op de openbare pagina staat tot wanneer, met de dichtstbijzijnde groepen.",
    ),
    GroupState.STOPPED: (
        "De bijeenkomsten die nog komen, gaan niet door.",
        "De rollen in de groep eindigen.",
        "Op de openbare pagina staan de dichtstbijzijnde groepen.",
    ),
}


def verb_of(target: GroupState, group: ContactGroup) -> str:
    """What the button says."""
    if group.state == GroupState.ON_BREAK and target == GroupState.ACTIVE:
        return "Stop de pauze"
    return VERBS[target]


def effects_of(group: ContactGroup, target: GroupState) -> list[str]:
    """What will happen, with numbers where there are any."""
    if group.state == GroupState.ON_BREAK and target == GroupState.ACTIVE:
        return ["De groep komt weer elke week samen."]
    sentences = list(EFFECTS[target])
    if target == GroupState.STOPPED:
        coming = Meeting.objects.of(group).coming(clock.now()).count()
        sentences[0] = (
            f"{coming} bijeenkomsten die nog komen, gaan niet door."
            if coming != 1
            else ("1 bijeenkomst die nog komt, gaat niet door.")
        )
    return sentences


def next_steps(group: ContactGroup) -> list[tuple[str, str]]:
    """The states this group can go to, with the verb of each, in the order of the life of a group."""
    possible = GROUP_TRANSITIONS[GroupState(group.state)]
    return [(state.value, verb_of(state, group)) for state in GroupState if state in possible]
