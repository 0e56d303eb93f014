"""Forms of groups: Dutch words, one sentence beside a field that is wrong, nothing lost that was typed."""

from collections.abc import Iterable
from typing import Any

from django import forms

from contactgroups.models import DEFAULT_MINUTES, ContactGroup
from contactgroups.reads import RoleLine
from contactgroups.states import GroupRoleKind
from oev import clock
from oev.accounts.actor import Actor
from oev.forms import DateInput, TimeInput, spoken
from partners.models import Agreement, Municipality, Partner
from volunteers.kinds import Mode
from volunteers.models import Volunteer

MOST = 500
CANCEL_TEXT = "Deze week is er geen bijeenkomst. Volgende week zijn we er weer."
WHOLE = {
    "invalid": "Vul een getal in, zonder komma of letters.",
    "min_value": "Vul 0 of meer in.",
    "max_value": f"Dit lijkt te veel. Vul hooguit {MOST} in.",
}


class Heads(forms.IntegerField):
    """A big number for a thumb; left empty it is None, and the form decides what that means."""

    def __init__(self, label: str) -> None:
        widget = forms.NumberInput(attrs={"class": "counter", "inputmode": "numeric"})
        super().__init__(label=label, widget=widget, min_value=0, max_value=MOST, error_messages=WHOLE)

    def clean(self, value: Any) -> int | None:
        """A whole number, or None when nothing was typed."""
        return None if value in self.empty_values else super().clean(value)


class CountForm(forms.Form):
    """How many people were there; the second half may stay folded (6.4)."""

    own_experience = Heads("Eigen ervaring")
    context = Heads("Naasten")
    professionals = Heads("Professionals")
    new_faces = forms.IntegerField(
        label="Nieuwe gezichten", required=False, min_value=0, max_value=MOST, error_messages=WHOLE
    )
    theme = forms.CharField(label="Thema", required=False, max_length=80, help_text="Waarover het ging, zonder namen.")
    contribution = forms.DecimalField(
        label="Vrijwillige bijdrage in euro",
        help_text="Eén bedrag voor de hele groep.",
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=2,
        localize=True,
        error_messages={
            "invalid": "Vul een bedrag in, bijvoorbeeld 12,50.",
            "min_value": "Vul 0 of meer in.",
            "max_decimal_places": "Vul hooguit twee cijfers na de komma in.",
        },
    )

    use_required_attribute = False
    KINDS = ("own_experience", "context", "professionals")
    EXTRA = ("new_faces", "theme", "contribution")

    @property
    def knows(self) -> bool:
        """False when the button 'Weet ik niet' was used: what is in the fields does not matter then."""
        return "unknown" not in self.data

    @property
    def extra_unfolded(self) -> bool:
        """Whether something stands, or is wrong, in the folded half."""
        return any(self[name].errors or self[name].value() not in (None, "") for name in self.EXTRA)

    def clean(self) -> dict[str, Any]:
        """An empty counter is nobody, but three empty counters are no answer."""
        data = super().clean() or {}
        if not any(self.errors.get(kind) for kind in self.KINDS) and all(data.get(kind) is None for kind in self.KINDS):
            self.add_error("own_experience", "Vul in hoeveel mensen er waren, of kies “Weet ik niet”.")
        return data

    @property
    def answers(self) -> dict[str, Any]:
        """What the service wants."""
        if not self.knows:
            return {"unknown": True}
        heads = {kind: self.cleaned_data[kind] or 0 for kind in self.KINDS}
        return {**heads, **{name: self.cleaned_data[name] for name in self.EXTRA}}


class CancelForm(forms.Form):
    """The text for the public page is ready (6.4)."""

    text = forms.CharField(
        label="Wat mensen lezen op de pagina van de groep",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial=CANCEL_TEXT,
        error_messages={"required": "Schrijf één zin voor wie de pagina leest."},
    )


class AskForm(forms.Form):
    """Who is asked to lead."""

    who = forms.TypedChoiceField(
        label="Wie vraag je?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies wie je vraagt.",
            "invalid_choice": "Deze persoon is nu niet oproepbaar. Kies iemand anders.",
        },
    )

    def __init__(self, *args: Any, people: Iterable[RoleLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {line.volunteer_id: line.name for line in people if line.callable_now}
        self.fields["who"].choices = list(names.items())  # type: ignore[attr-defined]


class GroupForm(forms.Form):
    """What the coordinator keeps of a group."""

    name = forms.CharField(label="Naam", max_length=80, error_messages={"required": "Geef de groep een naam."})
    mode = forms.ChoiceField(label="Hoe", choices=spoken(Mode.choices), widget=forms.RadioSelect, initial=Mode.ON_SITE)
    place = forms.CharField(label="Lokaal en adres", max_length=150, required=False)
    supporting_partner = forms.ModelChoiceField(
        label="Ondersteunende partner", queryset=Partner.objects.none(), required=False, empty_label="Kies een partner"
    )
    agreement = forms.ModelChoiceField(
        label="Overeenkomst", queryset=Agreement.objects.none(), required=False, empty_label="Kies een overeenkomst"
    )
    public_text = forms.CharField(
        label="Tekst voor iedereen", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("supporting_partner", Partner.objects.visible_to(actor))
        self._choose("agreement", Agreement.objects.visible_to(actor).select_related("partner"))

    def _choose(self, name: str, rows: Any) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(group: ContactGroup) -> dict[str, Any]:
        """The form as the group is now."""
        names = ("name", "mode", "place", "supporting_partner", "agreement", "public_text")
        return {name: getattr(group, name) for name in names}


class OpenForm(GroupForm):
    """A new contact point (3.3): where, who can be reached, which agreement."""

    field_order = ("name", "mode", "municipality", "place", "contact", "agreement", "supporting_partner")
    municipality = forms.ModelChoiceField(
        label="Gemeente",
        queryset=Municipality.objects.all(),
        required=False,
        empty_label="Kies een gemeente",
        help_text="Laat leeg bij een groep die online samenkomt.",
    )
    contact = forms.ModelChoiceField(
        label="Wie is het aanspreekpunt?",
        queryset=Volunteer.objects.none(),
        empty_label="Kies iemand",
        help_text="Iemand die minstens een voornaam toont aan iedereen.",
        error_messages={"required": "Kies wie mensen kunnen bereiken."},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self._choose("contact", Volunteer.objects.visible_to(actor).callable_on(clock.today()))
        self.fields["agreement"].required = True
        self.fields["agreement"].error_messages["required"] = "Kies een overeenkomst, getekend of in goedkeuring."
        self.fields.pop("public_text")


class SeriesForm(forms.Form):
    """The weekly day and hour."""

    weekday = forms.TypedChoiceField(
        label="Elke",
        coerce=int,
        choices=list(enumerate(clock.WEEKDAYS)),
        error_messages={"required": "Kies een dag."},
    )
    starts_at = forms.TimeField(
        label="Begint om",
        widget=TimeInput,
        error_messages={"required": "Vul het uur in.", "invalid": "Vul een uur in, bijvoorbeeld 19:30."},
    )
    minutes = forms.IntegerField(
        label="Duur in minuten",
        initial=DEFAULT_MINUTES,
        min_value=15,
        max_value=480,
        error_messages={
            "required": "Vul de duur in.",
            "min_value": "Een bijeenkomst duurt minstens een kwartier.",
            "max_value": "Een bijeenkomst duurt hooguit acht uur.",
        },
    )
    from_on = forms.DateField(
        label="Vanaf",
        widget=DateInput,
        error_messages={"required": "Kies vanaf welke dag.", "invalid": "Kies een dag."},
    )
    place = forms.CharField(label="Ander lokaal dan dat van de groep", max_length=150, required=False)


class MoveForm(forms.Form):
    """What a step of a group needs besides the yes."""

    agreed_together = forms.BooleanField(label="Besproken met de vertegenwoordiger", required=False)
    break_until = forms.DateField(
        label="Pauze tot en met", widget=DateInput, required=False, error_messages={"invalid": "Kies een dag."}
    )

    def __init__(self, *args: Any, together: bool, pause: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not together:
            self.fields.pop("agreed_together")
        if not pause:
            self.fields.pop("break_until")


class RoleForm(forms.Form):
    """Somebody takes a role in the group."""

    volunteer = forms.ModelChoiceField(
        label="Wie", queryset=Volunteer.objects.none(), empty_label="Kies iemand",
        error_messages={"required": "Kies iemand."},
    )  # fmt: skip
    kind = forms.ChoiceField(label="Welke rol", choices=spoken(GroupRoleKind.choices), widget=forms.RadioSelect,
                             error_messages={"required": "Kies een rol."})  # fmt: skip
    from_on = forms.DateField(
        label="Vanaf",
        widget=DateInput,
        error_messages={"required": "Kies vanaf welke dag.", "invalid": "Kies een dag."},
    )
    public_contact = forms.BooleanField(label="Is het aanspreekpunt voor iedereen (enkel een trekker)", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["volunteer"].queryset = Volunteer.objects.visible_to(actor)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The first day without."""

    on = forms.DateField(
        label="Eerste dag zonder deze rol",
        widget=DateInput,
        error_messages={"required": "Kies een dag.", "invalid": "Kies een dag."},
    )
