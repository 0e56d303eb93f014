"""Forms around care: a contact with a self-help group, and the day of the personal plan."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from oev import clock
from oev.forms import DateInput
from partners.models import Partner
from volunteers.forms.standing import DAY_ERRORS, DayForm
from volunteers.kinds import BridgePurpose


class BridgeForm(forms.Form):
    """Three fields (6.2.5)."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(), label="Welke groep?", empty_label="Kies een groep",
        error_messages={"required": "Kies een groep.", "invalid_choice": "Kies een groep."},
    )  # fmt: skip
    on_day = forms.DateField(label="Wanneer?", widget=DateInput, initial=clock.today, error_messages=DAY_ERRORS)
    purpose = forms.ChoiceField(
        label="Waarvoor?", widget=forms.RadioSelect, error_messages={"required": "Kies waarvoor."},
        choices=[(one.value, one.label.capitalize()) for one in BridgePurpose],
    )  # fmt: skip

    def __init__(self, *args: Any, groups: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = groups  # type: ignore[attr-defined]


class PlanCheckForm(DayForm):
    """Two days; there is no place for what was said (Q26)."""

    again_on = forms.DateField(
        label="Opnieuw bespreken rond", required=False, widget=DateInput, error_messages=DAY_ERRORS
    )


class PostponeForm(forms.Form):
    """Until when nobody lapses (Q40)."""

    until_on = forms.DateField(
        label="Tot welke dag?", widget=DateInput, error_messages=DAY_ERRORS,
        help_text="Vanaf die dag telt het jaar weer zoals anders.",
    )  # fmt: skip
