"""Which Chinese of an English page is not marked as Chinese: a screen reader would read it as English."""

import re
from html.parser import HTMLParser

#: Chinese, and its punctuation: a comma or bracket of full width on an English page was forgotten there.
#: The types of file that a refusal of `handling.uploads` names stand between their own.
_HAN = re.compile(r"(?:(?<![A-Z])\u3001|[\u3002\u3400-\u9fff\uff01-\uff1f\U00020000-\U0003ffff])+")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
_NAMING = ("aria-label", "alt", "title", "placeholder", "value")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tongues = ["zh-Hans"]
        self.open: list[str] = []
        self.unmarked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        tongue = told.get("lang") or self.tongues[-1]
        kind = told.get("type")
        for name in _NAMING:
            # What a person typed, or a hidden control, names nothing.
            if name == "value" and (tag != "input" or kind in ("hidden", "radio", "checkbox")):
                continue
            self._judge(told.get(name) or "", tongue, f"{tag}[{name}]")
        if tag not in _VOID:
            self.open.append(tag)
            self.tongues.append(tongue)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            self.tongues.pop()
        self.tongues.pop()

    def handle_data(self, data: str) -> None:
        self._judge(data, self.tongues[-1], self.open[-1] if self.open else "")

    def _judge(self, text: str, tongue: str, where: str) -> None:
        if not tongue.startswith("zh"):
            self.unmarked += [f"{where}: {found}" for found in _HAN.findall(text)]


def unmarked_chinese(html: str) -> list[str]:
    """Where and what, in the order of the page; the document's own language comes from its `lang`."""
    reader = _Reader()
    reader.feed(re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL))
    return reader.unmarked
