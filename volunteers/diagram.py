"""The states of a volunteer as a drawing and as a table, made from the table in `volunteers/states.py` (3.1)."""

from volunteers.states import LABELS, PRECEDENCE, TRANSITIONS, Audience, Status, Transition, Who

_WHO = {
    Who.PERSON: "de persoon",
    Who.COORDINATOR: "coördinator",
    Who.REPRESENTATIVE: "vertegenwoordiger",
    Who.SYSTEM: "volgt uit de datums",
}


def state_diagram() -> str:
    """A Mermaid state diagram: one arrow for each pair of states, with the names of the ways between them."""
    lines = ["stateDiagram-v2"]
    staff = LABELS[Audience.STAFF]
    lines += [f'    state "{staff[status]}" as {status.value}' for status in reversed(PRECEDENCE)]
    ways: dict[tuple[str, str], list[str]] = {}
    for one in TRANSITIONS:
        names = ways.setdefault((one.source.value if one.source else "[*]", one.target.value), [])
        if one.name not in names:
            names.append(one.name)
    lines += [f"    {source} --> {target}: {' / '.join(names)}" for (source, target), names in ways.items()]
    return "\n".join(lines)


def transition_table() -> str:
    """The same ways as a Markdown table: from, to, what it is called, who may."""
    staff = LABELS[Audience.STAFF]
    rows = ["| van | naar | wat | wie |", "|---|---|---|---|"]
    for one in TRANSITIONS:
        source = staff[one.source] if one.source else "(nieuw)"
        rows.append(f"| {source} | {staff[one.target]} | {one.name} | {who_may(one)} |")
    return "\n".join(rows)


def who_may(transition: Transition) -> str:
    """'de persoon, of coördinator en vertegenwoordiger samen'."""
    alternatives = [
        " en ".join(_WHO[who] for who in together) + (" samen" if len(together) > 1 else "")
        for together in transition.who
    ]
    return ", of ".join(alternatives)


def label_table() -> str:
    """What each reader reads, as a Markdown table."""
    readers = {
        Audience.PERSON: "de persoon",
        Audience.STAFF: "coördinator en vertegenwoordiger",
        Audience.OTHERS: "iedereen anders",
    }
    order = [Status.CANDIDATE, Status.ACTIVE, Status.SLEEPING, Status.PAUSED, Status.INACTIVE, Status.STOPPED]
    head = ["| | " + " | ".join(LABELS[Audience.STAFF][status] for status in order) + " |", "|---" * 7 + "|"]
    return "\n".join(
        head + [f"| {readers[one]} | {' | '.join(LABELS[one][status] for status in order)} |" for one in readers]
    )


def blocks() -> dict[str, str]:
    """What stands between the marks of docs/domein.md, by the name of the mark."""
    return {
        "states": f"```mermaid\n{state_diagram()}\n```\n\n{transition_table()}",
        "labels": label_table(),
    }


def with_blocks(text: str) -> str:
    """The document with every marked block made anew."""
    for name, block in blocks().items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        _, _, after = rest.partition(f"<!-- /{name} -->")
        text = f"{before}<!-- {name} -->\n{block}\n<!-- /{name} -->{after}"
    return text
