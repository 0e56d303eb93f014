"""The form of an aanmelding: five questions, and a fold that may stay empty (6.3)."""

import secrets
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from oev import clock
from oev.forms import PhoneInput
from referrals.checks import NO_REACH, NOTE_LENGTH
from referrals.matching_words import LANGUAGES
from referrals.medical_words import HINT, has_last_name, is_medical
from referrals.states import FeedbackLevel, ReachKind, SubjectKind

DAYS_AHEAD = 7
NOT_YET = "no"
YES_NO = [("yes", "Ja"), (NOT_YET, "Nog niet")]
REACH_ONLY = "Kies hoe we de persoon bereiken."


def day_choices(today: date) -> list[tuple[str, str]]:
    """Today and the days of a week ahead: 'vandaag', 'morgen', 'maandag 9 maart'."""
    near = ["vandaag", "morgen"]
    days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)]
    words = [*near, *(clock.say_weekday(day) for day in days[len(near) :])]
    return [(day.isoformat(), word) for day, word in zip(days, words, strict=True)]


class DayHourWidget(forms.MultiWidget):
    """A day and a whole hour as two lists."""

    def __init__(self) -> None:
        day = forms.Select({"aria-label": "Dag"})
        hour = forms.Select({"aria-label": "Uur"})
        super().__init__([day, hour])

    def decompress(self, value: Any) -> list[Any]:
        """A moment as its day and hour."""
        if not isinstance(value, datetime):
            return [None, None]
        here = value.astimezone(clock.BRUSSELS)
        return [here.date().isoformat(), str(here.hour)]


class DayHourField(forms.MultiValueField):
    """A moment on the wall clock within a week, by day and whole hour; the day is today until another is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        fields = [forms.ChoiceField(required=False), forms.ChoiceField(required=False)]
        super().__init__(fields, widget=DayHourWidget(), require_all_fields=False, **kwargs)

    def offer_days(self, today: date) -> None:
        """Fill both lists; called for each form, because a list of days grows old."""
        hours = [("", "Kies een uur"), *((str(hour), f"{hour} uur") for hour in (*range(7, 24), *range(7)))]
        for part, choices in enumerate((day_choices(today), hours)):
            self.fields[part].choices = choices  # type: ignore[attr-defined]
            self.widget.widgets[part].choices = choices

    def compress(self, data_list: list[str]) -> datetime | None:
        """The moment, or None without an hour."""
        day, hour = data_list or ("", "")
        if not day or not hour:
            return None
        return clock.local(date.fromisoformat(day), time(int(hour)))


class ReferralForm(forms.Form):
    """Five questions. What belongs to a way of reaching that was not chosen is neither asked nor kept."""

    subject_kind = forms.ChoiceField(
        label="Voor wie?", choices=SubjectKind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie dit is."},
    )  # fmt: skip
    consent = forms.ChoiceField(
        label="Zei de persoon ja?", choices=YES_NO, widget=forms.RadioSelect, required=False,
        help_text="Te ziek of te suf om te kiezen? Kies ‘Nog niet’. De dagploeg kan dit later doen.",
    )  # fmt: skip
    reach_kind = forms.ChoiceField(
        label="Hoe bereiken we de persoon?", choices=ReachKind.choices, widget=forms.RadioSelect, required=False
    )
    reachable_until = DayHourField(label="Tot wanneer op de dienst?", required=False)
    phone = forms.CharField(label="Gsm-nummer", max_length=30, required=False, widget=PhoneInput)
    safe_hours = forms.CharField(
        label="Veilige uren (mag leeg)",
        max_length=80,
        required=False,
        help_text="Wanneer kan bellen zonder dat iemand meeluistert?",
    )
    may_leave_message = forms.ChoiceField(
        label="Mogen we een boodschap inspreken?", choices=[("no", "Nee"), ("yes", "Ja")], initial="no",
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    via = forms.CharField(
        label="Hoe bereiken we jou?", max_length=120, required=False, help_text="Je naam en je toestel of nummer."
    )
    display_name = forms.CharField(
        label="Hoe mogen we de persoon noemen?", max_length=60,
        help_text="Een voornaam of schuilnaam. Schrijf hier geen medische informatie of achternaam.",
        error_messages={"required": "Vul een voornaam of schuilnaam in. Een letter mag ook."},
    )  # fmt: skip
    feedback_level = forms.TypedChoiceField(
        label="Wat mogen we jou laten weten? Vraag het aan de persoon.", choices=FeedbackLevel.choices, coerce=int,
        initial=FeedbackLevel.RECEIVED, required=False, widget=forms.RadioSelect,
        help_text="Komt iemand naar jouw dienst, dan zie je altijd het uur.",
    )  # fmt: skip
    wish_language = forms.ChoiceField(label="Taal", required=False)
    wish_gender = forms.ChoiceField(
        label="Liever een man of een vrouw?", required=False, widget=forms.RadioSelect,
        choices=[("", "Om het even"), ("m", "Een man"), ("v", "Een vrouw")],
    )  # fmt: skip
    wish_experience = forms.ChoiceField(
        label="Liever iemand met eigen ervaring of een naaste?", required=False, widget=forms.RadioSelect,
        choices=[("", "Om het even"), ("own", "Eigen ervaring"), ("context", "Een naaste")],
    )  # fmt: skip
    referrer_comes_along = forms.BooleanField(label="Ik kom de eerste keer mee", required=False)
    practical_note = forms.CharField(
        label="Eén praktische afspraak", required=False, max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Hooguit 200 tekens. De persoon leest mee. Schrijf hier geen medische informatie of achternaam.",
        error_messages={"max_length": f"Hou het bij {NOTE_LENGTH} tekens."},
    )  # fmt: skip
    idempotency_key = forms.CharField(required=False, widget=forms.HiddenInput)
    hint_seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    use_required_attribute = False  # what is needed depends on other answers: `clean` says it
    NEEDED = ("consent", "reach_kind", "reachable_until", "phone", "via", "feedback_level", "may_leave_message")
    WISHES = ("wish_language", "wish_gender", "wish_experience", "referrer_comes_along", "practical_note")
    AUTOCOMPLETE_OFF = ("phone", "safe_hours", "via", "display_name", "practical_note")

    def __init__(self, *args: Any, is_known: bool = False, **kwargs: Any) -> None:
        """`is_known`: we know who reports, so 'via mij' needs no number."""
        super().__init__(*args, **kwargs)
        self.is_known = is_known
        self.hints: dict[str, str] = {}
        self.fields["idempotency_key"].initial = secrets.token_urlsafe(24)
        self.fields["reachable_until"].offer_days(clock.today())  # type: ignore[attr-defined]
        languages = [
            ("", "Nederlands of om het even"),
            *((word, word) for code, word in LANGUAGES.items() if code != "nl"),
        ]
        self.fields["wish_language"].choices = languages  # type: ignore[attr-defined]
        for name in self.AUTOCOMPLETE_OFF:
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if not self.is_bound:
            self._show_as_needed()

    @property
    def said_not_yet(self) -> bool:
        """The person did not say yes; then nothing is reported, whatever else was filled in (R025)."""
        if not self.is_bound:
            return False
        is_professional = self["subject_kind"].data == SubjectKind.PROFESSIONAL
        return self["consent"].data == NOT_YET and not is_professional

    @property
    def has_wishes(self) -> bool:
        """Whether the fold must stand open: something in it was filled in or is wrong."""
        return self.is_bound and any(self[name].data or self[name].errors for name in self.WISHES)

    def clean_idempotency_key(self) -> str:
        """Ours, or none; a key that we did not make is no reason to lose what was typed."""
        return str(self.cleaned_data["idempotency_key"])[:64]

    def clean(self) -> dict[str, Any]:
        """What depends on another answer."""
        facts = super().clean() or self.cleaned_data
        if facts.get("subject_kind") != SubjectKind.PROFESSIONAL and not facts.get("consent"):
            self.add_error("consent", "Zei de persoon ja? Kies ‘Ja’ of ‘Nog niet’.")
        self._clean_reach(facts.get("reach_kind", ""))
        self._show_as_needed()
        return facts

    def _show_as_needed(self) -> None:
        """No '(mag leeg)' behind what depends on another answer, and inside the fold, whose title says it."""
        for name in self.NEEDED:
            self.fields[name].required = not (name == "via" and self.is_known)
        for name in self.WISHES:
            self.fields[name].required = True

    def _clean_reach(self, kind: str) -> None:
        facts = self.cleaned_data
        if kind == ReachKind.WARD and "reachable_until" not in self.errors:
            until = facts.get("reachable_until")
            if until is None:
                self.add_error("reachable_until", "Tot wanneer is de persoon op de dienst? Kies een uur.")
            elif until <= clock.now():
                self.add_error("reachable_until", "Kies een uur dat nog komt.")
        elif kind == ReachKind.PHONE and not facts.get("phone"):
            self.add_error("phone", "Vul het nummer in waarop we kunnen bellen.")
        elif kind == ReachKind.VIA and not facts.get("via") and not self.is_known:
            self.add_error("via", "Vul in hoe we jou bereiken.")
        elif not kind and "reach_kind" not in self.errors:
            self.add_error("reach_kind", REACH_ONLY if self.errors else NO_REACH)

    def asks_to_look_again(self) -> bool:
        """A hint on medical words and last names, shown once: the second time it passes (A09). Only of a valid form."""
        if self.cleaned_data["hint_seen"]:
            return False
        name, note = self.cleaned_data["display_name"], self.cleaned_data["practical_note"]
        if is_medical(name) or has_last_name(name):
            self.hints["display_name"] = HINT
        if is_medical(note):
            self.hints["practical_note"] = HINT
        if self.hints:
            self.data = dict(self.data.items()) | {"hint_seen": "on"}
        return bool(self.hints)

    def facts(self) -> dict[str, Any]:
        """What `receive_referral` takes; of the ways of reaching only the chosen one."""
        facts = {name: self.cleaned_data[name] for name in ("subject_kind", "reach_kind", "display_name", *self.WISHES)}
        facts["feedback_level"] = self.cleaned_data["feedback_level"] or FeedbackLevel.RECEIVED.value
        facts["idempotency_key"] = self.cleaned_data["idempotency_key"]
        facts["consent"] = self.cleaned_data["consent"] == "yes"
        kind = facts["reach_kind"]
        if kind == ReachKind.WARD:
            facts["reachable_until"] = self.cleaned_data["reachable_until"]
        elif kind == ReachKind.PHONE:
            facts |= {name: self.cleaned_data[name] for name in ("phone", "safe_hours")}
            facts["may_leave_message"] = self.cleaned_data["may_leave_message"] == "yes"
        else:
            facts["via"] = self.cleaned_data["via"]
        return facts
