"""The accounts of the demo: one invented person for each hat, and open letters."""

from datetime import timedelta

from oev.accounts.models import Office, OfficeKind, User
from oev.demo_people import DOMAIN
from oev.demo_world import DemoWorld
from oev.outbox.catalogue import CATALOGUE
from oev.outbox.models import LetterSwitch


def make_user(world: DemoWorld, name: str) -> User:
    """An account without a password; the demo's sign-in page is its door."""
    first = name.split(" ", maxsplit=1)[0]
    user = User(email=f"{first.lower()}@{DOMAIN}", name=name)
    user.set_unusable_password()
    user.save()
    world.made.setdefault("users", {})[first] = user
    return user


def load(world: DemoWorld) -> None:
    """Coordinator, vertegenwoordiger and beheerder; every kind of letter leaves, into the demo's folder."""
    begin = world.day - timedelta(days=900)
    for name, kind in (
        ("Laila Wouters", OfficeKind.COORDINATOR),
        ("Victor Aerts", OfficeKind.REPRESENTATIVE),
        ("Bea Cools", OfficeKind.ADMIN),
    ):
        Office.objects.create(user=make_user(world, name), kind=kind, from_on=begin)
    LetterSwitch.objects.bulk_create([LetterSwitch(code=code, is_open=True) for code in sorted(CATALOGUE)])
    world.said.append("3 functies, en alle brieven staan open")
