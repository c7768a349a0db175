"""Attachments 附件: the files of a case, as a reader is told of them."""

import json
from dataclasses import dataclass

from django.urls import reverse

IMAGES = ("image/jpeg", "image/png")


@dataclass(frozen=True)
class Paper:
    """附件 — a file of the case: what a reader is told, and what opens it."""

    ref: str
    name: str
    type: str
    size: int
    url: str

    @property
    def is_image(self) -> bool:
        """Whether a browser can show it in the page."""
        return self.type in IMAGES

    @property
    def words(self) -> str:
        """The size as a reader says it."""
        return (
            f"{self.size / 1024 / 1024:.1f} MB" if self.size >= 1024 * 1024 else f"{self.size // 1024 + 1} KB"
        )


def papers_url(case_id: str, ref: str) -> str:
    """Where a file of a case is opened."""
    return reverse("staff:paper", args=[case_id, ref])


def paper_of(case_id: str, ref: str, described: str | None) -> Paper | None:
    """The file that a personal value describes, or None once erased."""
    if not described:
        return None
    told = json.loads(described)
    return Paper(ref, told["name"], told["type"], told["size"], papers_url(case_id, ref))
