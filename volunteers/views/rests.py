"""Even niet: a pause or a harder period, who may call, and the way to put right what was wrong (Q10-Q12, Q41)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.forms import attempt, bound
from oev.http import Request
from partners.models import PartnerContact
from volunteers import rules, services
from volunteers.forms.standing import MayCallForm, RestForm
from volunteers.kinds import STOPS_WHEN_NOT_CALLABLE, MayCall, Role
from volunteers.models import Engagement, Proposal, Rest, RoleHolding, Volunteer
from volunteers.models.facts import Fact
from volunteers.pages.doing import task_names
from volunteers.pages.facts import facts_in_full
from volunteers.pages.history import WITHDRAWABLE, history
from volunteers.states import RestKind
from volunteers.views.common import act, crisis_lines, person_or_404, person_url, said
from volunteers.views.people import WAITS_FOR_OTHER


@allow(rules.may_signal_any_rest)
def volunteer_rest(request: Request, pk: int | None = None) -> HttpResponse:
    """Two choices, the effects by name, one confirmation; the kind is only in what is posted."""
    person = person_or_404(request, pk)
    own = rules.is_self(request.actor, person)
    form = bound(RestForm, request, person=person, own=own)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kind, day = RestKind(data["kind"]), data.get("from_on") or clock.today()
        values = {
            "kind": kind,
            "from_on": day,
            "ask_again_on": data["ask_again_on"] if kind is RestKind.PAUSE else None,
        }
        if attempt(form, services.put_to_rest, by=request.actor, volunteer=person, **values):
            return _rested(request, person, kind, own=own)
    context = {
        "form": form, "person": person, "own": own, "back": person_url(request.actor, person),
        "effects": rest_effects(request.actor, person),
    }  # fmt: skip
    return render(request, "volunteers/volunteer_rest.html", context)


def _rested(request: Request, person: Volunteer, kind: RestKind, *, own: bool) -> HttpResponse:
    if own:
        return redirect("volunteers:volunteer_may_call")
    undo = reverse("volunteers:volunteer_pause_end", args=[person.pk]) if kind is RestKind.PAUSE else ""
    return said(request, f"We vragen {person.first_name} even niet.", person_url(request.actor, person), undo)


def rest_effects(actor: Actor, person: Volunteer) -> list[str]:
    """What happens on 'Bevestig', by name: appointments, roles kept, and what always stays (6.1, Q12)."""
    own = rules.is_self(actor, person)
    held = RoleHolding.objects.held_on(clock.today()).filter(volunteer=person)
    names = [Role(one.role) for one in held]
    kept = [role.label for role in names if role in STOPS_WHEN_NOT_CALLABLE]
    stays = [role.label for role in names if role not in STOPS_WHEN_NOT_CALLABLE] + task_names(person)
    lines = list(services.effects_of_rest(person, clock.today()))
    if own and lines:
        lines.append("Je afspraken nemen anderen over. Je hoeft niets te doen.")
    if kept:
        lines.append(f"We bewaren {'je' if own else 'de'} rol: {', '.join(kept)}.")
    if stays:
        lines.append(f"Dit mag blijven, als {'je' if own else person.first_name} dat wil: {', '.join(stays)}.")
    who = "Je blijft" if own else f"{person.first_name} blijft"
    return [*lines, f"{who} welkom op de groep en op de intervisie."]


@allow(rules.may_signal_any_rest)
def volunteer_may_call(request: Request, pk: int | None = None) -> HttpResponse:
    """'Wil je dat iemand belt?' after a rest began, or whenever the person wants it otherwise."""
    person = person_or_404(request, pk)
    rest = Rest.objects.visible_to(request.actor).standing().filter(volunteer=person, until_on=None).first()
    form, back = bound(MayCallForm, request, initial=MayCallForm.of(rest)), person_url(request.actor, person)
    if request.method == "POST" and form.is_valid():
        who = MayCall(form.cleaned_data["may_call"])
        often = None if who is MayCall.NOT_NOW else form.cleaned_data["every_days"]
        values = {"by": request.actor, "volunteer": person, "may_call": who, "every_days": often,
                  "wants_invitations": form.cleaned_data["wants_invitations"]}  # fmt: skip
        if attempt(form, services.answer_who_may_call, **values):
            return said(request, "Genoteerd." if who is not MayCall.NOT_NOW else "Goed. We bellen niet.", back)
    context = {
        "form": form, "person": person, "own": rules.is_self(request.actor, person), "back": back,
        "crisis_lines": crisis_lines(), "guides": _guides(request.actor, person),
    }  # fmt: skip
    return render(request, "volunteers/volunteer_may_call.html", context)


def _guides(actor: Actor, person: Volunteer) -> list[PartnerContact]:
    """People at partners whom the reader may ring for guidance; whether that happens is noted nowhere (R034)."""
    if not rules.is_self(actor, person):
        return []
    return list(PartnerContact.objects.visible_to(actor).offering_guidance(clock.today()))


@allow(rules.may_signal_any_rest)
@require_POST
def volunteer_pause_end(request: Request, pk: int | None = None) -> HttpResponse:
    """The person joins in again today."""
    person = person_or_404(request, pk)
    own = rules.is_self(request.actor, person)
    done = "Fijn dat je er weer bent. Je kiest zelf hoe rustig je start." if own else "De pauze is gestopt."
    back = person_url(request.actor, person)
    return act(request, back, done, services.end_pause, volunteer=person, on=clock.today())


@allow(rules.may_withdraw_facts)
def volunteer_corrections(request: Request, pk: int) -> HttpResponse:
    """What was written down about somebody and can be put right."""
    person = person_or_404(request, pk)
    entries = [entry for entry in history(facts_in_full(person.pk), request.actor) if entry.key]
    proposals = Proposal.objects.visible_to(request.actor).waiting().filter(volunteer=person)
    context = {
        "person": person, "entries": entries, "back": person_url(request.actor, person),
        "proposals": [{"one": one, "mine": one.office == request.actor.hat.value} for one in proposals],
    }  # fmt: skip
    return render(request, "volunteers/volunteer_corrections.html", context)


def _fact_or_404(request: Request, kind: str, fact_pk: int) -> Fact:
    if kind not in WITHDRAWABLE:
        raise Http404
    rows = WITHDRAWABLE[kind].objects.visible_to(request.actor).standing()
    fact: Fact = get_object_or_404(rows, pk=fact_pk)
    return fact


@allow(rules.may_withdraw_facts)
def fact_withdraw(request: Request, kind: str, fact_pk: int) -> HttpResponse:
    """Take back one fact; a period goes by coordinator and vertegenwoordiger together (Q41)."""
    fact: Any = _fact_or_404(request, kind, fact_pk)
    person = person_or_404(request, fact.volunteer_id)
    entries = history(facts_in_full(person.pk), request.actor)
    entry = next((one for one in entries if (one.key, one.pk) == (kind, fact.pk)), None)
    if entry is None:
        raise Http404
    back = person_url(request.actor, person)
    if request.method == "POST":
        if isinstance(fact, Rest | Engagement):
            return _put_right_together(request, fact, back)
        return act(request, back, "Rechtgezet.", services.withdraw_fact, fact=fact)
    context = {
        "person": person, "entry": entry, "back": back, "together": isinstance(fact, Rest | Engagement),
        "what": "Het afscheid" if isinstance(fact, Engagement) else "De periode",
    }  # fmt: skip
    return render(request, "volunteers/fact_withdraw.html", context)


def _put_right_together(request: Request, fact: Rest | Engagement, back: str) -> HttpResponse:
    try:
        if isinstance(fact, Rest):
            done = services.rectify_rest(by=request.actor, rest=fact)
        else:
            done = services.rectify_goodbye(by=request.actor, engagement=fact)
    except Refused as refusal:
        messages.error(request, refusal.sentences[0])
        return redirect(back)
    return said(request, "Rechtgezet." if done else WAITS_FOR_OTHER, back)


@allow(rules.is_staff)
@require_POST
def proposal_take_back(request: Request, pk: int) -> HttpResponse:
    """'Toch niet': a proposal goes away."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.actor), pk=pk)
    back = person_url(request.actor, proposal.volunteer)
    return act(request, back, "Het voorstel is weg.", services.take_back_proposal, proposal=proposal)
