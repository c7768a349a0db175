import pytest

from tongban.catalogue.authorities import WordedDocument
from tongban.handling.document_forms import FORMS
from tongban.handling.documents import FieldsUnfit, as_rows, fit_fields, is_unprintable
from tongban.handling.sealing import SealState
from tongban.kernel.case.commands import DocumentKind

RECEIPT = {
    "number": "演审收字〔2026〕第 42 号",
    "applicant": "李记小面馆",
    "item": "食品经营许可",
    "case_number": "330100-2026-000042",
    "received_on": "2026-03-02",
    "materials": "申请书\t原件\t1",
    "received_by": "王窗口",
    "hall": "综合窗口",
    "notice_due_on": "2026-03-09",
    "basis": "《中华人民共和国行政许可法》第三十二条",
    "authority": "演示市行政审批局",
    "issued_on": "2026-03-02",
}


def test_no_cell_can_forge_another_row():
    assert (
        as_rows([("执照\n伪造\t一行", "原件", " 1 "), ("图", "", "2")]) == "执照 伪造 一行\t原件\t1\n图\t\t2"
    )


def test_fields_are_trimmed_and_empty_optional_ones_left_out():
    given = {**RECEIPT, "hall": "  综合窗口 \r\n", "contact": "  "}
    assert fit_fields("receipt", given) == RECEIPT


@pytest.mark.parametrize("text", ["2026-3-2", "20260302", "2026-02-30", "二〇二六年", "2026-03-02T00:00"])
def test_only_an_iso_date_is_a_date(text):
    with pytest.raises(FieldsUnfit) as refused:
        fit_fields("receipt", {**RECEIPT, "received_on": text})
    assert [(problem.field, problem.en) for problem in refused.value.problems] == [
        ("received_on", f'"Received on" is not a date (YYYY-MM-DD): "{text}"')
    ]


def test_sixty_rows_are_the_most():
    rows = "\n".join(["图\t原件\t1"] * 61)
    with pytest.raises(FieldsUnfit, match="has 61 rows, at most 60"):
        fit_fields("receipt", {**RECEIPT, "materials": rows})


def test_hanzi_marks_and_private_characters_are_printable_and_controls_are_not():
    assert [
        character for character in "李·𠮷\ue000〇\u3000 \u202e\x07\u200d\ufeff" if is_unprintable(character)
    ] == [
        "\u202e",
        "\x07",
        "\u200d",
        "\ufeff",
    ]


def test_every_form_field_and_finding_has_both_languages():
    nameless = [
        (form.slug, known.name)
        for form in FORMS.values()
        for known in form.fields
        if not (known.zh and known.en)
    ]
    assert nameless == []
    assert [state for state in SealState if not (state.zh and state.en)] == []


def test_a_document_is_called_the_same_by_its_kind_its_form_and_its_word() -> None:
    assert {form.kind for form in FORMS.values()} == set(DocumentKind)
    assert all(FORMS[kind.value].slug == kind.value for kind in DocumentKind)
    assert [word.label for word in WordedDocument] == [
        DocumentKind(word.value).label for word in WordedDocument
    ]
    with pytest.raises(FieldsUnfit) as refused:
        fit_fields("refusal", {})
    assert refused.value.sentence.zh.startswith(f"《{DocumentKind.REFUSAL.label.zh}》不能制作")
