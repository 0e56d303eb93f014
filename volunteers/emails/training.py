"""Letters of trainings (R187): invited, it moved, and it does not go on. What it is about is read after signing in."""

from oev import clock
from volunteers.emails.standing import Context, letter, of_addressee
from volunteers.kinds import SignUp
from volunteers.links import training_link
from volunteers.models import Rest, TrainingEnrolment, TrainingSession


def _moment(session: TrainingSession) -> dict[str, str]:
    return {"date": clock.say_weekday(session.day), "hour": clock.say_hour(session.starts_at), "place": session.place}


def _invitation(fact_id: int, to_id: int) -> Context:
    """Due as long as it is to come, nobody answered, and the person did not ask to be left in peace since."""
    session = TrainingSession.objects.coming(clock.now()).filter(pk=fact_id).first()
    answered = TrainingEnrolment.objects.standing().filter(session=fact_id, volunteer=to_id).exclude(answer="")
    if session is None or answered.exists() or Rest.objects.left_alone().filter(volunteer=to_id).exists():
        return None
    return {**_moment(session), "link": training_link(session.pk, to_id)}


def _cancelled(fact_id: int, to_id: int) -> Context:
    session = TrainingSession.objects.filter(pk=fact_id).exclude(cancelled_at=None).first()
    return _moment(session) if session and session.starts_at > clock.now() else None


def _moved(fact_id: int, to_id: int) -> Context:
    """Still due: it is to come, and the person did not say no since."""
    session = TrainingSession.objects.coming(clock.now()).filter(pk=fact_id).first()
    no = TrainingEnrolment.objects.standing().filter(session=fact_id, volunteer=to_id, answer=SignUp.NO)
    if session is None or no.exists():
        return None
    return {**_moment(session), "link": training_link(session.pk, to_id)}


def register_letters() -> None:
    """The letters of this subject."""
    moment = {"date": "dinsdag 3 februari", "hour": "19.30 uur", "place": "Turnhout"}
    letter(
        "training_invitation", "Uitnodiging voor een vorming", "De coördinator nodigt iedereen uit voor een vorming.",
        "Uitnodiging {date}", of_addressee, _invitation, link="https://voorbeeld.be/vorming/kom-je/1/", **moment,
    )  # fmt: skip
    letter(
        "training_cancelled", "Een vorming gaat niet door", "Een vorming wordt afgelast na de uitnodiging.",
        "Niet op {date}", of_addressee, _cancelled, **moment,
    )  # fmt: skip
    letter(
        "training_moved", "Een vorming is verplaatst", "Dag, uur of plaats verandert na de uitnodiging.",
        "Nieuws over {date}", of_addressee, _moved, link="https://voorbeeld.be/vorming/kom-je/1/", **moment,
    )  # fmt: skip
