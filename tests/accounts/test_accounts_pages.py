"""The beheerder's pages."""

from oev.accounts.models import Invitation, Office


def test_beheerder_invites_and_reads_the_address_once(cast, sign_in):
    client = sign_in(cast.users["bea"], "admin")
    data = {"email": "nieuw@voorbeeld.be", "name": "Nieuw", "office": "coordinator"}
    page = client.post("/accounts/uitnodigen/", data).content.decode()
    assert "/welkom/" in page
    assert Invitation.objects.get().email == "nieuw@voorbeeld.be"
    assert Office.objects.filter(user__email="nieuw@voorbeeld.be", kind="coordinator").exists()


def test_invitation_with_bad_address_keeps_what_was_typed(cast, sign_in):
    page = sign_in(cast.users["bea"], "admin").post("/accounts/uitnodigen/", {"email": "geen", "name": "Nieuw"})
    text = page.content.decode()
    assert 'value="geen"' in text
    assert 'value="Nieuw"' in text
    assert "<title>Fout: " in text


def test_beheerder_sees_accounts_in_a_constant_number_of_queries(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.users["bea"], "admin")
    client.get("/accounts/")
    with django_assert_max_num_queries(8):
        page = client.get("/accounts/").content.decode()
    assert "laila@voorbeeld.be" in page
