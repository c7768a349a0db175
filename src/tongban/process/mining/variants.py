"""变体 — cases that went the same way, counted exactly.

Sequences are told apart by a 64-bit digest and then compared event by event, so that two that share a
digest would be noticed; then the sequences themselves are compared.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from tongban.process.log import CodedLog


@dataclass(frozen=True)
class Variants:
    """变体.

    Attributes:
        table: `variant` (a number, the most frequent first), `cases`, `length`, `example` (the number of
        a case). of_case: the variant of every case.
    """

    table: pl.DataFrame
    of_case: npt.NDArray[np.uint32]

    def sequence(self, log: CodedLog, variant: int) -> list[int]:
        """The activities of a variant, by number."""
        first = log.firsts[self.table["example"][variant]]
        return [int(one) for one in log.activity[first : first + self.table["length"][variant]]]


def variants(log: CodedLog) -> Variants:
    """The variants of a log."""
    firsts, activity = log.firsts, log.activity
    lengths = np.diff(np.append(firsts, activity.size))
    place = np.arange(activity.size, dtype=np.int64) - np.repeat(firsts, lengths)
    digest = np.add.reduceat(_mixed(activity, place), firsts) if firsts.size else np.zeros(0, np.uint64)
    key = pl.DataFrame({"length": lengths, "digest": digest})
    found = _numbered(key, lengths)
    model = firsts[found.table["example"].to_numpy()[found.of_case]]
    if (activity == activity[np.repeat(model, lengths) + place]).all():
        return found
    sequences = log.events.group_by("case", maintain_order=True).agg("activity")
    return _numbered(sequences.select(pl.col("activity").cast(pl.List(pl.String)).list.join(" ")), lengths)


def _numbered(key: pl.DataFrame, lengths: npt.NDArray[np.int64]) -> Variants:
    cases = key.with_columns(case=pl.int_range(key.height, dtype=pl.UInt32, eager=True))
    groups = cases.group_by(key.columns).agg(pl.len().alias("cases"), pl.col("case").min().alias("example"))
    groups = groups.sort("cases", "example", descending=[True, False])
    groups = groups.with_columns(variant=pl.int_range(groups.height, dtype=pl.UInt32, eager=True))
    of_case = cases.join(groups, on=key.columns, how="left", maintain_order="left")["variant"].to_numpy()
    table = groups.with_columns(length=pl.Series(lengths).gather(groups["example"]))
    return Variants(table.select("variant", "cases", "length", "example"), of_case)


def _mixed(activity: npt.NDArray[np.uint32], place: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    """A number for every activity at its place, mixed as MurmurHash3 ends."""
    mixed = (place.astype(np.uint64) << np.uint64(32)) | activity.astype(np.uint64)
    mixed += np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((33, 0xFF51AFD7ED558CCD), (33, 0xC4CEB9FE1A85EC53)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    mixed ^= mixed >> np.uint64(33)
    return mixed
