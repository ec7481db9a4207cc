"""A code to scan with a phone, drawn as SVG."""

import segno

QUIET = 4
"""The white edge a reader needs, in modules."""


def qr(text: str) -> str:
    """Draw `text` as a QR code: black lines on nothing, sized by whatever holds it, without a name of its own."""
    return segno.make(text, micro=False).svg_inline(border=QUIET, omitsize=True, svgclass=None, lineclass=None)
