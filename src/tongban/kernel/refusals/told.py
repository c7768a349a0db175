"""什么都要说清 — what refusals and bad input share."""

from typing import ClassVar

from tongban.kernel.words import Bilingual


class Told(Exception):
    """What refusals and bad input share: a code, a sentence, a basis and a remedy."""

    zh: ClassVar[str] = ""
    en: ClassVar[str] = ""
    basis: ClassVar[str] = ""
    remedy_zh: ClassVar[str] = ""
    remedy_en: ClassVar[str] = ""

    def __init__(self, **parameters: object) -> None:
        self.parameters = parameters
        super().__init__(self.sentence.en)

    @classmethod
    def code(cls) -> str:
        """The stable slug, from the class name: `MaterialsMissing` is `materials_missing`."""
        name = cls.__name__
        return "".join(("_" if i and c.isupper() else "") + c.lower() for i, c in enumerate(name))

    @property
    def sentence(self) -> Bilingual:
        """What is refused and why, with this case's own particulars."""
        return Bilingual(self.zh, self.en).fill(**self.parameters)

    @property
    def remedy(self) -> Bilingual:
        """What the reader can do now."""
        return Bilingual(self.remedy_zh, self.remedy_en).fill(**self.parameters)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.parameters == getattr(other, "parameters", None)

    def __hash__(self) -> int:
        return hash((type(self), repr(sorted(self.parameters.items(), key=str))))


class Refusal(Told):
    """不予办理 — the rules say no, and here is why."""


class BadInput(Told):
    """输入有误 — what was sent could not be read; raised at the border only."""
