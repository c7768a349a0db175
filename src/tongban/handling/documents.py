"""文书 — what handling knows of rendered and sealed documents."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SealReport:
    """验章结果 — placeholder until the documents branch is merged."""

    intact: bool = False
    signer: str = ""
    signed_at: datetime | None = None
