"""Who may do what with people of the pool: one sentence a function (P01-P20)."""

from oev.accounts.actor import Actor, Hat
from volunteers.models import Volunteer


def is_self(actor: Actor, volunteer: Volunteer) -> bool:
    """The actor is this person, in the volunteer's hat."""
    return actor.volunteer_id == volunteer.pk


def is_staff(actor: Actor) -> bool:
    """Coordinator or vertegenwoordiger."""
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE)


def is_volunteer(actor: Actor) -> bool:
    """Here as a person of the pool."""
    return actor.wears(Hat.VOLUNTEER)


def may_see_people(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger see the people of the pool (P01, P04)."""
    return is_staff(actor)


def may_open_person(actor: Actor) -> bool:
    """Coordinator, vertegenwoordiger and volunteers open pages of a person; `visible_to` says of whom (P01, P04)."""
    return is_staff(actor) or is_volunteer(actor)


def may_add_person(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger write down a candidate (P12)."""
    return is_staff(actor)


def may_activate(actor: Actor) -> bool:
    """The coordinator lets somebody start (3.1)."""
    return actor.is_coordinator


def may_signal_rest(actor: Actor, volunteer: Volunteer) -> bool:
    """The person, vertegenwoordiger and coordinator say that somebody is not asked for a while (Q10, P05, P06)."""
    return is_staff(actor) or is_self(actor, volunteer)


def may_signal_any_rest(actor: Actor) -> bool:
    """Who can open the page on which somebody is put to rest; of whom says `may_signal_rest`."""
    return is_staff(actor) or is_volunteer(actor)


def may_keep_bridge(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger keep the contacts with self-help groups (R191, R205)."""
    return is_staff(actor)


def may_keep_plan_checks(actor: Actor) -> bool:
    """The coordinator writes down on which day the personal plan was talked about (P08)."""
    return actor.is_coordinator


def may_record_contact(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger write down that they spoke with somebody, the date only (P10)."""
    return is_staff(actor)


def may_agree_to_return(actor: Actor) -> bool:
    """The vertegenwoordiger agrees that somebody is asked again (R067)."""
    return actor.is_representative


def is_own_file(actor: Actor, volunteer: Volunteer) -> bool:
    """The person is the one who holds the office: somebody else decides (Q13)."""
    return volunteer.user_id is not None and volunteer.user_id == actor.user_id and not is_self(actor, volunteer)


def may_ask_return_talk(actor: Actor, volunteer: Volunteer) -> bool:
    """Vertegenwoordiger, coordinator and the person may ask for a talk of three (R067)."""
    return is_self(actor, volunteer) or may_plan_return_talk(actor, volunteer)


def may_plan_return_talk(actor: Actor, volunteer: Volunteer) -> bool:
    """Coordinator or vertegenwoordiger choose the moment and write down what the three agreed."""
    return is_staff(actor) and not is_own_file(actor, volunteer)


def may_confirm_return(actor: Actor) -> bool:
    """Coordinator or vertegenwoordiger make somebody callable again, never the person (P07, A05)."""
    return is_staff(actor)


def may_ask_to_return(actor: Actor, volunteer: Volunteer) -> bool:
    """The person asks to join in again (R043, P07)."""
    return is_self(actor, volunteer)


def may_stop(actor: Actor, volunteer: Volunteer) -> bool:
    """The person stops; coordinator and vertegenwoordiger together, or the coordinator alone after a death (Q46)."""
    return is_staff(actor) or is_self(actor, volunteer)


def may_stop_anybody(actor: Actor) -> bool:
    """Who can open the page on which somebody stops; of whom says `may_stop`."""
    return is_staff(actor) or is_volunteer(actor)


def may_rectify(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger together make a period vanish (Q41)."""
    return is_staff(actor)


def may_withdraw_facts(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger take back what was wrong, visibly (3.1)."""
    return is_staff(actor)


def may_plan_intervision(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger plan intervisies and tick who was there (P16)."""
    return is_staff(actor)


def may_see_intervision(actor: Actor) -> bool:
    """Coordinator, vertegenwoordiger and every volunteer see when intervisie is (P16)."""
    return is_staff(actor) or is_volunteer(actor)


def may_sign_up(actor: Actor, volunteer: Volunteer) -> bool:
    """The person answers an invitation; coordinator and vertegenwoordiger by phone (P16, Q45)."""
    return is_staff(actor) or is_self(actor, volunteer)


def may_give_roles(actor: Actor) -> bool:
    """The coordinator gives and ends roles (P19)."""
    return actor.is_coordinator


def may_end_role(actor: Actor, volunteer: Volunteer) -> bool:
    """The coordinator or the person ends a role (P19)."""
    return actor.is_coordinator or is_self(actor, volunteer)


def may_answer_role(actor: Actor, volunteer: Volunteer) -> bool:
    """The person says whether a role comes back; coordinator and vertegenwoordiger by phone (P19, Q45)."""
    return is_staff(actor) or is_self(actor, volunteer)


def may_change_profile(actor: Actor, volunteer: Volunteer) -> bool:
    """The person, coordinator and vertegenwoordiger keep name, address and pace up to date (P01, P15)."""
    return is_staff(actor) or is_self(actor, volunteer)


def may_choose_visibility(actor: Actor, volunteer: Volunteer) -> bool:
    """The person alone chooses how others read the name (P02); without account somebody writes it down (Q45)."""
    return is_self(actor, volunteer) or (is_staff(actor) and volunteer.user_id is None)


def may_say_experience(actor: Actor, volunteer: Volunteer) -> bool:
    """Whose experience it is, the person says; without account somebody writes it down (P13, Q45)."""
    return may_choose_visibility(actor, volunteer)


def may_see_calls(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger have people to call (R062, R064)."""
    return is_staff(actor)


def may_take_over_calls(actor: Actor) -> bool:
    """The coordinator makes some of the vertegenwoordiger's calls when there are many (Q43)."""
    return actor.is_coordinator


def may_tell_letters(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger tell on the phone what others get by mail (Q45)."""
    return is_staff(actor)


def may_ask_erasure(actor: Actor, volunteer: Volunteer) -> bool:
    """The person asks to be erased; coordinator and vertegenwoordiger write it down by phone (P54, Q45)."""
    return is_staff(actor) or is_self(actor, volunteer)


def may_erase(actor: Actor) -> bool:
    """The coordinator erases who stopped and asked for it (P54)."""
    return actor.is_coordinator


def may_postpone_lapses(actor: Actor) -> bool:
    """The coordinator grants everybody uitstel because sessions were cancelled (Q40)."""
    return actor.is_coordinator


def may_keep_policies(actor: Actor) -> bool:
    """The coordinator keeps the insurance policies (P20)."""
    return actor.is_coordinator


def may_see_dashboard(actor: Actor) -> bool:
    """The vertegenwoordiger has a first page of the people who wait (6.2)."""
    return actor.is_representative


def may_import_people(actor: Actor) -> bool:
    """The coordinator brings people in from a spreadsheet (Q39)."""
    return actor.is_coordinator


def may_keep_site_access(actor: Actor) -> bool:
    """The coordinator keeps who may come by at a place (P34)."""
    return actor.is_coordinator


def may_see_insurance(actor: Actor) -> bool:
    """Coordinator, vertegenwoordiger, bestuur and volunteers read how roles are insured (P20)."""
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.BOARD, Hat.VOLUNTEER)


def may_see_who_is_touched(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger read names of people without cover; the bestuur counts and groups (A15)."""
    return is_staff(actor)


def may_ask_for_role(actor: Actor) -> bool:
    """The vertegenwoordiger asks the coordinator to give somebody a role (P19)."""
    return actor.is_representative


def may_see_roles(actor: Actor) -> bool:
    """Coordinator and vertegenwoordiger see who does what (P19)."""
    return is_staff(actor)


def may_keep_seats(actor: Actor) -> bool:
    """The coordinator writes down how many delegates there are, with the decision (Q01)."""
    return actor.is_coordinator


def may_export_people(actor: Actor) -> bool:
    """The coordinator takes a list of people out, with a purpose and a fresh proof (P51)."""
    return actor.is_coordinator


def may_merge_people(actor: Actor) -> bool:
    """The coordinator says that two entries are one person, or two."""
    return actor.is_coordinator
