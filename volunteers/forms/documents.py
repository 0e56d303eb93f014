"""The form of a text of the house."""

from typing import TYPE_CHECKING

from django import forms

from oev.forms import DateInput, spoken
from volunteers import checks
from volunteers.kinds import DocumentKind
from volunteers.models import Document
from volunteers.services.papers import WORDING

if TYPE_CHECKING:
    DocumentModelForm = forms.ModelForm[Document]
else:
    DocumentModelForm = forms.ModelForm


class DocumentForm(DocumentModelForm):
    """Kind, title, version, since when, and the text in paragraphs."""

    kind = forms.ChoiceField(
        label="Soort", choices=[("", "Kies een soort"), *spoken(DocumentKind.choices)],
        error_messages={"required": "Kies een soort.", "invalid_choice": "Kies een soort uit de lijst."},
    )  # fmt: skip

    class Meta:
        model = Document
        fields = ["kind", "title", "version", "from_on", "body"]
        widgets = {"from_on": DateInput, "body": forms.Textarea(attrs={"rows": 24})}
        help_texts = {
            "version": "Een nieuwe versie maakt een nieuwe tekst; wie de vorige tekende, blijft genoteerd.",
            "body": "Een lege regel begint een nieuwe alinea.",
        }
        error_messages = {
            "title": {"required": "Geef een titel."},
            "version": {"required": "Geef een versie."}, "from_on": {"required": "Vul een dag in."},
        }  # fmt: skip

    def clean_body(self) -> str:
        """There is a text."""
        body = str(self.cleaned_data.get("body", "")).strip()
        if not body:
            raise forms.ValidationError("Schrijf de tekst.")
        return body

    def clean(self) -> dict[str, object]:
        """What somebody signed stays as it was signed."""
        data = super().clean() or {}
        if set(WORDING) & set(self.changed_data):
            for sentence in checks.why_no_rewording(self.instance):
                self.add_error("version", sentence)
        return data
