"""Who may what: the way in, papers, tasks, training, growth talks and counts; the rest stands in rules.py."""

from django.conf import settings

from oev.accounts.actor import Actor, Hat
from volunteers.models import TrainingOffer, Volunteer
from volunteers.rules import is_self, is_staff, is_volunteer


def may_choose_tasks(actor: Actor, volunteer: Volunteer) -> bool:
    """The person, coordinator and vertegenwoordiger say which tasks without a call somebody does (P09)."""
    return is_staff(actor) or is_self(actor, volunteer)


def may_keep_tasks(actor: Actor) -> bool:
    """The coordinator keeps the catalogue of tasks (R072)."""
    return actor.is_coordinator


def may_keep_training(actor: Actor) -> bool:
    """The coordinator keeps the catalogue of trainings, plans moments and ticks who was there (P17)."""
    return actor.is_coordinator


def may_see_training(actor: Actor) -> bool:
    """Coordinator, vertegenwoordiger and every volunteer see which trainings there are (P17)."""
    return is_staff(actor) or is_volunteer(actor)


def may_offer_training(actor: Actor) -> bool:
    """A professional proposes trainings of the own organisation and reads what became of them (P17, R110)."""
    return actor.wears(Hat.PROFESSIONAL)


def may_withdraw_offer(actor: Actor, offer: TrainingOffer) -> bool:
    """A professional of the same organisation takes a proposal back (P17)."""
    return may_offer_training(actor) and TrainingOffer.objects.visible_to(actor).filter(pk=offer.pk).exists()


def may_wish_training(actor: Actor, volunteer: Volunteer) -> bool:
    """The person says what to learn about (P17, R321); without account somebody writes it down (Q45)."""
    return is_self(actor, volunteer) or (is_staff(actor) and volunteer.user_id is None)


def may_record_growth_talk(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger write down the day of a growth talk, where the house has them (P18, Q34)."""
    return is_staff(actor) and settings.GROWTH_TALKS


def may_withdraw_growth_talk(actor: Actor, volunteer: Volunteer) -> bool:
    """The person takes away the own growth talk; staff put right what they wrote (P18, R312)."""
    return is_staff(actor) or is_self(actor, volunteer)


def may_keep_counts(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger count phone contacts, policy meetings and lectures (R305-R307)."""
    return is_staff(actor)


def may_keep_intake(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger keep checklist, talk and papers of whoever is on the way in (P12)."""
    return is_staff(actor)


def may_invite_people(actor: Actor) -> bool:
    """The coordinator gives somebody of the pool an account (P52)."""
    return actor.is_coordinator


def may_agree_to_start(actor: Actor) -> bool:
    """The vertegenwoordiger alone says that the vertegenwoordiger goes along (R030, 3.1)."""
    return actor.is_representative


def may_keep_documents(actor: Actor) -> bool:
    """The coordinator writes the texts of the house (P48)."""
    return actor.is_coordinator


def may_read_documents(actor: Actor) -> bool:
    """Coordinator, vertegenwoordiger and volunteers read the texts of the house; partners and bestuur some (P48)."""
    return is_staff(actor) or actor.wears(Hat.VOLUNTEER, Hat.PROFESSIONAL, Hat.BOARD)
