"""Rows of partners, places, people at partners and agreements (P33-P35, P42-P45)."""

from typing import Any

from partners.models import Agreement, Organisation
from tests.house.access_row import A, B, C, P, Row, V
from tests.house.world import World, days, mandates

Pair = tuple[Any, Any]
DAY = {"on": "2026-03-07"}
TERMS = {"title": "Samenwerking", "services": ["talks"], "from_on": "2026-04-01", "amount_per_talk": "25"}
SITE = {"name": "Dienst Noord", "kind": "social_service"}
TEXTS = {
    "response_by": "10:00",
    "offers_from": "08:00",
    "offer_minutes": "60",
    "desk": "Onthaal",
    "bedside_visits": "on",
}
END = {"until_on": "2026-03-31"}


def partners(world: World) -> Pair:
    """The hospital of Nora and the municipality of Piet."""
    return tuple(site.partner for site in world.sites)


def sites(world: World) -> Pair:
    """The place of Nora and that of Piet."""
    return world.sites


def contacts(world: World) -> Pair:
    """Nora and Piet."""
    return world.contact("nora"), world.contact("piet")


def new_contacts(world: World) -> Pair:
    """Two contacts without an account."""
    from partners.models import PartnerContact

    return tuple(
        PartnerContact.objects.create(
            partner=site.partner, site=site, name="Nieuw Proef", email=f"nieuw{site.pk}@voorbeeld.be", from_on=days(-9)
        )
        for site in world.sites
    )


def drafts(world: World) -> Pair:
    """Agreements that nobody has sent."""
    return tuple(
        Agreement.objects.create(
            partner=site.partner, title="Ontwerp", services=["talks"], from_on=days(30), amount_per_talk=20,
            confirmed_at="2026-01-01T00:00Z",
        )
        for site in world.sites
    )  # type: ignore[return-value]  # fmt: skip


def sent(world: World) -> Pair:
    """Agreements that wait for approval and signatures."""
    Agreement.objects.filter(pk__in=[one.pk for one in drafts(world)]).update(sent_on=days(-5))
    return tuple(Agreement.objects.filter(sent_on=days(-5)).order_by("pk"))


def running(world: World) -> Pair:
    """Agreements in force."""
    return world.agreements


def first_partner(world: World) -> dict[str, Any]:
    """The row that the page shows."""
    return {"row": [partners(world)[0].pk, world.sites[0].pk]}


def kinds(*names: str) -> Any:
    """Kinds of rows that wait for a look."""
    return lambda world: names


def rows_to_check(world: World) -> Pair:
    """A partner and a place that nobody has looked at."""
    return {"kind": "partners", "pk": partners(world)[0].pk}, {"kind": "plaatsen", "pk": world.sites[1].pk}


PARTNERS = [
    Row(
        "inrichten/", get=C | A, post=C | A, before=lambda w: Organisation.objects.all().delete(),
        data={"name": "Koepel", "region": "Kempen", "phone": "014 11 22 33"},
    ),
    Row("organisatie/", get=C, post=C, data={"name": "Koepel", "region": "Kempen", "phone": "014 11 22 33"}),
    Row("nakijken/", get=C),
    Row("nakijken/<slug:kind>/", get=C, post=C, of=kinds("partners", "plaatsen"), data=first_partner),
    Row("nakijken/<slug:kind>/<int:pk>/", post=C, of=rows_to_check),
    Row("partners/", get=V | B),
    Row("partners/nieuw/", get=C, post=C, data={"name": "CAW Proef", "kind": "caw", "stage": "talks"}),
    Row("partners/<int:pk>/", get=V | B, of=partners),
    Row(
        "partners/<int:pk>/aanpassen/", get=C, post=C, of=partners,
        data={"name": "Andere naam", "kind": "hospital", "stage": "talks"},
    ),
    Row(
        "partners/<int:pk>/kant/", get=B, post=B, of=partners,
        data={"side": "offering", "decided_on": "2026-03-01", "decision": "verslag van 1 maart"},
    ),
    Row("partners/<int:pk>/plaats/", get=C, post=C, of=partners, data=SITE),
    Row(
        "partners/<int:pk>/contactpersoon/", get=C, post=C, of=partners,
        data={"name": "Nieuw", "from_on": "2026-03-07"},
    ),
    Row("partners/<int:pk>/overeenkomst/", get=C, post=C, of=partners, data=TERMS),
    Row("plaatsen/<int:pk>/aanpassen/", get=C, post=C, of=sites, data=SITE),
    Row("plaatsen/<int:pk>/teksten/", get=C, post=C, of=sites, data=TEXTS),
    Row("plaatsen/<int:pk>/open/", get=C, post=C, of=sites, data={"intake": "limited", "notice": "Bellen kan wel."}),
    Row("plaatsen/<int:pk>/adres/", get=C, post=C, of=sites),
    Row("plaatsen/<int:pk>/affiche/", get=C | frozenset({"@referrer", "@colleague"}), of=sites),
    Row("plaatsen/<int:pk>/kaartjes/", get=C | frozenset({"@referrer", "@colleague"}), of=sites),
    Row("contactpersonen/<int:pk>/aanpassen/", get=C, post=C, of=contacts, data={"name": "Nora", "phone": "014"}),
    Row("contactpersonen/<int:pk>/uitnodigen/", get=C, post=C, of=new_contacts, post_is=(200,), says="/welkom/"),
    Row("contactpersonen/<int:pk>/einde/", get=C, post=C, of=contacts, data=END),
    Row(
        "mandaten/nieuw/", get=C, post=C,
        data={"name": "Bert", "constituency": "gemeenten", "vote": "vote", "from_on": "2026-03-07"},
    ),
    Row("mandaten/<int:pk>/einde/", get=C, post=C, of=mandates, data=END),
    Row("overeenkomsten/", get=C | B),
    Row("overeenkomsten/<int:pk>/", get=B, of=running),
    Row("overeenkomsten/<int:pk>/aanpassen/", get=C, post=C, of=drafts, data=TERMS),
    Row("overeenkomsten/<int:pk>/vastleggen/", get=C, post=C, of=drafts, data=TERMS | {"sent_on": "2026-03-01"}),
    Row("overeenkomsten/<int:pk>/versturen/", get=C, post=C, of=drafts, data=DAY),
    Row("overeenkomsten/<int:pk>/goedkeuren/", get=B, post=B, of=sent, data=DAY),
    Row("overeenkomsten/<int:pk>/tekenen/", get=C | B, post=C | B, of=sent, data={"us_on": "2026-03-06"}),
    Row("overeenkomsten/<int:pk>/verlengen/", get=C | B, post=C | B, of=running, data={"until_on": "2028-12-31"}),
    Row("overeenkomsten/<int:pk>/opzeggen/", get=B, post=B, of=running, data={"ended_on": "2026-04-01"}),
    Row("mijn-organisatie/", get=P),
    Row("mijn-organisatie/gegevens/", get=P, post=P, data={"name": "Nieuwe naam", "phone": "014 22 33 44"}),
]  # fmt: skip
