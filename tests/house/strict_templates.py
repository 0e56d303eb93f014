"""A name that a template of ours asks for and nobody gave: noted, so that the run can fail on it.

Django renders such a name as nothing. Templates of packages (the admin, allauth, crispy, forms) ask for names that are
often absent and are left alone; so are names tried by `{% if %}`, `{% firstof %}`, `|default` and the like.
"""

from contextlib import contextmanager
from pathlib import Path

from django.template import base
from django.template.base import UNKNOWN_SOURCE, FilterExpression, Node, VariableDoesNotExist

ROOT = Path(__file__).resolve().parents[2] / "templates"
LENIENT = {"default", "default_if_none", "yesno", "length"}


@contextmanager
def noting_undefined(found: set[str]):
    """While inside, each undefined variable that one of our own templates prints is added to `found`."""
    original = base.VariableNode.render

    def render(self, context):
        expression = self.filter_expression
        if isinstance(expression.var, base.Variable) and _ours(self) and not _lenient(expression):
            try:
                expression.var.resolve(context)
            except VariableDoesNotExist:
                found.add(f"{self.origin.template_name}:{self.token.lineno} {expression.token}")
        return original(self, context)

    base.VariableNode.render = render
    try:
        yield found
    finally:
        base.VariableNode.render = original


def _ours(node: Node) -> bool:
    name = getattr(getattr(node, "origin", None), "name", UNKNOWN_SOURCE)
    return str(name).startswith(str(ROOT))


def _lenient(expression: FilterExpression) -> bool:
    return any(function.__name__ in LENIENT for function, _ in expression.filters)
