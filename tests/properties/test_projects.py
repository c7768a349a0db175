"""Whatever is told of a project, in whatever order: gates are true, nobody waits for ever, each one ends."""

from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from projects import Site
from tongban.kernel.life_event import MemberState
from tongban.kernel.project import Before, OutcomeState, ProjectStatus, owed, replay
from tongban.kernel.project import commands as c
from tongban.kernel.project.gates import missing, require_stage_open
from tongban.kernel.refusals import Refusal

_ACTS = ("apply", "pass", "accept", "grant", "refuse", "revoke", "defer")


def _hand_on(site: Site) -> None:
    """What is owed is told, and every application knows what it may begin."""
    for one in owed(site.project):
        site.told(c.RecordPassedOn(one.application, one.outcome, one.is_there))


def _may_begin(site: Site, name: str, member: str) -> bool:
    """As its life event knows it: what it waits for was passed on, what it needs inside is granted."""
    standing = site.stands[name][member]
    passed = site.project.applications[name].passed
    rule = site.rules.outcomes[f"{site.stages[name]}.{member}"]
    inside = [need for need in rule.needs if need in site.stands[name]]
    return all(passed.get(outcome, False) for outcome in standing.outside) and all(
        site.stands[name][need].state is MemberState.GRANTED for need in inside
    )


def _gate(site: Site, stage: str) -> bool:
    """Said once more, apart from the kernel: what must stand before a stage is applied for."""
    needed = {"land": (), "works": ("land.permit",), "build": ("works.scheme",)}[stage]
    stands = (OutcomeState.THERE, OutcomeState.NOT_NEEDED)
    return all(site.project.outcome(outcome).state in stands for outcome in needed)


@settings(max_examples=examples(120), deadline=None)
@given(st.data())
def test_no_gate_is_passed_without_its_outcomes_and_every_project_ends(data):
    site, applied = Site().register(), 0
    for act in data.draw(st.lists(st.sampled_from(_ACTS), max_size=40)):
        if site.project.status is not ProjectStatus.RUNNING:
            break
        if act == "apply":
            stage = data.draw(st.sampled_from(["land", "works", "build"]))
            try:
                require_stage_open(site.project, site.rules, stage)
            except Refusal:
                continue
            assert _gate(site, stage)
            applied += 1
            site.apply(stage, f"{stage}-{applied}")
        elif act == "pass":
            _hand_on(site)
        elif act == "defer":
            try:
                site.ask(c.Defer(data.draw(st.sampled_from(["works.archive", "works.permit"]))))
            except Refusal:
                continue
        elif site.stands:
            name = data.draw(st.sampled_from(sorted(site.stands)))
            member = data.draw(st.sampled_from(sorted(site.stands[name])))
            _act(site, act, name, member)
        _look(site)
    _let_end(site, data)


def _act(site: Site, act: str, name: str, member: str) -> None:
    state = site.stands[name][member].state
    if act == "revoke":
        if state is MemberState.GRANTED:
            site.revoke(name, member)
    elif state.is_open and _may_begin(site, name, member):
        {"accept": site.accept, "grant": site.grant, "refuse": site.refuse}[act](name, member)


def _look(site: Site) -> None:
    project = site.project
    assert replay(site.events) == project
    if project.status is not ProjectStatus.RUNNING:
        return
    for stage in site.rules.stages:
        assert (stage.id in project.opened) == (not missing(project, site.rules, Before.APPLYING, stage.id))
    for outcome, one in project.outcomes.items():
        if one.state is OutcomeState.THERE:
            assert one.document is not None, outcome
            assert project.applications[one.application].number


def _let_end(site: Site, data) -> None:
    """Whatever is under way has its outcome or is taken back; then nothing keeps the project from its end."""
    for name, members in site.stands.items():
        for member, standing in list(members.items()):
            if not standing.state.is_open:
                continue
            _hand_on(site)
            if _may_begin(site, name, member):
                (site.grant if data.draw(st.booleans()) else site.refuse)(name, member)
            else:
                site.stand(name, member, state=MemberState.TAKEN_BACK)
    assert not site.project.running
    assert owed(site.project) == ()
    if site.project.status is ProjectStatus.RUNNING:
        site.end()
    assert site.project.status in (ProjectStatus.COMPLETED, ProjectStatus.ENDED)
    assert replay(site.events) == site.project
