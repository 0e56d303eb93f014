"""Each list takes the same number of queries with 3 and with 30 rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contactgroups.models import GroupRoleRequest, GroupTask
from oev import clock
from oev.accounts.models import User
from partners.models import Agreement, Partner, PartnerContact, Site
from referrals.services import wish_team
from tests.cast import attend, volunteer
from tests.contactgroups.scene import group, meeting, role
from tests.house.world import days, new_person, open_offer, rest
from tests.referrals.chain import by_phone, calls_again, flying_team, stayed_away
from tests.volunteers.ready import papers
from volunteers.models import (
    ActivityLog,
    BridgeContact,
    CallTask,
    Contact,
    DocumentSignature,
    Engagement,
    GrowthTalk,
    InsurancePolicy,
    IntakeCheck,
    IntakeTalk,
    IntervisionSession,
    PeopleExport,
    RecoveryPlanCheck,
    ReturnTalk,
    RoleHolding,
    RoleRequest,
    TaskHolding,
    TaskKind,
    Training,
    TrainingEnrolment,
    TrainingOffer,
    TrainingSession,
    TrainingWish,
)

pytestmark = pytest.mark.django_db
# A savepoint is no question, and the total of a list that is cut short is asked once, when it is cut.
NOT_COUNTED = ("SAVEPOINT", "RELEASE", 'SELECT COUNT(*) AS "__count"')


@pytest.fixture
def _django_db_helper(walker):
    """The one transaction of the file is the database of every test in it."""


def people(world, number):
    person = volunteer(world.cast, f"Persoon{number}", account=False)
    attend(person, days(-150 + number))
    CallTask.objects.create(volunteer=person, kind="stay_in_touch", for_office="representative", due_on=days(-1))
    if number % 3 == 0:
        rest(world, person, "pause", days(-5))


def returning(world, number):
    """Somebody who comes back, some with a talk of three, whose plan is to be talked about again."""
    person = volunteer(world.cast, f"Terug{number}", account=False)
    kept = rest(world, person, "sleep", days(-40))
    attend(person, days(-20))
    Contact.objects.create(volunteer=person, on_day=days(-19), hat="coordinator", recorded_at=clock.start_of(days(-19)))
    RecoveryPlanCheck.objects.create(volunteer=person, on_day=days(-90), again_on=days(-number))
    if number % 2:
        ReturnTalk.objects.create(volunteer=person, rest=kept, starts_at=clock.start_of(days(number % 9 - 4)))
    CallTask.objects.create(volunteer=person, kind="please_call", for_office="representative", due_on=days(0))
    CallTask.objects.create(volunteer=person, kind="talk_of_three", for_office="coordinator", due_on=days(0))


def bridge(world, number):
    name = f"Praatgroep {number}"
    one = Partner.objects.create(name=name, kind="self_help", search_name=name.lower())
    BridgeContact.objects.create(partner=one, on_day=days(-number), purpose="together")


def partners(world, number):
    partner = Partner.objects.create(name=f"Partner {number}", kind="caw", search_name=f"partner {number}")
    place = Site.objects.create(partner=partner, name=f"Plaats {number}", kind="other", search_name=f"plaats {number}")
    PartnerContact.objects.create(partner=partner, site=place, name="Iemand", from_on=days(-9))
    Agreement.objects.create(
        partner=partner, title=f"Overeenkomst {number}", services=["talks"], sent_on=days(-90),
        signed_by_us_on=days(-80), signed_by_partner_on=days(-80), from_on=days(-80), until_on=days(30),
    )  # fmt: skip


def groups(world, number):
    one = group(world.cast, f"Nieuw{number}", town="Geel", agreement=world.agreements[1], public_text="Welkom.")
    role(one, world.people[0], "organiser", public=True)
    role(one, world.cast.volunteers["mia"])
    meeting(one, days(-4))
    for week in range(4):
        meeting(one, days(3 + 7 * week), leader=world.cast.volunteers["mia"] if week % 2 else None)


def aanmeldingen(world, number):
    contact = world.contact("nora")
    by_phone(world.cast, site="Turnhout", contact=contact)
    if number % 4 == 0:
        open_offer(world, world.people[0])


def calls(world, number):
    """Somebody who was not reached and whom Els calls once more; another for whom nobody was found yet."""
    by, tom = world.actor("laila"), world.cast.volunteers["tom"]
    if number == 0:
        flying_team(world.people[0])
    calls_again(by, stayed_away(world.cast, by, tom)[0], world.people[0])
    wish_team(by=by, assignment=stayed_away(world.cast, by, tom)[1])


def sessions(world, number):
    IntervisionSession.objects.create(starts_at=f"2026-04-{number % 27 + 1:02d}T18:00Z", place=f"Zaal {number}")


def doing(world, number):
    """Somebody with a role, a task, a growth talk, a training and a telling; nothing of it is insured."""
    person = volunteer(world.cast, f"Doener{number}", account=False)
    RoleHolding.objects.create(volunteer=person, role="flying", from_on=days(-90))
    RoleRequest.objects.create(volunteer=person, role="leader")
    kind, _ = TaskKind.objects.get_or_create(code=f"taak{number % 3}", defaults={"name": f"Taak {number % 3}"})
    TaskHolding.objects.create(volunteer=person, kind=kind, from_on=days(-9))
    GrowthTalk.objects.create(volunteer=person, on_day=days(-350), next_on=days(15), hat="coordinator")
    training = Training.objects.create(title=f"Vorming {number}", partner=world.cast.partners["Turnhout"])
    coming = TrainingSession.objects.create(training=training, starts_at=f"2026-04-{number % 27 + 1:02d}T18:00Z")
    TrainingSession.objects.create(training=training, starts_at=f"2026-01-{number % 27 + 1:02d}T18:00Z")
    TrainingEnrolment.objects.create(session=coming, volunteer=person, answer="yes")
    ActivityLog.objects.create(kind="lecture", on_day=days(-3), partner=world.cast.partners["Turnhout"])
    InsurancePolicy.objects.create(
        name=f"Polis {number}", roles=["reader"], from_on=days(-300), until_on=days(20), holder=training.partner
    )


def learning(world, number):
    """A training that a partner proposes, and somebody who would like to learn."""
    TrainingOffer.objects.create(
        partner=world.contact("nora").partner, title=f"Vorming {number}", place="Zaal 1",
        starts_at=f"2026-05-{number % 27 + 1:02d}T18:00Z", offered_by=world.cast.users["nora"],
    )  # fmt: skip
    person = volunteer(world.cast, f"Leerling{number}", account=False)
    TrainingWish.objects.create(volunteer=person, theme="ethics")


def helping(world, number):
    """A task in the group of Els, somebody whom she proposes, and something that is asked of her."""
    person = volunteer(world.cast, f"Helper{number}", account=False)
    kind, _ = TaskKind.objects.get_or_create(code=f"taak{number % 3}", defaults={"name": f"Taak {number % 3}"})
    task = TaskHolding.objects.create(volunteer=person, kind=kind, from_on=days(-9))
    GroupTask.objects.create(task=task, group=world.groups[0])
    GroupRoleRequest.objects.create(group=world.groups[0], volunteer=person, kind="reader")
    another = group(world.cast, f"Vraagt{number}", town="Geel")
    GroupRoleRequest.objects.create(
        group=another, volunteer=world.people[0], kind="reader", passed_at=clock.start_of(days(-1))
    )


def accounts(world, number):
    User.objects.create(email=f"iemand{number}@voorbeeld.be", name=f"Iemand {number}", password="!")


def candidates(world, number):
    person = new_person(world, f"Kandidaat{number}")
    papers()
    one = Engagement.objects.get(volunteer=person)
    IntakeTalk.objects.create(engagement=one, starts_at="2026-04-01T10:00Z")
    IntakeCheck.objects.create(engagement=one, item="stable", on_day=days(-1))


def signers(world, number):
    person = volunteer(world.cast, f"Tekenaar{number}", account=False)
    DocumentSignature.objects.create(
        volunteer=person, document=papers()["agreement"], on_day=days(-number), how="paper"
    )


def exports(world, number):
    PeopleExport.objects.create(key=f"sleutel{number}", purpose="proef", rows=1, made_by=world.cast.users["dora"])


def alike(world, number):
    one = volunteer(world.cast, f"Elsje{number}", account=False)
    one.email = "els@voorbeeld.be"
    one.save(update_fields=["email"])


LISTS = [
    ("laila", "/mensen/tekenen/", signers),
    ("laila", "/beheer/volunteers/document/", signers),
    ("laila", "/beheer/", candidates),
    ("victor", "/dashboard/", candidates),
    ("victor", "/mensen/", people),
    ("laila", "/beheer/volunteers/volunteer/", people),
    ("victor", "/dashboard/", people),
    ("victor", "/dashboard/", returning),
    ("victor", "/dashboard/", groups),
    ("laila", "/beheer/", returning),
    ("victor", "/zelfhulp/", bridge),
    ("victor", "/mensen/bellen/", people),
    ("laila", "/beheer/", people),
    ("laila", "/beheer/", aanmeldingen),
    ("laila", "/beheer/", groups),
    ("laila", "/beheer/referrals/referral/", aanmeldingen),
    ("nora", "/mijn-aanmeldingen/", aanmeldingen),
    ("els", "/gesprekken/", aanmeldingen),
    ("laila", "/beheer/", calls),
    ("els", "/gesprekken/", calls),
    ("els", "/ik/", calls),
    ("els", "/ik/", sessions),
    ("els", "/intervisie/", sessions),
    ("victor", "/intervisie/", sessions),
    ("laila", "/beheer/partners/partner/", partners),
    ("laila", "/beheer/partners/site/", partners),
    ("laila", "/beheer/partners/agreement/", partners),
    ("laila", "/beheer/partners/partnercontact/", partners),
    ("laila", "/nakijken/partners/", partners),
    ("bruno", "/partners/", partners),
    ("bruno", "/overeenkomsten/", partners),
    ("anonymous", "/groepen/", groups),
    ("laila", "/beheer/contactgroups/contactgroup/", groups),
    ("victor", "/beurtrollen/", groups),
    ("els", "/mijn-groepen/", groups),
    ("laila", "/beheer/", doing),
    ("victor", "/dashboard/", doing),
    ("laila", "/wie-doet-wat/", doing),
    ("victor", "/vliegende-ploeg/", doing),
    ("laila", "/verzekeringen/", doing),
    ("bruno", "/verzekeringen/", doing),
    ("laila", "/vorming/", doing),
    ("els", "/vorming/", doing),
    ("els", "/ik/", doing),
    ("victor", "/tellingen/", doing),
    ("laila", "/beheer/", learning),
    ("laila", "/vorming/", learning),
    ("nora", "/vorming/voorstellen/", learning),
    ("laila", "/beheer/", helping),
    ("victor", "/dashboard/", helping),
    ("els", "/mijn-groepen/", helping),
    ("els", "/ik/", helping),
    ("laila", "/beheer/volunteers/training/", doing),
    ("bea", "/accounts/", accounts),
    ("laila", "/mensen/lijsten/", exports),
    ("laila", "/beheer/", alike),
    ("laila", "/mensen/binnenbrengen/", exports),
    ("laila", "/waarneming/", accounts),
    ("laila", "/beheer/brieven/", aanmeldingen),
]


@pytest.mark.parametrize(("label", "url", "make"), LISTS, ids=[f"{a} {b} {c.__name__}" for a, b, c in LISTS])
def test_list_takes_the_same_queries_with_3_and_30_rows(walker, label, url, make):
    counted = {}
    with walker.undone():
        for last, first in ((3, 0), (30, 3)):
            for number in range(first, last):
                make(walker.world, number)
            walker.ask(label, "GET", url)  # what is asked once in a process is not counted
            with CaptureQueriesContext(connection) as queries:
                answer = walker.ask(label, "GET", url)
            counted[last] = [q["sql"] for q in queries if not q["sql"].startswith(NOT_COUNTED)]
            assert answer.status == 200, answer.errors

    assert len(counted[30]) == len(counted[3]), "\n".join(more_often(counted[3], counted[30]))


def more_often(few, many):
    """Queries that the longer list asks more often, by their beginning."""
    short = [[sql.split(" WHERE ")[0][:200] for sql in one] for one in (few, many)]
    return [f"{short[1].count(s)} x {s}" for s in dict.fromkeys(short[1]) if short[1].count(s) > short[0].count(s)]
