"""附件与缺陷说明 — what a case keeps by reference, opened for those who may see it."""

from typing import Any

from tongban.handling.kept_files import FileLost, KeptFile, kept_file
from tongban.kernel.case.commands import DefectKind, Reference
from tongban.kernel.words import Bilingual
from tongban.web.public.tracking import Progress
from tongban.web.wiring import Office


def file_of(office: Office, case_id: str, ref: str) -> KeptFile | None:
    """The file behind a reference; None where it was erased or lost."""
    text = office.ports.personal.read(case_id, [ref])[ref]
    try:
        return kept_file(office.ports, case_id, text)
    except FileLost:
        return None


def text_of(office: Office, progress: Progress, reference: Reference | None) -> str:
    """The words behind a reference; none where there is none, or they were erased."""
    if reference is None:
        return ""
    return office.ports.personal.read(progress.case.id, [reference.ref])[reference.ref] or ""


def defects_of(office: Office, progress: Progress) -> list[dict[str, Any]]:
    """需要补交的全部内容 — every open defect with the clerk's words, or what comes after acceptance."""
    case = progress.case
    requirements = {material.id: material for material in progress.implementation.materials}
    if not case.owes_supplement:
        return [
            {
                "id": owed,
                "material": requirements[owed].name,
                "what": DefectKind.MISSING.label,
                "remedy": requirements[owed].accept_standard,
                "basis": requirements[owed].basis,
            }
            for owed in progress.owed
        ]
    notes = office.ports.personal.read(case.id, [d.note.ref for d in case.defects if d.note])
    found = []
    for defect in case.defects:
        required = requirements.get(defect.material)
        note = notes.get(defect.note.ref) if defect.note else None
        what = defect.kind.label
        if note:
            what = Bilingual(f"{what.zh}：{note}", f"{what.en}: {note}")
        found.append(
            {
                "id": defect.material,
                "material": required.name if required else defect.material,
                "what": what,
                "remedy": required.accept_standard if required else None,
                "basis": defect.basis,
            }
        )
    return found
