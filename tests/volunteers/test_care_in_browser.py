"""The path of care as somebody new walks it: rest in two taps, a talk of three, a call, one tap from a letter; axe."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from oev.search import search_form
from partners.models import Partner
from partners.services import people
from tests.browser import SMALL, WCAG, note_troubles, press
from tests.cast import attend
from tests.volunteers.scene import at, day
from volunteers import services
from volunteers.kinds import Channel
from volunteers.links import sign_up_link
from volunteers.models import BridgeContact, CallTask, IntervisionSignUp, Rest, ReturnAgreement
from volunteers.spans import rebuild_spans
from volunteers.states import RestKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [360, 1280])


@pytest.fixture
def signed_in(cast, sign_in, live_server, new_context):
    """The page as this person sees it; the narrow one without JavaScript."""

    def opened(name, hat, address, width):
        context = new_context(viewport={"width": width, "height": 800}, java_script_enabled=width != 360)
        if hat:
            cookie = sign_in(cast.users[name], hat).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = note_troubles(context.new_page())
        page.goto(live_server.url + address)
        return page

    return opened


def is_well(page, width):
    """Nothing runs out of the screen, nothing is too small for a thumb, the console is silent, axe finds nothing."""
    page.wait_for_load_state("load")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(SMALL) == []
    assert page.troubles == []
    if width != 360:
        assert [one["id"] for one in Axe().run(page, options=WCAG).response["violations"]] == []


@WIDTHS
def test_rest_is_two_taps_and_then_a_kind_question(signed_in, cast, width):
    page = signed_in("els", "volunteer", "/ik/even-niet/", width)
    press(page.get_by_text("Het gaat even moeilijker"))
    press(page.get_by_role("button", name="Bevestig"))
    rest = Rest.objects.get(volunteer=cast.volunteers["els"])
    assert rest.kind == RestKind.SLEEP
    is_well(page, width)
    press(page.get_by_text("Liever niet nu"))
    press(page.get_by_text("Nu niet", exact=True))
    press(page.get_by_role("button", name="Bewaar"))
    rest.refresh_from_db()
    assert (rest.may_call, rest.wants_invitations) == ("not_now", False)
    is_well(page, width)


@WIDTHS
def test_hesitation_leads_over_a_talk_of_three_to_the_return(signed_in, cast, who, clock, width):
    bart = cast.volunteers["bart"]
    services.put_to_rest(by=who("bart"), volunteer=bart, kind=RestKind.SLEEP, from_on=day("2026-02-01"))
    attend(bart, day("2026-03-03"))
    rebuild_spans(bart.pk)
    services.record_contact(by=who("laila"), volunteer=bart, on=day("2026-03-05"), channel=Channel.PHONE)
    page = signed_in("victor", "representative", "/dashboard/", width)
    press(page.get_by_role("link", name="Bekijk, Bart Proef").or_(page.get_by_role("link", name="Bekijk").first).first)
    is_well(page, width)
    press(page.get_by_role("button", name="Ik wil eerst nog praten"))
    press(page.get_by_role("link", name="Plan het gesprek"))
    is_well(page, width)
    page.get_by_label("Dag").fill("2026-03-07")
    page.get_by_label("Uur").fill("10:00")
    page.get_by_label("Plaats").fill("Turnhout")
    press(page.get_by_role("button", name="Spreek af"))
    mine = signed_in("bart", "volunteer", "/ik/", width)
    assert mine.get_by_text("Gesprek met drie:").is_visible()
    is_well(mine, width)
    clock.move_to(at("2026-03-07 11:00"))
    page = signed_in("laila", "coordinator", "/beheer/", width)
    press(page.get_by_role("link", name="Noteer").first)
    is_well(page, width)
    press(page.get_by_role("button", name="We starten terug"))
    assert ReturnAgreement.objects.get().on_day == dt.date(2026, 3, 7)
    press(page.get_by_role("button", name="Weer oproepbaar maken"))
    assert Rest.objects.get(volunteer=bart).until_on == dt.date(2026, 3, 7)


@WIDTHS
def test_a_call_is_asked_without_a_word_and_followed_up(signed_in, width):
    page = signed_in("els", "volunteer", "/ik/", width)
    press(page.get_by_role("link", name="Ik wil even praten"))
    is_well(page, width)
    press(page.get_by_role("button", name="Ja, liefst vandaag"))
    assert page.get_by_text("De vertegenwoordiger belt je vandaag.").is_visible()
    page = signed_in("victor", "representative", "/dashboard/", width)
    is_well(page, width)
    assert page.get_by_role("link", name="Bel, Els Proef").or_(page.get_by_role("link", name="Bel").first).count()
    press(page.get_by_role("button", name="Opgevolgd"))
    assert CallTask.objects.get().done_on == dt.date(2026, 3, 7)


@WIDTHS
def test_one_tap_from_a_letter_needs_no_sign_in(signed_in, cast, who, width):
    session = services.plan_session(by=who("laila"), starts_at=at("2026-03-24 19:30"), place="Geel")
    link = sign_up_link(session.pk, cast.volunteers["els"].pk)
    page = signed_in("els", "", "/" + link.split("/", 3)[3], width)
    is_well(page, width)
    press(page.get_by_role("button", name="Ja", exact=True))
    assert page.get_by_text("Genoteerd: je komt.").is_visible()
    is_well(page, width)
    assert IntervisionSignUp.objects.get().answer == "yes"


@WIDTHS
def test_contact_with_a_self_help_group_is_three_fields(signed_in, width):
    Partner.objects.create(name="Praatgroep Noord", kind="self_help", search_name=search_form("Praatgroep Noord"))
    page = signed_in("victor", "representative", "/dashboard/", width)
    press(page.get_by_role("link", name="Contact met zelfhulp"))
    is_well(page, width)
    page.get_by_label("Welke groep?").select_option(label="Praatgroep Noord")
    press(page.get_by_text("Kennismaken"))
    press(page.get_by_role("button", name="Noteer"))
    assert BridgeContact.objects.get().on_day == dt.date(2026, 3, 7)
    is_well(page, width)
    press(page.get_by_role("button", name="Ongedaan maken"))
    assert BridgeContact.objects.get().withdrawn_at is not None


@WIDTHS
def test_whoever_rests_reads_whom_to_ring_and_where_groups_are(signed_in, cast, who, width):
    people.add_contact(
        by=who("laila"), partner=cast.partners["Herselt"], name="Gerda Steun", function="begeleider",
        phone="014 11 22 33", from_on=day("2026-03-01"), offers_guidance=True,
    )  # fmt: skip
    els = cast.volunteers["els"]
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=day("2026-03-07"))
    page = signed_in("els", "volunteer", "/ik/wie-belt/", width)
    assert page.get_by_role("link", name="Gerda Steun").get_attribute("href").startswith("tel:")
    is_well(page, width)
    press(page.get_by_role("link", name="Kijk welke groepen er zijn"))
    assert page.url.endswith("/groepen/")
