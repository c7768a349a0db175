"""外部结果的事件 — what another system was said to have done, with what does not fit."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from tongban.kernel.case.commands.observation import ObservedFact
from tongban.kernel.case.commands.words import OpinionResult
from tongban.kernel.case.events.envelope import Happening


@dataclass(frozen=True, slots=True)
class ObservationRecorded(Happening):
    """外部结果 — what another system decided, as it was told, with what does not fit.

    The envelope says when it happened there and when it was told. `fact` None stands for a result, which
    once was all that could be told; `stated_on` is a day that cannot have been (see `RecordObservation`).
    """

    zh: ClassVar[str] = "登记外部系统结果"
    en: ClassVar[str] = "observed result recorded"

    step: str
    result: OpinionResult | None
    source: str
    foreign_number: str
    discrepancies: tuple[str, ...]
    fact: ObservedFact | None = None
    entry: str | None = None
    licence_number: str | None = None
    valid_until: date | None = None
    suspended_until: date | None = None
    stated_on: date | None = None
