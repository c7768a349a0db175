"""装载 — a directory of item files as a catalogue: which version is in force on a day."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from tongban.catalogue.authorities import Directory, read_directory, shared_posts
from tongban.catalogue.binding import bind, line_table
from tongban.catalogue.blueprint import Blueprint
from tongban.catalogue.check.life_event import check_structure
from tongban.catalogue.check.project import Beside, check_project_structure
from tongban.catalogue.finding import Finding, Place, Rule, UnreadableFile
from tongban.catalogue.item import Implementation
from tongban.catalogue.law import data_root
from tongban.catalogue.life_event import LifeEvent
from tongban.catalogue.life_event_sheet import Sheet
from tongban.catalogue.project import ProjectProcedure
from tongban.catalogue.reading import read_tree
from tongban.kernel.refusals import Refusal
from tongban.kernel.words import Bilingual

AUTHORITIES = "authorities.yaml"
#: Where a catalogue keeps its life events 一件事, beside its items.
LIFE_EVENTS = "life-events"
#: Where it keeps the procedures of construction projects 工程建设项目.
PROJECTS = "projects"


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


class NoSuchProcedure(Refusal):
    """没有这种工程建设项目流程。"""

    zh = "目录中没有在 {day} 有效的项目流程「{procedure}」。"
    en = "The catalogue has no project procedure “{procedure}” in force on {day}."
    basis = "优化营商环境条例§42"
    remedy_zh = "请在工程建设项目页面选择一种流程。"
    remedy_en = "Choose one on the page of construction projects."


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
    projects: tuple[ProjectProcedure, ...] = ()

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
        """一件事 — what one can apply for as a whole on a day; a stage of a project, within one only."""
        return tuple(e for e in self.life_events if e.is_in_force(on) and not self.is_stage(e.id))

    def life_event_in_force(self, life_event_id: str, on: date) -> LifeEvent:
        """The version that governs what is applied for that day.

        Raises:
            NoSuchLifeEvent: there is none.
        """
        for event in self.life_events:
            if event.id == life_event_id and event.is_in_force(on):
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

    # --- construction projects

    def projects_in_force(self, on: date) -> tuple[ProjectProcedure, ...]:
        """工程建设项目流程 — under which one can register a project on a day."""
        return tuple(procedure for procedure in self.projects if procedure.is_in_force(on))

    def project_in_force(self, procedure_id: str, on: date) -> ProjectProcedure:
        """The version that governs what is registered that day.

        Raises:
            NoSuchProcedure: there is none.
        """
        for procedure in self.projects_in_force(on):
            if procedure.id == procedure_id:
                return procedure
        raise NoSuchProcedure(procedure=procedure_id, day=on)

    def project_version(self, procedure_id: str, version: str, digest: str) -> ProjectProcedure:
        """Exactly the version that a project was registered under.

        Raises:
            NoSuchVersion: it is gone, or its content was changed after publication.
        """
        for one in self.projects:
            if (one.id, one.version, one.digest) == (procedure_id, version, digest):
                return one
        raise NoSuchVersion(item=procedure_id, version=version, digest=digest)

    def is_stage(self, life_event_id: str) -> bool:
        """Whether a life event is a stage of a project, and is not applied for by itself."""
        return any(procedure.stage_of(life_event_id) for procedure in self.projects)

    def blueprint(self, procedure: ProjectProcedure, on: date) -> Blueprint:
        """A procedure with its stages' life events as they are that day.

        Raises:
            NoSuchLifeEvent, NoSuchItem, NotInForce: a stage cannot be applied for that day.
        """
        stages = procedure.stages
        sheets = {s.id: self.sheet(self.life_event_in_force(s.life_event, on), on) for s in stages}
        return Blueprint(procedure, sheets)


def demo_catalogue() -> Path:
    """Where the demo city's catalogue lies."""
    return data_root() / "demo" / "catalogue"


Kind = TypeVar("Kind", Implementation, LifeEvent, ProjectProcedure)


def read_item(path: Path, *, directory: Directory | None = None, name: str = "") -> Implementation:
    """One item file.

    Raises:
        UnreadableFile: with every finding.
    """
    return _read(path, Implementation, directory, name)


def read_life_event(path: Path, *, directory: Directory | None = None, name: str = "") -> LifeEvent:
    """One file of a life event; errors as of an item."""
    return _read(path, LifeEvent, directory, name)


def read_project(path: Path, *, directory: Directory | None = None, name: str = "") -> ProjectProcedure:
    """One file of a project procedure; errors as of an item."""
    return _read(path, ProjectProcedure, directory, name)


def _read(path: Path, kind: type[Kind], directory: Directory | None, name: str) -> Kind:
    name = name or str(path)
    tree = read_tree(path, name=name)
    read = bind(tree, kind, file=name)
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


def beside(path: Path) -> Beside:
    """The life events and items that a procedure's file can name; what cannot be read is left out."""
    found: list[LifeEvent] = []
    for file in sorted((path.resolve().parent.parent / LIFE_EVENTS).glob("*.yaml")):
        with suppress(UnreadableFile):
            found.append(read_life_event(file))
    return Beside(found, items_beside(path))


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
    events = _all(directory, LIFE_EVENTS, LifeEvent, authorities, findings)
    procedures = _all(directory, PROJECTS, ProjectProcedure, authorities, findings)
    if findings or authorities is None:
        raise UnreadableFile(findings)
    catalogue = Catalogue(authorities, tuple(found), tuple(events), tuple(procedures))
    # What would stop an application half-way is refused here; the rest is for `check`.
    broken = [f for event in events for f in check_structure(event, catalogue.by_item)]
    known = Beside(events, catalogue.by_item)
    broken += [f for procedure in procedures for f in check_project_structure(procedure, known)]
    if broken:
        raise UnreadableFile(broken)
    return catalogue


def _all(
    directory: Path,
    folder: str,
    kind: type[Kind],
    authorities: Directory | None,
    findings: list[Finding],
) -> list[Kind]:
    """Every file of a folder beside the items; what is wrong with them joins the findings."""
    found: list[Kind] = []
    for path in sorted((directory / folder).glob("*.yaml")):
        try:
            found.append(_read(path, kind, authorities, f"{folder}/{path.name}"))
        except UnreadableFile as unreadable:
            findings += unreadable.findings
    found.sort(key=lambda one: (one.id, one.valid_from))
    findings += check_versions(found)
    return found


def check_versions(implementations: Sequence[Implementation | LifeEvent | ProjectProcedure]) -> list[Finding]:
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
