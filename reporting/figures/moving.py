"""Who came, started and stopped: F04, F05 and F06, protected together (`reporting.moves`)."""

from collections.abc import Mapping

from reporting.figures.shapes import Years, one_row, side_by_side
from reporting.moves import ShownMoves
from reporting.report import Figure

PARTS = {"began": "gestart", "running": "loopt nog", "dropped": "niet gestart"}


def came_and_went(years: Years, moves: Mapping[int, ShownMoves]) -> tuple[Figure, Figure, Figure]:
    """F04, F05, F06: one of them may give another away, so that one flow hides what must be (7.1 rule 3)."""
    shown = {year: moves[year] for year in years}
    first_time = {year: one.started for year, one in shown.items()}
    started = Figure(
        "F04",
        "Nieuwe vrijwilligers",
        "Ervaringsdragers die dit jaar voor het eerst startten. Wie terugkomt na een afscheid, telt hier niet mee.",
        "personen",
        tables=(one_row("Nieuwe vrijwilligers", "voor het eerst gestart", first_time),),
    )
    candidacies = Figure(
        "F05",
        "Kandidaturen",
        "Kandidaturen van ervaringsdragers die dit jaar binnenkwamen, "
        "en hoe ver ze stonden op de laatste dag van het jaar.",
        "kandidaturen",
        tables=(
            side_by_side(
                "Kandidaturen",
                "Stand",
                PARTS,
                {year: {part: getattr(one, part) for part in PARTS} for year, one in shown.items()},
                {year: one.received for year, one in shown.items()},
            ),
        ),
        notes=("Wie niet startte, wissen we zes maanden later. Die kandidatuur telt dan niet meer mee.",),
    )
    stopped = Figure(
        "F06",
        "Gestopt",
        "Ervaringsdragers die dit jaar stopten. Kandidaten tellen hier niet mee. Naar een reden vragen we niet.",
        "personen",
        tables=(one_row("Gestopt", "gestopt", {year: one.stopped for year, one in shown.items()}),),
    )
    return started, candidacies, stopped
