"""Letters about an intervisie: the invitation with its one tap, moved, and off (R041, 6.7, P16)."""

from django.conf import settings
from django.urls import reverse

from oev import clock
from volunteers.emails.standing import Context, coming_days, letter, of_addressee, of_user
from volunteers.kinds import SignUp
from volunteers.links import sign_up_link
from volunteers.models import IntervisionSession, Rest


def _moment(session: IntervisionSession) -> dict[str, str]:
    return {
        "date": clock.say_weekday(session.day),
        "hour": clock.say_hour(session.starts_at),
        "place": session.place,
    }


def _invitation(fact_id: int, to_id: int) -> Context:
    """Still due: it comes, nothing was answered, and who rests did not say to be left alone."""
    session = IntervisionSession.objects.coming(clock.now()).filter(pk=fact_id).first()
    if session is None or Rest.objects.left_alone().filter(volunteer=to_id).exists():
        return None
    if session.sign_ups.filter(volunteer_id=to_id).exists():
        return None
    return {**_moment(session), "link": sign_up_link(session.pk, to_id)}


def _cancelled(fact_id: int, to_id: int) -> Context:
    session = IntervisionSession.objects.filter(pk=fact_id).exclude(cancelled_at=None).first()
    return {**_moment(session), "days": coming_days()} if session and session.starts_at > clock.now() else None


def _moved(fact_id: int, to_id: int) -> Context:
    """Still due: it comes, and the person did not say no since."""
    session = IntervisionSession.objects.coming(clock.now()).filter(pk=fact_id).first()
    if session is None or session.sign_ups.filter(volunteer_id=to_id, answer=SignUp.NO).exists():
        return None
    return {**_moment(session), "link": sign_up_link(session.pk, to_id)}


def _open_list(fact_id: int, to_id: int) -> Context:
    session = IntervisionSession.objects.list_open(clock.now()).filter(pk=fact_id).first()
    if session is None:
        return None
    link = settings.SITE_URL + reverse("volunteers:attendance_edit", args=[session.pk])
    return {"date": clock.say_weekday(session.day), "link": link}


def register_letters() -> None:
    """The letters of this subject."""
    moment = {"date": "dinsdag 3 februari", "hour": "19.30 uur", "place": "Turnhout"}
    letter(
        "intervision_invitation", "Uitnodiging voor de intervisie", "De lijst van een intervisie wordt uitgenodigd.",
        "Uitnodiging {date}", of_addressee, _invitation, link="https://voorbeeld.be/kom-je/1/", **moment,
    )  # fmt: skip
    letter(
        "intervision_cancelled", "Een intervisie gaat niet door", "Een intervisie wordt afgelast na de uitnodiging.",
        "Niet op {date}", of_addressee, _cancelled, days="3 februari en 24 februari", **moment,
    )  # fmt: skip
    letter(
        "intervision_moved", "Een intervisie is verplaatst", "Dag, uur of plaats verandert na de uitnodiging.",
        "Nieuws over {date}", of_addressee, _moved, link="https://voorbeeld.be/kom-je/1/", **moment,
    )  # fmt: skip
    letter(
        "open_list", "Een lijst staat nog open", "Drie dagen na een intervisie, als de lijst nog open staat.",
        "Even invullen", of_user, _open_list, date="dinsdag 3 februari", link="https://voorbeeld.be/intervisie/1/lijst/",
    )  # fmt: skip
