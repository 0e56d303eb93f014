"""What the forms of an intervisie and of a vorming share: when, how long, how and where."""

from datetime import datetime
from typing import Any

from django import forms

from oev import clock
from oev.forms import DateInput, TimeInput
from volunteers.kinds import Mode


class DayAndHourForm(forms.Form):
    """When something begins; `values` gives it as the one moment that a service takes."""

    day = forms.DateField(label="Dag", widget=DateInput, error_messages={"required": "Vul een dag in."})
    hour = forms.TimeField(label="Uur", widget=TimeInput, error_messages={"required": "Vul een uur in."})

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        starts_at: datetime = clock.local(data.pop("day"), data.pop("hour"))
        return {"starts_at": starts_at, **data}


class GatheringForm(DayAndHourForm):
    """When, how and where."""

    mode = forms.ChoiceField(
        label="Hoe?", widget=forms.RadioSelect, initial=Mode.ON_SITE,
        choices=[(one.value, one.label.capitalize()) for one in Mode],
    )  # fmt: skip
    place = forms.CharField(label="Plaats", max_length=120, required=False)


def minutes_field(*, most: int, usual: int) -> forms.IntegerField:
    """How long it lasts, in minutes."""
    between = f"Kies een duur van 15 tot {most} minuten."
    return forms.IntegerField(
        label="Duur in minuten", min_value=15, max_value=most, initial=usual,
        error_messages={"required": "Vul een duur in.", "min_value": between, "max_value": between},
    )  # fmt: skip
