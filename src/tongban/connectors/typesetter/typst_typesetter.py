"""排版 — fields in, PDF/A bytes out."""

import io
import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from tongban.handling.document_forms import FORMS, DocumentForm
from tongban.handling.documents import MissingGlyph, MissingGlyphs, fit_fields
from tongban.kernel.words import worded

if TYPE_CHECKING:
    import typst

    from tongban.connectors.typesetter.fonts import Coverage

# Level B of PDF/A-2 plus Unicode for every glyph: what is printed can be searched and read aloud.
_STANDARD: Final = "a-2u"
_BEIJING = timezone(timedelta(hours=8))
# Typst breaks a line between hanzi, never inside a run of Latin characters: a long one would leave the page.
_UNBREAKABLE = re.compile(r"[^\s\u200b\u2e80-\U0003ffff]{30,}")


class TypstTypesetter:
    """文书排版 — sets the forms of `handling.documents` with Typst. Implements the port Typesetter.

    `added_fonts` is a directory of the operator's own fonts, used for characters the bundled ones lack.
    Equal fields give equal bytes, on every machine.
    """

    def __init__(self, added_fonts: Path | None = None) -> None:
        self._added_fonts = added_fonts

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """As the settings say: `TONGBAN_FONTS` names the directory of added fonts."""
        directory = environment.get("TONGBAN_FONTS", "").strip()
        return cls(Path(directory) if directory else None)

    def check(self, template: str, fields: Mapping[str, str]) -> dict[str, str]:
        """The fields as they will be set, without setting them: for forms, long before anything is signed.

        Raises UnknownForm, FieldsUnfit or MissingGlyphs (every character of every field).
        """
        fit = fit_fields(template, fields)
        form = FORMS[template]
        glyphs = [
            MissingGlyph(character, known.name, known.zh, known.en)
            for known in form.fields
            if known.name in fit
            for character in self.missing_from(fit[known.name])
        ]
        if glyphs:
            raise MissingGlyphs(glyphs)
        return fit

    def missing_from(self, text: str) -> list[str]:
        """The characters of a text that no font can print, each once; line ends and tabs are layout."""
        return self._coverage.missing_from(re.sub(r"[\r\n\t]", "", text))

    def render(self, template: str, fields: Mapping[str, str], *, qr_payload: str | None) -> bytes:
        """The document as PDF/A-2u. The text of a field is never read as markup.

        `template` is the slug of a form, `qr_payload` the text of the QR code (None: no code).
        Raises what `check` raises.
        """
        import typst  # noqa: PLC0415 -- slow import (80 MB); web workers never set a document

        fit = self.check(template, fields)
        data = {
            "fields": _for_typst(FORMS[template], fit),
            "families": self._families,
            "qr": None if qr_payload is None else _qr_svg(qr_payload),
        }
        with resources.as_file(resources.files(__package__) / "templates") as directory:
            compiler = typst.Compiler(directory / f"{template}.typ", root=directory, font_paths=self._fonts)
            pdf = compiler.compile(
                format="pdf",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=_STANDARD,
                timestamp=_midnight(fit["issued_on"]),
            )
        assert isinstance(pdf, bytes)
        return pdf

    @cached_property
    def _files(self) -> list[Path]:
        from tongban.connectors.typesetter.fonts import font_files  # noqa: PLC0415 -- slow import of fontTools

        return font_files(self._added_fonts)

    @cached_property
    def _coverage(self) -> "Coverage":
        from tongban.connectors.typesetter.fonts import coverage_of  # noqa: PLC0415 -- slow import of fontTools

        return coverage_of(self._files)

    @cached_property
    def _fonts(self) -> "typst.Fonts":
        import typst  # noqa: PLC0415 -- slow import (80 MB); web workers never set a document

        from tongban.connectors.typesetter.fonts import FontsUnreadable  # noqa: PLC0415 -- slow import of fontTools

        directories: list[Any] = list(dict.fromkeys(str(path.parent) for path in self._files))
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=directories)
        # Typst passes over a font it cannot read; the check would then promise what cannot be printed.
        loaded = {Path(font.path).resolve() for font in fonts.fonts() if font.path}
        for path in self._files:
            if path.resolve() not in loaded:
                raise FontsUnreadable(path, "Typst 不能载入 / Typst cannot load it")
        return fonts

    @cached_property
    def _families(self) -> list[str]:
        return sorted(self._fonts.families())


def _for_typst(form: DocumentForm, fit: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {known.name: None for known in form.fields}
    for name, text in fit.items():
        match form.field_named(name).kind:
            case "line":
                values[name] = _breakable(text)
            case "date":
                values[name] = {"zh": worded(date.fromisoformat(text)).zh, "iso": text}
            case "lines":
                values[name] = [_breakable(line.strip()) for line in text.split("\n") if line.strip()]
            case "rows":
                values[name] = [
                    [_breakable(cell.strip()) for cell in row.split("\t")] for row in text.split("\n")
                ]
    return values


def _breakable(text: str) -> str:
    return _UNBREAKABLE.sub(lambda run: "\u200b".join(run.group()), text)


def _qr_svg(payload: str) -> str:
    import segno  # noqa: PLC0415 -- only where a document is set

    svg = io.BytesIO()
    segno.make_qr(payload, error="m").save(svg, kind="svg", border=0, xmldecl=False)
    return svg.getvalue().decode()


def _midnight(issued_on: str) -> datetime:
    """The document's creation date is its date of issue, so that the same document has the same bytes."""
    return datetime.combine(date.fromisoformat(issued_on), datetime.min.time(), _BEIJING)
