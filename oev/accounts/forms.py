"""Forms of accounts and cover."""

from typing import Any

from django import forms

from oev.accounts.models import Office, OfficeKind, User
from oev.forms import DateInput


class InviteForm(forms.Form):
    """Invite somebody."""

    email = forms.EmailField(label="Mailadres")
    name = forms.CharField(label="Naam", max_length=100)
    office = forms.ChoiceField(
        label="Functie",
        required=False,
        choices=[("", "Geen, dat volgt uit de rol"), *OfficeKind.choices],
    )


class OfficeForm(forms.Form):
    """Give an office."""

    kind = forms.ChoiceField(label="Functie", choices=OfficeKind.choices)
    from_on = forms.DateField(label="Vanaf", widget=DateInput)


class AbsenceForm(forms.Form):
    """Who stands in, from when, until when."""

    office = forms.ModelChoiceField(Office.objects.none(), label="Voor wie?", empty_label="Kies een functie")
    stand_in = forms.ModelChoiceField(User.objects.none(), label="Wie neemt waar?", empty_label="Kies iemand")
    from_on = forms.DateField(label="Vanaf", widget=DateInput)
    until_on = forms.DateField(label="Terug op", widget=DateInput, required=False)

    def __init__(self, *args: Any, offices: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices  # type: ignore[attr-defined]
        self.fields["office"].label_from_instance = (  # type: ignore[attr-defined]
            lambda office: f"{office.user} ({office.get_kind_display()})"
        )
        self.fields["stand_in"].queryset = people  # type: ignore[attr-defined]
