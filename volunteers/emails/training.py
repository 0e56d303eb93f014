"""Letters of trainings (R187): invited, it does not go on, a partner's proposal is answered.

What it is about is read after signing in.
"""

from oev import clock
from oev.outbox.catalogue import Recipient
from partners.models import PartnerContact
from volunteers.emails.standing import Context, letter, of_addressee, of_user
from volunteers.kinds import OfferedTraining, SignUp
from volunteers.links import training_link
from volunteers.models import Rest, TrainingEnrolment, TrainingOffer, TrainingSession


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


def _of_proposer(fact_id: int, to_id: int) -> Recipient | None:
    """Who proposed it, as long as that person works at the partner."""
    offer = TrainingOffer.objects.filter(pk=fact_id).first()
    here = PartnerContact.objects.current(clock.today()).filter(user=to_id, partner=offer.partner_id if offer else 0)
    return of_user(fact_id, to_id) if here.exists() else None


def _offer_answered(fact_id: int, to_id: int) -> Context:
    answered = (OfferedTraining.TAKEN, OfferedTraining.NOT_NOW)
    return {} if TrainingOffer.objects.filter(pk=fact_id, state__in=answered).exists() else None


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
        "training_offer_answered", "Antwoord op een voorstel voor een vorming",
        "De coördinator zet een voorstel van een partner in het aanbod, of zegt ‘nu niet’.",
        "Nieuws over je voorstel", _of_proposer, _offer_answered,
    )  # fmt: skip
    letter(
        "training_moved", "Een vorming is verplaatst", "Dag, uur of plaats verandert na de uitnodiging.",
        "Nieuws over {date}", of_addressee, _moved, link="https://voorbeeld.be/vorming/kom-je/1/", **moment,
    )  # fmt: skip
