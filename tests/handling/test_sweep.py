"""Time reaches cases as commands, each passing once."""

from cast import CLERK
from office import open_office
from tongban.handling import intake
from tongban.handling.carrying_out import Handler
from tongban.handling.intake import DefectFound
from tongban.handling.sweep import sweep
from tongban.kernel.case.commands import DefectKind
from tongban.kernel.case.events import Accepted


def case(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012x}"


ALL = ("form", "licence_copy", "floor_plan")


def test_silence_for_five_working_days_is_acceptance_as_of_receipt() -> None:
    office = open_office("2026-02-10")
    office.receive(case(1), ALL)
    office.on("2026-02-24", "23:59")
    sweep(office.handler)
    assert office.events(case(1)) == ["Received", "SignalTurned"]  # yellow, no more
    office.on("2026-02-25", "00:00")
    assert sweep(office.handler).taken == 1
    accepted = next(h.body for h in office.handler.history(case(1)) if isinstance(h.body, Accepted))
    assert (str(accepted.accepted_on), accepted.deemed) == ("2026-02-10", True)
    assert office.store.summary(case(1)).statutory_due.isoformat() == "2026-03-16"  # type: ignore[union-attr]


def test_silence_has_no_effect_while_the_applicant_owes_a_supplement() -> None:
    office = open_office("2026-02-10")
    office.receive(case(1), ("form",))
    intake.request_supplement(
        office.handler,
        office.ask(case(1), CLERK),
        [DefectFound(m, DefectKind.MISSING) for m in ("licence_copy", "floor_plan")],
    )
    office.on("2026-06-30")
    assert sweep(office.handler).due == 0


def test_each_passing_is_said_once_however_often_it_is_swept() -> None:
    office = open_office()
    office.receive(case(1), ALL)
    office.accept(case(1))
    office.on("2025-12-31")
    assert [sweep(office.handler).taken for _ in range(3)] == [1, 0, 0]
    assert office.events(case(1)).count("LimitPassed") == 5  # three steps, the promise, the statute


def test_a_batch_takes_many_cases_in_one_commit() -> None:
    office = open_office("2026-02-10")
    for number in range(30):
        office.receive(case(number), ALL)
    office.on("2026-02-25")
    assert [sweep(office.handler, batch=12).taken for _ in range(4)] == [12, 12, 6, 0]


def test_a_case_that_met_another_command_falls_out_and_is_taken_next_time() -> None:
    office = open_office("2026-02-10")
    for number in range(3):
        office.receive(case(number), ALL)
    office.on("2026-02-25")
    store, meanwhile = office.store, Handler(office.handler.ports)
    commit = store.commit

    def late(writes):  # type: ignore[no-untyped-def]
        store.commit = commit  # type: ignore[method-assign]
        intake.withdraw(meanwhile, office.ask(case(1), CLERK))
        commit(writes)

    store.commit = late  # type: ignore[method-assign]
    assert sweep(office.handler).taken == 2
    assert {office.events(case(n))[1] for n in (0, 2)} == {"Accepted"}
    # The withdrawal itself noticed that the five days were over.
    assert office.events(case(1))[-1] == "Withdrawn"
    assert sweep(office.handler).due == 0
