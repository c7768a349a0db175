"""数量限制 against a plain model: whatever happens in whatever order, places go to who was accepted first."""

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from cast import APPLICANT, SWEEP, instant
from office import open_office
from quota import accepted, grant, quota_item, received, refuse
from tongban.handling import intake
from tongban.kernel import Command
from tongban.kernel.case import commands as c
from tongban.kernel.refusals import EarlierApplicationsFirst, PlacesLeft, PlacesTaken

OPENED = "2025-09-08"


@dataclass
class Plain:
    """The rule as a clerk would keep it on paper: a list in the order of acceptance, and who has a permit."""

    places: int
    order: list[tuple[str, int, str]] = field(default_factory=list)  # day, minute, case
    granted: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def accept(self, day: str, minute: int, case_id: str) -> None:
        self.order = sorted([*self.order, (day, minute, case_id)])

    def before(self, case_id: str) -> list[str]:
        cases = [one for _day, _minute, one in self.order]
        return [one for one in cases[: cases.index(case_id)] if one not in self.granted | self.gone]

    def answer(self, case_id: str) -> str:
        if len(self.granted) >= self.places:
            return "taken"
        # Were all before it granted, would a place be left?
        return "granted" if len(self.granted) + len(self.before(case_id)) < self.places else "waits"


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "receive", "silence", "grant", "grant", "refuse", "no_place", "withdraw"]),
        st.integers(0, 7),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(places=st.integers(1, 3), deeds=DEEDS)
def test_places_go_to_who_was_accepted_first_whatever_happens(
    places: int, deeds: list[tuple[str, int]]
) -> None:
    office, plain = open_office(OPENED, item=quota_item(places)), Plain(places)
    waiting: dict[str, str] = {}  # received and not accepted: the day they came
    for minute, (deed, number) in enumerate(deeds):
        case_id = f"0199d0a0-0000-7000-8000-{number:012x}"
        known = case_id in waiting or any(case_id == one for *_when, one in plain.order)
        is_open = known and case_id not in plain.granted | plain.gone and case_id not in waiting
        clock = f"{8 + minute // 60:02d}:{minute % 60:02d}"
        if deed == "accept" and not known:
            accepted(office.on("2025-09-10", clock), case_id)
            plain.accept("2025-09-10", minute, case_id)
        elif deed == "receive" and not known:
            received(office.on("2025-09-09", clock), case_id)
            waiting[case_id] = "2025-09-09"
        elif deed == "silence" and case_id in waiting:
            # Nobody answered: accepted as of the day it came, before those of the day after.
            day = waiting.pop(case_id)
            at = instant("2025-09-20", clock)
            passing = Command(f"p-{minute}", case_id, at, SWEEP.account, SWEEP.post, c.NoticePassing())
            office.handler.carry_out(passing)
            plain.accept(day, minute, case_id)
        elif deed == "grant" and is_open:
            expected, got = plain.answer(case_id), "granted"
            try:
                grant(office.on("2025-09-22", clock), case_id)
            except PlacesTaken:
                got = "taken"
            except EarlierApplicationsFirst:
                got = "waits"
            assert got == expected
            if got == "granted":
                plain.granted.add(case_id)
        elif deed == "no_place" and is_open:
            try:
                refuse(office.on("2025-09-22", clock), case_id, no_place=True)
            except PlacesLeft:
                assert len(plain.granted) < places
            else:
                assert len(plain.granted) == places
                plain.gone.add(case_id)
        elif deed == "refuse" and is_open:
            refuse(office.on("2025-09-22", clock), case_id)
            plain.gone.add(case_id)
        elif deed == "withdraw" and is_open:
            intake.withdraw(office.on("2025-09-22", clock).handler, office.ask(case_id, APPLICANT), "")
            plain.gone.add(case_id)
        assert len(plain.granted) <= places
