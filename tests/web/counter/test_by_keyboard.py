"""A clerk takes in an application without touching the mouse; the keystrokes are counted."""

import pytest
from playwright.sync_api import Browser, Page, expect

from hall import FACTS, FOOD, FORM, NEEDED, Hall, page_of
from tolerated import HYGIENE
from tongban.kernel.case import commands as c
from tongban.store.models import CaseState

pytestmark = [pytest.mark.integration, pytest.mark.browser, pytest.mark.slow]

#: Keys of a whole intake besides the words themselves: find the item and the applicant, answer five
#: questions, move through seven particulars, tick six materials, accept.
AT_MOST_KEYS = 32


class Keys:
    """A keyboard that counts; words typed count as words, not as keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)


def test_a_whole_intake_needs_few_keys_and_no_mouse(hall: Hall, address: str, chromium: Browser):
    page = page_of(chromium, hall, address, "wang")
    keys = Keys(page)
    page.goto(f"{address}/counter/")
    keys.write("饭店")
    keys.press("Enter")
    expect(page.locator("#who")).to_be_focused()
    keys.write("李申")
    expect(page.locator("#applicants input:checked")).to_have_count(1)
    keys.press("Tab", "Tab", "Tab")  # past the accounts found and the field for somebody without one
    for answer in (["ArrowDown"], ["ArrowDown"], ["ArrowDown"], ["ArrowDown"]):
        keys.press("Space", *answer, "Tab")
    keys.write("80")
    expect(page.locator("#ticks li")).to_have_count(len(NEEDED))
    for name, value in FORM.items():
        keys.press("Tab")
        if name == "category":
            keys.press("ArrowDown")
        else:
            keys.write(value)
    keys.press("Escape", "1", "2", "3", "4", "5", "6", "a")
    expect(page.locator(".summary-line")).to_contain_text("已受理")
    state = CaseState.objects.get()
    assert hall.events(str(state.case_id)) == ["Received", "Accepted", "StepsPlanned", "StepsOpened"]
    assert hall.case(str(state.case_id)).materials == frozenset(NEEDED)
    assert keys.pressed <= AT_MOST_KEYS
    assert page.errors == []  # type: ignore[attr-defined]


def test_everything_at_hand_is_ticked_with_one_button_however_the_checklist_came(
    hall: Hall, address: str, chromium: Browser
):
    page = page_of(chromium, hall, address, "wang")
    for item, answers in ((HYGIENE, {}), (FOOD, FACTS)):
        page.goto(f"{address}/counter/intake/{item}/")
        for name, fact in answers.items():
            if isinstance(fact, bool):
                page.check(f'input[name="fact-{name}"][value="{"yes" if fact else "no"}"]')
            elif isinstance(fact, str):
                page.check(f'input[name="fact-{name}"][value="{fact}"]')
            else:
                page.fill(f'input[name="fact-{name}"]', str(fact))
        page.locator("#ticks button[data-tick-all]").click()
        boxes = page.locator("#ticks input[name=have]")
        expect(page.locator("#ticks input[name=have]:checked")).to_have_count(boxes.count())
        assert boxes.count() > 0
    assert page.errors == []  # type: ignore[attr-defined]


def test_the_one_notice_is_written_from_the_keyboard(hall: Hall, address: str, chromium: Browser):
    case_id = hall.received(("application", "business-licence", "layout"))
    page = page_of(chromium, hall, address, "wang")
    page.goto(f"{address}/counter/")
    page.keyboard.press("Escape")
    page.keyboard.press("j")  # the items to choose from come first
    for _ in range(20):
        if hall.receipt(case_id) in (page.evaluate("document.activeElement.textContent") or ""):
            break
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".summary-line")).to_contain_text(hall.receipt(case_id))
    page.keyboard.press("n")
    expect(page.locator(".case__clocks")).to_contain_text("等申请人补正")
    assert [(d.material, d.kind) for d in hall.case(case_id).defects] == [
        (m, c.DefectKind.MISSING) for m in NEEDED[3:]
    ]
    assert page.errors == []  # type: ignore[attr-defined]


def test_on_the_printed_list_no_number_runs_into_the_next_column(hall: Hall, address: str, chromium: Browser):
    page = page_of(chromium, hall, address, "wang")
    page.goto(f"{address}/counter/numbers/")
    page.fill("input[name=reserve-size]", "3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter/numbers/*/")
    page.goto(f"{page.url}print/")
    cells = page.locator(".sheet__table th[scope=row]")
    expect(cells).to_have_count(3)
    for cell in cells.all():
        assert cell.evaluate("one => one.scrollWidth <= one.clientWidth")
