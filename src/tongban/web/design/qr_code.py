"""QR code 二维码: drawn as SVG on the server, black on white in either mode, since scanners need it."""

import itertools

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def drawn(text: str, title: str) -> SafeString:
    """The code of a text, named by its title for who does not see it."""
    code = segno.make(text, error="m", micro=False)
    rows = []
    for y, modules in enumerate(code.matrix_iter(scale=1, border=4)):
        x = 0
        for dark, run in itertools.groupby(modules):
            length = len(list(run))
            if dark:
                rows.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    size = code.symbol_size(scale=1, border=4)[0]
    return format_html(
        '<svg class="qr" role="img" viewBox="0 0 {0} {0}" xmlns="http://www.w3.org/2000/svg">'
        '<title>{1}</title><path class="qr__paper" d="M0 0h{0}v{0}H0z"/>'
        '<path class="qr__ink" d="{2}"/></svg>',
        size,
        title,
        mark_safe("".join(rows)),  # noqa: S308 -- digits and letters M, h, v, z only
    )
