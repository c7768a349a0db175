"""Mining 挖掘: what a coded log tells, counted exactly.

Which activity follows which and after how long, variants, rework, handover, load, deadlines. Nothing is
sampled and nothing is thrown away; a quantile is interpolated linearly between the two values beside it.
Not its business: reading files (`process.log`), and whether any of it is good or bad. Start reading in
`flow.py`.
"""

from tongban.process.mining.deadlines import Overdue, overdue
from tongban.process.mining.flow import activities, case_durations, directly_follows, starts_and_ends
from tongban.process.mining.handover import handovers, load, ping_pong
from tongban.process.mining.rework import rework
from tongban.process.mining.steps import Steps, steps
from tongban.process.mining.summary import summary
from tongban.process.mining.variants import Variants, variants

__all__ = [
    "Overdue",
    "Steps",
    "Variants",
    "activities",
    "case_durations",
    "directly_follows",
    "handovers",
    "load",
    "overdue",
    "ping_pong",
    "rework",
    "starts_and_ends",
    "steps",
    "summary",
    "variants",
]
