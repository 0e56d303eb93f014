"""What people would like to learn: a theme on and off again with one tap (R111, R321)."""

from django.db import transaction

from oev.accounts.actor import Actor
from volunteers import checks, rules_doing
from volunteers.kinds import TrainingTheme
from volunteers.models import TrainingWish, Volunteer
from volunteers.services.standing_change import lock_person


@transaction.atomic
def wish_for_theme(*, by: Actor, volunteer: Volunteer, theme: TrainingTheme, wanted: bool) -> None:
    """The person would like to learn about this theme, or not any more; staff for whoever has no account (Q45).

    The same wish twice is once.
    """
    person = lock_person(volunteer)
    checks.require(rules_doing.may_wish_training(by, person), checks.NOT_YOURS)
    theme = TrainingTheme(theme)
    if wanted:
        TrainingWish.objects.get_or_create(volunteer=person, theme=theme)
    else:
        TrainingWish.objects.filter(volunteer=person, theme=theme).delete()
