"""Who may open which address: one row for each route of the application (issue: access).

The rows of the house and of the web admin stand here; each app's rows in a table of its own. A route without a row
fails `test_access.py` by name.
"""

from django.contrib.admin import site
from django.db.models import Model

from oev.accounts.models import Office
from oev.accounts.services import invite_person
from oev.admin import ReferenceAdmin
from oev.outbox.models import Outgoing
from tests.house.access_care import CARE
from tests.house.access_cover import COVER
from tests.house.access_groups import GROUPS
from tests.house.access_intake import INTAKE
from tests.house.access_partners import PARTNERS
from tests.house.access_referrals import REFERRALS
from tests.house.access_row import EVERYBODY, SIGNED_IN, A, B, C, Row, V
from tests.house.access_volunteers import VOLUNTEERS
from tests.house.world import World, user_named


def offices(world: World) -> tuple[Office, Office]:
    """Offices that can end: of the second coordinator and of the vertegenwoordiger."""
    return Office.objects.get(user=world.cast.users["dora"]), Office.objects.get(user=world.cast.users["victor"])


def invitations(world: World) -> tuple[str, str]:
    """Two addresses that still work."""
    return tuple(invite_person(by=None, email=f"{name}@voorbeeld.be")[1] for name in ("els", "stan"))


def stuck(world: World) -> tuple[Outgoing, Outgoing]:
    """Two letters that did not leave."""
    return tuple(
        Outgoing.objects.create(key=f"offer:{n}", code="offer_made", fact_id=n, state="stuck", attempts=5)
        for n in (1, 2)
    )


HOUSE = [
    Row("", public=True, get=EVERYBODY, get_is=(200, 302)),
    Row("thuis/", get=SIGNED_IN, get_is=(302,)),
    Row("privacy/", public=True, get=EVERYBODY),
    Row("bewaartermijnen/", get=C | A | B),
    Row("huisstijl/", public=True, closed=True),
    Row("health/live", public=True, get=EVERYBODY),
    Row("health/ready", public=True, get=EVERYBODY),
    Row("hoedanigheid/", post=SIGNED_IN, writes=False),
    Row("tweede-stap/", get=SIGNED_IN),
    Row("welkom/<str:token>/", public=True, get=EVERYBODY, post=EVERYBODY, of=invitations, missing=410),
    Row("demo-aanmelden/", public=True, closed=True),
    Row("accounts/", get=A),
    Row(
        "accounts/uitnodigen/", get=A, post=A, post_is=(200,), says="/welkom/",
        data={"email": "nieuw@voorbeeld.be", "name": "Nieuw", "office": "coordinator"},
    ),
    Row(
        "accounts/<int:pk>/", get=A, post=A, of=lambda w: (user_named(w, "els"), user_named(w, "stan")),
        data={"kind": "coordinator", "from_on": "2026-03-07"},
    ),
    Row("accounts/<int:pk>/toegang/", post=A, of=lambda w: (user_named(w, "els"), user_named(w, "ines"))),
    Row("accounts/functies/<int:pk>/einde/", post=A, of=offices),
    Row("beheer/brieven/", get=C),
    Row("beheer/brieven/<slug:code>/", get=C, of=lambda w: ("referral_received", "referral_question")),
    Row(
        "beheer/brieven/<slug:code>/schakelaar/", post=C, data={"action": "open"},
        of=lambda w: ("referral_received", "referral_question"),
    ),
    Row("beheer/brieven/opnieuw/<int:pk>/", post=C, of=stuck),
]  # fmt: skip

FIGURES = [
    Row("cijfers/", get=C | V | B, get_is=(302,)),
    Row("cijfers/<int:year>/", get=C | V | B, of=lambda w: ({"year": 2026}, {"year": 2025})),
    Row(
        "cijfers/<int:year>/<slug:form>/", get=C | V | B,
        of=lambda w: ({"year": 2026, "form": "xlsx"}, {"year": 2025, "form": "csv"}),
    ),
]  # fmt: skip

ADMIN = [
    Row("beheer/", get=C),
    Row("beheer/login/", public=True, get=EVERYBODY, post=EVERYBODY, get_is=(302,), writes=False, to_sign_in=True),
    Row("beheer/logout/", post=C, post_is=(200, 302), writes=False),
    Row("beheer/jsi18n/", get=C),
    Row("beheer/autocomplete/", get=C, get_is=(403,)),
    Row("beheer/bestaat-niet/", closed=True),
    *(Row(f"beheer/{name}/", get=C) for name in ("partners", "volunteers", "contactgroups", "referrals")),
]


def window(model: type[Model], pk: int) -> list[Row]:
    """The addresses that the web admin gives a model: a look, no making, no deleting, no history of Django's."""
    path = f"beheer/{model._meta.app_label}/{model._meta.model_name}/"
    keeps = isinstance(site._registry[model], ReferenceAdmin)
    return [
        Row(path, get=C),
        Row(f"{path}add/", get=C, get_is=(200,) if keeps else (403,)),
        Row(f"{path}{pk}/", get=C, get_is=(302,)),
        Row(f"{path}{pk}/change/", get=C),
        Row(f"{path}{pk}/delete/", get=C, get_is=(403,)),
        Row(f"{path}{pk}/history/", closed=True),
        Row(f"{path}987654321/change/", get=C, get_is=(302, 404)),
    ]


TABLE: dict[str, Row] = {
    row.path: row for row in [*HOUSE, *COVER, *PARTNERS, *VOLUNTEERS, *CARE, *INTAKE, *GROUPS, *REFERRALS, *FIGURES]
}
