"""What comes in as a file is told by its content, bounded, and named harmlessly."""

from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.handling.uploads import (
    FileEmpty,
    FileKindNotTaken,
    FileTooLarge,
    ImageTooLarge,
    checked,
    safe_name,
)
from tongban.kernel.refusals import BadInput

PNG = b"\x89PNG\r\n\x1a\n" + pack(">I", 13) + b"IHDR"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4 x", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (PNG + pack(">II", 800, 600), "image/png"),
    ],
)
def test_pdf_jpeg_and_png_are_taken_whatever_their_name(content: bytes, kind: str) -> None:
    assert checked("photo.exe", content).type == kind


@pytest.mark.parametrize("content", [b"PK\x03\x04zip", b"<html>", b"MZ", b"#!/bin/sh", b"\x1f\x8b gz"])
def test_archives_programs_and_pages_are_refused_even_when_called_pdf(content: bytes) -> None:
    with pytest.raises(FileKindNotTaken) as refused:
        checked("scan.pdf", content)
    assert "scan.pdf" in refused.value.sentence.zh
    assert refused.value.remedy.zh


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(FileEmpty):
        checked("scan.pdf", b"")


def test_a_file_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(FileTooLarge) as refused:
        checked("scan.pdf", b"%PDF-" + bytes(3 * 1048576), limit=2 * 1048576)
    assert "3 MB" in refused.value.sentence.en


def test_a_picture_that_would_unfold_to_gigabytes_is_refused_unopened() -> None:
    with pytest.raises(ImageTooLarge):
        checked("bomb.png", PNG + pack(">II", 60000, 60000))


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\营业执照.pdf", "营业执照.pdf"),
        ("a\x00b\u202efdp.exe", "abfdp.exe"),
        ("...", "file"),
        ("", "file"),
        ("长" * 300 + ".pdf", "长" * 116 + ".pdf"),
    ],
)
def test_names_lose_their_path_and_their_tricks(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(), st.binary(max_size=64))
def test_nothing_but_an_upload_or_bad_input_comes_of_any_file(name: str, content: bytes) -> None:
    try:
        upload = checked(name, content)
    except BadInput as refused:
        assert refused.sentence.zh
        assert refused.sentence.en
    else:
        assert "/" not in upload.name
        assert len(upload.name) <= 120
