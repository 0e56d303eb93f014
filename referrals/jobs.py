"""The parts of the timetable that are about aanmeldingen; sentences with counts and no names."""

from datetime import date, timedelta

from oev import clock
from oev.registry import Job
from oev.terms import Term, register
from referrals.services import forget_people, lapse_offers
from referrals.services.alarming import alarm_missed_promises
from referrals.services.ending import KEPT_DAYS


def lapse(day: date, dry_run: bool) -> list[str]:
    """Questions whose time to answer is over: now, or at the end of another day."""
    moment = clock.now() if day == clock.today() else clock.start_of(day + timedelta(days=1))
    count = lapse_offers(moment, dry_run=dry_run)
    return [f"Vragen zonder antwoord die {'zouden vervallen' if dry_run else 'vervielen'}: {count}."]


def forget(day: date, dry_run: bool) -> list[str]:
    """Personal fields 30 days after closing, and of what was withdrawn (A10)."""
    count = forget_people(day, dry_run=dry_run)
    done = "gewist zouden worden" if dry_run else "gewist zijn"
    return [f"Aanmeldingen waarvan de gegevens van de persoon {done}: {count}."] if count else []


def alarm(day: date, dry_run: bool) -> list[str]:
    """Promised moments that passed while nobody looked: now, or by the end of another day (Q43)."""
    moment = clock.now() if day == clock.today() else clock.start_of(day + timedelta(days=1)) - timedelta(seconds=1)
    count = alarm_missed_promises(moment, dry_run=dry_run)
    done = "zou vertrekken" if dry_run else "is klaargezet"
    return [f"Aanmeldingen die langer wachten dan we zeiden en waarvoor een bericht {done}: {count}."]


register(
    referral=Term(
        "Wie aangemeld werd, en hoe we die bereiken", "nadat de aanmelding afgesloten is", days=KEPT_DAYS, order=1
    )
)
JOBS = [
    Job("beloften", "Wat langer wacht dan we zeiden", alarm, order=40),
    Job("nachtronde", "Vragen zonder antwoord", lapse, order=40),
    Job("bewaartermijnen", "Gegevens van personen", forget, order=40),
]
