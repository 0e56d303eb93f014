"""Forms of accounts and cover."""

from typing import Any

from django import forms

from oev import clock
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
    """From when, until when, and who stands in: three fields, no reason (Q43)."""

    from_on = forms.DateField(
        label="Eerste dag weg", widget=DateInput, error_messages={"required": "Vul de eerste dag in."}
    )
    until_on = forms.DateField(
        label="Weer terug op", widget=DateInput, required=False, help_text="Weet je het nog niet? Laat dit leeg."
    )
    stand_in = forms.ModelChoiceField(
        User.objects.none(), label="Wie neemt waar?", error_messages={"required": "Kies iemand."}
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["stand_in"]
        people = User.objects.can_stand_in(office.kind, clock.today()).exclude(pk=office.user_id)
        who.queryset = people  # type: ignore[attr-defined]
        if office.kind == OfficeKind.COORDINATOR:
            who.required = False
            who.empty_label = "Niemand"  # type: ignore[attr-defined]
            who.help_text = "Is er die dagen geen enkele coördinator, dan beloven we dan geen antwoord."
        else:
            who.empty_label = "Kies iemand"  # type: ignore[attr-defined]


class WeekdaysForm(forms.Form):
    """On which weekdays an office is there."""

    weekdays = forms.TypedMultipleChoiceField(
        label="Op welke dagen is er iemand?",
        choices=list(enumerate(day.capitalize() for day in clock.WEEKDAYS)),
        coerce=int,
        error_messages={"required": "Kies minstens één dag."},
        widget=forms.CheckboxSelectMultiple,
    )
