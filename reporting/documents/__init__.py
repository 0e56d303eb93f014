"""The documents of a report: PDF for reading, XLSX for calculating, CSV for whatever comes after.

All three are made of the same `Report`, so that they say the same numbers.
"""

from reporting.report import Report


def file_name(report: Report, ending: str) -> str:
    """'jaarverslag-2026.pdf': neutral, and the same for every reader."""
    return f"{report.title.lower().replace(' ', '-')}.{ending}"
