"""Each figure of the catalogue, defined once (domain 7.2): title, exact definition, and its protected numbers."""

from reporting.figures.build import build_report

__all__ = ["build_report"]
