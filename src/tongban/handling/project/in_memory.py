"""内存替身 — construction projects without an outside; it passes the contract tests too."""

from collections.abc import Sequence

from tongban.handling.project.ports import ApplicationRow, ProjectRow, ProjectWrite
from tongban.handling.streams_in_memory import MemoryStreams


class MemoryProjects(MemoryStreams[ProjectRow, ApplicationRow]):
    """内存项目库 — histories in a dict."""

    def commit(self, write: ProjectWrite) -> None:
        """All of it or nothing."""
        self._store(write.project_id, write, {row.application: row for row in write.applications})

    def applications(self, project_ids: Sequence[str]) -> list[ApplicationRow]:
        """The applications, in their order."""
        return sorted(self._parts(project_ids), key=lambda row: (row.project_id, row.place))

    def running(self, limit: int = 100) -> list[ApplicationRow]:
        """Those whose stage clock runs, the one that falls due first foremost."""
        found = [
            (row.due_on, row.project_id, row.place, row)
            for row in self._parts(self.ids())
            if row.due_on is not None and row.decided_on is None
        ]
        return [row for *_, row in sorted(found, key=lambda one: one[:3])][:limit]

    def of_applicant(self, owner: str, limit: int = 20) -> list[ProjectRow]:
        """What somebody owns, the latest first."""
        return [row for row in reversed(self._all()) if row.owner == owner][:limit]

    def latest(self, limit: int = 50) -> list[ProjectRow]:
        """The projects registered last."""
        return self._all()[::-1][:limit]

    def with_code(self, division: str, code: str) -> ProjectRow | None:
        """The latest project of a division with this code."""
        found = (row for row in reversed(self._all()) if (row.division, row.code) == (division, code))
        return next(found, None)
