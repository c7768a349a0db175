"""Rows of another department's file: landed, unchanged or held, each by itself."""

from collections.abc import Iterator
from datetime import date

import pytest

from observed_items import household_item
from results import MAPPING, exchange, line, mapping
from tongban.handling.observing import claims
from tongban.handling.observing.claims import FIELDS, Reason
from tongban.handling.observing.ports import RowState
from tongban.handling.observing.rows import CellFault, Row, UnreadableTable
from tongban.handling.wanted import jobs
from tongban.kernel import Status
from tongban.kernel.case import events as e
from tongban.kernel.words import Bilingual


def test_a_row_lands_in_its_case_with_the_day_it_occurred():
    desk = exchange()
    case_id = desk.received()
    (result,) = desk.take(line())

    assert (result.word, result.row.case_id, result.row.step) == ("landed", case_id, "household")
    case = desk.office.handler.standing(case_id).case
    assert case.steps["household"].done_on == date(2025, 10, 11)
    assert case.clocks["step:insurance"].started_on == date(2025, 10, 11)
    event = desk.office.handler.history(case_id)[-2]
    assert (event.actor, event.on, event.at.date()) == (
        "system:exchange",
        date(2025, 10, 11),
        date(2025, 10, 13),
    )


def test_the_same_file_twice_changes_nothing():
    desk = exchange()
    case_id = desk.received()
    rows = [line(), line(3, 流水号="公2025-119", 收件编号="R-9")]
    assert desk.words(*rows) == ["landed", "held"]
    before = desk.office.handler.history(case_id)

    desk.office.on("2025-10-20")
    assert desk.words(*rows) == ["unchanged", "held"]
    assert desk.office.handler.history(case_id) == before


def test_a_row_that_is_twice_in_one_file_counts_once():
    desk = exchange()
    case_id = desk.received()
    assert desk.words(line(), line(3)) == ["landed", "unchanged"]
    assert desk.office.events(case_id).count("ObservationRecorded") == 1


def test_what_a_killed_import_had_not_noted_is_noted_by_the_next():
    desk = exchange()
    case_id = desk.received()

    class Killed(Exception):
        pass

    def cut_short(*rows: object) -> None:
        raise Killed

    keep, desk.register.keep = desk.register.keep, cut_short  # type: ignore[method-assign]
    with pytest.raises(Killed):
        desk.take(line())
    desk.register.keep = keep  # type: ignore[method-assign]
    assert desk.office.events(case_id).count("ObservationRecorded") == 1

    assert desk.words(line()) == ["landed"]
    assert desk.office.events(case_id).count("ObservationRecorded") == 1
    assert desk.words(line()) == ["unchanged"]


def test_where_a_row_fails_in_the_middle_what_was_done_before_it_is_noted():
    desk = exchange()
    for number in range(3):
        desk.received(f"R-{number}")
    rows = [line(n + 2, f"R-{n}", 流水号=f"公2025-{n}") for n in range(3)]
    carry_out, carried = desk.office.handler.carry_out, 0

    def failing(*given: object, **more: object) -> object:
        nonlocal carried
        carried += 1
        if carried == 3:
            raise ConnectionError
        return carry_out(*given, **more)  # type: ignore[arg-type]

    desk.office.handler.carry_out = failing  # type: ignore[method-assign,assignment]
    with pytest.raises(ConnectionError):
        desk.take(*rows)
    desk.office.handler.carry_out = carry_out  # type: ignore[method-assign]
    assert desk.words(*rows) == ["unchanged", "unchanged", "landed"]


@pytest.mark.parametrize("between", [0, 500], ids=["looked up together", "far apart"])
@pytest.mark.parametrize("dry_run", [False, True], ids=["imported", "dry run"])
def test_a_row_that_is_twice_counts_once_however_far_apart(between: int, dry_run: bool):
    desk = exchange()
    desk.received()
    others = [line(n + 3, "R-9", 流水号=f"公9-{n}") for n in range(between)]
    held = line(600, 办结日期="十月十一")
    results = desk.take(line(), held, *others, line(700), held, dry_run=dry_run)
    words = [result.word for result in results if result.row.claim.said("foreign_number") == "公2025-118"]
    assert words == ["landed", "held", "unchanged", "held"]
    kept = {row.digest: row.tries for row in desk.register.held(None, limit=1000)}
    assert set(kept.values()) == (set() if dry_run else {1})


def test_a_held_row_after_the_one_that_landed_is_not_answered_by_it():
    desk = exchange()
    desk.received()
    assert desk.words(line(), line(3, 办结日期="十月十一")) == ["landed", "held"]
    assert desk.register.count_held(None) == 1
    assert desk.words(line(4, 状态="更正准予", 记录号="2"), line(3, 办结日期="十月十一")) == [
        "landed",
        "held",
    ]


def test_a_row_first_held_for_its_case_lands_when_the_case_is_there():
    desk = exchange()
    (result,) = desk.take(line())
    assert desk.codes([result]) == [["case_unknown"]]
    case_id = desk.received()
    assert desk.words(line()) == ["landed"]
    assert desk.office.handler.standing(case_id).case.steps["household"].done_on == date(2025, 10, 11)


def test_a_row_first_held_for_a_code_lands_once_the_mapping_knows_it():
    desk = exchange()
    desk.received()
    assert desk.codes(desk.take(line(状态="准予登记"))) == [["code_unknown"]]
    wiser = mapping(
        text=MAPPING.replace(
            "  - {state: 准予,", "  - {state: 准予登记, fact: decided, result: agree}\n  - {state: 准予,"
        )
    )
    assert desk.words(line(状态="准予登记"), using=wiser) == ["landed"]
    assert desk.register.count_held(None) == 0


def test_a_held_row_that_they_send_again_corrected_is_answered_by_the_new_one():
    desk = exchange()
    desk.received()
    desk.take(line(办结日期="十月十一"))
    assert desk.register.count_held(["police"]) == 1
    assert desk.words(line()) == ["landed"]
    assert desk.register.count_held(["police"]) == 0


def test_a_held_row_is_corrected_and_tried_again():
    desk = exchange()
    case_id = desk.received()
    desk.take(line(办结日期="十月十一", 收件编号="R-7"), by="police office")
    (held,) = desk.register.held(["police"])
    assert [r.code for r in held.reasons] == ["day_unreadable"]

    still = desk.importer.try_again(held, {"occurred": "2025-10-11"}, "steward")
    assert [r.code for r in still.reasons] == ["case_unknown"]
    landed = desk.importer.try_again(still, {"case_number": "R-1"}, "steward")
    assert (landed.state, landed.by, landed.tries, landed.line) == (RowState.LANDED, "steward", 3, 2)
    assert desk.office.handler.standing(case_id).case.steps["household"].done_on == date(2025, 10, 11)
    assert desk.words(line(办结日期="十月十一", 收件编号="R-7")) == ["unchanged"]


def test_what_somebody_corrected_is_kept_when_the_file_comes_again():
    desk = exchange()
    desk.take(line(办结日期="十月十一"))
    (held,) = desk.register.held(["police"])
    desk.importer.try_again(held, {"occurred": "2025-10-11"}, "steward")
    desk.received()
    assert desk.words(line(办结日期="十月十一")) == ["landed"]


def test_a_row_set_aside_stays_so_with_its_reason():
    desk = exchange()
    desk.take(line())
    (held,) = desk.register.held(None)
    desk.importer.set_aside(held, "对方测试数据", "steward")
    desk.received()
    assert desk.words(line()) == ["unchanged"]
    assert desk.register.held(None) == []


def test_a_result_that_does_not_fit_is_on_record_and_somebody_looks_at_it():
    desk = exchange()
    case_id = desk.received()
    desk.take(line())
    (result,) = desk.take(line(3, 记录号="2", 状态="不予"))
    assert (result.word, result.row.discrepancies) == ("differs", ("contradicts_answer",))
    assert desk.office.events(case_id).count("ObservationRecorded") == 2
    assert [row.digest for row in desk.register.held(None)] == [result.row.digest]


def test_what_came_too_early_is_told_again_when_the_case_has_come_so_far():
    desk = exchange()
    case_id = desk.received(accept=False)
    (result,) = desk.take(line())
    assert (result.word, result.row.discrepancies) == ("differs", ("case_received",))
    desk.office.accept(case_id)
    tried = desk.importer.try_again(result.row, {}, "steward")
    assert tried.state is RowState.LANDED
    assert desk.register.count_held(None) == 0


def test_the_number_alone_finds_the_case_it_was_met_for():
    desk = exchange()
    case_id = desk.received()
    desk.take(line(状态="受理", 办结日期="2025-10-10"))
    (result,) = desk.take(line(3, 收件编号="", 记录号="2"))
    assert (result.word, result.row.case_id) == ("landed", case_id)


def test_a_number_of_another_case_is_held():
    desk = exchange()
    desk.received()
    desk.received("R-2")
    desk.take(line())
    assert desk.codes(desk.take(line(3, 收件编号="R-2"))) == [["number_of_another_case"]]


@pytest.mark.parametrize(
    ("holder", "named", "codes"),
    [
        ("陈小禾", "陈小禾", ()),
        ("阿依古丽 · 买买提", "阿依古丽·买买提", ()),
        ("陈小禾", "王小明", ("other_applicant",)),
        ("陈小禾", "", ()),
        ("", "王小明", ()),  # where the case says no name, none differs
    ],
)
def test_another_name_is_a_discrepancy_and_no_name_is_kept(holder: str, named: str, codes: tuple[str, ...]):
    desk = exchange()
    desk.received(holder=holder)
    (result,) = desk.take(line(姓名=named))
    assert result.row.discrepancies == codes
    if named:
        assert named not in str(result.row)
        assert result.row.claim.said("applicant") == desk.register.blind(named)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"流水号": ""}, ["missing"]),
        ({"办结日期": ""}, ["missing"]),
        ({"状态": ""}, ["missing"]),
        ({"状态": "在办"}, ["code_unknown"]),
        ({"办结日期": "2025-13-01"}, ["day_unreadable"]),
        ({"办结日期": "0025-10-11"}, ["day_unreadable"]),
        ({"收件编号": ""}, ["case_unnamed"]),
        ({"收件编号": "R-404"}, ["case_unknown"]),
        ({"流水号": "公" * 600}, ["text_unusable"]),
        ({"流水号": "公\ud800"}, ["text_unusable"]),
        ({"流水号": "", "办结日期": "昨天", "状态": "?"}, ["missing", "code_unknown", "day_unreadable"]),
    ],
)
def test_what_cannot_be_taken_over_is_held_with_every_reason(cells: dict[str, str], codes: list[str]):
    desk = exchange()
    desk.received()
    results = desk.take(line(**cells))
    assert desk.codes(results) == [codes]
    for reason in results[0].row.reasons:
        assert reason.sentence.zh
        assert reason.remedy.en
    assert desk.words(line(4, 记录号="9")) == ["landed"]  # the others go on


def test_what_is_wrong_with_a_cell_is_the_reason_and_mended_with_the_cell():
    desk = exchange()
    desk.received()
    broken = Row(2, line().cells, {"办结日期": CellFault.MERGED})
    (result,) = desk.take(broken)
    assert [(r.code, r.field) for r in result.row.reasons] == [("cell_merged", "occurred")]
    same = desk.importer.try_again(result.row, {"entry": "7"}, "steward")
    assert same.state is RowState.HELD
    assert desk.importer.try_again(same, {"occurred": "2025-10-12"}, "steward").state is RowState.LANDED


def test_what_stood_before_the_fault_of_a_file_is_not_said_to_be_left_out():
    def cut_short() -> Iterator[Row]:
        for number in range(200):
            yield line(number + 2, 记录号=str(number))
        raise UnreadableTable(
            "results.csv", Bilingual("断了", "cut short"), Bilingual("重发。", "Send it."), 3
        )

    desk = exchange()
    desk.received()
    results = desk.importer.rows(cut_short(), mapping(), "results.csv", "steward")
    with pytest.raises(UnreadableTable) as told:
        list(results)
    assert told.value.sentence.en == "results.csv, line 3: cut short."
    assert "count only once" in told.value.remedy.en
    assert desk.words(line(记录号="0")) == ["unchanged"]


def test_a_cell_in_doubt_is_settled_by_whoever_says_what_it_is_though_it_is_the_same():
    desk = exchange()
    desk.received()
    (held,) = desk.take(Row(2, line().cells, {"办结日期": CellFault.FORMULA, "记录号": CellFault.MERGED}))
    still = desk.importer.try_again(held.row, {"occurred": held.row.claim.said("occurred")}, "steward")
    assert [(r.code, r.field) for r in still.reasons] == [("cell_merged", "entry")]
    settled = desk.importer.try_again(still, {"entry": ""}, "steward")
    assert settled.state is RowState.LANDED
    assert settled.claim.is_corrected


@pytest.mark.parametrize(
    "said",
    ["2025-10-11", "2025/10/11", "2025.10.11", "2025年10月11日", "20251011", "45941", "2025-10-11 09:30:00",
     "2025年10月11日 09:30", "2025年10月11日9时30分", "11.10.2025"],
)  # fmt: skip
def test_days_are_read_as_they_are_written(said: str):
    desk = exchange()
    case_id = desk.received()
    assert desk.words(line(办结日期=said), using=mapping('dates: ["%d.%m.%Y"]')) == ["landed"]
    assert desk.office.handler.standing(case_id).case.steps["household"].done_on == date(2025, 10, 11)


def test_a_dry_run_says_what_would_come_of_it_and_keeps_nothing():
    desk = exchange()
    case_id = desk.received()
    before = desk.office.handler.history(case_id)
    results = desk.take(
        line(), line(3), line(4, 收件编号="R-9"), line(5, 办结日期="2025-10-08"), dry_run=True
    )
    assert [r.word for r in results] == ["landed", "unchanged", "held", "differs"]
    assert desk.office.handler.history(case_id) == before
    assert desk.register.count_held(None) == 0


def test_a_file_of_another_department_moves_no_step_of_these():
    desk = exchange()
    case_id = desk.received()
    insurance = mapping(
        text=MAPPING.replace("authority: police", "authority: insurance") + "step: household\n"
    )
    (result,) = desk.take(line(), using=insurance)
    assert result.row.discrepancies == ("other_authority",)
    assert not desk.office.handler.standing(case_id).case.steps["household"].observed
    nobody = mapping(text=MAPPING.replace("authority: police", "authority: insurance"))
    assert desk.codes(desk.take(line(4, 记录号="4"), using=nobody)) == [["step_unknown"]]


def test_a_case_decided_there_is_decided_here_and_calls_for_no_paper_of_ours():
    desk = exchange(household_item())
    case_id = desk.received(accept=False)
    desk.take(line(状态="受理", 办结日期="2025-10-10"), line(3, 记录号="2"))
    case = desk.office.handler.standing(case_id).case
    assert (case.status, case.accepted_on, case.decided_on) == (
        Status.DECIDED,
        date(2025, 10, 10),
        date(2025, 10, 11),
    )
    told = [event for event in desk.office.handler.history(case_id) if event.actor == "system:exchange"]
    assert [e.Accepted, e.Decided] == [type(t.body) for t in told if type(t.body) in (e.Accepted, e.Decided)]
    for command in {event.command_id for event in told}:
        assert jobs(event for event in told if event.command_id == command) == ()


def test_rows_are_taken_one_at_a_time():
    desk = exchange()
    desk.received()
    taken = 0

    def rows() -> Iterator[Row]:
        nonlocal taken
        for number in range(1000):
            taken += 1
            yield line(number, 记录号=str(number))

    next(desk.importer.rows(rows(), mapping(), "police.csv", "zhou"))
    assert taken <= 200


def test_every_reason_has_its_words():
    for code in claims._REASONS:
        for name in FIELDS:
            reason = Reason(code, name, "x")
            assert reason.sentence.zh
            assert reason.sentence.en
