"""项目库 — construction projects on PostgreSQL, beside life events and in the same shape."""

from collections.abc import Sequence

from tongban.handling.project.ports import ApplicationRow, ProjectRow, ProjectWrite
from tongban.store.cases import is_id
from tongban.store.streams import Streams, Written

_APPLICATIONS = (
    "SELECT project_id::text, application::text, stage, place, number, applied_on, started_on, due_on,"
    " decided_on FROM project_application WHERE {} ORDER BY {}"
)
_IN_ORDER = "project_application.project_id, place"
_BY_DUE = "due_on, project_application.project_id, place LIMIT %s"


class PgProjects(Streams[ProjectRow]):
    """项目库 (PostgreSQL) — implements `handling.project.ports.ProjectStore`."""

    name = "project"
    row_type = ProjectRow
    part_table = "project_application"
    part_type = ApplicationRow
    whose = "owner"

    def with_code(self, division: str, code: str) -> ProjectRow | None:
        """The latest project of a division with this code."""
        found = self._listed("division = %s AND code = %s", [division, code], "DESC LIMIT 1")
        return found[0] if found else None

    def latest(self, limit: int = 50) -> list[ProjectRow]:
        """The projects registered last."""
        return self._listed("TRUE", [], f"DESC LIMIT {int(limit)}")

    def applications(self, project_ids: Sequence[str]) -> list[ApplicationRow]:
        """The applications of projects, in one query."""
        ids = list(filter(is_id, project_ids))
        return self._applications("project_id = ANY(%s::uuid[])", _IN_ORDER, [ids]) if ids else []

    def running(self, limit: int = 100) -> list[ApplicationRow]:
        """The applications whose stage clock runs, the one that falls due first foremost."""
        return self._applications("decided_on IS NULL AND due_on IS NOT NULL", _BY_DUE, [limit])

    def _applications(self, where: str, order: str, values: list[object]) -> list[ApplicationRow]:
        return [ApplicationRow(*row) for row in self._query(_APPLICATIONS.format(where, order), values)]

    def commit(self, write: ProjectWrite) -> None:
        """Store it in one transaction.

        Raises:
            Conflict: the version moved on or the command id is taken; nothing was stored.
            UnusableId: its id is not a UUID in its usual text form.
        """
        self._store(
            Written(
                id=write.project_id,
                version=write.version,
                command_id=write.command_id,
                command_digest=write.command_digest,
                at=write.at,
                records=write.records,
                row=write.row,
                parts=write.applications,
                values=write.values,
                messages=write.messages,
            )
        )
