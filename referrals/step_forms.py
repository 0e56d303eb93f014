"""Forms of the steps after an aanmelding came in: for the coordinator, the aanmelder and who does the talk."""

from datetime import datetime, time
from typing import Any

from django import forms

from oev import clock
from oev.forms import DateInput, PhoneInput, TimeInput
from partners.models import Partner, Site
from referrals.models import Assignment
from referrals.states import DurationBand, Outcome, ReachKind, TalkChannel

CHANNEL_OF = {
    ReachKind.WARD: TalkChannel.BEDSIDE,
    ReachKind.PHONE: TalkChannel.PHONE,
    ReachKind.VIA: TalkChannel.IN_PERSON,
}
CHANNELS = [(value, label.capitalize()) for value, label in TalkChannel.choices]
DURATIONS = [(value, label.capitalize()) for value, label in DurationBand.choices]
NO_HALF_MOMENT = "Kies een dag en een uur, of laat allebei leeg."
NOT_KNOWN = "unknown"
ONWARD = [
    (Outcome.EXTRA_TALK, "We spreken nog eens af"),
    (Outcome.GROUP, "Naar een contactgroep"),
    (Outcome.SELF_HELP, "Naar een zelfhulpgroep"),
    (Outcome.PROFESSIONAL, "Naar een professional, zoals een huisarts of het CAW"),
    (Outcome.NOTHING_NOW, "Niets nodig nu"),
    (Outcome.RATHER_NOT, "Liever geen contact meer"),
    (NOT_KNOWN, "Dat weten we nog niet"),
]


class LeftForm(forms.Form):
    """'De persoon is vertrokken': may our guide still call?"""

    may_call = forms.ChoiceField(
        label="Mag onze gids nog bellen?", choices=[("yes", "Ja"), ("no", "Nee")], widget=forms.RadioSelect,
        error_messages={"required": "Kies ‘Ja’ of ‘Nee’."},
    )  # fmt: skip
    phone = forms.CharField(
        label="Op welk nummer? (mag leeg als we het al hebben)", max_length=30, required=False,
        widget=PhoneInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    safe_hours = forms.CharField(
        label="Veilige uren",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def facts(self) -> dict[str, Any]:
        """What `person_left` takes."""
        return {**self.cleaned_data, "may_call": self.cleaned_data["may_call"] == "yes"}


class WithdrawForm(forms.Form):
    """Who takes it back."""

    by_person = forms.BooleanField(label="De persoon wil dit zelf niet meer", required=False)


class CloseForm(forms.Form):
    """How an aanmelding ended."""

    outcome = forms.ChoiceField(
        label="Hoe liep het af?", widget=forms.RadioSelect, error_messages={"required": "Kies hoe het afliep."},
        choices=[(value, label.capitalize()) for value, label in Outcome.choices if value != Outcome.EXTRA_TALK],
    )  # fmt: skip


class HandOverForm(forms.Form):
    """Which partner goes on with it; the person agrees."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(), label="Aan wie geef je door?", empty_label="Kies een partner",
        error_messages={"required": "Kies een partner."},
    )  # fmt: skip
    agreed = forms.BooleanField(
        label="De persoon vindt dit goed", error_messages={"required": "Vraag het eerst aan de persoon."}
    )

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """A moment and a place."""

    day = forms.DateField(label="Welke dag?", widget=DateInput, error_messages={"required": "Kies een dag."})
    hour = forms.TimeField(label="Hoe laat?", widget=TimeInput, error_messages={"required": "Kies een uur."})
    place = forms.CharField(label="Waar?", max_length=120, required=False)

    @staticmethod
    def initial_of(assignment: Assignment) -> dict[str, Any]:
        """The moment that stands, or today."""
        at = assignment.agreed_at.astimezone(clock.BRUSSELS) if assignment.agreed_at else None
        return {"day": at.date() if at else clock.today(), "hour": at.time() if at else None, "place": assignment.place}

    def facts(self) -> dict[str, Any]:
        """What `plan_talk` takes; a refusal about the moment belongs to the day."""
        given = self.cleaned_data
        return {"agreed_at": clock.local(given["day"], given["hour"]), "place": given["place"]}


class AfterTalkForm(forms.Form):
    """After a talk: one tap for how it goes on; when and how are filled in already (6.5.2). Never what was said."""

    outcome = forms.ChoiceField(
        label="Hoe gaat het verder?", choices=ONWARD, widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het verder gaat."},
    )  # fmt: skip
    next_day = forms.DateField(label="Welke dag?", required=False, widget=DateInput)
    next_hour = forms.TimeField(label="Hoe laat?", required=False, widget=TimeInput)
    day = forms.DateField(label="Welke dag was het?", widget=DateInput)
    hour = forms.TimeField(label="Hoe laat begon het?", widget=TimeInput)
    channel = forms.ChoiceField(label="Hoe spraken jullie?", choices=CHANNELS, widget=forms.RadioSelect)
    duration = forms.ChoiceField(label="Hoelang ongeveer?", choices=DURATIONS, widget=forms.RadioSelect, required=False)
    along = forms.BooleanField(required=False, initial=True)
    WHEN = ("day", "hour", "channel", "duration")

    def __init__(self, *args: Any, along: str = "", **kwargs: Any) -> None:
        """`along`: the name of who goes along, '' when nobody of us does."""
        super().__init__(*args, **kwargs)
        if along:
            self.fields["along"].label = f"{along} was erbij"
        else:
            del self.fields["along"]

    @staticmethod
    def initial_of(assignment: Assignment, now: datetime) -> dict[str, Any]:
        """The agreed moment when it has passed, else now."""
        at = assignment.agreed_at if assignment.agreed_at and assignment.agreed_at <= now else now
        at = at.astimezone(clock.BRUSSELS)
        channel = CHANNEL_OF[ReachKind(assignment.referral.reach_kind)]
        return {"day": at.date(), "hour": at.time().replace(second=0, microsecond=0), "channel": channel}

    @property
    def is_when_wrong(self) -> bool:
        """Whether the folded part must stand open."""
        return self.is_bound and any(self[name].errors for name in self.WHEN)

    def clean(self) -> dict[str, Any]:
        """A next moment has a day and an hour, or neither."""
        facts = super().clean() or self.cleaned_data
        if facts.get("outcome") == Outcome.EXTRA_TALK and bool(facts.get("next_day")) != bool(facts.get("next_hour")):
            self.add_error("next_hour" if facts.get("next_day") else "next_day", NO_HALF_MOMENT)
        return facts

    def facts(self) -> dict[str, Any]:
        """What `record_talk` takes."""
        given = self.cleaned_data
        outcome = "" if given["outcome"] == NOT_KNOWN else given["outcome"]
        again = outcome == Outcome.EXTRA_TALK and given["next_day"]
        return {
            "happened_at": clock.local(given["day"], given["hour"]),
            "channel": given["channel"],
            "duration": given["duration"],
            "outcome": outcome,
            "next_moment": clock.local(given["next_day"], given["next_hour"]) if again else None,
            "along": given.get("along", True),
        }


class AfterwardsForm(forms.Form):
    """A talk outside the chain: when, how and perhaps where; never with whom (Q49)."""

    day = forms.DateField(label="Welke dag?", widget=DateInput, error_messages={"required": "Kies een dag."})
    hour = forms.TimeField(label="Hoe laat ongeveer?", widget=TimeInput, required=False)
    channel = forms.ChoiceField(
        label="Hoe spraken jullie?", choices=CHANNELS, widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe jullie spraken."},
    )  # fmt: skip
    duration = forms.ChoiceField(label="Hoelang ongeveer?", choices=DURATIONS, widget=forms.RadioSelect, required=False)
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label="Via welke plaats?",
        required=False,
        empty_label="Geen, of ik weet het niet",
    )

    def __init__(self, *args: Any, sites: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What `report_talk_afterwards` takes; without an hour it is noon, or now when noon must still come."""
        given = self.cleaned_data
        noon = clock.local(given["day"], given["hour"] or time(12))
        late = given["hour"] is None and given["day"] == clock.today()
        return {
            "happened_at": min(noon, clock.now()) if late else noon,
            "channel": given["channel"],
            "duration": given["duration"],
            "site": given["site"],
        }


class PhoneAnswerForm(forms.Form):
    """'Gebeld: ja / nu niet / later' (Q45)."""

    answer = forms.ChoiceField(choices=[("yes", "ja"), ("not_now", "nu niet"), ("later", "later")])
