"""XES as it comes, as the conformance files grade it, and as an attacker would send it."""

import gzip
import tracemalloc
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from event_logs import HEADER, attribute, codes, event, read, shared, trace, traces, written, xes
from tongban.process.log import UnreadableLog
from tongban.process.log import xes as xes_module
from tongban.process.log.raw import RawLog
from tongban.process.log.xes import read_xes
from tongban.process.log.xes_plain import plain_traces


def graded(folder: str) -> list[Path]:
    try:
        directory = shared("xes-conformance", "promi", "static", "xes", folder)
    except pytest.skip.Exception:
        return []
    return sorted(directory.glob("*.xes"))


def as_texts(table: pl.DataFrame) -> list[dict[str, object]]:
    """A table whatever its columns' order and coding."""
    return table.select(sorted(table.columns)).with_columns(pl.col(pl.Categorical).cast(pl.String)).to_dicts()


def said(raw: RawLog) -> set[str]:
    return {finding.code for finding in raw.findings}


# --- what it says


def test_cases_and_events_are_read_in_the_order_of_the_file(tmp_path):
    path = xes(tmp_path / "a.xes", trace("1", event("收件"), event("受理")), trace("2", event("收件")))
    assert traces(read(path)) == {"1": ["收件", "受理"], "2": ["收件"]}


def test_a_packed_file_is_the_same_log(tmp_path):
    path = xes(tmp_path / "a.xes", trace("1", event("收件"), event("受理")))
    packed = tmp_path / "a.xes.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert as_texts(read_xes(packed).events) == as_texts(read_xes(path).events)


def test_an_attribute_of_the_case_may_follow_its_events(tmp_path):
    path = xes(
        tmp_path / "a.xes",
        f"<trace>{event('收件')}{attribute('concept:name', 'late')}</trace>",
    )
    assert traces(read(path)) == {"late": ["收件"]}


def test_values_have_the_types_the_file_gives_them(tmp_path):
    typed = (
        attribute("fee", "12", "int")
        + attribute("share", "0.5", "float")
        + attribute("ok", "true", "boolean")
    )
    raw = read_xes(xes(tmp_path / "a.xes", f"<trace><event>{typed}</event></trace>"))
    assert raw.events.drop("#case").to_dicts() == [{"fee": 12, "share": 0.5, "ok": True}]


def test_a_value_that_is_not_of_its_type_is_told_and_empty(tmp_path):
    path = xes(tmp_path / "a.xes", f"<trace><event>{attribute('fee', 'twelve', 'int')}</event></trace>")
    raw = read_xes(path)
    assert raw.events["fee"].to_list() == [None]
    assert [(f.code, f.count, f.examples) for f in raw.findings] == [("value_unreadable", 1, ("twelve",))]


def test_nested_attributes_are_stepped_over(tmp_path):
    nested = '<string key="a" value="1"><int key="deep" value="2"/></string>'
    raw = read_xes(xes(tmp_path / "a.xes", f"<trace><event>{nested}</event></trace>"))
    assert raw.events.drop("#case").to_dicts() == [{"a": "1"}]


def test_events_outside_of_cases_are_told(tmp_path):
    path = xes(tmp_path / "a.xes", trace("1", event("收件")), event("受理"))
    log = read(path)
    assert traces(log) == {"1": ["收件"]}
    assert codes(log)["event_without_case"] == 1


# --- both hands read the same

_NAMES = st.text("ab:收 &<>\"'é", min_size=1, max_size=4)
_VALUES = st.text("xy收件 &<>\"'\n\t1.5é", max_size=6)
_ATTRIBUTES = st.lists(
    st.tuples(_NAMES, _VALUES, st.sampled_from(["string", "int", "date", "boolean", "float"])), max_size=4
)
_TRACES = st.lists(st.tuples(_ATTRIBUTES, st.lists(_ATTRIBUTES, max_size=3)), min_size=1, max_size=4)


@given(_TRACES, st.sampled_from(["", "\n\t"]), st.integers(20, 2000))
@settings(deadline=None)
def test_what_is_read_at_once_is_what_expat_reads(tmp_path_factory, log, gap, piece):
    # Of one attribute in several types, what its own type cannot be read as is kept as text or not, as the
    # batches fall.
    body, kinds = "", dict[str, str]()

    def written(attributes):
        return [attribute(key, value, kinds.setdefault(key, kind)) for key, value, kind in attributes]

    for of_case, events in log:
        body += f"<trace>{gap}" + gap.join(written(of_case))
        for of_event in events:
            body += f"<event>{gap}" + gap.join(written(of_event)) + f"{gap}</event>{gap}"
        body += f"</trace>{gap}"
    path = xes(tmp_path_factory.mktemp("xes") / "a.xes", body)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xes_module, "_PIECE", piece)
        quick = read_xes(path)
        patch.setattr(xes_module, "plain_traces", lambda traces: None)
        careful = read_xes(path)
    assert as_texts(quick.events) == as_texts(careful.events)
    assert as_texts(quick.cases) == as_texts(careful.cases)
    assert said(quick) == said(careful)


def test_plain_traces_are_read_at_once():
    found = plain_traces(trace("1", event("收件"), event("受理", org__resource="王 &amp; 李")).encode())
    assert found is not None
    assert (found.height, found.owner.tolist()) == (1, [0, 0])


@pytest.mark.parametrize(
    "odd",
    [
        "<!-- a comment -->",
        "<![CDATA[x]]>",
        "words",
        '<string key="a" value="1"><int key="b" value="2"/></string>',
        '<string value="1" key="a"/>',
        "<string key='a' value='1'/>",
        '<string key="a" value="&unknown;"/>',
        '<string key="a" value="two\nlines"/>',
        '<list key="a"/>',
        "<trace>",
    ],
)
def test_what_is_not_plain_is_left_to_expat(odd):
    assert plain_traces(f"<trace><event>{odd}</event></trace>".encode()) is None


def test_a_trace_in_a_comment_is_no_trace(tmp_path, monkeypatch):
    monkeypatch.setattr(xes_module, "_PIECE", 40)
    hidden = trace("hidden", event("受理"))
    path = xes(
        tmp_path / "a.xes",
        trace("1", event("收件")),
        "<!-- ",
        hidden,
        hidden,
        " -->",
        trace("2", event("收件")),
    )
    assert traces(read(path)) == {"1": ["收件"], "2": ["收件"]}


# --- graded by others


@pytest.mark.parametrize("path", graded("correct") + graded("book"), ids=lambda path: path.stem)
def test_correct_files_are_read_without_a_word(path):
    # The standard lets events stand outside of traces; nothing can be mined from them.
    assert said(read_xes(path)) <= {"event_without_case"}


@pytest.mark.parametrize("path", graded("non_parsing"), ids=lambda path: path.stem)
def test_broken_files_are_refused_or_told(path):
    try:
        raw = read_xes(path)
    except UnreadableLog:
        return
    assert said(raw) != set()


@pytest.mark.parametrize("folder", ["non_validating", "recoverable"])
def test_other_oddities_never_stop_the_reader(folder):
    for path in graded(folder):
        read_xes(path)


# --- hostile


def refused(path: Path) -> str:
    with pytest.raises(UnreadableLog) as told:
        read_xes(path)
    return told.value.sentence.en


def test_entities_are_never_expanded(tmp_path):
    bomb = '<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><log><string key="x" value="&b;"/></log>'
    assert "declares XML entities" in refused(written(tmp_path / "a.xes", bomb))


def test_a_file_outside_is_never_opened(tmp_path):
    secret = written(tmp_path / "secret", "secret")
    text = f'<!DOCTYPE log [<!ENTITY a SYSTEM "{secret}">]><log>&a;</log>'
    assert "declares XML entities" in refused(written(tmp_path / "a.xes", text))


def test_an_attribute_without_end_takes_no_memory(tmp_path):
    path = tmp_path / "a.xes"
    with path.open("wb") as file:
        file.write(HEADER.encode() + b'<trace><event><string key="a" value="')
        for _ in range(200):
            file.write(b"x" * (1 << 20))
        file.write(b'"/></event></trace></log>')
    tracemalloc.start()
    assert "longer than" in refused(path)
    assert tracemalloc.get_traced_memory()[1] < 60 << 20
    tracemalloc.stop()


def test_elements_without_end_are_refused(tmp_path):
    deep = "<string key='a' value='b'>" * 100_000
    assert "nested deeper" in refused(written(tmp_path / "a.xes", f"{HEADER}<trace><event>{deep}"))


def test_a_bomb_of_gzip_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(xes_module, "_SMALL", 1 << 20)
    path = tmp_path / "a.xes.gz"
    path.write_bytes(gzip.compress(HEADER.encode() + b" " * (40 << 20)))
    assert "unpacks to more than" in refused(path)


def test_a_file_that_was_cut_names_the_line(tmp_path):
    text = HEADER + trace("1", event("收件")) + "<trace>\n<event>"
    assert "a.xes, line 5: its XML is broken" in refused(written(tmp_path / "a.xes", text))


def test_a_packed_file_that_was_cut_is_refused(tmp_path):
    path = tmp_path / "a.xes.gz"
    path.write_bytes(gzip.compress((HEADER + trace("1", event("收件")) * 5000).encode())[:-40])
    assert "cannot be unpacked" in refused(path)


def test_a_key_for_every_event_does_not_become_a_column_each(tmp_path):
    events = "".join(f"<event>{attribute(f'k{n}', 'v')}</event>" for n in range(2000))
    raw = read_xes(xes(tmp_path / "a.xes", f"<trace>{events}</trace>"))
    assert raw.events.width == 501
    assert said(raw) == {"too_many_attributes"}


def test_another_xml_is_no_log(tmp_path):
    assert "its root is <html>, not <log>" in refused(written(tmp_path / "a.xes", "<html></html>"))
