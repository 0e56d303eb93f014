"""Form for who may come by at a place."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from oev.forms import DateInput
from volunteers.models import Volunteer


class SiteAccessForm(forms.Form):
    """A person, the name at the desk, and since when it was agreed (Q27)."""

    volunteer = forms.ModelChoiceField(Volunteer.objects.none(), label="Wie?", empty_label="Kies iemand")
    display_name = forms.CharField(
        label="Naam aan de balie", max_length=80, help_text="De voornaam of schuilnaam die de persoon zelf koos."
    )
    agreed_on = forms.DateField(label="Afgesproken op", widget=DateInput)
    valid_until = forms.DateField(label="Geldig tot en met", required=False, widget=DateInput)

    def __init__(self, *args: Any, people: "QuerySet[Volunteer]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volunteer"].queryset = people  # type: ignore[attr-defined]
