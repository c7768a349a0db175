"""Nothing else comes of a command, and nothing else is a reason to refuse it, than the reference says."""

import pytest

import fuzzing.cases
import reference
import turns
from tongban.kernel import decide_and_evolve
from tongban.kernel.case import commands as c
from tongban.kernel.case.life import DECIDERS
from tongban.kernel.case.matter import CLOCKWORK
from tongban.kernel.refusals import Told


@pytest.fixture(autouse=True, scope="module")
def _pages_are_there() -> None:
    reference.set_django_up()


def test_every_command_is_given_on_a_page_or_it_is_said_by_whom_else():
    without = {verb for verb in DECIDERS if not turns.turn_of(verb).pages}
    assert without == set(turns.WITHOUT_A_PAGE)


def test_every_command_may_bring_something_about():
    assert [verb for verb in DECIDERS if not turns.turn_of(verb).events] == []


def test_whatever_is_asked_what_comes_of_it_stands_in_the_reference(monkeypatch: pytest.MonkeyPatch):
    seen: set[tuple[type[c.Body], type]] = set()

    def watched(case, command, item, calendar):
        try:
            events, after = decide_and_evolve(case, command, item, calendar)
        except Told as refused:
            seen.add((type(command.body), type(refused)))
            raise
        # What time had done before the command is the time's, and stands in no command's row.
        seen.update((type(command.body), type(e.body)) for e in events if e.actor != CLOCKWORK)
        return events, after

    monkeypatch.setattr(fuzzing.cases, "decide_and_evolve", watched)
    fuzzing.cases.Fuzz(seed=13).run(4000)
    common = set(turns.common_refusals())
    unsaid = {
        (verb.__name__, what.__name__)
        for verb, what in seen
        if verb is not c.NoticePassing
        and what not in common
        and what not in (*turns.turn_of(verb).events, *turns.turn_of(verb).refusals)
    }
    assert len(seen) > 150
    assert sorted(unsaid) == []


@pytest.mark.parametrize(
    ("verb", "page"),
    [
        (c.Withdraw, "track/<uuid:case_id>/withdraw/"),
        (c.Decide, "desk/<uuid:case_id>/act/<slug:act>/"),
        (c.RecordBounce, "counter/<uuid:case_id>/deliver/"),
        (c.ReturnOriginal, "staff/cases/<uuid:case_id>/originals/"),
    ],
)
def test_a_page_is_where_its_form_is(verb: type[c.Body], page: str):
    assert page in turns.turn_of(verb).pages
