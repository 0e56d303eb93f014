"""'Ik wil meedoen': few fields, and three quiet tests against machines that ask no help of anybody else (3.1, R058)."""

from typing import Any

from django import forms
from django.core import signing

from oev import clock
from oev.forms import PhoneInput
from volunteers.kinds import ExperienceKind, HeardOf

SOONEST_SECONDS, LATEST_SECONDS = 3, 4 * 3600
SALT = "volunteers.candidacy"
LOOK_AGAIN = "Kijk nog eens na wat je invulde, en verstuur opnieuw. Alles staat er nog."
FASTER_THAN_READING = f"Dat ging heel snel. {LOOK_AGAIN}"
OPEN_FOR_LONG = f"Deze pagina stond lang open. {LOOK_AGAIN}"


def opened_now() -> str:
    """The moment at which the form was opened, signed."""
    return signing.dumps(int(clock.now().timestamp()), salt=SALT)


class CandidacyForm(forms.Form):
    """Somebody who wants to join: a name, a way to reach, and whose experience."""

    first_name = forms.CharField(
        label="Hoe mogen we je noemen?", max_length=60, help_text="Je voornaam of een schuilnaam.",
        error_messages={"required": "Vul een naam of een schuilnaam in."},
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )  # fmt: skip
    phone = forms.CharField(
        label="Gsm of telefoon", max_length=30, required=False, widget=PhoneInput(attrs={"autocomplete": "tel"})
    )
    email = forms.EmailField(
        label="Mailadres", required=False, error_messages={"invalid": "Kijk het mailadres na: er klopt iets niet."},
        help_text="Een nummer of een mailadres volstaat.", widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    prefers_phone = forms.BooleanField(label="Bel me liever dan te mailen", required=False)
    experience_kind = forms.ChoiceField(
        label="Wat herken je?", widget=forms.RadioSelect,
        choices=[
            (ExperienceKind.OWN.value, "Ik maakte het zelf mee"),
            (ExperienceKind.CONTEXT.value, "Ik ben een naaste"),
            (ExperienceKind.BOTH.value, "Allebei"),
        ],
        error_messages={"required": "Kies wat je herkent."},
    )  # fmt: skip
    heard_of = forms.ChoiceField(
        label="Hoe hoorde je van ons?", required=False,
        choices=[("", "Zeg ik liever niet"), *((one.value, one.label.capitalize()) for one in HeardOf)],
    )  # fmt: skip
    # People do not see this field; whoever fills it in reads the page as a machine does.
    website = forms.CharField(label="Laat dit leeg", required=False, max_length=200)
    opened = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    FACTS = ("first_name", "phone", "email", "prefers_phone", "experience_kind", "heard_of")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, initial={"opened": opened_now()}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """A form that came too fast, too late or with the hidden field is asked kindly again; nothing is lost."""
        data = super().clean() or {}
        again = self._why_again(data.get("opened", ""))
        if data.get("website"):
            self._replace("website", "")
            again = again or LOOK_AGAIN
        if again and not self.errors:  # whoever must look again anyway hears one thing at a time
            self.add_error(None, again)
        return data

    def _why_again(self, opened: str) -> str:
        try:
            waited = int(clock.now().timestamp()) - int(signing.loads(opened, salt=SALT))
        except (signing.BadSignature, ValueError):
            waited = LATEST_SECONDS + 1
        if waited > LATEST_SECONDS:
            self._replace("opened", opened_now())
            return OPEN_FOR_LONG
        return FASTER_THAN_READING if waited < SOONEST_SECONDS else ""

    def _replace(self, name: str, value: str) -> None:
        self.data = {**self.data.dict(), name: value}  # type: ignore[attr-defined]  # what is posted here holds no lists

    def facts(self) -> dict[str, Any]:
        """As the service takes it."""
        return {name: self.cleaned_data[name] for name in self.FACTS}
