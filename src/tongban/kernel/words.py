"""Words 文字: a sentence in two languages, kept as a template and its parameters."""

from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """双语 — the same thing said in Chinese and in English.

    >>> Bilingual("第 {n} 日", "day {n}").fill(n=3).say("zh")
    '第 3 日'
    """

    zh: str
    en: str

    def say(self, language: str) -> str:
        """The text for a reader; any Chinese tag (`zh`, `zh-hans`) gives Chinese, all else English."""
        return self.zh if language.lower().startswith("zh") else self.en

    def fill(self, **parameters: object) -> "Bilingual":
        """The sentence with its blanks filled; bilingual parameters are filled in their own language."""
        return Bilingual(_fill(self.zh, parameters, "zh"), _fill(self.en, parameters, "en"))


def _fill(template: str, parameters: Mapping[str, object], language: str) -> str:
    said = {
        name: value.say(language) if isinstance(value, Bilingual) else value
        for name, value in parameters.items()
    }
    return template.format_map(said)


def worded(day: date) -> Bilingual:
    """A day as people write it.

    >>> worded(date(2026, 12, 7))
    Bilingual(zh='2026年12月7日', en='7 December 2026')
    """
    return Bilingual(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {month_name[day.month]} {day.year}")


def listed(parts: list[Bilingual]) -> Bilingual:
    """Several names as one enumeration, with each language's own comma."""
    return Bilingual("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))
