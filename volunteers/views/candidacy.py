"""'Ik wil meedoen': the one page of this app that is open to everybody, and its thanks (3.1, P12)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from oev.access import public
from oev.forms import attempt, bound
from partners.models import Organisation
from volunteers import services
from volunteers.forms.candidacy import CandidacyForm
from volunteers.reception import TOO_MANY, is_too_many


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def candidacy_new(request: HttpRequest) -> HttpResponse:
    """Somebody wants to join; the same thanks for whoever is known already and whoever is not."""
    form = bound(CandidacyForm, request)
    status = 200
    if request.method == "POST" and form.is_valid():
        if is_too_many(request):
            form.add_error(None, TOO_MANY)
            status = 429
        else:
            attempt(form, services.receive_candidacy, **form.facts())
            if not form.errors:
                return redirect("volunteers:candidacy_thanks")
    ours = Organisation.objects.ours()
    context = {"form": form, "phone": ours.phone if ours else ""}
    return render(request, "volunteers/candidacy_new.html", context, status=status)


@public
@require_safe
def candidacy_thanks(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    ours = Organisation.objects.ours()
    return render(request, "volunteers/candidacy_thanks.html", {"crisis": ours.crisis_lines if ours else []})
