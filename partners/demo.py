"""The demo's professionals and bestuursleden, at the partners of the reference data; no real person among them."""

from datetime import timedelta

from oev.accounts.demo import make_user
from oev.demo_world import DemoWorld
from oev.registry import registry
from partners.models import Agreement, BoardMandate, Municipality, PartnerContact, Site
from partners.states import SiteKind

OTHERS = (
    "Ann Verbeeck", "Wim Daems", "Hilde Nuyts", "Koen Raeymaekers", "Sofie Lenaerts", "Bert Claessen", "Greet Adams",
    "Stef Boonen", "Katrien Mols", "Jef Driesen",
)  # fmt: skip


def load(world: DemoWorld) -> None:
    """A contact at each hospital and social service, some with an account, a bestuur of five, signed agreements."""
    if not Municipality.objects.exists():
        for _, loader in sorted(registry.reference_loaders, key=lambda pair: pair[0]):
            loader()
    begin = world.day - timedelta(days=800)
    sites = list(Site.objects.select_related("partner").order_by("pk"))
    hospitals = [site for site in sites if site.kind == SiteKind.HOSPITAL]
    services = [site for site in sites if site.kind == SiteKind.SOCIAL_SERVICE]
    accounts = {hospitals[0].pk: "Nora Smets", services[0].pk: "Piet Vos"}
    contacts = []
    for place, site in enumerate([*hospitals, *services]):
        name = accounts.get(site.pk) or OTHERS[place % len(OTHERS)]
        user = make_user(world, name) if site.pk in accounts else None
        contacts.append(
            PartnerContact(
                partner=site.partner,
                site=site,
                name=name,
                from_on=begin,
                user=user,
                phone=f"014 00 00 {place:02d}",
                email=user.email if user else f"{name.split(' ')[0].lower()}.{site.pk}@voorbeeld.be",
            )
        )
    world.made["contacts"] = PartnerContact.objects.bulk_create(contacts)
    world.made["hospitals"], world.made["services"] = hospitals, services
    _bestuur(world, hospitals)
    _agreements(world, hospitals, services)
    world.said.append(f"{len(contacts)} contactpersonen bij {len(hospitals)} ziekenhuizen en {len(services)} diensten")


def _bestuur(world: DemoWorld, hospitals: list[Site]) -> None:
    begin = world.day - timedelta(days=1200)
    bruno = make_user(world, "Bruno Maes")
    BoardMandate.objects.bulk_create(
        [
            BoardMandate(name="Bruno Maes", user=bruno, constituency="ziekenhuizen", function="voorzitter",
                         partner=hospitals[0].partner, from_on=begin),
            BoardMandate(name="Mieke Hermans", constituency="huisartsen", from_on=begin),
            BoardMandate(name="Luc Janssens", constituency="CAW", from_on=begin),
            BoardMandate(name="Rosa Peeters", constituency="zelfhulpgroepen", from_on=begin),
        ]
    )  # fmt: skip


def _agreements(world: DemoWorld, hospitals: list[Site], services: list[Site]) -> None:
    """Signed, one that ends soon, one that ended, and one that waits for approval; what was loaded is dated."""
    loaded = {agreement.partner_id: agreement for agreement in Agreement.objects.order_by("-pk")}
    taken: set[int] = set()
    for place, site in enumerate([hospitals[0], *services]):
        if site.partner_id in taken:
            continue
        taken.add(site.partner_id)
        begin = world.day - timedelta(days=1000 - 20 * place)
        ends = {1: world.day + timedelta(days=39), 2: world.day - timedelta(days=20)}
        waits = place == 3
        agreement = loaded.get(site.partner_id) or Agreement(
            partner=site.partner, title=f"Samenwerking met {site.partner.name}"
        )
        agreement.services = ["talks", "groups"]
        agreement.sent_on = begin - timedelta(days=40)
        agreement.signed_by_us_on = None if waits else begin
        agreement.signed_by_partner_on = None if waits else begin + timedelta(days=9)
        agreement.from_on = begin
        agreement.until_on = ends.get(place, world.day + timedelta(days=700))
        agreement.save()
