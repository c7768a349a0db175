"""审计 — replay every life event, check its chain, hold its rows against the fold."""

from collections.abc import Iterator

from tongban.handling.audit import Finding, difference, verify_chain
from tongban.handling.codec import OF_LIFE_EVENTS, UnreadableRecord
from tongban.handling.life_event.carrying_out import LifeEventHandler, member_rows, row_of
from tongban.kernel.life_event import replay
from tongban.kernel.refusals import Told


def verify_life_event(handler: LifeEventHandler, life_event_id: str) -> list[Finding]:
    """Everything wrong with one life event; empty if its history is whole and its rows are true."""
    history = handler.store.load(life_event_id)
    if history is None:
        return [Finding(life_event_id, 0, "sequence", "no records")]
    findings = verify_chain(history, OF_LIFE_EVENTS)
    try:
        life_event = replay(handler.codec.read(record) for record in history.records)
        handler.sheet_of(life_event)
    except UnreadableRecord as error:
        return [*findings, Finding(life_event_id, 0, "unreadable", error.sentence.en)]
    except Told as error:
        return [*findings, Finding(life_event_id, 0, "rules", error.sentence.en)]
    stored, expected = handler.store.row(life_event_id), row_of(life_event)
    if stored != expected:
        findings.append(Finding(life_event_id, 0, "summary", difference(stored, expected)))
    rows = {row.member: row for row in handler.store.members([life_event_id])}
    folds = {row.member: row for row in member_rows(life_event)}
    if wrong := sorted(name for name in {*rows, *folds} if rows.get(name) != folds.get(name)):
        findings.append(Finding(life_event_id, 0, "member", ", ".join(wrong)))
    return findings


def verify_all(handler: LifeEventHandler, page: int = 1000) -> Iterator[tuple[str, list[Finding]]]:
    """Every life event with its findings, in order of ids, a page at a time."""
    after = ""
    while ids := handler.store.ids(after, page):
        for life_event_id in ids:
            yield life_event_id, verify_life_event(handler, life_event_id)
        after = ids[-1]
