"""Interface texts: find what has no English yet, and compile the catalogues.

Chinese is the source (the msgid), English the translation. Every web app keeps its own
`locale/en/LC_MESSAGES/django.po` beside its templates; the `.mo` is committed, so that an installation
needs neither gettext's binaries nor a build step.

    python tools/translations.py update     add missing msgids to the .po files, drop unused ones, compile
    python tools/translations.py check      exit 1 and say what is missing, empty, or not compiled

`update` leaves new texts empty: fill them in, and run it again.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parent.parent / "src" / "tongban" / "web"
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_FORMS = "nplurals=2; plural=(n != 1);"


@dataclass(frozen=True, order=True)
class Text:
    """One text of the interface: msgid, plural (or empty), context (or empty)."""

    msgid: str
    plural: str = ""
    context: str = ""


def apps() -> list[Path]:
    """The folders that keep a catalogue: every app of the web, and the web itself."""
    return [WEB, *sorted(path for path in WEB.iterdir() if (path / "__init__.py").exists())]


def texts_of(app: Path) -> dict[Text, str]:
    """Every text in an app's templates and Python, with the file where it was first seen."""
    found: dict[Text, str] = {}
    inside = app.glob("*.py") if app == WEB else app.rglob("*.py")
    for path in sorted(inside):
        for text in texts_of_python(path.read_text("utf-8")):
            found.setdefault(text, path.relative_to(WEB).as_posix())
    if app != WEB:
        for path in sorted((*app.rglob("*.html"), *app.rglob("*.txt"))):
            for text in texts_of_template(path.read_text("utf-8")):
                found.setdefault(text, path.relative_to(WEB).as_posix())
    return found


def texts_of_template(source: str) -> Iterator[Text]:
    """Django's own lexer turns translation tags into calls; those are read as Python."""
    calls = templatize(source)
    for match in re.finditer(r"(?<!\w)(?:_|gettext|ngettext|pgettext|npgettext)\(", calls):
        yield from texts_of_python(_balanced(calls[match.start() :]))


def _balanced(source: str) -> str:
    """The shortest beginning that is a whole call."""
    for end, character in enumerate(source):
        if character == ")":
            try:
                ast.parse(source[: end + 1], mode="eval")
            except SyntaxError:
                continue
            return source[: end + 1]
    raise ValueError(f"unfinished translation: {source[:60]!r}")


def texts_of_python(source: str) -> Iterator[Text]:
    """Calls of gettext and its relatives with literal arguments."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in SINGULAR and words:
            yield Text(words[0])
        elif name in PLURAL and len(words) > 1:
            yield Text(words[0], plural=words[1])
        elif name in CONTEXT and len(words) > 1:
            yield Text(words[1], context=words[0])


def catalogue_of(app: Path) -> Path:
    """Where an app's English lies."""
    return app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def findings() -> list[str]:
    """Everything that is not in order, in words."""
    wrong = []
    for app in apps():
        texts, place = texts_of(app), catalogue_of(app)
        name = place.relative_to(WEB).as_posix()
        known = {_key(entry): entry for entry in polib.pofile(str(place))} if place.exists() else {}
        for text, where in texts.items():
            if text not in known:
                wrong.append(f"{name}: no entry for {text.msgid!r} ({where})")
            elif not _translated(known[text]):
                wrong.append(f"{name}: no English for {text.msgid!r} ({where})")
        wrong += [f"{name}: {text.msgid!r} is used nowhere" for text in known if text not in texts]
        if place.exists() and _compiled(place.with_suffix(".mo")) != _entries(polib.pofile(str(place))):
            wrong.append(f"{name}: the .mo is older than the .po; run `python tools/translations.py update`")
    return wrong


def _key(entry: polib.POEntry) -> Text:
    return Text(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _translated(entry: polib.POEntry) -> bool:
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def _entries(catalogue: list[polib.POEntry]) -> dict[Text, tuple[str, ...]]:
    return {
        _key(entry): tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)
        for entry in catalogue
        if _translated(entry)
    }


def _compiled(place: Path) -> dict[Text, tuple[str, ...]]:
    return _entries(polib.mofile(str(place))) if place.exists() else {}


def update() -> list[str]:
    """Bring the catalogues up to the sources and compile them; returns what is still to be translated."""
    for app in apps():
        texts, place = texts_of(app), catalogue_of(app)
        known = {_key(entry): entry for entry in polib.pofile(str(place))} if place.exists() else {}
        if not texts and not known:
            continue
        fresh = polib.POFile(wrapwidth=100)
        fresh.metadata = {
            "Language": "en",
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": PLURAL_FORMS,
        }
        for text, where in texts.items():
            entry = known.get(text) or polib.POEntry(
                msgid=text.msgid,
                msgid_plural=text.plural,
                msgctxt=text.context or None,
                msgstr_plural={0: "", 1: ""} if text.plural else {},
            )
            entry.occurrences = [(where, "")]
            fresh.append(entry)
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(place))
        fresh.save_as_mofile(str(place.with_suffix(".mo")))
    return findings()


def main(arguments: list[str]) -> int:
    """Run one verb; 0 in order, 1 findings, 2 bad usage."""
    if arguments not in (["update"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    if not settings.configured:
        settings.configure(USE_I18N=True)
    wrong = update() if arguments == ["update"] else findings()
    print("\n".join(wrong) or "every text has its English")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
