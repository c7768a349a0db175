"""归档目录 — what a package holds and what happened, for whoever has only the package; in both languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongban.kernel import Event, Item
from tongban.kernel.words import Bilingual


@dataclass(frozen=True, slots=True)
class Listed:
    """目录条目 — a file of the package, what it is, and the record it came with (0: none)."""

    path: str
    title: Bilingual
    seq: int
    ref: str = ""
    digest: str = ""


_HEADINGS = {
    "title": Bilingual("办件卷宗", "File of a case"),
    "contents": Bilingual("卷内文件", "What it holds"),
    "history": Bilingual("经过", "What happened"),
    "erased": Bilingual("已依法删除、不在卷内的内容", "Erased by law and not in the file"),
    "lost": Bilingual("已经丢失、不在卷内的附件", "Lost, and not in the file"),
    "purpose": Bilingual("个人信息", "Personal data"),
}
_PURPOSE = Bilingual(
    "卷内的姓名、申请内容、材料和理由，为凭证和查考所必需，只用于此，不得另作他用。"
    "联系地址、消息、账户和检索索引不归档。",
    "Names, what was applied for, materials and reasons are here because evidence and inspection need them, "
    "and for nothing else. Addresses, messages, accounts and search indices are not archived.",
)


def index(
    language: str,
    particulars: Sequence[tuple[Bilingual, Any]],
    files: Iterable[Listed],
    events: Iterable[Event],
    people: Mapping[str, str],
    item: Item,
    erased: Sequence[str],
    lost: Sequence[str],
) -> bytes:
    """The index in one language, as Markdown."""

    def say(words: Any) -> str:
        return words.say(language) if isinstance(words, Bilingual) else str(words)

    colon = "：" if language == "zh" else ": "
    lines = [f"# {say(_HEADINGS['title'])}", ""]
    lines += [f"- {say(name)}{colon}{_plain(say(value))}" for name, value in particulars]
    lines += ["", f"## {say(_HEADINGS['contents'])}", ""]
    lines += [f"- {file.path} {say(file.title)}" for file in files]
    lines += ["", f"## {say(_HEADINGS['history'])}", ""]
    for event in events:
        who = _plain(people.get(event.actor, event.actor))
        post = say(item.name_of(event.post)) if event.post else ""
        lines.append(f"{event.seq}. {event.on} {say(event.body.title())} · {who} {post}".rstrip())
    for heading, absent in (("erased", erased), ("lost", lost)):
        if absent:
            lines += ["", f"## {say(_HEADINGS[heading])}", "", *(f"- {name}" for name in absent)]
    lines += ["", f"## {say(_HEADINGS['purpose'])}", "", say(_PURPOSE), ""]
    return "\n".join(lines).encode()


def _plain(text: str) -> str:
    # What somebody typed stays on its line.
    return " ".join(text.split())
