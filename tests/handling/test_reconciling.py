"""Their list against what is here, both ways."""

from collections.abc import Sequence

from cast import CLERK
from results import Exchange, exchange, line, mapping
from tongban.handling import intake
from tongban.handling.observing.reconciling import Difference, DifferenceKind, Reconciler
from tongban.handling.observing.rows import Row


def reconciled(desk: Exchange, *rows: Row) -> tuple[Reconciler, list[Difference]]:
    reconciler = Reconciler(desk.office.handler, desk.register, (desk.item.id,))
    return reconciler, list(reconciler.differences(rows, mapping()))


def kinds(found: Sequence[Difference]) -> dict[str, str]:
    return {d.case_number: d.kind.value for d in found}


def numbered(number: int, **cells: str) -> Row:
    return line(number + 1, f"R-{number}", 流水号=f"公2025-{number}", **cells)


def test_where_both_sides_say_the_same_nothing_differs():
    desk = exchange()
    desk.received("R-1")
    desk.take(numbered(1))
    reconciler, found = reconciled(desk, numbered(1))
    assert found == []
    assert reconciler.sums.is_closed
    assert reconciler.sums.said == {
        "here": {"started": 1, "ended": 1, "answered": 1, "ended_without": 0, "open": 0, "overdue": 0},
        "there": {"started": 1, "ended": 1, "open": 0, "unreadable": 0},
    }


def test_every_way_in_which_the_two_sides_can_differ_is_told():
    desk = exchange(day="2025-10-13")
    for number in range(1, 8):
        desk.received(f"R-{number}")
    withdrawn = desk.received("R-8")
    desk.office.on("2025-10-13")
    intake.withdraw(desk.office.handler, desk.office.ask(withdrawn, CLERK))
    desk.take(numbered(1), numbered(2), numbered(3), numbered(5))
    reconciler, found = reconciled(
        desk,
        numbered(1),
        numbered(2, 状态="不予"),
        numbered(3, 办结日期="2025-10-10"),
        numbered(4),
        numbered(6, 状态="受理"),
        numbered(9),
        numbered(10, 办结日期="昨天"),
    )
    assert kinds(found) == {
        "R-10": "unreadable",
        "R-9": "not_here",
        "R-2": "result_differs",
        "R-3": "day_differs",
        "R-4": "not_imported",
        "R-5": "only_here",
        "R-6": "not_there",
        "R-7": "not_there",
    }
    by_number = {d.case_number: d for d in found}
    assert str(by_number["R-7"].overdue_since) == "2025-10-11"
    assert by_number["R-4"].overdue_since is None  # there is a result: what is overdue is the import
    assert by_number["R-2"].line == 3
    assert reconciler.sums.is_closed
    assert reconciler.sums.said["here"] == {
        "started": 8,
        "ended": 5,
        "answered": 4,
        "ended_without": 1,
        "open": 3,
        "overdue": 3,
    }
    assert reconciler.sums.said["there"] == {"started": 6, "ended": 5, "open": 1, "unreadable": 1}


def test_a_case_that_is_not_accepted_yet_is_started_and_open():
    desk = exchange()
    desk.received(accept=False)
    reconciler, found = reconciled(desk)
    assert kinds(found) == {"R-1": "not_there"}
    assert reconciler.sums.said["here"]["open"] == 1


def test_the_last_that_they_say_of_a_case_counts():
    desk = exchange()
    desk.received("R-1")
    rows = numbered(1, 状态="不予", 办结日期="2025-10-10"), numbered(1, 状态="更正准予", 记录号="2")
    desk.take(*rows)
    assert reconciled(desk, *rows)[1] == []
    assert reconciled(desk, *reversed(rows))[1] == []


def test_every_kind_has_its_name():
    assert all(kind.label.zh and kind.label.en for kind in DifferenceKind)
