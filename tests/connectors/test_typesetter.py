import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
import segno
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from connectors.specimens import GRANT_DECISION_IN_FULL, LICENCE, SPECIMENS
from connectors.tools import need
from tongban.connectors.typesetter import TypstTypesetter
from tongban.connectors.typesetter.fonts import FontsUnreadable
from tongban.handling.document_forms import FORMS
from tongban.handling.documents import FieldsUnfit, MissingGlyph, MissingGlyphs, UnknownForm, as_rows

QR = "https://city.example/verify/JY23301060000042"


@pytest.fixture(scope="module")
def typesetter():
    return TypstTypesetter()


def poppler(tool, pdf, *options):
    need(tool, "poppler-utils")
    files = ["-"] if tool == "pdftoppm" else ["-", "-"]
    done = subprocess.run([tool, *options, *files], input=pdf, capture_output=True, check=True)
    return done.stdout


def words_of(pdf):
    return re.sub(r"\s+", "", poppler("pdftotext", pdf, "-raw").decode().replace("\u200b", ""))


def pages_of(pdf):
    return int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"])


def qr_is_on_the_last_page(pdf, millimetres=26):
    """Whether the code of QR is printed on the last page: every module compared at its centre."""
    modules = [[bool(cell) for cell in row] for row in segno.make_qr(QR, error="m").matrix]
    count, step = len(modules), 4
    resolution = step * count * 25.4 / millimetres  # so that a module is four pixels wide
    page = str(pages_of(pdf))
    picture = poppler("pdftoppm", pdf, "-r", str(resolution), "-gray", "-f", page, "-l", page)
    magic, size, _, pixels = picture.split(b"\n", 3)
    assert magic == b"P5"
    width, height = map(int, size.split())
    dark = [bytes(v < 128 for v in pixels[y * width : (y + 1) * width]) for y in range(height)]
    edge = re.compile(rb"\x01{%d,%d}" % (7 * step - 1, 7 * step + 1))
    return any(
        all(
            dark[y + step * row + step // 2][found.start() + step * column + step // 2]
            == modules[row][column]
            for row in range(count)
            for column in range(count)
        )
        for y in range(height - count * step)
        for found in edge.finditer(dark[y])
        if found.start() + count * step < width
    )


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_is_set_as_one_page_of_pdf_a_with_all_its_text(typesetter, form):
    pdf = typesetter.render(form, SPECIMENS[form], qr_payload=QR)

    text = words_of(pdf)
    said = {
        name
        for name, value in SPECIMENS[form].items()
        for line in re.split(r"[\n\t]", value)
        if FORMS[form].field_named(name).kind != "date"
        and re.sub(r"\s+", "", line).lower() not in text.lower()
    }
    assert (pages_of(pdf), said, qr_is_on_the_last_page(pdf, 27 if form == "licence" else 26)) == (
        1,
        set(),
        True,
    )
    assert b"<pdfaid:part>2</pdfaid:part>" in PdfFileReader(io.BytesIO(pdf)).root["/Metadata"].data


def test_conditions_go_on_a_page_of_their_own_and_the_licence_says_how_many(typesetter):
    rows = [
        ("演示市水务局", "进水口高程不低于 12.5 米。" * 90),
        ("演示市交警支队", "夜间施工。（交 2026-4）"),
    ]
    pdf = typesetter.render("licence", {**LICENCE, "conditions": as_rows(rows)}, qr_payload=QR)
    text = words_of(pdf)
    assert pages_of(pdf) == 2
    assert "见附页，共2项" in text
    assert all(re.sub(r"\s+", "", cell) in text for row in rows for cell in row)


def test_a_decision_that_says_everything_says_it_and_never_ends_in_a_page_with_a_seal_and_no_text(typesetter):
    pdf = typesetter.render("grant_decision", GRANT_DECISION_IN_FULL, qr_payload=QR)
    text, last = words_of(pdf), re.sub(r"\s+", "", poppler("pdftotext", pdf, "-f", "2").decode())
    said = [GRANT_DECISION_IN_FULL[name] for name in ("renews", "told", "reasons", "ruling", "remedies")]
    assert all(re.sub(r"\s+", "", line) in text for each in said for line in each.split("\n"))
    assert "准予延续行政许可决定书" in text
    assert (pages_of(pdf), "许可证件与本决定书一并送达" in last) == (2, True)


def test_equal_fields_give_equal_bytes_from_another_typesetter_without_system_fonts(
    typesetter, monkeypatch, tmp_path
):
    here = typesetter.render("licence", LICENCE, qr_payload=QR)
    script = (
        "import sys; from tongban.connectors.typesetter import TypstTypesetter\n"
        f"sys.stdout.buffer.write(TypstTypesetter().render('licence', {LICENCE!r}, qr_payload={QR!r}))\n"
    )
    source = Path(sys.modules["tongban"].__file__).parents[1]
    there = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        env={
            "PYTHONPATH": str(source),
            "HOME": str(tmp_path),
            "FONTCONFIG_FILE": "/dev/null",
            "TZ": "America/Lima",
        },
    ).stdout
    assert here == there


def test_only_embedded_fonts_of_the_wheel_are_used(typesetter):
    fonts = poppler_fonts(typesetter.render("licence", LICENCE, qr_payload=None))
    assert {name.split("+")[1].split("-")[0] for name, _ in fonts} == {"NotoSerifSC", "NotoSansSC"}
    assert {embedded for _, embedded in fonts} == {"yes"}


def poppler_fonts(pdf):
    need("pdffonts", "poppler-utils")
    out = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [(line.split()[0], line.split()[-5]) for line in out.splitlines()[2:]]


HOSTILE = [
    '#read("/etc/passwd")',
    '#import "house.typ": *',
    "*粗* _斜_ `码` $x^2$ <label> @ref // 注 /* 注 */",
    "= 标题 \\ #set page(width: 1pt) ]})",
    '"; panic() ; "',
    "{{ fields }} \\u{41} ~ -- ---",
    "<svg onload=alert(1)>&amp;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_people_is_printed_and_never_obeyed(typesetter, text):
    pdf = typesetter.render("licence", {**LICENCE, "holder": text}, qr_payload=QR)
    assert re.sub(r"\s+", "", text) in words_of(pdf)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=220))
def test_any_text_is_either_set_on_one_page_or_refused_by_name(typesetter, text):
    try:
        outcome = pages_of(typesetter.render("licence", {**LICENCE, "holder": text}, qr_payload=None))
    except FieldsUnfit as refusal:
        outcome = {problem.field for problem in refusal.problems}
    except MissingGlyphs as refusal:
        outcome = {glyph.field for glyph in refusal.glyphs}
    assert outcome in (1, {"holder"})


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("李\u202e申请", "U+202E"),
        ("李\u200f申请", "U+200F"),
        ("李\x00申请", "U+0000"),
        ("李\x1b[31m", "U+001B"),
        ("李\n申请", "U+000A"),
        ("李\u2028申请", "U+2028"),
        ("李\ud842申请", "U+D842"),
        ("李\u200b申请", "U+200B"),
    ],
)
def test_a_character_without_a_shape_is_refused(typesetter, text, point):
    with pytest.raises(FieldsUnfit) as refused:
        typesetter.render("licence", {**LICENCE, "legal_representative": text}, qr_payload=QR)
    (problem,) = refused.value.problems
    assert (problem.field, point in problem.zh, point in problem.en) == ("legal_representative", True, True)


def test_every_missing_glyph_is_named_with_its_field_and_a_remedy(typesetter):
    fields = {**LICENCE, "holder": "𠮷野家", "legal_representative": "王𰻝\u30edب"}
    with pytest.raises(MissingGlyphs) as refused:
        typesetter.render("licence", fields, qr_payload=QR)
    refusal = refused.value
    assert refusal.glyphs == (
        MissingGlyph("𠮷", "holder", "经营者名称", "Holder"),
        MissingGlyph("ب", "legal_representative", "法定代表人\uff08负责人\uff09", "Legal representative"),
    )
    assert "U+20BB7" in refusal.sentence.zh
    assert "U+20BB7" in refusal.sentence.en
    assert "TONGBAN_FONTS" in refusal.remedy.zh
    assert "TONGBAN_FONTS" in refusal.remedy.en


def test_a_variation_of_a_character_that_the_font_lacks_is_missing_too(typesetter):
    with pytest.raises(MissingGlyphs) as refused:
        typesetter.check("licence", {**LICENCE, "legal_representative": "葛\U000e0101氏"})
    assert [glyph.code_point for glyph in refused.value.glyphs] == ["U+845B U+E0101"]


def test_a_font_added_by_the_operator_prints_the_missing_character(tmp_path):
    write_font(tmp_path / "added" / "rare.ttf", "Rare Hanzi", {0x20BB7})
    typesetter = TypstTypesetter.from_environment({"TONGBAN_FONTS": str(tmp_path / "added")})

    pdf = typesetter.render("licence", {**LICENCE, "holder": "𠮷野家"}, qr_payload=QR)

    assert any("Rare" in name for name, _ in poppler_fonts(pdf))
    assert "𠮷野家" in words_of(pdf)


def write_font(path, family, code_points, *, post_script_name="Rare-Regular"):
    path.parent.mkdir(parents=True, exist_ok=True)
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square, empty = pen.glyph(), TTGlyphPen(None).glyph()
    names = {point: f"u{point:05X}" for point in code_points}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    builder.setupGlyf({".notdef": empty, **dict.fromkeys(names.values(), square)})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), **dict.fromkeys(names.values(), (1000, 100))})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    names_of_the_font = {"familyName": family, "styleName": "Regular"}
    if post_script_name:
        names_of_the_font["psName"] = post_script_name
    builder.setupNameTable(names_of_the_font)
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWeightClass=400)
    builder.setupPost()
    builder.save(path)


def test_a_font_that_only_the_check_can_read_is_refused_rather_than_promised(tmp_path):
    write_font(tmp_path / "half.ttf", "Half", {0x20BB7}, post_script_name=None)
    with pytest.raises(FontsUnreadable, match=r"half\.ttf"):
        TypstTypesetter(tmp_path).render("licence", {**LICENCE, "holder": "𠮷野家"}, qr_payload=QR)


@pytest.mark.parametrize(
    "content", [None, {}, {"broken.otf": b"not a font"}, {"cut.ttf": b"\x00\x01\x00\x00"}]
)
def test_a_directory_of_fonts_that_cannot_be_read_is_named(tmp_path, content):
    directory = tmp_path / "fonts"
    for name, data in (content or {}).items():
        directory.mkdir(exist_ok=True)
        (directory / name).write_bytes(data)
    if content == {}:
        directory.mkdir()
    with pytest.raises(FontsUnreadable) as refused:
        TypstTypesetter(directory).render("licence", LICENCE, qr_payload=None)
    assert str(directory) in refused.value.sentence.zh
    assert "TONGBAN_FONTS" in refused.value.remedy.zh


@pytest.mark.parametrize("letter", ["演", "W", "1", "食 "])
def test_the_longest_lawful_fields_leave_the_licence_on_one_page_with_its_qr_code(typesetter, letter):
    longest = {
        known.name: (letter * known.longest)[: known.longest].strip().ljust(known.longest, letter[0])
        for known in FORMS["licence"].fields
        if known.kind in {"line", "lines"}
    }
    longest["scope"] = "\n".join([letter[0] * 9] * 60)[:600]
    pdf = typesetter.render("licence", {**LICENCE, **longest}, qr_payload=QR)
    words = words_of(pdf)
    words = words.replace("\uff1b", "").lower()
    lost = {name for name, value in longest.items() if re.sub(r"\s+", "", value).lower() not in words}
    assert (pages_of(pdf), lost, qr_is_on_the_last_page(pdf, 27)) == (1, set(), True)


def test_a_long_list_of_defects_runs_over_pages_and_loses_none(typesetter):
    defects = [(f"材料{n}", "需要补正的内容" * 20, f"《办法》第{n}条") for n in range(1, 61)]
    fields = {**SPECIMENS["supplement_notice"], "defects": as_rows(defects)}
    pdf = typesetter.render("supplement_notice", fields, qr_payload=QR)
    words = words_of(pdf)
    assert [row for row in defects if row[0] not in words or row[2] not in words] == []
    assert qr_is_on_the_last_page(pdf)


def test_all_problems_of_all_fields_are_told_at_once(typesetter):
    fields = {**LICENCE, "holder": "", "scope": "长" * 601, "valid_until": "2031-02-30", "colour": "红"}
    with pytest.raises(FieldsUnfit) as refused:
        typesetter.render("licence", fields, qr_payload=QR)
    assert [problem.field for problem in refused.value.problems] == [
        "colour",
        "holder",
        "scope",
        "valid_until",
    ]


def test_a_row_with_a_cell_too_few_is_refused(typesetter):
    with pytest.raises(FieldsUnfit) as refused:
        typesetter.check("receipt", {**SPECIMENS["receipt"], "materials": "申请书\t原件\t1\n执照\t原件"})
    assert [problem.en for problem in refused.value.problems] == [
        '"Materials received" row 2 has not 3 cells'
    ]


@pytest.mark.parametrize("slug", ["diploma", "../licence", "house", ""])
def test_an_unknown_form_is_refused_with_the_known_ones(typesetter, slug):
    with pytest.raises(UnknownForm) as refused:
        typesetter.render(slug, LICENCE, qr_payload=QR)
    assert refused.value.remedy.en == f"Known documents: {', '.join(FORMS)}."


def test_importing_the_adapters_loads_neither_typst_nor_pyhanko_nor_fonttools():
    script = (
        "import sys, tongban.connectors.typesetter, tongban.connectors.seal\n"
        "print(sorted({'typst', 'pyhanko', 'fontTools', 'segno'} & set(sys.modules)))"
    )
    source = Path(sys.modules["tongban"].__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONPATH": str(source)}
    )
    assert done.stdout == b"[]\n"


def test_an_acceptance_with_a_gap_does_not_say_that_the_papers_are_complete(typesetter):
    complete, number = SPECIMENS["acceptance_notice"], "演审容〔2026〕1号"
    said = [
        words_of(typesetter.render("acceptance_notice", fields, qr_payload=QR))
        for fields in (complete, complete | {"gap_notice": number})
    ]
    assert "经审查，申请材料齐全、符合法定形式。" in said[0]
    assert (
        f"主要申请材料齐全、符合法定形式；尚缺的次要材料和补齐期限，见《容缺受理告知书》（{number}）。"
        in said[1]
    )
