"""Each list takes the same number of queries with 3 and with 30 rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from oev.accounts.models import User
from partners.models import Agreement, Partner, PartnerContact, Site
from tests.cast import attend, volunteer
from tests.contactgroups.scene import group, meeting, role
from tests.house.world import days, open_offer, rest
from tests.referrals.chain import by_phone
from volunteers.models import CallTask, IntervisionSession

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


def sessions(world, number):
    IntervisionSession.objects.create(starts_at=f"2026-04-{number % 27 + 1:02d}T18:00Z", place=f"Zaal {number}")


def accounts(world, number):
    User.objects.create(email=f"iemand{number}@voorbeeld.be", name=f"Iemand {number}", password="!")


LISTS = [
    ("victor", "/mensen/", people),
    ("laila", "/beheer/volunteers/volunteer/", people),
    ("victor", "/dashboard/", people),
    ("victor", "/mensen/bellen/", people),
    ("laila", "/beheer/", people),
    ("laila", "/beheer/", aanmeldingen),
    ("laila", "/beheer/", groups),
    ("laila", "/beheer/referrals/referral/", aanmeldingen),
    ("nora", "/mijn-aanmeldingen/", aanmeldingen),
    ("els", "/gesprekken/", aanmeldingen),
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
    ("bea", "/accounts/", accounts),
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
