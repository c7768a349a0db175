"""Wall clock and new ids 系统时钟与编号: the one place that asks the machine what time it is."""

from datetime import UTC, datetime

import uuid_utils


class WallClock:
    """时钟 — this machine's clock, in UTC."""

    def now(self) -> datetime:
        """This instant."""
        return datetime.now(UTC)


class TimeOrderedIds:
    """编号 — UUIDv7: new ones sort after older ones, which keeps an index's tail warm."""

    def new(self) -> str:
        """A new id."""
        return str(uuid_utils.uuid7())
