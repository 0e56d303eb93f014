"""Forms of what the coordinator chooses when asking one by one does not help (3.2, A08, R313)."""

from datetime import datetime, time
from typing import Any

from django import forms

from oev import clock
from oev.forms import DateInput, PhoneInput, TimeInput
from referrals.models import Referral
from referrals.states import DuoKind

ALONE = "alone"
AGREED = "De persoon vindt dit goed"
ASK_FIRST = "Vraag het eerst aan de persoon."


class ByPhoneForm(forms.Form):
    """A talk by phone; the person agrees. A number that we have already may stay away."""

    phone = forms.CharField(
        label="Op welk nummer? (mag leeg als we het al hebben)", max_length=30, required=False,
        widget=PhoneInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    safe_hours = forms.CharField(
        label="Veilige uren", max_length=80, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    may_leave_message = forms.BooleanField(label="We mogen een boodschap inspreken", required=False)
    agreed = forms.BooleanField(label=AGREED, error_messages={"required": ASK_FIRST})

    def facts(self) -> dict[str, Any]:
        """What `reach_by_phone` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "agreed"}


class DuoForm(forms.Form):
    """Who goes along. 'Niemand' is offered only when somebody would."""

    duo = forms.ChoiceField(label="Wie gaat er mee?", widget=forms.RadioSelect, error_messages={
        "required": "Kies wie er meegaat."
    })  # fmt: skip

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["duo"] = referral.duo
        choices: list[tuple[str, str]] = list(DuoKind.choices)
        self.fields["duo"].choices = [*choices, (ALONE, "Niemand, toch alleen")] if referral.duo else choices  # type: ignore[attr-defined]

    def facts(self) -> dict[str, str]:
        """What `go_with_two` takes; empty for alone."""
        duo = self.cleaned_data["duo"]
        return {} if duo == ALONE else {"duo": duo}


class LaterForm(forms.Form):
    """When to look again; in the morning when no hour is said."""

    day = forms.DateField(label="Welke dag?", widget=DateInput, error_messages={"required": "Kies een dag."})
    hour = forms.TimeField(label="Hoe laat?", widget=TimeInput, required=False)

    def moment(self) -> datetime:
        """The chosen day, at nine o'clock when no hour was said."""
        return clock.local(self.cleaned_data["day"], self.cleaned_data["hour"] or time(9))
