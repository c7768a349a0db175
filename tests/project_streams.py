"""Writes golden streams of projects; run for a new kind of event, never to mend an old file.

PYTHONPATH=src:tests python tests/project_streams.py DIRECTORY
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from projects import WHY, Site
from tongban.handling.codec import OF_PROJECTS, Codec, plain
from tongban.kernel.life_event import MemberState
from tongban.kernel.project import Project
from tongban.kernel.project import commands as c


def completed() -> Site:
    """Stage by stage to the end, an outcome handed on in between."""
    site = Site().register().apply("land").accept("land-1", "permit").grant("land-1", "permit").apply("works")
    site.told(c.RecordPassedOn("works-1", "land.permit", True))
    site.grant("works-1", "scheme", "permit", "archive")
    return site.apply("build").grant("build-1", "fire", "permit", "filing")


def lost_and_ended() -> Site:
    """Refused, applied for again, decided anew, revoked; one may come later; given up at last."""
    site = Site().register().apply("land").refuse("land-1", "permit").apply("land", "land-2")
    site.grant("land-2", "permit").stand("land-2", "permit", state=MemberState.ACCEPTED, document=None)
    site.grant("land-2", "permit").ask(c.Defer("works.archive", WHY), "lead", "planning-post")
    return site.revoke("land-2", "permit").end()


STREAMS: dict[str, Callable[[], Site]] = {
    "1_completed": completed,
    "2_lost_and_ended": lost_and_ended,
}


def facts(project: Project) -> dict[str, object]:
    """What the fold of a stream must say."""
    names = (
        "id",
        "version",
        "status",
        "procedure",
        "code",
        "number",
        "owner",
        "opened",
        "done",
        "ended_on",
        "how",
    )
    outcomes = {name: [one.state.value, one.number, plain(one.why)] for name, one in project.outcomes.items()}
    applications = {
        name: plain([one.started_on, one.due_on, one.decided_on, dict(one.passed)])
        for name, one in project.applications.items()
    }
    told = {name: plain(getattr(project, name)) for name in names}
    return {**told, "outcomes": outcomes, "applications": applications}


def main(directory: Path) -> None:
    for name, play in STREAMS.items():
        site = play()
        lines = [json.dumps({"expected": facts(site.project)}, ensure_ascii=False)]
        for record in Codec(vocabulary=OF_PROJECTS).write(site.events, b""):
            shown = plain(replace(record, body=record.body.decode(), digest=record.digest.hex()))  # type: ignore[arg-type]
            lines.append(json.dumps(shown, ensure_ascii=False))
        (directory / f"{name}.jsonl").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
