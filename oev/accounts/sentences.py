"""What allauth answers when something is wrong, in the voice of the house (6.0)."""

from django.utils.functional import Promise

ACCOUNT: dict[str, str | Promise] = {
    "account_inactive": "Dit account is gesloten. Klopt dat niet? Bel ons.",
    "email_password_mismatch": "Dit adres en dit wachtwoord horen niet samen. Probeer het nog eens.",
    "enter_current_password": "Vul eerst je huidige wachtwoord in.",
    "incorrect_code": "Deze code klopt niet. Kijk nog eens in je mail.",
    "incorrect_password": "Dit wachtwoord klopt niet. Probeer het nog eens.",
    "invalid_login": "Aanmelden lukte niet. Probeer het nog eens.",
    "invalid_or_expired_key": "Dit adres werkt niet meer. Vraag een nieuwe mail.",
    "invalid_password_reset": "Dit adres werkt niet meer. Vraag een nieuwe mail.",
    "too_many_login_attempts": "Dat was vaak na elkaar. Wacht even en probeer het straks opnieuw.",
    "rate_limited": "Dat was vaak na elkaar. Wacht even en probeer het straks opnieuw.",
    "same_as_current": "Dat is hetzelfde als nu. Kies iets anders.",
}
SECOND_STEP: dict[str, str | Promise] = {
    "cannot_delete_authenticator": "Deze tweede stap kan je nu niet uitzetten.",
    "cannot_generate_recovery_codes": "Zet eerst een app of een toegangssleutel aan.",
    "incorrect_code": "Deze code klopt niet. Kijk nog eens in je app.",
    "unverified_email": "Bevestig eerst je e-mailadres.",
}
