"""Ticks 勾选: the checklist as a clerk works through it, in hand or scanned, missing or defective.

A box that is not ticked and has no file is missing; a kind chosen makes a material defective. So the
one notice is complete by construction: whatever was not in order is in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tongban.catalogue.parts import Material
from tongban.handling.intake import DefectFound
from tongban.handling.uploads import Upload, checked
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import BadInput
from tongban.web.design.templatetags.design import in_words
from tongban.web.refusing import said

#: Keys that tick the first ten materials.
KEYS = "1234567890"


@dataclass
class Tick:
    """一项材料 — what the clerk said about it."""

    material: Material
    key: str
    have: bool = False
    kind: str = ""
    note: str = ""
    uploads: list[Upload] = field(default_factory=list)
    error: str = ""
    #: Papers already in the case, for an application that came in before.
    papers: Sequence[Any] = ()
    #: Whether the case still waits for it, so that it can be handed in now.
    is_owed: bool = False

    @property
    def id(self) -> str:
        """The material's id."""
        return self.material.id

    @property
    def is_there(self) -> bool:
        """Whether anything of it is in hand."""
        return self.have or bool(self.uploads)

    @property
    def defect(self) -> DefectFound | None:
        """What is wrong with it, if anything."""
        if self.kind:
            return DefectFound(self.id, c.DefectKind(self.kind), self.note)
        return None if self.is_there else DefectFound(self.id, c.DefectKind.MISSING, self.note)

    @property
    def kinds(self) -> list[tuple[str, Any, bool]]:
        """The kinds to choose from, with the chosen one."""
        chosen = [("", _("没有问题"), not self.kind)]
        return chosen + [(k.value, in_words(k.label), self.kind == k.value) for k in c.DefectKind]


def ticks_of(request: HttpRequest, materials: Iterable[Material]) -> list[Tick]:
    """The checklist with what was posted (or asked for with GET) about each material."""
    sent = request.POST if request.method == "POST" else request.GET
    have = set(sent.getlist("have"))
    ticks = []
    for number, material in enumerate(materials):
        kind = sent.get(f"kind:{material.id}", "")
        tick = Tick(
            material,
            KEYS[number] if number < len(KEYS) else "",
            have=material.id in have,
            kind=kind if kind in tuple(c.DefectKind) else "",
            note=sent.get(f"note:{material.id}", "").strip()[:500],
        )
        for file in request.FILES.getlist(f"file:{material.id}"):
            try:
                tick.uploads.append(checked(file.name or "", file.read()))
            except BadInput as bad:
                tick.error = said(bad)
        ticks.append(tick)
    return ticks


def defects_of(ticks: Iterable[Tick]) -> list[DefectFound]:
    """Everything that is missing or wrong, in the order of the list."""
    return [defect for tick in ticks if (defect := tick.defect)]
