"""The board report of a year, built from counts (7.3)."""

from datetime import date

from partners.models import Organisation
from reporting.figures import doing, groups, learning, moving, outside, people, talks
from reporting.moves import protect_moves
from reporting.reads import read_years
from reporting.report import Report, Section


def build_report(year: int, *, today: date) -> Report:
    """The report of a year beside the year before. Figures are provisional: nothing is published yet."""
    years = read_years(year - 1, year, today=today)
    moves = protect_moves(years[year].moves)
    received, by_kind = talks.referrals(years)
    running = year >= today.year
    organisation = Organisation.objects.first()
    return Report(
        year=year,
        version_label="Voorlopige versie",
        remark="het jaar loopt nog" if running else "",
        made_on=today,
        organisation=organisation.name if organisation else "",
        sections=(
            Section(
                "mensen",
                "Mensen",
                "Wie zich inzet, en hoe we elkaar vasthouden.",
                (
                    *people.volunteers(years, moves),
                    *moving.came_and_went(years, moves),
                    doing.roles(years),
                    doing.sessions(years),
                    doing.intervision(years),
                    learning.training(years),
                ),
            ),
            Section(
                "groepen",
                "Contactgroepen",
                "Open voor iedereen. We tellen hoofden en vragen geen namen.",
                (groups.active_groups(years), groups.meetings(years), groups.participations(years)),
            ),
            Section(
                "gesprekken",
                "Aanmeldingen en gesprekken",
                "Van de eerste vraag tot een gesprek.",
                (received, by_kind, talks.waiting(years), talks.conversations(years), talks.support(years)),
            ),
            Section(
                "buiten",
                "Naar buiten",
                "Wat we vertellen, en waar we mee aan tafel zitten.",
                (outside.contacts_by_phone(years), outside.policy_meetings(years), outside.activities(years)),
            ),
        ),
    )
