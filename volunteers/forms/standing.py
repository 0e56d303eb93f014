"""Forms of what happens with somebody: start, rest, return, contact, goodbye."""

from typing import Any

from django import forms

from oev import clock
from oev.forms import DateInput, TimeInput
from volunteers.kinds import Channel, GoodbyeWish, MayCall
from volunteers.models import Rest, ReturnTalk, Volunteer
from volunteers.states import RestKind

DAY_ERRORS = {"required": "Vul een dag in.", "invalid": "Vul een dag in, zoals 7/03/2026."}


class DayForm(forms.Form):
    """One day, today unless said otherwise."""

    on = forms.DateField(label="Op welke dag?", widget=DateInput, initial=clock.today, error_messages=DAY_ERRORS)


class RestForm(forms.Form):
    """Two choices, no reason (6.5); coordinator and vertegenwoordiger may name an earlier day."""

    kind = forms.ChoiceField(
        label="Wat past nu het best?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat nu het best past."},
    )
    ask_again_on = forms.DateField(
        label="Vraag me opnieuw op", required=False, widget=DateInput,
        help_text="Alleen bij een pauze. We vragen het dan één keer.",
        error_messages=DAY_ERRORS,
    )  # fmt: skip
    from_on = forms.DateField(
        label="Sinds", required=False, widget=DateInput, initial=clock.today, error_messages=DAY_ERRORS
    )

    def __init__(self, *args: Any, person: Volunteer, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = person.first_name
        pause, harder = (
            ("Ik neem pauze", "Het gaat even moeilijker")
            if own
            else (f"{name} neemt pauze", f"Het gaat even moeilijker voor {name}")
        )
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (RestKind.PAUSE.value, pause), (RestKind.SLEEP.value, harder),
        ]  # fmt: skip
        self.lines = _LINES_OWN if own else _LINES_STAFF
        if own:
            del self.fields["from_on"]
        else:
            self.fields["ask_again_on"].label = f"Vraag {name} opnieuw op"

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The two choices with a line each of what it means for coming back."""
        given = self["kind"].value()
        return [
            {"value": value, "label": label, "line": line, "on": value == given}
            for (value, label), line in zip(self.fields["kind"].choices, self.lines, strict=True)  # type: ignore[attr-defined]
        ]

    @property
    def has_dates(self) -> bool:
        """A date was filled in, or filled in wrongly."""
        return any(
            self[name].errors or self.data.get(name) for name in ("ask_again_on", "from_on") if name in self.fields
        )


_LINES_OWN = (
    "Je kiest zelf wanneer je weer meedoet.",
    "We houden je vast. Terugkomen bespreken we samen.",
)
_LINES_STAFF = (
    "De persoon kiest zelf wanneer het weer kan.",
    "We houden de persoon vast. Terugkomen bespreken we samen.",
)


class MayCallForm(forms.Form):
    """'Wil je dat iemand belt?' and how often (6.5)."""

    may_call = forms.ChoiceField(
        label="Wie mag bellen?", widget=forms.RadioSelect, error_messages={"required": "Kies wie mag bellen."},
        choices=[
            (MayCall.REPRESENTATIVE.value, "Vertegenwoordiger"), (MayCall.COORDINATOR.value, "Coördinator"),
            (MayCall.NOT_NOW.value, "Liever niet nu"),
        ],
    )  # fmt: skip
    every_days = forms.TypedChoiceField(
        label="Hoe vaak?", required=False, coerce=int, empty_value=None,
        choices=[
            ("", "Eén keer, dan zien we wel"), ("7", "Elke week"), ("14", "Om de twee weken"), ("30", "Elke maand"),
        ],
    )  # fmt: skip
    wants_invitations = forms.TypedChoiceField(
        label="Uitnodigingen voor de intervisie blijven krijgen?", widget=forms.RadioSelect, initial="yes",
        coerce=lambda said: said == "yes", error_messages={"required": "Kies ja of nu niet."},
        choices=[("yes", "Ja, graag"), ("no", "Nu niet")],
    )  # fmt: skip

    @staticmethod
    def of(rest: Rest | None) -> dict[str, Any]:
        """What the person answered before."""
        if rest is None:
            return {}
        days = str(rest.call_every_days or "")
        wants = "yes" if rest.wants_invitations else "no"
        return {"may_call": rest.may_call, "every_days": days, "wants_invitations": wants}


class ReturnForm(DayForm):
    """The day and the pace somebody comes back with (A05)."""

    max_per_month = forms.IntegerField(
        label="Hoeveel gesprekken per maand, hooguit?", required=False, min_value=0, max_value=100,
        help_text="Laat leeg voor zoals voordien. De persoon kiest zelf hoe rustig het start.",
    )  # fmt: skip


class MeetingForm(forms.Form):
    """When and where the three see each other."""

    day = forms.DateField(label="Dag", widget=DateInput, error_messages=DAY_ERRORS)
    hour = forms.TimeField(
        label="Uur", widget=TimeInput, error_messages={"required": "Vul een uur in.", "invalid": "Vul een uur in."}
    )
    place = forms.CharField(label="Plaats", max_length=120, required=False)

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {"starts_at": clock.local(data["day"], data["hour"]), "place": data["place"]}

    @staticmethod
    def of(talk: ReturnTalk) -> dict[str, Any]:
        """What was planned."""
        if talk.starts_at is None:
            return {}
        starts = talk.starts_at.astimezone(clock.BRUSSELS)
        return {"day": starts.date(), "hour": starts.time(), "place": talk.place}


class ContactForm(DayForm):
    """The date of a talk and how; never what was said (P10)."""

    channel = forms.ChoiceField(
        label="Hoe?", widget=forms.RadioSelect, initial=Channel.PHONE,
        choices=[(one.value, one.label.capitalize()) for one in Channel],
        error_messages={"required": "Kies hoe jullie elkaar spraken."},
    )  # fmt: skip


class StopForm(DayForm):
    """The first day somebody is gestopt, perhaps a wish; `ended_by_death` for the coordinator alone (Q46)."""

    goodbye_wish = forms.ChoiceField(
        label="Bij het afscheid", required=False, widget=forms.RadioSelect,
        choices=[("", "Geen antwoord"), *((one.value, one.label.capitalize()) for one in GoodbyeWish)],
    )  # fmt: skip
    ended_by_death = forms.BooleanField(label="Deze persoon is overleden", required=False)

    def __init__(self, *args: Any, may_say_death: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_say_death:
            del self.fields["ended_by_death"]
