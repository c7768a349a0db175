"""The swim-lane picture: pure, deterministic, and never a line through a box."""

import doctest
import itertools
import re
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.web.design import swimlane
from tongban.web.design.swimlane import Lane, Step, UnsoundProcedure, draw, lay_out, ranks, text_width

# A busy machine is not a wrong picture: no deadline.
many = settings(deadline=None, max_examples=60)

WORDS = [
    "现场核查",
    "消防安全意见",
    "Site survey of the premises",
    "审核（汇总四方意见）",
    "W" * 30,
    "油烟排放、门头招牌",
    "",
]


@st.composite
def procedures(draw_one):
    """Up to 40 steps in up to 11 departments, each waiting for some of those before it."""
    lanes = [
        Lane(f"lane{n}", draw_one(st.sampled_from(WORDS[:4]))) for n in range(draw_one(st.integers(1, 11)))
    ]
    steps = []
    for number in range(draw_one(st.integers(1, 40))):
        after = draw_one(st.sets(st.integers(0, number - 1), max_size=4)) if number else set()
        steps.append(
            Step(
                f"s{number}",
                draw_one(st.sampled_from(WORDS)),
                draw_one(st.sampled_from(lanes)).id,
                tuple(f"s{before}" for before in sorted(after)),
                draw_one(st.sampled_from(["", "审查"])),
                draw_one(st.sampled_from(["", "10 个工作日内", "within 10 working days"])),
                draw_one(st.sampled_from(list(swimlane.MARKS))),
            )
        )
    return lanes, steps


def segments(edge):
    return list(itertools.pairwise(edge.points))


def crosses(segment, box):
    """Whether a segment runs through the inside of a box."""
    (x1, y1), (x2, y2) = segment
    return (
        max(x1, x2) > box.x
        and min(x1, x2) < box.x + box.width
        and max(y1, y2) > box.y
        and min(y1, y2) < box.y + box.height
    )


def shared_length(one, other):
    """How far two segments lie on one another."""
    for axis in (0, 1):
        fixed = 1 - axis
        if len({point[fixed] for point in (*one, *other)}) == 1:
            low = max(min(one[0][axis], one[1][axis]), min(other[0][axis], other[1][axis]))
            high = min(max(one[0][axis], one[1][axis]), max(other[0][axis], other[1][axis]))
            return high - low
    return 0


@many
@given(procedures())
def test_no_two_boxes_overlap_and_all_stand_in_their_lane_and_in_the_picture(procedure):
    layout = lay_out(*procedure)
    for one, other in itertools.combinations(layout.boxes, 2):
        assert (
            one.x + one.width < other.x
            or other.x + other.width < one.x
            or one.y + one.height < other.y
            or other.y + other.height < one.y
        )
    bands = {band.lane.id: band for band in layout.bands}
    for box in layout.boxes:
        band = bands[box.step.lane]
        assert band.y < box.y
        assert box.y + box.height < band.y + band.height
        assert box.x > swimlane.LABEL_WIDTH
        assert box.x + box.width < layout.width


@many
@given(procedures())
def test_every_prerequisite_is_one_edge_from_the_right_of_its_box_to_the_left_of_the_next(procedure):
    lanes, steps = procedure
    layout = lay_out(lanes, steps)
    boxes = {box.step.id: box for box in layout.boxes}
    wanted = sorted((before, step.id) for step in steps for before in step.after)
    assert sorted((edge.start, edge.end) for edge in layout.edges) == wanted
    for edge in layout.edges:
        start, end = boxes[edge.start], boxes[edge.end]
        assert edge.points[0][0] == start.x + start.width
        assert start.y < edge.points[0][1] < start.y + start.height
        assert edge.points[-1][0] == end.x
        assert end.y < edge.points[-1][1] < end.y + end.height
        assert all(one[0] == other[0] or one[1] == other[1] for one, other in segments(edge))


@many
@given(procedures())
def test_no_edge_runs_through_a_box_or_out_of_the_picture(procedure):
    layout = lay_out(*procedure)
    for edge in layout.edges:
        for segment in segments(edge):
            assert not [box.step.id for box in layout.boxes if crosses(segment, box)]
        assert all(0 < x < layout.width and 0 < y < layout.height for x, y in edge.points)


@many
@given(procedures())
def test_edges_that_share_a_line_share_a_step(procedure):
    layout = lay_out(*procedure)
    for one, other in itertools.combinations(layout.edges, 2):
        if {one.start, one.end} & {other.start, other.end}:
            continue
        touching = [(a, b) for a in segments(one) for b in segments(other) if shared_length(a, b) > 0]
        assert touching == []


@many
@given(procedures())
def test_every_text_fits_into_its_box(procedure):
    layout = lay_out(*procedure)
    for box in layout.boxes:
        room = box.width - 2 * swimlane.PAD
        assert all(text_width(line, swimlane.TITLE_SIZE) <= room for line in box.title)
        assert all(text_width(line, swimlane.SMALL_SIZE) <= room for line in box.small)
        lines = len(box.title) * swimlane.TITLE_LEAD + len(box.small) * swimlane.SMALL_LEAD
        assert lines + 2 * swimlane.PAD <= box.height
    for band in layout.bands:
        assert all(text_width(line, swimlane.LANE_SIZE) <= swimlane.LABEL_WIDTH for line in band.label)
        assert len(band.label) * swimlane.LANE_LEAD <= band.height


@many
@given(procedures())
def test_the_same_procedure_gives_the_same_picture_whose_steps_come_in_order(procedure):
    picture = draw(*procedure, title="流程")
    assert picture == draw(*procedure, title="流程")
    place = {step.id: number for number, step in enumerate(picture.in_order)}
    assert all(place[before] < place[step.id] for step in procedure[1] for before in step.after)


@many
@given(st.text(), st.sampled_from([60, 110, 130]))
def test_wrapping_never_exceeds_the_width_and_loses_nothing_but_what_it_marks(text, width):
    lines = swimlane.wrap(text, width, 14)
    assert all(text_width(line, 14) <= width for line in lines)
    assert len(lines) <= swimlane.MOST_LINES
    if not lines or not lines[-1].endswith("…"):
        kept = re.sub(r"\s", "", swimlane._printable(text))
        assert re.sub(r"\s", "", "".join(lines)) == kept


def test_chinese_breaks_between_characters_and_punctuation_stays_with_its_word():
    assert swimlane.wrap("食品经营，许可证", 60, 14) == ("食品经", "营，许可", "证")


def test_a_rank_is_the_longest_way_from_the_start():
    steps = [
        Step("a", "", "x"),
        Step("b", "", "x", ("a",)),
        Step("c", "", "x", ("a", "b")),
        Step("d", "", "x"),
    ]
    assert ranks(steps) == {"a": 0, "b": 1, "c": 2, "d": 0}


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([Step("a", "", "x", ("b",)), Step("b", "", "x", ("a",))], "in a circle: a, b"),
        ([Step("a", "", "x", ("ghost",))], "waits for unknown 'ghost'"),
        ([Step("a", "", "x"), Step("a", "", "x")], "step 'a' appears twice"),
        ([Step("a", "", "nowhere")], "stands in unknown lane 'nowhere'"),
    ],
)
def test_an_unsound_procedure_is_refused_by_name(steps, words):
    with pytest.raises(UnsoundProcedure, match=words):
        draw([Lane("x", "部门")], steps, title="流程")


def test_a_hostile_title_is_shown_as_text_and_the_picture_is_still_xml():
    bad = "</text><script>alert(1)</script>\x00\u202e\" onload='x'&"
    svg = draw([Lane("x", bad)], [Step("a", bad, "x", (), bad, bad)], title=bad).svg
    root = ElementTree.fromstring(svg)
    names = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert names == {"svg", "title", "desc", "defs", "marker", "path", "rect", "g", "text"}
    assert not [
        name for element in root.iter() for name in element.attrib if name == "style" or name.startswith("on")
    ]


def test_the_picture_carries_title_description_and_a_mark_for_each_state():
    steps = [Step(state, state, "x", state=state) for state in swimlane.MARKS]
    with translation.override("zh-hans"):
        root = ElementTree.fromstring(draw([Lane("x", "部门")], steps, title="怎么办", name="food").svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "food-title food-desc"
    assert [element.text for element in root if element.tag.endswith(("title", "desc"))] == [
        "怎么办",
        "todo；active；done；late；dropped",
    ]
    marks = [element.text for element in root.iter() if element.get("class") == "swimlane__mark"]
    assert marks == list(swimlane.MARKS.values())


def test_the_docstrings_tell_the_truth():
    assert doctest.testmod(swimlane).failed == 0
