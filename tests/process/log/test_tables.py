"""Flat tables of events: CSV in any encoding that is used here, Parquet, Excel."""

from datetime import UTC, datetime

import polars as pl
import pytest

from event_logs import READING, codes, read, rows, traces, workbook, written
from tongban.catalogue.finding import UnreadableFile
from tongban.catalogue.log_mapping import LogColumns, LogMapping, read_log_mapping, written_mapping
from tongban.process.log import UnreadableLog, open_log

HEADER = "办件编号,环节名称,办理时间,经办人"
LINES = [
    ("1", "收件", "2025-03-03 09:00:00", "王窗口"),
    ("1", "受理", "2025-03-04 10:00:00", "陈主办"),
    ("2", "收件", "2025-03-05 09:30:00", "王窗口"),
]
EXPECTED = {"1": ["收件", "受理"], "2": ["收件"]}


def text_of(separator: str = ",") -> str:
    return "\n".join([HEADER.replace(",", separator), *(separator.join(line) for line in LINES)]) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_encoding_and_separator_are_found_out(tmp_path, encoding, separator):
    log = read(written(tmp_path / "a.csv", text_of(separator), encoding))
    assert traces(log) == EXPECTED
    assert log.mapping.columns == LogColumns("办件编号", "环节名称", time="办理时间", resource="经办人")


def test_a_file_of_two_encodings_names_the_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(text_of().encode() + b"3,\xff\xff,2025-03-03,x\n")
    with pytest.raises(UnreadableLog) as told:
        read(path)
    assert told.value.sentence.en == "a.csv, line 5: its text is neither UTF-8 nor GB18030."


def test_a_quoted_cell_may_hold_the_separator_and_lines(tmp_path):
    path = rows(tmp_path / "a.csv", [("1", '"收,件"', "2025-03-03 09:00", '"a\nb"')])
    assert traces(read(path)) == {"1": ["收,件"]}


def test_rows_longer_than_the_header_are_told(tmp_path):
    path = rows(
        tmp_path / "a.csv",
        [("1", "收件", "2025-03-03 09:00", "x", "too much"), ("2", "收件", "2025-03-03 09:00", "x")],
    )
    log = read(path)
    assert traces(log) == {"1": ["收件"], "2": ["收件"]}
    assert codes(log)["short_rows"] == 1


def test_three_million_columns_are_refused_at_the_header(tmp_path):
    path = written(tmp_path / "a.csv", ",".join(f"c{n}" for n in range(3_000_000)) + "\n1\n")
    with pytest.raises(UnreadableLog, match="500 at most"):
        read(path)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n \n"])
def test_an_empty_file_is_refused(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableLog, match="the file is empty"):
        read(path)


def test_a_table_without_a_case_names_its_columns(tmp_path):
    with pytest.raises(UnreadableLog) as told:
        read(rows(tmp_path / "a.csv", [("a", "b")], header="colour,size"))
    assert "no column looks like the case or the activity" in told.value.sentence.en
    assert told.value.remedy.en == "Give a mapping with --mapping. The columns: colour, size."


def test_a_mapping_that_names_another_column_is_refused(tmp_path):
    path = rows(tmp_path / "a.csv", [("1", "收件", "2025-03-03 09:00", "x")])
    with pytest.raises(UnreadableLog, match="no column “when”"):
        read(path, LogMapping(LogColumns("case", "activity", time="when")))


def test_parquet_keeps_its_types(tmp_path):
    path = tmp_path / "a.parquet"
    at = [datetime(2025, 3, 3, 1, tzinfo=UTC), datetime(2025, 3, 4, 2, tzinfo=UTC)]
    pl.DataFrame(
        {"case": [7, 7], "activity": ["收件", "受理"], "time": at, "fee": [1.5, None], "l": [[1], [2]]}
    ).write_parquet(path)
    log = read(path)
    assert traces(log) == {"7": ["收件", "受理"]}
    assert log.events["complete"].to_list() == at
    assert log.events["@fee"].to_list() == [1.5, None]
    assert codes(log)["too_many_attributes"] == 1  # a list is no column to filter by


def test_damaged_parquet_is_refused(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + b"\0" * 100)
    with pytest.raises(UnreadableLog, match="cannot be read as Parquet"):
        read(path)


def test_a_workbook_is_read_by_its_first_line(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"说明": [["x"]], "事件": [HEADER.split(","), *LINES]})
    mapping = LogMapping(LogColumns("办件编号", "环节名称", time="办理时间"), sheet="事件")
    assert traces(read(path, mapping)) == EXPECTED


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    path = workbook(tmp_path / "a.xlsx", {"事件": [HEADER.split(","), *LINES]})
    with pytest.raises(UnreadableLog) as told:
        read(path, LogMapping(LogColumns("a", "b"), sheet="x"))
    assert told.value.remedy.en == "There are: 事件."


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(UnreadableLog, match="SQLite and JSON are not read"):
        read(written(tmp_path / "a.json", '{"a": 1}'))


# --- the mapping


def test_what_was_guessed_can_be_kept_corrected_and_given_back(tmp_path):
    path = written(tmp_path / "a.csv", text_of())
    guessed = read(path).mapping
    file = written(tmp_path / "a.yaml", written_mapping(guessed) + 'zone: "Asia/Shanghai"\n')
    given = read_log_mapping(file)
    assert given.columns == guessed.columns
    log = read(path, given)
    assert log.events["complete"][0] == datetime(2025, 3, 3, 1, tzinfo=UTC)


def test_a_mapping_is_checked_as_a_whole(tmp_path):
    file = written(tmp_path / "a.yaml", 'columns: {case: a, activity: a}\nzone: "Moon"\n')
    with pytest.raises(UnreadableFile) as told:
        read_log_mapping(file)
    assert [finding.code for finding in told.value.findings] == ["unknown_zone", "same_column"]


# --- the cache


def test_a_log_is_read_once(tmp_path):
    path = written(tmp_path / "a.csv", text_of())
    first, again = (open_log(path, READING, cache=tmp_path / "cache") for _ in range(2))
    assert (first.from_cache, again.from_cache) == (False, True)
    assert again.log.events.equals(first.log.events)
    assert again.log.cases.equals(first.log.cases)
    assert (again.log.findings, again.log.mapping) == (first.log.findings, first.log.mapping)
    assert {f: list(n) for f, n in again.log.names.items()} == {
        f: list(n) for f, n in first.log.names.items()
    }


def test_another_content_another_mapping_another_secret_are_read_anew(tmp_path):
    path, cache = written(tmp_path / "a.csv", text_of()), tmp_path / "cache"
    open_log(path, READING, cache=cache)
    other = LogMapping(LogColumns("办件编号", "环节名称"))
    assert not open_log(path, READING, other, cache).from_cache
    assert not open_log(path, READING.__class__(READING.as_of, b""), cache=cache).from_cache
    written(path, text_of() + "3,收件,2025-03-03 09:00:00,x\n")
    assert not open_log(path, READING, cache=cache).from_cache


def test_a_damaged_cache_is_as_if_it_were_not_there(tmp_path):
    path, cache = written(tmp_path / "a.csv", text_of()), tmp_path / "cache"
    open_log(path, READING, cache=cache)
    for part in cache.glob("*/events.parquet"):
        part.write_bytes(b"PAR1 nothing")
    assert not open_log(path, READING, cache=cache).from_cache
    assert open_log(path, READING, cache=cache).from_cache
