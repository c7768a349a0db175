"""`tongban mine` as an analyst at a terminal, or a script, meets it."""

import json
import os
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from event_logs import event, receipt, rows, shared, trace, xes
from tongban.cli.faults import OperatorFault
from tongban.cli.mine import mine

app = typer.Typer()
app.command()(mine)
LINES = [
    ("1", "收件", "2025-03-03 09:00:00", "王窗口"),
    ("1", "受理", "2025-03-04 09:00:00", "陈主办"),
    ("1", "收件", "2025-03-05 09:00:00", "王窗口"),
    ("2", "收件", "2025-03-05 09:30:00", "王窗口"),
]


@pytest.fixture(autouse=True)
def at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))


def run(*words: str | Path):
    return CliRunner().invoke(app, [str(word) for word in words])


def answer(*words: str | Path) -> dict:
    result = run(*words, "--format", "json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def fault(*words: str | Path) -> OperatorFault:
    result = run(*words)
    assert isinstance(result.exception, OperatorFault), result.output
    assert result.stdout == ""
    return result.exception


def test_the_receipt_phase_as_the_contract_wants_it():
    told = answer(receipt())
    assert [told[key] for key in ("cases", "events", "variants", "activities")] == [1434, 8577, 116, 27]
    late = told["overdue"]
    assert (late["late"], late["closed"], late["on_the_day"]) == (377, 1329, 28)
    assert told["variant_list"][0]["cases"] == 713
    assert {edge["source"] for edge in told["map"]["edges"]} <= {
        a["activity"] for a in answer(receipt(), "--top", 0)["map"]["activities"]
    }


def test_a_log_of_dates_and_one_without_deadlines():
    told = answer(shared("bpic2015", "BPIC15_1.xes.gz"))
    assert (told["cases"], told["events"], told["variants"], told["overdue"]) == (1199, 52217, 1170, None)
    day_only = next(finding for finding in told["quality"] if finding["code"] == "day_only")
    assert (day_only["count"], day_only["said"]["share"]) == (23990, "45.9")


def test_quality_is_said_before_any_result_and_chinese_first(tmp_path):
    result = run(rows(tmp_path / "a.csv", LINES), "--keep-personal")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "a.csv: 2 个案件 cases，4 个事件 events，2 种活动 activities，2 种变体 variants"
    order = [
        next(n for n, line in enumerate(lines) if line.startswith(word))
        for word in ("数据质量", "活动", "流程", "变体", "返工", "交接")
    ]
    assert order == sorted(order)
    assert "收件 → 受理 1 1.0 d 1.0 d 1.0 d" in [" ".join(line.split()) for line in lines]


def test_persons_are_pseudonyms_unless_wished_otherwise(tmp_path):
    path = rows(tmp_path / "a.csv", LINES)
    names = {entry["resource"] for entry in answer(path)["handover"]["resource"]["load"]}
    assert len(names) == 2
    assert all(name.startswith("P-") for name in names)
    kept = answer(path, "--keep-personal")["handover"]["resource"]["load"]
    assert {entry["resource"] for entry in kept} == {"王窗口", "陈主办"}


def test_the_second_reading_is_from_the_cache_and_says_the_same(tmp_path):
    path = rows(tmp_path / "a.csv", LINES)
    first, second = run(path), run(path)
    assert "from the cache" not in first.stderr
    assert "from the cache" in second.stderr
    assert first.stdout == second.stdout
    cache = tmp_path / "home" / "tongban" / "logs"
    assert os.stat(cache / "salt").st_mode & 0o777 == 0o600
    assert run(path, "--no-cache").stdout != ""
    assert len(list(cache.glob("*/log.json"))) == 1


def test_columns_can_be_kept_corrected_and_given_back(tmp_path):
    path, kept = rows(tmp_path / "a.csv", LINES), tmp_path / "columns.yaml"
    run(path, "--save-mapping", kept)
    kept.write_text(
        kept.read_text()
        .replace('activity: "activity"', 'activity: "resource"')
        .replace('  resource: "resource"\n', "")
    )
    told = answer(path, "--mapping", kept)
    assert told["mapping"]["columns"] == {"case": "case", "activity": "resource", "time": "time"}
    assert told["activities"] == 2


def test_starts_and_ends_give_waiting_and_working(tmp_path):
    def pair(kind: str, hour: int) -> str:
        return event("审查", f"2025-03-03T{hour:02}:00:00+08:00", lifecycle__transition=kind)

    told = answer(
        xes(
            tmp_path / "a.xes",
            trace("1", event("收件", "2025-03-03T08:00:00+08:00"), pair("start", 10), pair("complete", 11)),
        )
    )
    reviewed = next(row for row in told["map"]["activities"] if row["activity"] == "审查")
    assert (reviewed["waited_median"], reviewed["worked_median"]) == (7200, 3600)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty"),
        ("<html/>", "its root is <html>, not <log>"),
        ("colour,size\nred,1\n", "no column looks like the case or the activity"),
        ('{"ocel:events": []}', "SQLite and JSON are not read"),
    ],
)
def test_what_is_no_log_is_bad_usage(tmp_path, content, said):
    path = tmp_path / "a.txt"
    path.write_text(content)
    told = fault(path)
    assert (told.exit_code, said in told.en) == (2, True)


def test_a_file_that_is_not_there_and_a_wrong_mapping_are_bad_usage(tmp_path):
    assert fault(tmp_path / "none.csv").exit_code == 2
    path, mapping = rows(tmp_path / "a.csv", LINES), tmp_path / "m.yaml"
    mapping.write_text("columns: {case: case}\n")
    told = fault(path, "--mapping", mapping)
    assert (told.exit_code, "activity" in told.en) == (2, True)
    mapping.write_text("columns: {case: case, activity: step}\n")
    assert "m.yaml" in fault(path, "--mapping", mapping).en


def test_a_cache_that_cannot_be_used_names_the_way_out(tmp_path):
    path, file = rows(tmp_path / "a.csv", LINES), tmp_path / "file"
    file.write_text("")
    assert "--no-cache" in fault(path, "--cache", file).en
    assert run(path, "--cache", file, "--no-cache").exit_code == 0
