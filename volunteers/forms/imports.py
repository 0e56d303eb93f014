"""Forms of the import: the file, and which column is what."""

from typing import Any

from django import forms

from volunteers.importing.headings import FIELDS


class FileForm(forms.Form):
    """Choose a spreadsheet."""

    file = forms.FileField(
        label="Rekenblad met mensen",
        help_text="Een .xlsx of .csv met op de eerste rij de namen van de kolommen.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class MappingForm(forms.Form):
    """One choice for each thing that we can read: a column, or none."""

    def __init__(self, *args: Any, headings: list[str], mapping: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(str(place), heading or f"kolom {place + 1}") for place, heading in enumerate(headings)]
        choices = [("", "Staat er niet in"), *columns]
        for name, (label, _) in FIELDS.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=str(mapping.get(name, ""))
            )

    def mapping(self) -> dict[str, int]:
        """The chosen columns by field."""
        return {name: int(place) for name, place in self.cleaned_data.items() if place != ""}
