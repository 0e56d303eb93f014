"""A trekker proposes somebody of the own group; C or V ask, the person says yes (P19, R087, R096, Q45)."""

import pytest
from django.core import mail
from django.urls import reverse

from contactgroups import services
from contactgroups.models import GroupRole, GroupRoleRequest
from contactgroups.work_helping import my_role_questions, proposed_roles
from oev.errors import Refused
from oev.outbox.catalogue import TELLINGS
from oev.outbox.services import deliver_due
from tests.contactgroups.scene import day, group, role
from tests.volunteers.scene import letters, open_letters
from tests.words import NEVER, TELLING, found
from volunteers.services import put_to_rest
from volunteers.states import RestKind

TODAY = day("2026-03-07")


@pytest.fixture
def olen(cast):
    made = group(cast)
    role(made, cast.volunteers["rita"], "organiser")
    role(made, cast.volunteers["els"], "reader")
    return made


@pytest.fixture
def who(cast, actor_of):
    hats = {"laila": "coordinator", "victor": "representative", "nora": "professional", "bruno": "board"}
    return lambda name: actor_of(cast.users[name], hats.get(name, "volunteer"))


@pytest.fixture
def asked(cast, olen, who):
    els = cast.volunteers["els"]
    return services.propose_group_role(by=who("rita"), group=olen, volunteer_id=els.pk, kind="leader")


def waiting(actor):
    return [(row.title, row.line) for row in proposed_roles(actor, TODAY).rows]


def questions(actor):
    return [(row.title, row.line) for row in my_role_questions(actor, TODAY).rows]


def leads(cast, olen):
    return GroupRole.objects.held_on(TODAY).filter(group=olen, volunteer=cast.volunteers["els"], kind="leader").exists()


def test_trekker_proposes_among_the_people_of_the_group(cast, olen, who, sign_in):
    rita = sign_in(cast.rita, "volunteer")
    url = reverse("contactgroups:role_propose", args=[olen.pk])
    form = rita.get(url).context["form"]
    assert [name for _, name in form["who"].field.choices] == ["Rita", "Els"]
    assert [kind for kind, _ in form["kind"].field.choices] == ["leader", "reader", "starter"]
    data = {"who": cast.volunteers["els"].pk, "kind": "leader"}
    rita.post(url, data)
    rita.post(url, data)

    said = [("Els Proef", "De trekker van Groep Olen stelt voor: gespreksleider.")]
    assert (waiting(who("laila")), waiting(who("victor")), waiting(who("rita"))) == (said, said, [])
    page = rita.get("/mijn-groepen/").content.decode()
    assert "de coördinator kijkt" in page
    assert questions(who("els")) == []


@pytest.mark.parametrize("name", ["laila", "victor"])
def test_role_begins_with_the_yes_of_the_person(cast, olen, asked, who, sign_in, name):
    desk = sign_in(cast.users[name], who(name).hat.value)
    desk.post(reverse("contactgroups:role_request_pass_on", args=[asked.pk]))
    assert (waiting(who("laila")), leads(cast, olen)) == ([], False)
    assert questions(who("els")) == [("Wil je gespreksleider zijn?", "Groep Olen")]

    me = sign_in(cast.els, "volunteer")
    url = reverse("contactgroups:role_request_answer", args=[asked.pk])
    assert url in me.get("/ik/").content.decode()
    me.post(url, {"answer": "yes"})
    assert (leads(cast, olen), GroupRoleRequest.objects.count(), questions(who("els"))) == (True, 0, [])


def test_not_now_of_the_person_leaves_nothing(cast, olen, asked, who, sign_in):
    services.pass_on_group_role(by=who("laila"), role_request=asked)
    assert "gevraagd" in sign_in(cast.rita, "volunteer").get("/mijn-groepen/").content.decode()
    services.answer_group_role(by=who("els"), role_request=asked, yes=False)
    assert (GroupRoleRequest.objects.count(), leads(cast, olen)) == (0, False)
    with pytest.raises(Refused, match="al beantwoord"):
        services.answer_group_role(by=who("els"), role_request=asked, yes=True)


@pytest.mark.parametrize("name", ["laila", "victor", "rita"])
def test_not_now_of_the_desk_or_of_the_trekker(cast, asked, who, sign_in, name):
    client = sign_in(cast.users[name], who(name).hat.value)
    client.post(reverse("contactgroups:role_request_close", args=[asked.pk]))
    assert GroupRoleRequest.objects.count() == 0


def test_answer_on_the_phone(cast, olen, asked, who, sign_in):
    services.pass_on_group_role(by=who("laila"), role_request=asked)
    url = TELLINGS["group_role_asked"].answer(who("victor"), asked.pk, 0)
    assert TELLINGS["group_role_asked"].answer(who("nora"), asked.pk, 0) == ""
    victor = sign_in(cast.victor, "representative")
    assert "Wat zei Els?" in victor.get(url).content.decode()
    victor.post(url, {"answer": "yes"})
    assert leads(cast, olen)


def test_role_that_was_given_meanwhile_answers_it(cast, olen, asked, who):
    services.give_group_role(
        by=who("laila"), group=olen, volunteer=cast.volunteers["els"], kind="leader", from_on=TODAY
    )  # fmt: skip
    assert GroupRoleRequest.objects.count() == 0


def test_what_stands_in_the_way_is_said_to_the_desk(cast, olen, who):
    """A starter is not insured in the cast, and nobody hears why from the trekker."""
    els = cast.volunteers["els"]
    asked = services.propose_group_role(by=who("rita"), group=olen, volunteer_id=els.pk, kind="starter")
    with pytest.raises(Refused, match="geen verzekering"):
        services.pass_on_group_role(by=who("laila"), role_request=asked)
    asked.refresh_from_db()
    assert asked.passed_at is None


@pytest.mark.parametrize("name", ["laila", "victor", "els", "jan", "nora", "bruno"])
def test_only_the_trekker_of_the_group_proposes(cast, olen, who, name):
    mol = group(cast, "Mol", town="Mol")
    role(mol, cast.volunteers["jan"], "organiser")
    els = cast.volunteers["els"].pk
    with pytest.raises(Refused):
        services.propose_group_role(by=who(name), group=olen, volunteer_id=els, kind="leader")
    assert services.propose_group_role(by=who("rita"), group=olen, volunteer_id=els, kind="leader").pk


@pytest.mark.parametrize(("person", "kind"), [("jan", "leader"), ("els", "organiser"), ("els", "reader")])
def test_nobody_from_outside_and_no_role_that_is_held_or_not_proposed(cast, olen, who, person, kind):
    with pytest.raises(Refused):
        services.propose_group_role(
            by=who("rita"), group=olen, volunteer_id=cast.volunteers[person].pk, kind=kind
        )  # fmt: skip


@pytest.mark.parametrize("name", ["rita", "els", "jan", "nora", "bruno"])
def test_only_the_desk_passes_on(asked, who, name):
    with pytest.raises(Refused):
        services.pass_on_group_role(by=who(name), role_request=asked)
    services.pass_on_group_role(by=who("victor"), role_request=asked)


@pytest.mark.parametrize("name", ["rita", "jan", "nora", "bruno"])
def test_only_the_person_answers_or_the_desk_by_phone(asked, who, name):
    services.pass_on_group_role(by=who("laila"), role_request=asked)
    with pytest.raises(Refused):
        services.answer_group_role(by=who(name), role_request=asked, yes=True)
    services.answer_group_role(by=who("els"), role_request=asked, yes=True)


def test_nobody_answers_what_was_not_asked(asked, who):
    with pytest.raises(Refused, match="nog niet gesteld"):
        services.answer_group_role(by=who("els"), role_request=asked, yes=True)


@pytest.mark.parametrize("kind", [RestKind.PAUSE, RestKind.SLEEP])
def test_who_rests_is_left_alone(cast, olen, asked, who, kind):
    services.pass_on_group_role(by=who("laila"), role_request=asked)
    put_to_rest(by=who("els"), volunteer=cast.volunteers["els"], kind=kind, from_on=TODAY)
    assert (questions(who("els")), GroupRoleRequest.objects.count()) == ([], 0)


def test_letter_is_neutral_and_written_once(cast, asked, who):
    open_letters("group_role_asked")
    for _ in range(2):
        services.pass_on_group_role(by=who("laila"), role_request=asked)
    assert len(letters("group_role_asked")) == 1
    deliver_due()
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (["els@voorbeeld.be"], "Er is een vraag voor jou")
    assert found(f"{letter.subject} {letter.body}", [*TELLING, *NEVER, "gespreksleider", "Olen"]) == []
