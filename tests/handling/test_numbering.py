"""Document numbers: the department's own word, the year, a serial; without a word nothing is issued."""

import pytest

from cast import CLERK
from office import Office, open_office
from tongban.catalogue.authorities import DocumentWords
from tongban.handling import intake
from tongban.handling.intake import DefectFound
from tongban.handling.numbering import DocumentWordMissing
from tongban.kernel.case.commands import DefectKind

ALL = ("form", "licence_copy", "floor_plan")
WORDS = DocumentWords("甲受", "甲补", "甲延", "甲不许")


def numbers(office: Office, case_id: str) -> list[str]:
    return [
        number
        for event in office.handler.history(case_id)
        for name in ("notice_number", "acceptance_number")
        if (number := getattr(event.body, name, ""))
    ]


def test_each_kind_of_document_is_numbered_with_the_departments_own_word_for_it() -> None:
    office = open_office(words=WORDS)
    office.receive("case-1", ("form", "licence_copy"))
    defects = [DefectFound("floor_plan", DefectKind.MISSING)]
    intake.request_supplement(office.handler, office.ask("case-1", CLERK), defects)
    office.receive("case-2", ALL)
    office.accept("case-2")
    office.receive("case-3", ALL)
    office.accept("case-3")
    assert [numbers(office, f"case-{n}") for n in (1, 2, 3)] == [
        ["甲补〔2025〕1号"],
        ["甲受〔2025〕1号"],
        ["甲受〔2025〕2号"],
    ]


def test_without_a_word_the_document_is_refused_with_who_must_add_what_and_no_number_is_spent() -> None:
    office = open_office(words=DocumentWords(supplement_notice="甲补"))
    office.receive("case-1", ALL)
    with pytest.raises(DocumentWordMissing) as refused:
        office.accept("case-1")
    assert (
        refused.value.sentence.zh == "市场监督管理局还没有设定受理通知书的发文代字，无法编号，文书不能发出。"
    )
    assert "document_words" in refused.value.remedy.en
    assert office.events("case-1") == ["Received"]
