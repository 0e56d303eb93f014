"""What the way in and out hands to the ground floor: rows of work, the own page, texts of the house, own data."""

from oev.registry import registry


def register_intake() -> None:
    """Fill the registry."""
    from volunteers.personal_intake import PERSONAL_DATA
    from volunteers.reference_documents import load_documents
    from volunteers.work import intake, mandates

    registry.today += [intake.candidates, intake.papers, intake.goodbyes, mandates.seats_of_who_stopped]
    registry.dashboard += [intake.candidates, intake.goodbyes]
    registry.volunteer_home += [intake.my_newcomers, intake.my_papers]
    registry.reference_loaders.append((21, load_documents))
    registry.personal_data += PERSONAL_DATA
