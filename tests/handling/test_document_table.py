"""文书表 — every notice and decision has what it needs; the table says after which act."""

import re
from pathlib import Path

import pytest

from golden.test_golden_streams import read, streams
from tongban.catalogue.authorities import WordedDocument
from tongban.connectors import typesetter
from tongban.handling import issuing, wanted
from tongban.handling.codec import Codec
from tongban.handling.document_forms import FORMS
from tongban.handling.document_table import DOCUMENTS, WITHOUT_A_PAPER
from tongban.kernel.case.commands import DocumentKind
from tongban.kernel.case.evolution import EVOLVERS
from tongban.kernel.case.papers import WITH_REMEDIES

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


def test_every_document_has_one_row_and_every_template_is_of_one():
    assert sorted(row.kind for row in DOCUMENTS) == sorted(DocumentKind)
    templates = {path.stem for path in TEMPLATES.glob("*.typ")} - {"house"}
    assert templates == {kind.value for kind in DocumentKind}
    assert all(row.basis and row.to.zh and row.to.en and row.number.zh and row.number.en for row in DOCUMENTS)


def test_every_event_calls_for_a_paper_or_says_why_it_calls_for_none():
    with_one = {happening for row in DOCUMENTS for happening in row.after}
    assert with_one | set(WITHOUT_A_PAPER) == set(EVOLVERS)
    assert with_one & set(WITHOUT_A_PAPER) == set()
    assert all(why.zh and why.en for why in WITHOUT_A_PAPER.values())


def test_what_is_made_after_the_events_of_every_stream_is_what_the_rows_say():
    after = {row.kind: row.after for row in DOCUMENTS}
    assert all(happening in after[kind] for happening, kind in wanted._DOCUMENTS.items())
    made = set()
    for path in streams():
        for event in map(Codec().read, read(path)[1].records):
            for kind in wanted._documents_of(event):
                made.add(kind)
                assert type(event.body) in after[kind], (path.name, kind)
    # What no stream has played yet is named by its event alone.
    assert set(DocumentKind) - made <= set(wanted._DOCUMENTS.values())
