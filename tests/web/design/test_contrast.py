"""Every pair of colours that meets on a page can be read, in light and in dark."""

import re
from pathlib import Path

import pytest

from tongban.web import design

CSS = Path(design.__file__).parent / "static" / "tongban"

TEXT = [
    *(
        (text, ground)
        for text in ("ink", "ink-soft", "accent", "accent-strong", "red", "green", "yellow")
        for ground in ("paper", "surface")
    ),
    ("ink", "raised"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("accent-strong", "accent-soft"),
    ("accent", "accent-soft"),
    ("ink", "accent-soft"),
    ("ink-soft", "accent-soft"),
    ("on-black", "black"),
    *((name, f"{name}-soft") for name in ("green", "yellow", "red")),
    *((text, f"{name}-soft") for name in ("green", "yellow", "red") for text in ("ink", "ink-soft")),
]
SHAPES = [("line-strong", "paper"), ("line-strong", "surface"), ("focus", "paper"), ("focus", "surface")]


def modes():
    """The tokens of each mode; dark is light with its own values over it."""
    source = (CSS / "tokens.css").read_text("utf-8")
    light, dark = source.split("@media (prefers-color-scheme: dark)")
    first = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return {"light": first, "dark": first | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))}


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_gives_the_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_stands_out_at_least_four_and_a_half_times(mode):
    tokens = modes()[mode]
    weak = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_borders_of_controls_and_the_focus_ring_stand_out_three_times(mode):
    tokens = modes()[mode]
    weak = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 3} == {}


def test_every_colour_has_a_dark_value():
    source = (CSS / "tokens.css").read_text("utf-8")
    light, dark = source.split("@media (prefers-color-scheme: dark)")
    names = re.findall(r"--([\w-]+): #", light)
    assert re.findall(r"--([\w-]+): #", dark) == names


def test_colours_are_written_in_the_tokens_and_on_paper_only():
    # A QR code is black on white in either mode: scanners do not read it inverted.
    for path in CSS.glob("*.css"):
        if path.name not in ("tokens.css", "print.css"):
            lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(".qr__")]
            assert re.findall(r"#[0-9a-f]{3,8}\b", "\n".join(lines)) == []


def test_every_token_that_is_used_is_defined():
    known = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text("utf-8")))
    for path in CSS.glob("*.css"):
        assert set(re.findall(r"var\(--([\w-]+)\)", path.read_text("utf-8"))) - known == set(), path.name


def test_the_stylesheets_stay_small():
    assert sum(len(path.read_text("utf-8").splitlines()) for path in CSS.glob("*.css")) < 900
