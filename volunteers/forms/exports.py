"""Forms about lists of people: why one leaves, and in which form."""

from django import forms


class ExportForm(forms.Form):
    """Why a list is needed; nothing leaves without it (P51)."""

    purpose = forms.CharField(
        label="Waarvoor heb je de lijst nodig?",
        max_length=120,
        help_text="Bijvoorbeeld: adressen nakijken met het bestuur. Dit blijft bewaard.",
        error_messages={"required": "Schrijf waarvoor je de lijst nodig hebt."},
    )
    ending = forms.ChoiceField(
        label="Hoe wil je ze?",
        widget=forms.RadioSelect,
        initial="xlsx",
        choices=[("xlsx", "Excel, met rollen, intervisies en vormingen apart"), ("csv", "CSV, één rij per persoon")],
    )
