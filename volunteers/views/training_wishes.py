"""What somebody would like to learn: one tap a theme (R111, R321)."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from oev.access import allow
from oev.http import Request
from volunteers import rules, rules_doing, services
from volunteers.kinds import TrainingTheme
from volunteers.pages.learning import theme_choices
from volunteers.views.common import person_or_404, person_url


@allow(rules.may_open_person)
def training_wishes(request: Request, pk: int | None = None) -> HttpResponse:
    """The themes, each on or off; of the reader, or by phone of somebody without an account."""
    person = person_or_404(request, pk)
    if not rules_doing.may_wish_training(request.actor, person):
        raise Http404
    own = rules.is_self(request.actor, person)
    if request.method == "POST":
        for name, wanted in (("add", True), ("remove", False)):
            theme = request.POST.get(name, "")
            if theme in TrainingTheme.values:
                services.wish_for_theme(by=request.actor, volunteer=person, theme=TrainingTheme(theme), wanted=wanted)
        return redirect(reverse("volunteers:training_list") + "#leren" if own else request.path)
    context = {"person": person, "own": own, "themes": theme_choices(person), "back": person_url(request.actor, person)}
    return render(request, "volunteers/training_wishes.html", context)
