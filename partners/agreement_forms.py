"""Forms of agreements."""

from typing import Any

from django import forms

from oev.forms import DateInput, spoken
from partners.models import Agreement
from partners.services.agreements import Terms


def _money(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=8, decimal_places=2, help_text="In euro."
    )


class TermsForm(forms.Form):
    """What two parties agree."""

    title = forms.CharField(label="Titel", max_length=120)
    services = forms.MultipleChoiceField(
        label="Diensten", choices=spoken(Agreement.SERVICES), required=False, widget=forms.CheckboxSelectMultiple
    )
    from_on = forms.DateField(label="Van kracht vanaf", required=False, widget=DateInput)
    until_on = forms.DateField(
        label="Laatste dag", required=False, widget=DateInput, help_text="Laat leeg voor onbepaalde duur."
    )
    amount_per_talk = _money("Bedrag per gesprek")
    amount_per_group_year = _money("Bedrag per groep per jaar")
    partner_task = forms.CharField(
        label="Wat de partner doet", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def initial_of(cls, agreement: Agreement) -> dict[str, Any]:
        """What stands in the form now."""
        return {name: getattr(agreement, name) for name in cls.base_fields}

    def terms(self) -> Terms:
        """The cleaned answers as terms."""
        return Terms(**{name: self.cleaned_data[name] for name in TermsForm.base_fields})


class RegisterForm(TermsForm):
    """An agreement that exists on paper, with the days on it."""

    sent_on = forms.DateField(label="Verstuurd op", required=False, widget=DateInput)
    signed_by_us_on = forms.DateField(label="Door ons getekend op", required=False, widget=DateInput)
    signed_by_partner_on = forms.DateField(label="Door de partner getekend op", required=False, widget=DateInput)
    approved_on = forms.DateField(
        label="Goedgekeurd door het bestuur op",
        required=False,
        widget=DateInput,
        help_text="Alleen nodig bij een aanbiedende partner.",
    )

    def days(self) -> dict[str, Any]:
        """The days of signature and approval."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in TermsForm.base_fields}


class OnForm(forms.Form):
    """One day: when it was sent or approved."""

    on = forms.DateField(label="Op welke dag?", widget=DateInput)


class SignForm(forms.Form):
    """Who signed when; one may come before the other."""

    us_on = forms.DateField(label="Door ons getekend op", required=False, widget=DateInput)
    partner_on = forms.DateField(label="Door de partner getekend op", required=False, widget=DateInput)


class RenewForm(forms.Form):
    """A later last day, and the amounts as they are from now on."""

    until_on = forms.DateField(label="Nieuwe laatste dag", widget=DateInput)
    amount_per_talk = _money("Bedrag per gesprek")
    amount_per_group_year = _money("Bedrag per groep per jaar")


class EndAgreementForm(forms.Form):
    """The first day on which it no longer holds."""

    ended_on = forms.DateField(label="Opgezegd vanaf", widget=DateInput)
