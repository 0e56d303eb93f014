"""A QR as SVG: presentation attributes only, so that it shows under a strict content policy."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET_ZONE = 4


def qr_svg(address: str, label: str) -> SafeString:
    """The picture of an address, black on white with its quiet zone; `label` is read aloud."""
    code: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(address)
    code.make(fit=True)
    rows = code.get_matrix()
    side = len(rows)
    dark = "".join(_run(x, y, length) for y, row in enumerate(rows) for x, length in _runs(row))
    return format_html(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" role="img" '
        'shape-rendering="crispEdges"><title>{1}</title><rect width="{0}" height="{0}" fill="#ffffff"/>'
        '<path d="{2}" fill="#000000"/></svg>',
        side,
        label,
        dark,
    )


def _runs(row: Sequence[bool | None]) -> Iterator[tuple[int, int]]:
    """Stretches of dark squares in a row, as (start, length)."""
    start = 0
    for is_dark, group in groupby(row):
        length = sum(1 for _ in group)
        if is_dark:
            yield start, length
        start += length


def _run(x: int, y: int, length: int) -> str:
    return f"M{x} {y}h{length}v1h-{length}z"
