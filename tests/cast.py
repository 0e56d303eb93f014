"""The fixed cast: invented people in every hat, around Saturday 7 March 2026.

Laila coordinates, Victor is vertegenwoordiger, Bea runs the system, Bruno sits on the bestuur, Nora is a nurse at
Ziekenhuis Turnhout, Piet works at the social service of Herselt. Els, Jan, Mia and Tom are the volunteers of A08; Rita,
Bart, Carla and Lien those of A01–A06. Dora is a second coordinator, Wim a second vertegenwoordiger in waiting, Ines a
deactivated coordinator, Stan stands in for nobody yet.
"""

import datetime as dt
from dataclasses import dataclass, field

from oev.accounts.models import Office, User
from oev.search import search_form
from partners.models import BoardMandate, Municipality, Organisation, Partner, PartnerContact, Site
from volunteers.kinds import ExperienceKind, Role
from volunteers.models import Engagement, InsurancePolicy, RoleHolding, SiteAccess, Volunteer

LONG_AGO = dt.date(2024, 6, 1)


@dataclass
class Cast:
    """People and places by name."""

    users: dict[str, User] = field(default_factory=dict)
    volunteers: dict[str, Volunteer] = field(default_factory=dict)
    contacts: dict[str, PartnerContact] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    towns: dict[str, Municipality] = field(default_factory=dict)

    def __getattr__(self, name: str):
        for group in (self.users, self.volunteers, self.contacts):
            if name in group:
                return group[name]
        raise AttributeError(name)


def user(cast: Cast, name: str, *, active: bool = True) -> User:
    made = User.objects.create(
        email=f"{name.lower()}@voorbeeld.be", name=f"{name} Proef", is_active=active, password="!"
    )
    cast.users[name.lower()] = made
    return made


def town(cast: Cast, name: str, postcode: str, latitude: float, longitude: float) -> Municipality:
    cast.towns[name] = Municipality.objects.create(
        name=name, postcode=postcode, latitude=latitude, longitude=longitude, search_name=search_form(name)
    )
    return cast.towns[name]


def volunteer(
    cast: Cast, name: str, *, experience: str = ExperienceKind.OWN, town: str = "Turnhout", account: bool = True, **more
) -> Volunteer:
    """An ED with the role 'talks', active since 1 June 2024, at intervisies on 20 May and 9 December 2025."""
    from volunteers.spans import rebuild_spans

    made = Volunteer.objects.create(
        first_name=name,
        last_name="Proef",
        user=user(cast, name) if account else None,
        email=f"{name.lower()}@voorbeeld.be",
        phone="0470 00 00 00",
        experience_kind=experience,
        municipality=cast.towns[town],
        languages=["Nederlands"],
        search_name=search_form(f"{name} Proef"),
        **more,
    )
    Engagement.objects.create(volunteer=made, candidate_on=LONG_AGO, activated_on=LONG_AGO)
    RoleHolding.objects.create(volunteer=made, role=Role.TALKS, from_on=LONG_AGO)
    attend(made, dt.date(2025, 5, 20))
    attend(made, dt.date(2025, 12, 9))
    rebuild_spans(made.pk)
    cast.volunteers[name.lower()] = made
    return made


def attend(who: Volunteer, day: dt.date, *, presence: str = "attended", counts: bool = True) -> None:
    """Write down that somebody was at an intervisie on a day (the session is made when there is none)."""
    from oev import clock
    from volunteers.models import IntervisionAttendance, IntervisionSession

    session, _ = IntervisionSession.objects.get_or_create(
        starts_at=clock.local(day, dt.time(19, 30)), defaults={"place": "Turnhout", "closed_at": clock.start_of(day)}
    )
    IntervisionAttendance.objects.create(session=session, volunteer=who, day=day, presence=presence, counts=counts)


def build_cast() -> Cast:
    """Everybody; the clock must be frozen first."""
    cast = Cast()
    Organisation.objects.create(name="Voorbeeldkoepel", region="Kempen", phone="014 00 00 00", email="info@oev.example")
    for args in (
        ("Turnhout", "2300", 51.32, 4.94),
        ("Herselt", "2230", 51.05, 4.88),
        ("Geel", "2440", 51.16, 4.99),
        ("Mol", "2400", 51.19, 5.12),
        ("Olen", "2250", 51.14, 4.86),
    ):
        town(cast, *args)
    for name, kind in (
        ("Laila", "coordinator"),
        ("Dora", "coordinator"),
        ("Victor", "representative"),
        ("Bea", "admin"),
    ):
        Office.objects.create(user=user(cast, name), kind=kind, from_on=LONG_AGO)
    Office.objects.create(user=user(cast, "Ines", active=False), kind="coordinator", from_on=LONG_AGO)
    user(cast, "Stan")
    _partners(cast)
    InsurancePolicy.objects.create(
        name="Polis A", roles=["talks", "organiser", "leader"], from_on=LONG_AGO, until_on=dt.date(2026, 12, 31)
    )
    for name in ("Els", "Jan", "Mia", "Tom", "Rita", "Bart", "Carla", "Lien"):
        volunteer(cast, name, experience=ExperienceKind.CONTEXT if name == "Mia" else ExperienceKind.OWN)
    for name in ("els", "jan", "mia"):
        SiteAccess.objects.create(
            volunteer=cast.volunteers[name],
            site=cast.sites["Turnhout"],
            display_name=name.capitalize(),
            agreed_on=LONG_AGO,
        )
    return cast


def _partners(cast: Cast) -> None:
    for name, kind, place, site_kind in (
        ("Ziekenhuisnetwerk", "hospital", "Turnhout", "hospital"),
        ("Gemeente Herselt", "municipality", "Herselt", "social_service"),
    ):
        partner = Partner.objects.create(name=name, kind=kind, search_name=search_form(name))
        site_name = f"Ziekenhuis {place}" if site_kind == "hospital" else f"Sociale dienst {place}"
        cast.partners[place] = partner
        cast.sites[place] = Site.objects.create(
            partner=partner,
            name=site_name,
            kind=site_kind,
            municipality=cast.towns[place],
            bedside_visits=site_kind == "hospital",
            search_name=search_form(site_name),
        )
    for name, place in (("Nora", "Turnhout"), ("Noor", "Turnhout"), ("Piet", "Herselt")):
        cast.contacts[f"{name.lower()}_contact"] = PartnerContact.objects.create(
            partner=cast.partners[place],
            site=cast.sites[place],
            name=f"{name} Proef",
            email=f"{name.lower()}@voorbeeld.be",
            user=user(cast, name),
            from_on=LONG_AGO,
        )
    BoardMandate.objects.create(
        name="Bruno Proef", user=user(cast, "Bruno"), constituency="ziekenhuizen", from_on=LONG_AGO
    )
