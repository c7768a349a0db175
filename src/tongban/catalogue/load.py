"""装载 — a directory of item files as a catalogue: which version is in force on a day."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from tongban.catalogue.authorities import Directory, read_directory, shared_posts
from tongban.catalogue.binding import bind, line_table
from tongban.catalogue.check.life_event import check_structure
from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile
from tongban.catalogue.item import Implementation
from tongban.catalogue.law import data_root
from tongban.catalogue.life_event import LifeEvent
from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.reading import read_tree
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual

AUTHORITIES = "authorities.yaml"
#: Where a catalogue keeps its life events 一件事, beside its items.
LIFE_EVENTS = "life-events"


class NoSuchItem(Refusal):
    """没有这个事项。"""

    zh = "目录中没有事项「{item}」。"
    en = "The catalogue has no item “{item}”."
    basis = "行政许可法§30"
    remedy_zh = "请在事项目录中搜索名称。"
    remedy_en = "Search the catalogue by name."


class NotInForce(Refusal):
    """事项该日没有有效版本。"""

    zh = "事项「{item}」在 {day} 没有有效版本。"
    en = "No version of the item “{item}” was in force on {day}."
    basis = "行政许可法§30"
    remedy_zh = "请核对日期，或查看各版本的有效期。"
    remedy_en = "Check the date, or look at the periods of its versions."


class NoSuchVersion(Refusal):
    """没有这个版本，或内容已被改动。"""

    zh = "事项「{item}」没有版本 {version}（内容摘要 {digest}）。"
    en = "The item “{item}” has no version {version} with the digest {digest}."
    basis = "行政许可法§30"
    remedy_zh = "已发布的版本不得改动；请恢复该版本的文件，改动应作为新版本发布。"
    remedy_en = "A published version is never edited: restore its file, and publish changes as a new one."


class NoSuchLifeEvent(Refusal):
    """没有这件“一件事”。"""

    zh = "目录中没有在 {day} 有效的一件事「{life_event}」。"
    en = "The catalogue has no life event “{life_event}” in force on {day}."
    basis = "行政许可法§30"
    remedy_zh = "请在首页选择一件事；其中的事项也可以单独申请。"
    remedy_en = "Choose a life event on the home page; its items can be applied for one by one, too."


VERSIONS_OVERLAP = Rule(
    "versions_overlap",
    Bilingual(
        "版本 {version} 的有效期与版本 {other}（{file}）重叠",
        "the period of version {version} overlaps that of version {other} ({file})",
    ),
    Bilingual("请用 valid_until 结束前一版本。", "End the earlier version with `valid_until`."),
    "行政许可法§30",
)
SAME_VERSION = Rule(
    "same_version",
    Bilingual("版本 {version} 已在 {file} 中", "version {version} is already in {file}"),
    Bilingual("请使用新的版本号。", "Give it a version of its own."),
    "行政许可法§30",
)


@dataclass(frozen=True)
class Catalogue:
    """事项目录 — every version of every item, and the departments that handle them."""

    directory: Directory
    implementations: tuple[Implementation, ...]
    life_events: tuple[LifeEvent, ...] = ()

    def __iter__(self) -> Iterator[Implementation]:
        return iter(self.implementations)

    @cached_property
    def by_item(self) -> dict[str, list[Implementation]]:
        """The versions of every item, the oldest first."""
        by_item: dict[str, list[Implementation]] = {}
        for implementation in self.implementations:
            by_item.setdefault(implementation.id, []).append(implementation)
        return by_item

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of all items."""
        return tuple(self.by_item)

    def versions(self, item_id: str) -> tuple[Implementation, ...]:
        """All versions of an item, the oldest first.

        Raises:
            NoSuchItem: the catalogue does not have it.
        """
        if item_id not in self.by_item:
            raise NoSuchItem(item=item_id)
        return tuple(self.by_item[item_id])

    def all_in_force(self, on: date) -> tuple[Implementation, ...]:
        """What one can apply for on a day."""
        return tuple(i for i in self.implementations if i.is_in_force(on))

    def in_force(self, item_id: str, on: date) -> Implementation:
        """The version that governs papers received that day.

        Raises:
            NoSuchItem: the catalogue does not have it.
            NotInForce: it has no version for that day.
        """
        for implementation in self.versions(item_id):
            if implementation.is_in_force(on):
                return implementation
        raise NotInForce(item=item_id, day=on)

    def version(self, item_id: str, version: str, digest: str) -> Implementation:
        """Exactly the version a running case was received under.

        Raises:
            NoSuchItem: the catalogue does not have it.
            NoSuchVersion: it is gone, or its content was changed after publication.
        """
        for implementation in self.versions(item_id):
            if implementation.version == version and implementation.digest == digest:
                return implementation
        raise NoSuchVersion(item=item_id, version=version, digest=digest)

    # --- life events

    def life_events_in_force(self, on: date) -> tuple[LifeEvent, ...]:
        """一件事 — what one can apply for as a whole on a day."""
        return tuple(event for event in self.life_events if event.is_in_force(on))

    def life_event_in_force(self, life_event_id: str, on: date) -> LifeEvent:
        """The version that governs what is applied for that day.

        Raises:
            NoSuchLifeEvent: there is none.
        """
        for event in self.life_events_in_force(on):
            if event.id == life_event_id:
                return event
        raise NoSuchLifeEvent(life_event=life_event_id, day=on)

    def life_event_version(self, life_event_id: str, version: str, digest: str) -> LifeEvent:
        """Exactly the version that was applied for.

        Raises:
            NoSuchVersion: it is gone, or its content was changed after publication.
        """
        for event in self.life_events:
            if (event.id, event.version, event.digest) == (life_event_id, version, digest):
                return event
        raise NoSuchVersion(item=life_event_id, version=version, digest=digest)

    def sheet(self, event: LifeEvent, on: date) -> Sheet:
        """What a life event asks of who applies that day: its members' items as they are then.

        Raises:
            NoSuchItem, NotInForce: a member's item is not offered that day.
        """
        return Sheet(event, {member.id: self.in_force(member.item, on) for member in event.members})


def demo_catalogue() -> Path:
    """Where the demo city's catalogue lies."""
    return data_root() / "demo" / "catalogue"


def read_item(path: Path, *, directory: Directory | None = None, name: str = "") -> Implementation:
    """One item file.

    Raises:
        UnreadableFile: with every finding.
    """
    name = name or str(path)
    tree = read_tree(path, name=name)
    read = bind(tree, Implementation, file=name)
    return replace(read, file=name, lines=line_table(tree), directory=directory)


def read_life_event(path: Path, *, directory: Directory | None = None, name: str = "") -> LifeEvent:
    """One file of a life event.

    Raises:
        UnreadableFile: with every finding.
    """
    name = name or str(path)
    tree = read_tree(path, name=name)
    read = bind(tree, LifeEvent, file=name)
    return replace(read, file=name, lines=line_table(tree), directory=directory)


def find_directory(path: Path) -> Directory | None:
    """The directory of departments beside an item file, or in one of the three directories above.

    Raises:
        UnreadableFile: there is one, but it cannot be used.
    """
    for place in [path.parent, *list(path.resolve().parents)[1:4]]:
        if (place / AUTHORITIES).is_file():
            return read_directory(place / AUTHORITIES, name=str(place / AUTHORITIES))
    return None


def items_beside(path: Path) -> dict[str, list[Implementation]]:
    """The versions of the items that a life event's file can name; those that cannot be read are left out.

    What is wrong with them is found when they are checked themselves.
    """
    found: dict[str, list[Implementation]] = {}
    for beside in sorted(path.resolve().parent.parent.glob("*.yaml")):
        if beside.name != AUTHORITIES:
            with suppress(UnreadableFile):
                item = read_item(beside)
                found.setdefault(item.id, []).append(item)
    return found


def load_catalogue(directory: Path) -> Catalogue:
    """Every item file of a directory, with the departments of its `authorities.yaml`.

    The files are read, not linted: `check` says whether they may be published. Only what would let one
    department into another's cases is refused here too.

    Raises:
        UnreadableFile: with every finding of every file.
    """
    findings: list[Finding] = []
    found: list[Implementation] = []
    authorities: Directory | None = None
    try:
        authorities = read_directory(directory / AUTHORITIES)
        findings += shared_posts(authorities)
    except UnreadableFile as unreadable:
        findings += unreadable.findings
    for path in sorted(directory.glob("*.yaml")):
        if path.name == AUTHORITIES:
            continue
        try:
            found.append(read_item(path, directory=authorities, name=path.name))
        except UnreadableFile as unreadable:
            findings += unreadable.findings
    found.sort(key=lambda i: (i.id, i.valid_from))
    findings += check_versions(found)
    events: list[LifeEvent] = []
    for path in sorted((directory / LIFE_EVENTS).glob("*.yaml")):
        try:
            events.append(read_life_event(path, directory=authorities, name=f"{LIFE_EVENTS}/{path.name}"))
        except UnreadableFile as unreadable:
            findings += unreadable.findings
    events.sort(key=lambda event: (event.id, event.valid_from))
    findings += check_versions(events)
    if findings or authorities is None:
        raise UnreadableFile(findings)
    catalogue = Catalogue(authorities, tuple(found), tuple(events))
    # What would stop an application half-way is refused here; the rest is for `check`.
    if broken := [f for event in events for f in check_structure(event, catalogue.by_item)]:
        raise UnreadableFile(broken)
    return catalogue


def check_versions(implementations: Sequence[Implementation | LifeEvent]) -> list[Finding]:
    """What several versions may not do to one another: share a number, or a day."""
    findings: list[Finding] = []
    for index, later in enumerate(implementations):
        for earlier in implementations[:index]:
            if earlier.id != later.id:
                continue
            named = {"version": later.version, "other": earlier.version, "file": earlier.file}
            place = Place(later.file, later.lines.get("version", 1), "version")
            if earlier.version == later.version:
                findings.append(SAME_VERSION.at(place, **named))
            if later.shares_a_day_with(earlier):
                place = Place(later.file, later.lines.get("valid_from", 1), "valid_from")
                findings.append(VERSIONS_OVERLAP.at(place, **named))
    return findings
