"""The form of a growth talk."""

from django import forms

from volunteers.forms.standing import DayForm
from volunteers.kinds import GrowthTalkKind


class GrowthTalkForm(DayForm):
    """The day and the kind; never what was said."""

    kind = forms.ChoiceField(
        label="Wat was het?", widget=forms.RadioSelect, initial=GrowthTalkKind.GROWTH,
        choices=[(one.value, one.label.capitalize()) for one in GrowthTalkKind],
        error_messages={"required": "Kies wat het was."},
    )  # fmt: skip
