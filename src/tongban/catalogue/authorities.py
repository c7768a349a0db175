"""机构岗位 — departments and posts of one division, as items name them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from tongban.catalogue.binding import Pattern, Slug, bind, line_table
from tongban.catalogue.finding import Finding, Place, Rule, place_in
from tongban.catalogue.reading import read_tree
from tongban.kernel.case.commands import DocumentKind
from tongban.kernel.words import Bilingual

DivisionCode = Annotated[
    str, Pattern(r"^[0-9]{6}$", Bilingual("六位行政区划代码", "a division code of six digits"))
]


@dataclass(frozen=True, slots=True)
class Division:
    """行政区划 — the territory; `area_code` begins its telephone numbers."""

    code: DivisionCode
    name: Bilingual
    area_code: str


@dataclass(frozen=True, slots=True)
class Post:
    """岗位 — what a person is accountable for while they hold it."""

    id: Slug
    name: Bilingual


class WordedDocument(StrEnum):
    """有文号的文书 — what bears a number made of a department's word, the year and a serial."""

    ACCEPTANCE_NOTICE = "acceptance_notice"
    SUPPLEMENT_NOTICE = "supplement_notice"
    EXTENSION_NOTICE = "extension_notice"
    REFUSAL = "refusal"
    INTERESTED_PARTY_NOTICE = "interested_party_notice"
    HEARING_RIGHT_NOTICE = "hearing_right_notice"
    HEARING_ANNOUNCEMENT = "hearing_announcement"
    HEARING_NOTICE = "hearing_notice"
    GAP_NOTICE = "gap_notice"
    RETURN_NOTICE = "return_notice"
    COMMITMENT = "commitment"
    RECTIFICATION_ORDER = "rectification_order"
    REVOCATION_NOTICE = "revocation_notice"
    REVOCATION_DECISION = "revocation_decision"
    CANCELLATION_NOTICE = "cancellation_notice"
    PAYMENT_NOTICE = "payment_notice"
    END_NOTICE = "end_notice"
    DECLINE_NOTICE = "decline_notice"
    GRANT_DECISION = "grant_decision"
    SPECIAL_PROCEDURE_NOTICE = "special_procedure_notice"

    @property
    def label(self) -> Bilingual:
        """The document's name."""
        return DocumentKind(self.value).label


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """发文代字 — the word before the year in a document's number, for each kind: 演市监受〔2025〕17号.

    A department that leads no item needs none; one that does needs those of the documents it may issue, which
    are those of a gap or a fee only where an item has one (`check`).
    """

    acceptance_notice: str = ""
    supplement_notice: str = ""
    extension_notice: str = ""
    refusal: str = ""
    interested_party_notice: str = ""
    hearing_right_notice: str = ""
    hearing_announcement: str = ""
    hearing_notice: str = ""
    gap_notice: str = ""
    return_notice: str = ""
    commitment: str = ""
    rectification_order: str = ""
    revocation_notice: str = ""
    revocation_decision: str = ""
    cancellation_notice: str = ""
    payment_notice: str = ""
    end_notice: str = ""
    decline_notice: str = ""
    grant_decision: str = ""
    special_procedure_notice: str = ""

    def of(self, document: WordedDocument) -> str:
        """The word for a kind of document; empty where there is none."""
        return str(getattr(self, document.value))


@dataclass(frozen=True, slots=True)
class Authority:
    """实施主体 — a department, with its unified social credit code."""

    id: Slug
    name: Bilingual
    credit_code: str
    posts: tuple[Post, ...]
    document_words: DocumentWords = DocumentWords()
    #: 存续 — the days it exists on; who was merged or abolished stays in the file, since history names it.
    valid_from: date | None = None
    valid_until: date | None = None


class TransferGround(StrEnum):
    """移交原因 — why an authority's powers are another's from a day on."""

    MERGER = "merger"
    DIVISION = "division"
    POWERS = "powers"

    @property
    def label(self) -> Bilingual:
        """The ground as a reader knows it."""
        return {
            TransferGround.MERGER: Bilingual("合并", "merger"),
            TransferGround.DIVISION: Bilingual("分立", "division"),
            TransferGround.POWERS: Bilingual("职权划转", "transfer of powers"),
        }[self]


@dataclass(frozen=True, slots=True)
class NewSeat:
    """接收岗位 — the authority and post by which a post is replaced."""

    authority: Slug
    post: Slug


@dataclass(frozen=True, slots=True)
class PostReplaced:
    """岗位对应 — which post takes the place of one that is given up."""

    post: Slug
    to: NewSeat


@dataclass(frozen=True, slots=True)
class PowersMoved:
    """职权移交 — what an authority had goes to others on a day, by a document; of all items or those named.

    Every post it has in them is replaced by one: in a merger all by those of one authority, in a division
    some by those of each.
    """

    id: Slug
    authority: Slug
    ground: TransferGround
    on: date
    document: str
    basis: str
    posts: tuple[PostReplaced, ...]
    items: tuple[Slug, ...] = ()


POST_OF_TWO_AUTHORITIES = Rule(
    "post_of_two_authorities",
    Bilingual(
        "岗位标识「{post}」在「{one}」和「{other}」都有，一个部门的人员会看到另一个部门的办件",
        "the post id “{post}” is both of “{one}” and of “{other}”: staff of one would see the other's cases",
    ),
    Bilingual(
        "请给其中一个岗位另起标识，并在各事项的环节和人员任职中一并更改。",
        "Give one of the two posts another id, and change it in the steps of the items and the appointments.",
    ),
)


@dataclass(frozen=True)
class Directory:
    """机构名录 — all departments of a division."""

    division: Division
    authorities: tuple[Authority, ...]
    transfers: tuple[PowersMoved, ...] = ()
    file: str = field(default="", metadata={"file": False}, compare=False)
    lines: Mapping[str, int] = field(
        default_factory=dict, metadata={"file": False}, compare=False, repr=False
    )

    def place(self, path: str) -> Place:
        """Where a value stands in the file."""
        return place_in(self.file, self.lines, path)

    @cached_property
    def by_id(self) -> dict[str, Authority]:
        """The departments, by id."""
        return {authority.id: authority for authority in self.authorities}

    @cached_property
    def authority_of_post(self) -> dict[str, str]:
        """Which department a post belongs to."""
        return {post.id: authority.id for authority in self.authorities for post in authority.posts}

    @cached_property
    def names(self) -> dict[str, Bilingual]:
        """Names of departments and posts, by id."""
        return dict(self._names())

    def _names(self) -> Iterator[tuple[str, Bilingual]]:
        for authority in self.authorities:
            yield authority.id, authority.name
            yield from ((post.id, post.name) for post in authority.posts)


def shared_posts(directory: Directory) -> Iterator[Finding]:
    """A post id that more than one department uses: who holds a post is told from its id alone 一岗一主."""
    first: dict[str, Authority] = {}
    for n, authority in enumerate(directory.authorities):
        for k, post in enumerate(authority.posts):
            other = first.setdefault(post.id, authority)
            if other is not authority:
                place = directory.place(f"authorities[{n}].posts[{k}].id")
                yield POST_OF_TWO_AUTHORITIES.at(place, post=post.id, one=other.name, other=authority.name)


def read_directory(path: Path, *, name: str = "") -> Directory:
    """The directory in a file.

    Raises:
        UnreadableFile: with every finding.
    """
    name = name or path.name
    tree = read_tree(path, name=name)
    read = bind(tree, Directory, file=name)
    return replace(read, file=name, lines=line_table(tree))
