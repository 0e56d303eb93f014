"""The form of an insurance policy."""

from typing import TYPE_CHECKING, Any

from django import forms

from oev.forms import DateInput
from volunteers.kinds import Role
from volunteers.models import InsurancePolicy

if TYPE_CHECKING:
    PolicyModelForm = forms.ModelForm[InsurancePolicy]
else:
    PolicyModelForm = forms.ModelForm


class PolicyForm(PolicyModelForm):
    """Name, verzekeraar, who took it out, the roles it covers, and its days."""

    roles = forms.MultipleChoiceField(
        label="Welke rollen?",
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, role.label.capitalize()) for role in Role],
        error_messages={"required": "Kies minstens één rol."},
    )

    class Meta:
        model = InsurancePolicy
        fields = ["name", "carrier", "number", "holder", "roles", "from_on", "until_on", "tacit_renewal"]
        widgets = {"from_on": DateInput, "until_on": DateInput}
        error_messages = {
            "name": {"required": "Geef de polis een naam."},
            "from_on": {"required": "Vul de eerste dag in."},
            "until_on": {"required": "Vul de laatste dag in."},
        }

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        first, last = data.get("from_on"), data.get("until_on")
        if first and last and last < first:
            self.add_error("until_on", "De laatste dag ligt voor de eerste.")
        return data


class RenewForm(forms.Form):
    """The last day of the next period, and its number when that changes."""

    until_on = forms.DateField(
        label="Nieuwe laatste dag", widget=DateInput, error_messages={"required": "Vul een dag in."}
    )
    number = forms.CharField(label="Polisnummer", max_length=40, required=False)
