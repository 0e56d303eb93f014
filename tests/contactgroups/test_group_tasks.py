"""A task without a call may belong to a group: its trekker reads it there, nobody else sees more (P09)."""

import pytest
from django.urls import reverse

from contactgroups import services
from contactgroups.helping import task_lines
from contactgroups.models import GroupTask
from contactgroups.states import GroupState
from oev.errors import Refused
from tests.contactgroups.scene import day, group, role
from volunteers.models import TaskHolding, TaskKind, Volunteer
from volunteers.services import choose_tasks, stop_engagement

TODAY = day("2026-03-07")
MINE = "/groepen/taken/"


@pytest.fixture
def olen(cast):
    made = group(cast)
    role(made, cast.volunteers["rita"], "organiser")
    role(made, cast.volunteers["els"])
    return made


@pytest.fixture
def coffee():
    return TaskKind.objects.create(code="koffie", name="Koffie")


@pytest.fixture
def task(cast, coffee, actor_of):
    els = cast.volunteers["els"]
    choose_tasks(by=actor_of(cast.els, "volunteer"), volunteer=els, kinds=[coffee])
    return TaskHolding.objects.get(volunteer=els)


def lines(actor, *groups):
    return {pk: [(one.name, one.people) for one in found] for pk, found in task_lines(groups, actor, TODAY).items()}


def test_person_says_for_which_group_and_its_trekker_reads_it(cast, olen, task, sign_in, actor_of):
    me = sign_in(cast.els, "volunteer")
    assert MINE in me.get("/ik/taken/").content.decode()
    me.post(MINE, {f"task{task.pk}": olen.pk})
    rita = actor_of(cast.rita, "volunteer")
    assert lines(rita, olen.pk) == {olen.pk: [("Koffie", "Els")]}
    page = sign_in(cast.rita, "volunteer").get("/mijn-groepen/").content.decode()
    assert "Wie helpt" in page
    assert "Koffie" in page

    me.post(MINE, {f"task{task.pk}": ""})
    assert lines(rita, olen.pk) == {olen.pk: []}
    assert TaskHolding.objects.get() == task


def test_nobody_else_sees_more(cast, olen, task, sign_in, actor_of):
    """P09: who leads the talk reads no tasks, and a trekker only those of the own group."""
    mol = group(cast, "Mol", town="Mol")
    role(mol, cast.volunteers["jan"], "organiser")
    els = actor_of(cast.els, "volunteer")
    services.place_tasks(by=els, volunteer=cast.volunteers["els"], groups={task.pk: olen})
    tom = role(olen, cast.volunteers["tom"])
    assert "Koffie" not in sign_in(cast.tom, "volunteer").get("/mijn-groepen/").content.decode()
    seen = {
        name: GroupTask.objects.visible_to(actor_of(cast.users[name], hat)).count()
        for name, hat in (
            ("laila", "coordinator"), ("victor", "representative"), ("rita", "volunteer"), ("els", "volunteer"),
            ("tom", "volunteer"), ("jan", "volunteer"), ("nora", "professional"), ("bruno", "board"), ("bea", "admin"),
        )
    }  # fmt: skip
    assert {name for name, count in seen.items() if count} == {"laila", "victor", "rita", "els"}
    assert tom.pk


def test_task_is_read_while_it_runs(cast, olen, task, actor_of, clock):
    els, rita = actor_of(cast.els, "volunteer"), actor_of(cast.rita, "volunteer")
    services.place_tasks(by=els, volunteer=cast.volunteers["els"], groups={task.pk: olen})
    choose_tasks(by=els, volunteer=cast.volunteers["els"], kinds=[])
    assert lines(rita, olen.pk) == {olen.pk: []}


def test_task_of_who_stops_is_read_no_more(cast, olen, task, actor_of):
    els, rita = actor_of(cast.els, "volunteer"), actor_of(cast.rita, "volunteer")
    services.place_tasks(by=els, volunteer=cast.volunteers["els"], groups={task.pk: olen})
    stop_engagement(by=els, volunteer=cast.volunteers["els"], on=TODAY)
    assert lines(rita, olen.pk) == {olen.pk: []}


def test_name_is_what_the_person_shows_to_others(cast, olen, task, actor_of):
    Volunteer.objects.filter(pk=cast.volunteers["els"].pk).update(name_for_peers="alias", alias="Vlinder")
    services.place_tasks(
        by=actor_of(cast.laila, "coordinator"), volunteer=cast.volunteers["els"], groups={task.pk: olen}
    )  # fmt: skip
    assert lines(actor_of(cast.rita, "volunteer"), olen.pk) == {olen.pk: [("Koffie", "Vlinder")]}
    assert lines(actor_of(cast.laila, "coordinator"), olen.pk) == {olen.pk: [("Koffie", "Els Proef")]}


@pytest.mark.parametrize("name", ["rita", "jan"])
def test_trekker_reads_and_changes_nothing(cast, olen, task, sign_in, actor_of, name):
    actor, els = actor_of(cast.users[name], "volunteer"), cast.volunteers["els"]
    with pytest.raises(Refused):
        services.place_tasks(by=actor, volunteer=els, groups={task.pk: olen})
    url = reverse("contactgroups:task_groups", args=[els.pk])
    assert sign_in(cast.users[name], "volunteer").post(url, {f"task{task.pk}": olen.pk}).status_code == 404
    services.place_tasks(by=actor_of(cast.victor, "representative"), volunteer=els, groups={task.pk: olen})
    assert GroupTask.objects.get().group == olen


def test_group_that_stopped_takes_no_task(cast, olen, task, sign_in, actor_of):
    olen.state = GroupState.STOPPED
    olen.save(update_fields=["state"])
    with pytest.raises(Refused, match="gestopt"):
        services.place_tasks(
            by=actor_of(cast.els, "volunteer"), volunteer=cast.volunteers["els"], groups={task.pk: olen}
        )  # fmt: skip
    form = sign_in(cast.els, "volunteer").post(MINE, {f"task{task.pk}": olen.pk}).context["form"]
    assert list(form.errors) == [f"task{task.pk}"]


def test_task_comes_first(cast, olen, sign_in):
    me = sign_in(cast.els, "volunteer")
    answer = me.get(MINE, follow=True)
    assert answer.redirect_chain[0][0] == "/ik/"
    assert "Kies eerst een taak." in answer.content.decode()


def test_two_entries_of_one_person_keep_the_group(cast, olen, coffee, task, actor_of):
    """The one that stays does it for the group that only the other named."""
    from tests.cast import volunteer
    from volunteers.services.merging import merge_people

    laila, other = actor_of(cast.laila, "coordinator"), volunteer(cast, "Elsje", account=False)
    choose_tasks(by=laila, volunteer=other, kinds=[coffee])
    theirs = TaskHolding.objects.get(volunteer=other)
    services.place_tasks(by=laila, volunteer=other, groups={theirs.pk: olen})
    merge_people(by=laila, one=cast.volunteers["els"].pk, other=other.pk)
    assert lines(laila, olen.pk) == {olen.pk: [("Koffie", "Els Proef")]}
