"""Texts of the house: by version, printed, signed in the own account, and who still has to sign (P48, Q39, R052)."""

import pytest

from oev.errors import Refused
from tests.volunteers.ready import make_ready, papers
from tests.volunteers.scene import day
from volunteers import services
from volunteers.forms.documents import DocumentForm
from volunteers.kinds import DocumentKind, SignedHow
from volunteers.models import Document, DocumentSignature, Volunteer
from volunteers.pages.documents import unsigned
from volunteers.reference_documents import load_documents
from volunteers.work.intake import my_newcomers, my_papers
from volunteers.work.intake import papers as papers_to_do

TODAY = day("2026-03-07")


@pytest.fixture
def texts(cast):
    return papers()


def sign(person, text, how="paper"):
    return DocumentSignature.objects.create(volunteer=person, document=text, on_day=TODAY, how=how)


def names(found):
    return sorted(found.values_list("first_name", flat=True))


class TestReference:
    """A proposal of each text to begin with; what the house wrote is never touched (Q53)."""

    def test_each_kind_gets_a_text_that_waits_to_be_confirmed(self, cast, who):
        assert load_documents() == ["6 teksten van het huis nieuw."]
        assert set(Document.objects.values_list("kind", flat=True)) == set(DocumentKind)
        assert [row.title for row in papers_to_do(who("laila"), TODAY).rows] == [
            "Kijk de teksten van het huis na", "Nog te tekenen",
        ]  # fmt: skip

    def test_five_points_of_the_law_are_there(self, cast):
        load_documents()
        text = Document.objects.get(kind=DocumentKind.INFORMATION).body
        assert all(f"\n{number}. " in text for number in range(1, 6))
        assert "458" in text

    def test_loading_again_changes_nothing(self, cast, who):
        load_documents()
        Document.objects.filter(kind=DocumentKind.CHARTER).update(body="Ons charter.", version="1")
        assert load_documents() == ["0 teksten van het huis nieuw."]
        assert Document.objects.get(kind=DocumentKind.CHARTER).body == "Ons charter."

    def test_confirmed_text_leaves_the_first_page(self, cast, who):
        load_documents()
        for text in Document.objects.all():
            text.version = "1"
            services.save_document(by=who("laila"), document=text)
        assert [row.title for row in papers_to_do(who("laila"), TODAY).rows] == ["Nog te tekenen"]


class TestVersions:
    """What somebody signed stays as it was signed."""

    def form(self, text, **changed):
        data = {name: getattr(text, name) for name in ("kind", "title", "version", "from_on", "body")} | changed
        return DocumentForm(data, instance=text)

    def test_text_that_nobody_signed_can_be_written_anew(self, texts):
        assert self.form(texts["agreement"], body="Nieuw.").is_valid()

    def test_signed_text_asks_for_a_new_version(self, texts, cast):
        sign(cast.volunteers["els"], texts["agreement"])
        form = self.form(texts["agreement"], body="Nieuw.")
        assert not form.is_valid()
        assert form.errors["version"] == ["Deze versie is al getekend. Maak een nieuwe versie."]
        assert self.form(texts["agreement"], from_on="2026-01-01").is_valid()

    def test_coordinator_saves_in_the_admin(self, cast, sign_in):
        client = sign_in(cast.laila, "coordinator")
        data = {"kind": "guide", "title": "Leidraad", "version": "2", "from_on": "2026-03-01", "body": "Luister."}
        assert client.post("/beheer/volunteers/document/add/", data).status_code == 302
        assert Document.objects.get().body == "Luister."


class TestPages:
    """Read, sign, print, and see who signed."""

    def test_volunteer_reads_and_signs(self, cast, texts, sign_in):
        client, text = sign_in(cast.users["els"], "volunteer"), texts["consent"]
        page = client.get(f"/documenten/{text.pk}/").content.decode()
        assert "Ik las dit en ga akkoord" in page
        client.post(f"/documenten/{text.pk}/tekenen/")
        signed = DocumentSignature.objects.get()
        assert (signed.volunteer, signed.how) == (cast.volunteers["els"], SignedHow.ACCOUNT)
        page = client.get(f"/documenten/{text.pk}/").content.decode()
        assert "Ik las dit en ga akkoord" not in page
        assert "Ik trek mijn ja in" in page

    def test_yes_that_is_taken_back_comes_back_on_the_list_of_the_coordinator(self, cast, texts, sign_in):
        els = cast.volunteers["els"]
        sign(els, texts["agreement"])
        signed = sign(els, texts["consent"], "account")
        assert "Els" not in names(unsigned(Volunteer.objects.all(), TODAY))
        sign_in(cast.users["els"], "volunteer").post(f"/handtekeningen/{signed.pk}/weg/")
        assert "Els" in names(unsigned(Volunteer.objects.all(), TODAY))

    def test_text_to_read_is_for_whoever_works_with_us_and_is_not_signed(self, cast, texts, sign_in, who):
        """R102, R112: who does what, for both sides; the other texts stay of the house."""
        text, els = texts["reading"], cast.volunteers["els"]
        for name, hat in (
            ("els", "volunteer"),
            ("nora", "professional"),
            ("bruno", "board"),
            ("victor", "representative"),
        ):
            client = sign_in(cast.users[name], hat)
            assert f'href="/documenten/{text.pk}/"' in client.get("/documenten/").content.decode(), name
            assert client.get("/documenten/").content.decode().count(f'href="/documenten/{text.pk}/"') == 1
            page = client.get(f"/documenten/{text.pk}/").content.decode()
            assert ("Tekst." in page, "Handtekening" in page, "akkoord" in page, "Wie tekende" in page) == (
                True, False, False, False,
            ), name  # fmt: skip
        assert sign_in(cast.users["nora"], "professional").get(f"/documenten/{texts['guide'].pk}/").status_code == 404
        with pytest.raises(Refused, match="om te lezen"):
            services.sign_document(by=who("els"), volunteer=els, document=text, how=SignedHow.ACCOUNT)
        page = sign_in(cast.laila, "coordinator").get(f"/beheer/volunteers/volunteer/{els.pk}/change/").content.decode()
        assert f"/documenten/{text.pk}/" not in page

    def test_signers_show_the_version(self, cast, texts, sign_in):
        sign(cast.volunteers["els"], texts["agreement"])
        newer = papers("2", TODAY)["agreement"]
        page = sign_in(cast.laila, "coordinator").get(f"/documenten/{newer.pk}/wie/").content.decode()
        assert "Els Proef" in page
        assert "andere versie" in page

    def test_leidraad_given_on_a_day_stands_on_the_page_of_a_person(self, cast, texts, sign_in):
        els, client = cast.volunteers["els"], sign_in(cast.laila, "coordinator")
        client.post(f"/mensen/{els.pk}/tekenen/", {"document": texts["guide"].pk, "how": "by_hand"})
        page = client.get(f"/beheer/volunteers/volunteer/{els.pk}/change/").content.decode()
        assert "Gegeven op 7 maart 2026, met de hand genoteerd" in page

    def test_own_data_holds_papers_and_points(self, cast, who, texts, sign_in):
        sam = services.add_volunteer(
            by=who("laila"), first_name="Sam", kind="ed", experience_kind="own", candidate_on=TODAY, phone="0470",
            user=cast.stan, heard_of="group",
        )  # fmt: skip
        make_ready(sam)
        page = sign_in(cast.stan, "volunteer").get("/ik/gegevens/").content.decode()
        for words in ("Wat je tekende of kreeg", "Kiezen hoe anderen je naam lezen", "op een contactgroep"):
            assert words in page


class TestStillToSign:
    """Whoever was here before the texts is asked by and by (Q39)."""

    def test_everybody_who_is_here_and_signed_not_all(self, cast, texts, who):
        for name in ("els", "jan"):
            sign(cast.volunteers[name], texts["agreement"])
        sign(cast.volunteers["els"], texts["consent"])
        services.stop_engagement(by=who("tom"), volunteer=cast.volunteers["tom"], on=TODAY)
        assert names(unsigned(Volunteer.objects.all(), TODAY)) == ["Bart", "Carla", "Jan", "Lien", "Mia", "Rita"]

    def test_older_version_is_enough_to_leave_the_list(self, cast, texts):
        for kind in ("agreement", "consent"):
            sign(cast.volunteers["els"], texts[kind])
        papers("2", TODAY)
        assert "Els" not in names(unsigned(Volunteer.objects.all(), TODAY))

    def test_own_page_offers_what_i_can_sign_myself(self, cast, texts, who):
        assert [row.title for row in my_papers(who("els"), TODAY).rows] == ["Afsprakennota", "Wat we van je bewaren"]
        sign(cast.volunteers["els"], texts["consent"])
        assert [row.title for row in my_papers(who("els"), TODAY).rows] == ["Afsprakennota"]


class TestCompanion:
    """Who walks along reads a name for peers and nothing more (P01, R083)."""

    def test_companion_reads_the_name_that_the_newcomer_chose(self, cast, who, sign_in):
        sam = services.add_volunteer(
            by=who("laila"), first_name="Sam", last_name="Geheim", alias="Zon", kind="ed", experience_kind="own",
            candidate_on=TODAY, phone="0470 99 88 77", user=cast.stan, name_for_peers="alias",
        )  # fmt: skip
        make_ready(sam)
        services.activate_volunteer(
            by=who("laila"), volunteer=sam, on=TODAY, first_role="talks", companion=cast.volunteers["els"]
        )
        assert [row.title for row in my_newcomers(who("els"), TODAY).rows] == ["Zon"]
        page = sign_in(cast.users["els"], "volunteer").get("/ik/").content.decode()
        assert "Zon" in page
        assert not any(words in page for words in ("Geheim", "0470 99 88 77"))
        assert "Els loopt de eerste maanden met je mee." in sign_in(cast.stan, "volunteer").get("/ik/").content.decode()
        assert my_newcomers(who("jan"), TODAY).rows == []

    def test_half_a_year_later_nobody_is_new(self, cast, who, clock):
        Volunteer.objects.filter(pk=cast.volunteers["jan"].pk).update(companion=cast.volunteers["els"])
        assert my_newcomers(who("els"), TODAY).rows == []
