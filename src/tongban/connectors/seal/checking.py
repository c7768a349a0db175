"""验章 — what a signature found on a file proves.

A hostile file never reaches the PDF parser: the container is cut out by its byte range and checked first, and
only a file signed under a trusted root is parsed. Two locks, because each alone leaves bytes nobody signed:

1. the file is `[signed bytes] <container> [signed bytes]` and nothing else, the container is exactly the one
   that the verified parts give (else version numbers, padding, letter case and embedded certificates could
   be altered without breaking the signature);
2. pyHanko, reading the file as a PDF, finds the same signature as its only one, certifying the whole file.

Verifies seals that `signing.py` makes; a lawful PAdES signature of another maker may be reported as modified.
"""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from asn1crypto import cms, x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import (
    SignatureCoverageLevel,
    StandardCMSSignatureStatus,
    async_validate_detached_cms,
    async_validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from tongban.connectors.seal.signing import FIELD_NAME
from tongban.handling.sealing import SealKeyUnusable, SealProblem, SealReport, SealState

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]")
# As `signing.py` writes it: in UTC, the colon escaped.
_CLAIMED_TIME = re.compile(rb"/M \(D(?::|\\072)(\d{14})Z\)")

_TOO_LARGE = SealProblem("too-large", "文件超过查验的大小上限。", "The file is larger than can be verified.")
_NOT_A_PDF = SealProblem(
    "not-a-pdf", "不是 PDF 文件，或文件不完整。", "This is not a PDF file, or not a whole one."
)
_NO_SEAL = SealProblem("no-seal", "没有找到电子印章。", "No electronic seal was found.")
_SEVERAL = SealProblem(
    "several-seals",
    "文件中有不止一个签名，或签名后又有更新。",
    "The file holds more than one signature or a later update.",
)
_NOT_COVERED = SealProblem(
    "not-covered", "签名没有覆盖整个文件。", "The signature does not cover the whole file."
)
_CONTAINER = SealProblem(
    "container-altered", "签名数据本身被改动或损坏。", "The signature itself was altered or damaged."
)
_CONTENT = SealProblem(
    "content-altered", "文件内容与签名不符。", "The content of the file is not what was signed."
)
_UNTRUSTED = SealProblem(
    "untrusted",
    "印章证书不是由受信任的根证书签发，或签章时不在有效期内。",
    "The certificate does not come from a trusted root, or was not in force when the seal was set.",
)
_TIME_STAMP = SealProblem(
    "time-stamp", "时间戳无效或不受信任。", "The time-stamp is not valid or not trusted."
)
_STRUCTURE = SealProblem(
    "structure", "文件结构与签名不符。", "The structure of the file does not agree with the signature."
)


def load_roots(paths: Sequence[Path]) -> list[x509.Certificate]:
    """The trusted roots in these PEM files; raises SealKeyUnusable naming the one that cannot be read."""
    roots: list[x509.Certificate] = []
    for path in paths:
        try:
            found = list(load_certs_from_pemder_data(path.read_bytes()))
        except (OSError, ValueError) as error:
            raise SealKeyUnusable(source=path, reason=str(error)) from error
        if not found:
            raise SealKeyUnusable(source=path, reason="没有证书 / no certificate")
        roots += found
    return roots


def check(pdf: bytes, roots: Sequence[x509.Certificate], *, largest: int) -> SealReport:
    """The report on a file of unknown origin; `largest` in bytes."""
    if len(pdf) > largest:
        return _report(SealState.UNREADABLE, _TOO_LARGE)
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
        return _report(SealState.UNREADABLE, _NOT_A_PDF)
    ranges = _BYTE_RANGE.findall(pdf)
    if not ranges:
        return _report(SealState.UNSIGNED, _NO_SEAL)
    if len(ranges) > 1:
        return _report(SealState.MODIFIED, _SEVERAL)
    start, before, after, rest = map(int, ranges[0])
    if start != 0 or not 0 < before < after or after + rest != len(pdf):
        return _report(SealState.MODIFIED, _NOT_COVERED)
    _refuse_inside_a_loop()
    try:
        return asyncio.run(_check_container(pdf, _Cut(before, after), roots))
    except Exception:
        # A stranger's bytes: the parsers raise whatever they stumble over, and no such file is valid.
        return _report(SealState.MODIFIED, _CONTAINER)


def _refuse_inside_a_loop() -> None:
    """The caller's mistake must not be told as a word about the file."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise RuntimeError("checking a seal blocks: call it from a thread, not inside a running event loop")


@dataclass(frozen=True)
class _Cut:
    """Where the container `<hex digits>` lies in the file."""

    begin: int
    end: int


async def _check_container(pdf: bytes, cut: _Cut, roots: Sequence[x509.Certificate]) -> SealReport:
    raw = pdf[cut.begin : cut.end]
    signed = pdf[: cut.begin] + pdf[cut.end :]
    container = cms.ContentInfo.load(bytes.fromhex(raw[1:-1].decode("ascii")))
    claimed = _CLAIMED_TIME.findall(signed)
    if container["content_type"].native != "signed_data" or not claimed:
        return _report(SealState.MODIFIED, _CONTAINER)
    signed_data = container["content"]
    at = datetime.strptime(claimed[-1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=at)
    status = await async_validate_detached_cms(signed, signed_data, signer_validation_context=context)

    intact = bool(status.intact and status.valid)
    path = status.validation_path
    trusted = bool(status.trusted and path is not None)
    authorities = list(path.iter_certs(include_root=False)) if path is not None else [status.signing_cert]
    canonical = raw == _expected(signed_data, status.signing_cert, authorities, len(raw))
    stamp = status.timestamp_validity
    stamped = stamp is None or bool(stamp.valid and stamp.intact and stamp.trusted)
    problems = [
        problem
        for problem, found in (
            (_CONTENT, not intact),
            (_CONTAINER, intact and trusted and not canonical),
            (_UNTRUSTED, not trusted),
            (_TIME_STAMP, not stamped),
        )
        if found
    ]
    if intact and trusted and canonical and stamped:
        problems += await _problems_of_pdf(pdf, at, roots)
    if not problems:
        state = SealState.VALID
    elif intact and problems == [_UNTRUSTED]:
        state = SealState.UNTRUSTED
    else:
        state = SealState.MODIFIED
    return SealReport(
        intact=intact,
        trusted=trusted,
        covers_whole_document=_STRUCTURE not in problems,
        signer=_common_name(status.signing_cert),
        signed_at=at if stamp is None else stamp.timestamp.astimezone(UTC),
        algorithm=_algorithm(status),
        problems=tuple(problems),
        state=state,
    )


def _expected(
    signed_data: cms.SignedData,
    signer: x509.Certificate,
    authorities: Sequence[x509.Certificate],
    length: int,
) -> bytes:
    """The container as it must be written, built from parts that the signature or its certificate protect."""
    (info,) = signed_data["signer_infos"]
    embedded = [each.chosen for each in signed_data["certificates"]]
    known = {each.sha256 for each in authorities} | {signer.sha256}
    if {each.sha256 for each in embedded} - known or len(embedded) > len(known):
        return b""
    digest = cms.DigestAlgorithm({"algorithm": info["digest_algorithm"]["algorithm"].native})
    rebuilt = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": signer.issuer, "serial_number": signer.serial_number}
                    )
                }
            ),
            "digest_algorithm": digest,
            "signed_attrs": info["signed_attrs"],
            "signature_algorithm": cms.SignedDigestAlgorithm(
                {"algorithm": info["signature_algorithm"]["algorithm"].native}
            ),
            "signature": info["signature"].native,
        }
    )
    if info["unsigned_attrs"].native is not None:
        rebuilt["unsigned_attrs"] = info["unsigned_attrs"]
    der = cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v1",
                    "digest_algorithms": cms.DigestAlgorithms((digest,)),
                    "encap_content_info": {"content_type": "data"},
                    "certificates": embedded,
                    "signer_infos": [rebuilt],
                }
            ),
        }
    ).dump()
    digits: bytes = der.hex().upper().encode("ascii").ljust(length - 2, b"0")
    return b"<" + digits + b">"


async def _problems_of_pdf(pdf: bytes, at: datetime, roots: Sequence[x509.Certificate]) -> list[SealProblem]:
    reader = PdfFileReader(BytesIO(pdf), strict=True)
    signatures = list(reader.embedded_signatures)
    if len(signatures) != 1:
        return [_SEVERAL if signatures else _STRUCTURE]
    (seal,) = signatures
    context = ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=at)
    status = await async_validate_pdf_signature(seal, signer_validation_context=context)
    as_sealed = (
        status.bottom_line
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and seal.field_name == FIELD_NAME
        and seal.docmdp_level is MDPPerm.NO_CHANGES
        and seal.self_reported_timestamp == at
    )
    return [] if as_sealed else [_STRUCTURE]


def _common_name(certificate: x509.Certificate) -> str:
    return str(certificate.subject.native.get("common_name") or certificate.subject.human_friendly)


def _algorithm(status: StandardCMSSignatureStatus) -> str:
    level = "B-B" if status.timestamp_validity is None else "B-T"
    return f"PAdES {level} {status.pkcs7_signature_mechanism}"


def _report(state: SealState, problem: SealProblem) -> SealReport:
    return SealReport(
        intact=False, trusted=False, covers_whole_document=False, problems=(problem,), state=state
    )
