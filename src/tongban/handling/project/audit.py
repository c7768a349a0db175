"""审计 — replay every project, check its chain, hold its rows against the fold."""

from collections.abc import Iterator

from tongban.handling.audit import Finding, difference, verify_chain
from tongban.handling.codec import OF_PROJECTS, UnreadableRecord
from tongban.handling.project.carrying_out import ProjectHandler, application_rows, row_of
from tongban.kernel.project import replay
from tongban.kernel.refusals import Told


def verify_project(handler: ProjectHandler, project_id: str) -> list[Finding]:
    """Everything wrong with one project; empty if its history is whole and its rows are true."""
    history = handler.store.load(project_id)
    if history is None:
        return [Finding(project_id, 0, "sequence", "no records")]
    findings = verify_chain(history, OF_PROJECTS)
    try:
        project = replay(handler.codec.read(record) for record in history.records)
        handler.blueprint_of(project)
    except UnreadableRecord as error:
        return [*findings, Finding(project_id, 0, "unreadable", error.sentence.en)]
    except Told as error:
        return [*findings, Finding(project_id, 0, "rules", error.sentence.en)]
    if said := difference(handler.store.row(project_id), row_of(project)):
        findings.append(Finding(project_id, 0, "summary", said))
    rows, folds = handler.store.applications([project_id]), list(application_rows(project))
    if rows != folds:
        wrong = sorted({row.application for row in {*rows} ^ {*folds}})
        findings.append(Finding(project_id, 0, "member", ", ".join(wrong)))
    return findings


def verify_all(handler: ProjectHandler, page: int = 1000) -> Iterator[tuple[str, list[Finding]]]:
    """Every project with its findings, in order of ids, a page at a time."""
    after = ""
    while ids := handler.store.ids(after, page):
        for project_id in ids:
            yield project_id, verify_project(handler, project_id)
        after = ids[-1]
