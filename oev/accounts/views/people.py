"""Pages of accounts: hat, second step, invitation, and what the beheerder needs."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow, anyone, public
from oev.accounts import rules, services
from oev.accounts.forms import InviteForm, OfficeForm
from oev.accounts.middleware import one_proof
from oev.accounts.models import Office, OfficeKind, User
from oev.errors import Refused
from oev.forms import attempt, bound
from oev.http import Request

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@one_proof
@allow(anyone)
@require_POST
def hat_change(request: Request) -> HttpResponse:
    """Put on another hat and go to its first page (Q48)."""
    key = request.POST.get("hat", "")
    if key in {option.key for option in request.hats}:
        request.session["hat"] = key
        back = request.POST.get("next", "")
        return redirect(back if back.startswith("/") and not back.startswith("//") else "home")
    return redirect("home")


@one_proof
@allow(anyone)
def second_factor(request: Request) -> HttpResponse:
    """What still has to be done before other people's data may be seen."""
    has_authenticator = Authenticator.objects.filter(user=request.user).exists()
    return render(
        request,
        "accounts/second_factor.html",
        {"has_authenticator": has_authenticator, "has_password": request.user.has_usable_password()},
    )


@public
def invitation_accept(request: Request, token: str) -> HttpResponse:
    """The address of an invitation: looking is free, the button spends it and signs in."""
    if request.method == "POST":
        try:
            user = services.accept_invitation(token=token)
        except Refused as refusal:
            return render(request, "accounts/invitation_accept.html", {"closed": refusal.sentences[0]}, status=410)
        login(request, user, backend=BACKEND)
        record_authentication(request, user, method="code", email=user.email)
        return redirect("home")
    closed = "" if services.invitation_is_open(token) else "Dit adres werkt niet meer. Vraag een nieuwe uitnodiging."
    return render(request, "accounts/invitation_accept.html", {"closed": closed}, status=410 if closed else 200)


@public
@require_POST
def demo_sign_in(request: Request) -> HttpResponse:
    """One click sign-in of the demo; answers 404 everywhere else."""
    if not settings.DEMO:
        return HttpResponse(status=404)
    user = get_object_or_404(User, pk=request.POST.get("user") or 0, is_active=True)
    login(request, user, backend=BACKEND)
    request.session["demo_sign_in"] = True
    request.session["hat"] = request.POST.get("hat", "")
    return redirect("home")


@allow(rules.may_run_accounts)
def user_list(request: Request) -> HttpResponse:
    """Accounts with their offices, for the beheerder."""
    users = User.objects.visible_to(request.actor).with_offices().search(request.GET.get("q", ""))
    return render(request, "accounts/user_list.html", {"users": users, "q": request.GET.get("q", "")})


@allow(rules.may_run_accounts)
def user_invite(request: Request) -> HttpResponse:
    """Invite somebody; the single-use address is shown once."""
    form = bound(InviteForm, request)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, services.invite_person, by=request.actor, **form.cleaned_data)
        if made:
            address = settings.SITE_URL + reverse("accounts:invitation_accept", args=[made[1]])
            return render(request, "accounts/user_invited.html", {"invitation": made[0], "address": address})
    return render(request, "accounts/user_invite.html", {"form": form})


@allow(rules.may_run_accounts)
def user_detail(request: Request, pk: int) -> HttpResponse:
    """One account: its offices, and open or closed."""
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    form = bound(OfficeForm, request, initial={"from_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        kind = OfficeKind(form.cleaned_data["kind"])
        services.grant_office(by=request.actor, user=user, kind=kind, from_on=form.cleaned_data["from_on"])
        messages.success(request, "De functie is toegekend.")
        return redirect("accounts:user_detail", pk)
    return render(request, "accounts/user_detail.html", {"account": user, "form": form})


@allow(rules.may_run_accounts)
@require_POST
def user_toggle(request: Request, pk: int) -> HttpResponse:
    """Close an account, or open it again."""
    user = get_object_or_404(User.objects.visible_to(request.actor), pk=pk)
    try:
        if user.is_active:
            services.deactivate_user(by=request.actor, user=user)
            messages.success(request, "Het account is afgesloten.")
        else:
            services.reactivate_user(by=request.actor, user=user)
            messages.success(request, "Het account is weer open.")
    except Refused as refusal:
        messages.error(request, refusal.sentences[0])
    return redirect("accounts:user_detail", pk)


@allow(rules.may_run_accounts)
@require_POST
def office_end(request: Request, pk: int) -> HttpResponse:
    """End an office today."""
    office = get_object_or_404(Office.objects.visible_to(request.actor), pk=pk)
    try:
        services.end_office(by=request.actor, office=office, until_on=clock.today())
        messages.success(request, "De functie is beëindigd.")
    except Refused as refusal:
        messages.error(request, refusal.sentences[0])
    return redirect("accounts:user_detail", office.user_id)
