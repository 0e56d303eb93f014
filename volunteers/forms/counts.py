"""The form of a telling: three fields, and two that may stay empty."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from oev import clock
from oev.forms import DateInput
from partners.models import Partner
from volunteers.kinds import ActivityKind


class CountForm(forms.Form):
    """What, when and how many; nobody is named."""

    kind = forms.ChoiceField(
        label="Wat?", choices=[(one.value, one.label.capitalize()) for one in ActivityKind],
        error_messages={"required": "Kies wat het was."},
    )  # fmt: skip
    on = forms.DateField(
        label="Wanneer?", widget=DateInput, initial=clock.today, error_messages={"required": "Vul een dag in."}
    )
    number = forms.IntegerField(
        label="Hoeveel?", initial=1, min_value=1, max_value=500,
        help_text="Telefoontjes, of ervaringsdragers die meededen.",
        error_messages={
            "required": "Vul een getal in.", "min_value": "Kies een getal van 1 tot 500.",
            "max_value": "Kies een getal van 1 tot 500.",
        },
    )  # fmt: skip
    reached = forms.IntegerField(
        label="Hoeveel mensen bereikt?", required=False, min_value=0, max_value=100_000,
        help_text="Een schatting volstaat, bij een lezing, workshop of getuigenis.",
    )  # fmt: skip
    partner = forms.ModelChoiceField(
        Partner.objects.none(), label="Bij welke partner?", required=False, empty_label="Geen partner"
    )

    def __init__(self, *args: Any, partners: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]
