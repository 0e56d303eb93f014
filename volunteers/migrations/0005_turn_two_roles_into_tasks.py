"""The newsletter and practical help were roles and become tasks without a call (P09, Q42): same people, same days."""

from typing import Any

from django.db import migrations

TASKS = {"newsletter": ("nieuwsbrief", "Nieuwsbrief"), "practical": ("praktische-hulp", "Praktische hulp")}
KEPT = ("from_on", "until_on", "recorded_at", "recorded_by_id", "withdrawn_at", "withdrawn_by_id")


def turn_into_tasks(apps: Any, editor: Any) -> None:
    """Each holding of the two becomes a task of the same days; policies no longer name them."""
    holdings = apps.get_model("volunteers", "RoleHolding").objects
    kinds = apps.get_model("volunteers", "TaskKind").objects
    tasks = apps.get_model("volunteers", "TaskHolding")
    for role, (code, name) in TASKS.items():
        rows = list(holdings.filter(role=role).order_by("pk"))
        if rows:
            kind, _ = kinds.get_or_create(code=code, defaults={"name": name})
            tasks.objects.bulk_create(_moved(tasks, kind, row) for row in rows)
            holdings.filter(role=role).delete()
    for policy in apps.get_model("volunteers", "InsurancePolicy").objects.filter(roles__overlap=list(TASKS)):
        policy.roles = [role for role in policy.roles if role not in TASKS]
        policy.save(update_fields=["roles"])


def turn_into_roles(apps: Any, editor: Any) -> None:
    """The way back."""
    holdings = apps.get_model("volunteers", "RoleHolding")
    tasks = apps.get_model("volunteers", "TaskHolding").objects
    for role, (code, _) in TASKS.items():
        rows = list(tasks.filter(kind__code=code).order_by("pk"))
        holdings.objects.bulk_create(_back(holdings, role, row) for row in rows)
        tasks.filter(kind__code=code).delete()


def _moved(model: Any, kind: Any, row: Any) -> Any:
    return model(volunteer_id=row.volunteer_id, kind=kind, **{name: getattr(row, name) for name in KEPT})


def _back(model: Any, role: str, row: Any) -> Any:
    return model(volunteer_id=row.volunteer_id, role=role, **{name: getattr(row, name) for name in KEPT})


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0004_give_the_pool_its_way_in_and_out")]

    operations = [migrations.RunPython(turn_into_tasks, turn_into_roles)]
