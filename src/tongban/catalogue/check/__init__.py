"""Check 检查: what keeps an item from being published, each finding with place, basis and remedy.

One file per question: who (`duties`), in which order (`graph`), how long (`limits`), what a lower level
reviews first (`lower_review`), what is decided in another system (`elsewhere`), on whose commitment
(`commitments`), who oversees it then (`oversight`), to whom places go (`places`), what is renewed
(`renewal`), what is published before (`prior_notice`), who rules where departments disagree (`disputes`),
what stops the promise (`promise`), on what
basis (`grounds`), for which fee (`fees`), in which situation (`situations`), under which code (`identity`),
and whether the form agrees with itself (`consistency`, rules IL01 to IL12 of a city's own checker).
Not its business: files that cannot be read at all. Start reading at `check`.
"""

from collections.abc import Callable, Iterator

from tongban.catalogue.check import (
    commitments,
    consistency,
    disputes,
    duties,
    elsewhere,
    fees,
    graph,
    grounds,
    identity,
    limits,
    lower_review,
    oversight,
    places,
    prior_notice,
    promise,
    renewal,
    situations,
)
from tongban.catalogue.finding import Finding
from tongban.catalogue.item import Implementation

__all__ = ["check"]

_CHECKS: tuple[Callable[[Implementation], Iterator[Finding]], ...] = (
    identity.check,
    duties.check,
    graph.check,
    limits.check,
    lower_review.check,
    elsewhere.check,
    commitments.check,
    oversight.check,
    places.check,
    renewal.check,
    prior_notice.check,
    disputes.check,
    promise.check,
    grounds.check,
    fees.check,
    situations.check,
    consistency.check,
)


def check(implementation: Implementation) -> list[Finding]:
    """Every finding on one item, in the order of the file; empty where it may be published.

    依据 Basis: 行政许可法§30 (publish), 优化营商环境条例§35, §36, §44.
    """
    found = [finding for rules in _CHECKS for finding in rules(implementation)]
    return sorted(found, key=lambda finding: (finding.place, finding.code))
