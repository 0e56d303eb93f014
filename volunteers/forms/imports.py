"""Forms of the import: the file, and which column is what."""

from typing import Any

from django import forms

from volunteers.importing.kinds import KINDS, Fields


class FileForm(forms.Form):
    """Choose a spreadsheet."""

    kind = forms.ChoiceField(
        label="Wat staat erin?",
        required=False,
        choices=[("", "Mensen, of een lijst die terugkomt"), *((kind.name, kind.title) for kind in KINDS.values())],
    )
    file = forms.FileField(
        label="Rekenblad",
        help_text="Een .xlsx of .csv met op de eerste rij de namen van de kolommen.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class MappingForm(forms.Form):
    """One choice for each thing that we can read: a column, or none."""

    def __init__(self, *args: Any, headings: list[str], mapping: dict[str, int], fields: Fields, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(str(place), heading or f"kolom {place + 1}") for place, heading in enumerate(headings)]
        choices = [("", "Staat er niet in"), *columns]
        for name, (label, _) in fields.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=str(mapping.get(name, ""))
            )

    def mapping(self) -> dict[str, int]:
        """The chosen columns by field."""
        return {name: int(place) for name, place in self.cleaned_data.items() if place != ""}
