"""The catalogue of letters: when, to whom, what it says, who would get it, and the switch (Q39)."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from oev.access import allow
from oev.admin import may_use_admin
from oev.http import Request
from oev.outbox.catalogue import CATALOGUE, Letter, Recipient
from oev.outbox.models import LetterSwitch, Outgoing
from oev.outbox.services import message_for, retry_letter, switch_letters

WOULD_GET = 200


def _letter(code: str) -> Letter:
    if code not in CATALOGUE:
        raise Http404
    return CATALOGUE[code]


@allow(may_use_admin)
def letter_list(request: Request) -> HttpResponse:
    """Every kind of letter with its switch and how many wait, left or got stuck."""
    opened = set(LetterSwitch.objects.filter(is_open=True).values_list("code", flat=True))
    states = ("waiting", "sent", "stuck")
    counted = Outgoing.objects.visible_to(request.actor).values("code")
    counts = {row["code"]: row for row in counted.annotate(**{s: Count("pk", filter=Q(state=s)) for s in states})}
    letters = [
        {"letter": letter, "is_open": letter.always_open or code in opened, "counts": counts.get(code, {})}
        for code, letter in sorted(CATALOGUE.items(), key=lambda item: item[1].title)
    ]
    return render(request, "outbox/letter_list.html", {"letters": letters})


@allow(may_use_admin)
def letter_detail(request: Request, code: str) -> HttpResponse:
    """One kind of letter: a preview with invented content, who would get it, and what got stuck."""
    letter = _letter(code)
    preview = message_for(letter, Recipient("lezer@voorbeeld.be", "Sam"), letter.sample, "<voorbeeld>")
    outgoing = Outgoing.objects.visible_to(request.actor).filter(code=code)
    waiting = outgoing.waiting().order_by("not_before")
    switch = LetterSwitch.objects.filter(code=code).select_related("changed_by").first()
    context: dict[str, Any] = {
        "letter": letter,
        "preview": preview,
        "switch": switch,
        "is_open": letter.always_open or bool(switch and switch.is_open),
        "waiting_count": waiting.count(),
        "would_get": _would_get(letter, list(waiting[:WOULD_GET])),
        "stuck": outgoing.stuck()[:50],
    }
    return render(request, "outbox/letter_detail.html", context)


def _would_get(letter: Letter, waiting: list[Outgoing]) -> list[dict[str, Any]]:
    found = []
    for outgoing in waiting:
        recipient = letter.recipient(outgoing.fact_id, outgoing.to_id)
        due = recipient is not None and letter.context(outgoing.fact_id, outgoing.to_id) is not None
        found.append({"outgoing": outgoing, "recipient": recipient, "due": due})
    return found


@allow(may_use_admin)
@require_POST
def letter_switch(request: Request, code: str) -> HttpResponse:
    """Open a kind of letter, sending or dropping what waited; or close it."""
    letter = _letter(code)
    action = request.POST.get("action")
    if action not in {"open", "open_empty", "close"}:
        raise Http404
    dropped = switch_letters(
        by=request.actor, code=code, is_open=action != "close", drop_waiting=action == "open_empty"
    )
    said = "gaat vanaf nu dicht" if action == "close" else "vertrekt vanaf nu"
    messages.success(request, f"‘{letter.title}’ {said}." + (f" {dropped} vervallen." if dropped else ""))
    return redirect("outbox:letter_detail", code)


@allow(may_use_admin)
@require_POST
def letter_retry(request: Request, pk: int) -> HttpResponse:
    """Try a stuck letter again."""
    outgoing = get_object_or_404(Outgoing.objects.visible_to(request.actor), pk=pk)
    retry_letter(by=request.actor, outgoing=outgoing)
    messages.success(request, "We proberen opnieuw.")
    return redirect("outbox:letter_detail", outgoing.code)
