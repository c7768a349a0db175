"""Scenes of `test_refusals` about construction projects, with the whole refusal."""

from collections.abc import Callable

from life_event_scenes import refused
from projects import PROCEDURE, Site
from tongban.kernel import refusals as r
from tongban.kernel.project import Before, ProjectStatus
from tongban.kernel.project import commands as c
from tongban.kernel.project.gates import require_may_decide, require_stage_open, told
from tongban.kernel.words import Bilingual, listed

_NAME = PROCEDURE.name_of


def _site() -> Site:
    return Site().register()


def _lacking(site: Site, *outcomes: str) -> Bilingual:
    return told(site.project, site.rules, outcomes)


def _opening(site: Site, stage: str) -> r.Refusal:
    return refused(lambda: require_stage_open(site.project, site.rules, stage))


def _building() -> Site:
    return (
        _site()
        .apply("land")
        .grant("land-1", "permit")
        .apply("works")
        .grant("works-1", "scheme")
        .apply("build")
    )


def _deciding(site: Site) -> r.Refusal:
    return refused(lambda: require_may_decide(site.project, site.rules, "build", "permit"))


PROJECT_SCENES: dict[str, tuple[Callable[[], r.Refusal], r.Refusal]] = {
    "a project registered twice": (
        lambda: refused(lambda: _site().register()),
        r.ProjectNotAllowedNow(status=ProjectStatus.RUNNING.label, verb=c.Register.verb()),
    ),
    "a stage nobody knows": (
        lambda: _opening(_site(), "roof"),
        r.StageUnknown(stage="roof", known=listed([stage.name for stage in PROCEDURE.stages])),
    ),
    "a stage whose gate is shut": (
        lambda: _opening(_site(), "works"),
        r.StageGateNotMet(
            stage=_NAME("works"), missing=_lacking(_site(), "land.permit"), law=PROCEDURE.gates[0].basis
        ),
    ),
    "a stage of which all is under way": (
        lambda: _opening(_site().apply("land"), "land"),
        r.NothingLeftToApplyFor(stage=_NAME("land")),
    ),
    "a grant before what it rests on": (
        lambda: _deciding(_building()),
        r.DecisionGateNotMet(
            member=_NAME("build.permit"),
            missing=_lacking(_building(), "build.fire"),
            law=PROCEDURE.gate(Before.DECIDING, "build", "permit")[0].basis,
        ),
    ),
    "an outcome nobody knows": (
        lambda: refused(lambda: _site().ask(c.Defer("works.roof"))),
        r.OutcomeUnknown(outcome="works.roof"),
    ),
    "an outcome that may not come later": (
        lambda: refused(lambda: _site().ask(c.Defer("works.permit"))),
        r.DeferralNotDeclared(outcome=_NAME("works.permit"), allowed=listed([_NAME("works.archive")])),
    ),
    "an outcome deferred twice": (
        lambda: refused(lambda: _site().ask(c.Defer("works.archive")).ask(c.Defer("works.archive"))),
        r.NothingToDefer(outcome=_NAME("works.archive")),
    ),
    "a project ended while something is under way": (
        lambda: refused(lambda: _site().apply("land").end()),
        r.ApplicationsUnderWay(stages=listed([_NAME("land")])),
    ),
    "a stage's progress typed by hand": (
        lambda: refused(lambda: _site().ask(c.RecordPassedOn("land-1", "land.permit", True))),
        r.OnlyStagesTell(verb=c.RecordPassedOn.verb()),
    ),
}
