"""Scenes of `test_refusals` about decisions that are fought, with the whole refusal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cast import CHALLENGE, CLERK, DELIVER, LEAD, LICENCE, REFUSE, REVOKE, SWEEP, Table, intended, outcome_of
from tongban.kernel import refusals as r
from tongban.kernel.case import commands as c
from tongban.kernel.words import Bilingual

ANSWER = c.RecordReply("1", "答〔2026〕1号")
OF_REVOCATION = replace(CHALLENGE, act=c.ChallengedAct.REVOCATION)
SUSPEND = c.SuspendExecution("1", "停〔2026〕1号")


def _refused() -> Table:
    return Table().decided("2026-03-02", "2026-03-09", REFUSE)


def _fought(*then: c.Body) -> Table:
    table = _refused()
    for body in (CHALLENGE, *then):
        table.on("2026-03-16", LEAD, body)
    return table


def _revoked() -> Table:
    table = Table().decided("2026-03-02", "2026-03-09")
    table.on("2026-03-10", LEAD, intended(c.RevocationGround.FRAUD, "2026-03-11"))
    table.on("2026-03-12", LEAD, REVOKE)
    return table


def _suspended_grant() -> Table:
    table = Table().decided("2026-03-02", "2026-03-09")
    table.on("2026-03-10", SWEEP, LICENCE)
    table.on("2026-03-16", LEAD, CHALLENGE)
    table.on("2026-03-16", LEAD, SUSPEND)
    return table


CHALLENGE_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "fighting a revocation there is not": (
        lambda: _refused().refused("2026-03-16", LEAD, OF_REVOCATION),
        r.NothingToChallenge(),
    ),
    "fighting a decision before it was made": (
        lambda: _refused().refused("2026-03-16", LEAD, CHALLENGE, occurred="2026-03-06"),
        r.NothingToChallenge(),
    ),
    "fighting a revocation before it was made": (
        lambda: _revoked().refused("2026-03-16", LEAD, OF_REVOCATION, occurred="2026-03-11"),
        r.NothingToChallenge(),
    ),
    "fighting before nobody": (
        lambda: _refused().refused("2026-03-16", LEAD, replace(CHALLENGE, body="")),
        r.WhoDecidesMissing(),
    ),
    "fighting under no number": (
        lambda: _refused().refused("2026-03-16", LEAD, replace(CHALLENGE, number="")),
        r.NumberMissing(document=Bilingual("复议、诉讼案件", "challenge")),
    ),
    "answering what nobody fought": (
        lambda: _refused().refused("2026-03-16", LEAD, ANSWER),
        r.NoChallengeOpen(),
    ),
    "answering twice": (
        lambda: _fought(ANSWER).refused("2026-03-17", LEAD, ANSWER),
        r.RepliedAlready(on=date(2026, 3, 16)),
    ),
    "suspending twice": (
        lambda: _fought(SUSPEND).refused("2026-03-17", LEAD, SUSPEND),
        r.SuspendedAlready(on=date(2026, 3, 16)),
    ),
    "resuming what was never suspended": (
        lambda: _fought().refused("2026-03-17", LEAD, c.ResumeExecution("1", "恢〔2026〕1号")),
        r.NotSuspended(),
    ),
    "delivering what is suspended": (
        lambda: _suspended_grant().refused("2026-03-17", CLERK, DELIVER),
        r.ExecutionStopped(body="市人民政府", since=date(2026, 3, 16)),
    ),
    "an outcome that leaves the application without an answer": (
        lambda: _fought().refused("2026-04-17", LEAD, outcome_of(c.ChallengeOutcome.ANNULLED)),
        r.RedoDaysMissing(outcome=c.ChallengeOutcome.ANNULLED.label),
    ),
    "taking a step again that the case does not have": (
        lambda: _fought().refused(
            "2026-04-17", LEAD, outcome_of(c.ChallengeOutcome.REDO, steps=("nowhere",))
        ),
        r.UnknownStep(step="nowhere"),
    ),
    "an outcome of the second of one": (
        lambda: _fought().refused("2026-04-17", LEAD, outcome_of(c.ChallengeOutcome.UPHELD, challenge="2")),
        r.NoChallengeOpen(),
    ),
}
