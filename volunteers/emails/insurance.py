"""The letter about a policy that ends (R190, A15): to who coordinates, sixty days before."""

from oev import clock
from volunteers.emails.standing import Context, letter, of_user
from volunteers.pages.insurance import endings, say_roles


def _ending(fact_id: int, to_id: int) -> Context:
    """Not due any more once another policy took over, or this one is renewed tacitly."""
    left = next((one for one in endings(clock.today()) if one.policy.pk == fact_id), None)
    return {"date": clock.say_day(left.policy.until_on), "roles": say_roles(left.roles)} if left else None


def register_letters() -> None:
    """The letter of this subject."""
    letter(
        "insurance_ends", "Een verzekering loopt af", "60 dagen voor de laatste dag van een polis die niets overneemt.",
        "Een verzekering loopt af", of_user, _ending, date="31 december 2026", roles="trekker en gespreksleider",
    )  # fmt: skip
