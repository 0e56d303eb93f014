"""The next steps on a person's page for coordinator and vertegenwoordiger: one main button, the others plain."""

from dataclasses import dataclass

from django.urls import reverse

from oev.accounts.actor import Actor
from volunteers import rules
from volunteers.kinds import CallKind
from volunteers.pages.person import PersonPage
from volunteers.states import Status


@dataclass(frozen=True, slots=True)
class Step:
    """A button: a link, or a form of one button when `post`."""

    label: str
    url: str
    kind: str = "plain"
    post: bool = False


def next_steps(actor: Actor, page: PersonPage) -> list[Step]:
    """What may be done now, the most likely first and green."""
    first, *rest = [*_for_standing(actor, page), *_always(actor, page)]
    return [Step(first.label, first.url, "main", first.post), *rest]


def _to(name: str, page: PersonPage) -> str:
    return reverse(f"volunteers:{name}", args=[page.person.pk])


def _for_standing(actor: Actor, page: PersonPage) -> list[Step]:
    name, status = page.person.first_name, page.standing.status
    away = Step("Even niet oproepbaar zetten", _to("volunteer_rest", page))
    contact = Step("Contact noteren", _to("volunteer_contact", page))
    called = Step("Ik heb gebeld", _to("volunteer_called", page), post=True)
    back = Step("Weer oproepbaar maken", _to("volunteer_return", page))
    if status is Status.CANDIDATE:
        plan = Step("Plan een gesprek", _to("intake_talk_plan", page))
        start = [Step("Laat starten", _to("volunteer_activate", page))] if rules.may_activate(actor) else []
        mine = any(one.kind == CallKind.CANDIDATE and one.for_office == actor.hat.value for one in page.calls)
        return [called, plan, contact, *start] if mine else [*start, plan, contact]
    if status is Status.STOPPED and page.died:
        return []
    if status is Status.STOPPED:
        return [Step("Opnieuw beginnen", _to("volunteer_restart", page), post=True)]
    if status is Status.INACTIVE:
        return [called, contact, away]
    otherwise = Step("Het ligt nu anders", _to("volunteer_rest", page))
    if page.standing.needs_return:
        talked = Step(f"Ik sprak met {name}", _to("volunteer_talked", page), post=True)
        return [*([talked] if _talk_waits(page) else []), back, contact, otherwise]
    if status is Status.PAUSED:
        return [Step("Pauze stoppen", _to("volunteer_pause_end", page), post=True), contact, otherwise]
    return [called if page.calls else contact, away]


def _talk_waits(page: PersonPage) -> bool:
    return page.rest is not None and page.rest.talked_on is None and _waits_for(page, CallKind.TALK)


def _waits_for(page: PersonPage, kind: CallKind) -> bool:
    return any(call.kind == kind for call in page.calls)


def _always(actor: Actor, page: PersonPage) -> list[Step]:
    if page.standing.status is Status.STOPPED:
        right = Step("Rechtzetten", _to("volunteer_corrections", page), "quiet")
        gone = page.person.forgotten_on is not None or not rules.may_erase(actor)
        return [right] if gone else [right, Step("Gegevens wissen", _to("volunteer_erase", page), "quiet")]
    if page.standing.status is Status.CANDIDATE:
        right = Step("Rechtzetten", _to("volunteer_corrections", page), "quiet")
        return [right, Step("Kandidatuur stopzetten", _to("volunteer_stop", page), "quiet")]
    give = [Step("Rol geven", _to("role_give", page), "quiet")] if rules.may_give_roles(actor) else []
    ask = [Step("Rol vragen", _to("role_ask", page), "quiet")] if rules.may_ask_for_role(actor) else []
    return [
        *give,
        *ask,
        Step("Rechtzetten", _to("volunteer_corrections", page), "quiet"),
        Step("Stoppen", _to("volunteer_stop", page), "quiet"),
    ]
