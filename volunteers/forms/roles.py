"""Forms of roles: giving one, and asking for one."""

from typing import TYPE_CHECKING, Any

from django import forms

from oev import clock
from oev.forms import DateInput
from volunteers.kinds import ED_ONLY, Role, VolunteerKind
from volunteers.models import SeatSetting, Volunteer

if TYPE_CHECKING:
    SeatSettingModelForm = forms.ModelForm[SeatSetting]
else:
    SeatSettingModelForm = forms.ModelForm


class RoleAskForm(forms.Form):
    """Which role the vertegenwoordiger asks for (P19); never why."""

    role = forms.ChoiceField(label="Welke rol?", widget=forms.RadioSelect, error_messages={"required": "Kies een rol."})

    def __init__(self, *args: Any, person: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = person.kind == VolunteerKind.ORGANISATION
        fitting = [role for role in Role if not (organisation and role in ED_ONLY)]
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label.capitalize()) for role in fitting
        ]


class RoleForm(RoleAskForm):
    """A role from a day on; who has an account may be asked on the own page (P19)."""

    from_on = forms.DateField(
        label="Vanaf", widget=DateInput, initial=clock.today, error_messages={"required": "Vul een dag in."}
    )
    ask = forms.BooleanField(
        label="Vraag het eerst op de eigen pagina", required=False,
        help_text="De rol begint als de persoon ja zegt. Zei die al ja, dan hoeft dit niet.",
    )  # fmt: skip

    def __init__(self, *args: Any, person: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        if person.user_id is None:
            del self.fields["ask"]


class SeatSettingForm(SeatSettingModelForm):
    """A number of delegates, from a day on, by a decision (Q01)."""

    class Meta:
        model = SeatSetting
        fields = ["from_on", "seats", "decision"]
        widgets = {"from_on": DateInput}
