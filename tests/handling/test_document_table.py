"""文书表 — every notice and decision has what it needs; the page of the concept says the same."""

import re
from pathlib import Path

import pytest

from tongban.catalogue.authorities import WordedDocument
from tongban.connectors import typesetter
from tongban.handling import issuing, wanted
from tongban.handling.document_forms import FORMS
from tongban.kernel.case.commands import DocumentKind
from tongban.kernel.case.papers import WITH_REMEDIES

ROOT = Path(__file__).parents[2]
TEMPLATES = Path(typesetter.__file__).parent / "templates"
#: Numbers that are no word, year and serial: the receipt's is the case's, the licence's is its register's,
#: and what proves a service bears the number of what was served.
OWN_SERIES = {DocumentKind.RECEIPT, DocumentKind.LICENCE, DocumentKind.PROOF_OF_SERVICE}


def called_for() -> set[DocumentKind]:
    """What some event calls for: by its kind, or by what it says."""
    source = Path(wanted.__file__).read_text("utf-8")
    return {DocumentKind[name] for name in re.findall(r"DocumentKind\.(\w+)", source)}


@pytest.mark.parametrize("kind", DocumentKind)
def test_every_document_has_its_form_its_template_its_number_and_an_act_that_calls_for_it(kind):
    assert kind.value in FORMS
    assert (TEMPLATES / f"{kind.value}.typ").is_file()
    assert kind in issuing._FIELDS
    assert kind in called_for()
    assert (kind in OWN_SERIES) is (kind.value not in set(WordedDocument))
    names = {field.name for field in FORMS[kind.value].fields}
    assert {"number", "authority", "issued_on"} <= names


def test_what_starts_the_time_for_a_remedy_tells_where_and_until_when():
    told = {"reconsideration_body", "reconsideration_limit", "court", "lawsuit_limit"}
    with_remedies = {
        kind for kind in DocumentKind if told <= {field.name for field in FORMS[kind.value].fields}
    }
    assert with_remedies == set(WITH_REMEDIES)


def test_the_page_lists_every_document_there_is_and_no_other():
    page = (ROOT / "docs" / "concepts" / "service.md").read_text("utf-8")
    listed = set(re.findall(r"^\| [^|]+ \| [^|]+ \| `(\w+)` \|", page, re.MULTILINE))
    assert listed == {kind.value for kind in DocumentKind}
