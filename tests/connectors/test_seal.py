import asyncio
import http.server
import os
import random
import re
import shutil
import stat
import subprocess
import threading
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.keys import load_cert_from_pemder, load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from connectors.specimens import LICENCE
from connectors.tools import need
from tongban.connectors.seal import PadesSeal, SealKeys, demo_certificate
from tongban.connectors.seal.pades import LARGEST_FILE_BYTES
from tongban.connectors.typesetter import TypstTypesetter
from tongban.handling.sealing import SealRefusal, SealReport, SealState

SET_UP = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SEALED_AT = datetime(2026, 3, 30, 10, 30, tzinfo=timezone(timedelta(hours=8)))
AUTHORITY = "演示市行政审批局"
VALID = SealReport(
    intact=True,
    trusted=True,
    covers_whole_document=True,
    signer="演示市行政审批局电子印章",
    signed_at=datetime(2026, 3, 30, 2, 30, tzinfo=UTC),
    algorithm="PAdES B-B sha256_rsa",
    problems=(),
    state=SealState.VALID,
)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return demo_certificate.create(tmp_path_factory.mktemp("pki"), at=SET_UP)


@pytest.fixture(scope="module")
def seal(keys):
    return PadesSeal(keys)


@pytest.fixture(scope="module")
def licence():
    return TypstTypesetter().render("licence", LICENCE, qr_payload="https://city.example/verify/42")


@pytest.fixture(scope="module")
def sealed(seal, licence):
    return sign(seal, licence)


def sign(seal, pdf, at=SEALED_AT):
    return seal.sign(pdf, reason="颁发食品经营许可证", signer=AUTHORITY, at=at)


def container_of(sealed):
    _, begin, end, _ = map(int, re.search(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+)", sealed).groups())
    return begin, end


def flip(pdf, place, bit=0):
    changed = bytearray(pdf)
    changed[place] ^= 1 << bit
    return bytes(changed)


def codes(report):
    return [problem.code for problem in report.problems]


def test_a_sealed_licence_is_valid_and_says_who_sealed_it_when(seal, sealed):
    assert seal.verify(sealed) == VALID


def test_pyhanko_itself_finds_one_signature_over_the_entire_file(keys, sealed):
    (signature,) = PdfFileReader(BytesIO(sealed)).embedded_signatures
    context = ValidationContext(trust_roots=[load_cert_from_pemder(keys.roots[0])], allow_fetching=False)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    assert (status.bottom_line, status.coverage.name, status.docmdp_ok) == (True, "ENTIRE_FILE", True)
    assert (
        signature.sig_object["/SubFilter"],
        signature.sig_object["/Reason"],
        signature.sig_object["/Name"],
    ) == (
        "/ETSI.CAdES.detached",
        "颁发食品经营许可证",
        AUTHORITY,
    )


def test_one_flipped_byte_fails_in_pyhanko(keys, sealed):
    (signature,) = PdfFileReader(BytesIO(flip(sealed, sealed.index(b"stream") + 60))).embedded_signatures
    context = ValidationContext(trust_roots=[load_cert_from_pemder(keys.roots[0])], allow_fetching=False)
    assert not validate_pdf_signature(signature, signer_validation_context=context).bottom_line


def test_a_flip_of_any_byte_of_the_signature_container_is_never_valid(seal, sealed):
    begin, end = container_of(sealed)
    digits = len(bytes.fromhex(sealed[begin + 1 : end - 1].decode()).rstrip(b"\x00")) * 2
    places = [*range(begin, begin + digits + 40, 3), *range(begin + digits + 40, end, 251), end - 2, end - 1]
    dice = random.Random(20260330)
    survivors = [place for place in places if seal.verify(flip(sealed, place, dice.randrange(8))).is_valid]
    assert survivors == []


def test_a_digit_of_the_container_in_another_case_is_never_valid(seal, sealed):
    begin, end = container_of(sealed)
    letters = [place for place in range(begin, end) if chr(sealed[place]) in "ABCDEF"]
    assert [place for place in letters[::29] if seal.verify(flip(sealed, place, 5)).is_valid] == []


def test_a_flip_of_any_byte_outside_the_container_is_never_valid(seal, sealed):
    begin, end = container_of(sealed)
    dice = random.Random(42)
    update = sealed.index(b"%%EOF") + 5  # what signing appended: dictionaries, cross-references, trailer
    places = [*range(0, 60, 2), *range(update, begin, 9), *range(end, len(sealed), 4)]
    places += [dice.randrange(update) for _ in range(150)]
    survivors = [place for place in places if seal.verify(flip(sealed, place, dice.randrange(8))).is_valid]
    assert survivors == []


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_splice_of_a_sealed_file_is_never_valid(seal, sealed, data):
    begin = data.draw(st.integers(0, len(sealed)))
    end = data.draw(st.integers(begin, min(len(sealed), begin + 4000)))
    put = data.draw(st.binary(max_size=40))
    changed = sealed[:begin] + put + sealed[end:]
    if changed != sealed:
        assert not seal.verify(changed).is_valid


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=3000)
    | st.binary(max_size=500).map(lambda junk: b"%PDF-1.7\n" + junk + b"\n%%EOF")
    | st.tuples(st.lists(st.integers(0, 9_999_999_999), min_size=4, max_size=4), st.binary(max_size=300)).map(
        lambda it: (
            b"%%PDF-1.7\n/ByteRange [%d %d %d %d]<30%s>/M (D:20260330023000Z)\n%%%%EOF" % (*it[0], it[1])
        )
    )
)
def test_garbage_is_reported_and_never_raises(seal, junk):
    report = seal.verify(junk)
    assert report.state in {SealState.UNREADABLE, SealState.UNSIGNED, SealState.MODIFIED}
    assert (report.intact, report.trusted, len(report.problems)) == (False, False, 1)


@pytest.mark.parametrize("tail", [b"\n", b" ", b"\x00", b"%%EOF", b"\n1 0 obj\n<<>>\nendobj\n%%EOF\n"])
def test_bytes_after_the_end_are_not_covered(seal, sealed, tail):
    report = seal.verify(sealed + tail)
    assert (report.state, codes(report)) == (SealState.MODIFIED, ["not-covered"])


def test_a_later_update_is_refused_although_the_signature_still_holds(seal, keys, sealed):
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    writer.root["/Lang"] = writer.root["/Type"]
    writer.update_root()
    changed = BytesIO()
    writer.write(changed)
    (signature,) = PdfFileReader(BytesIO(changed.getvalue())).embedded_signatures
    context = ValidationContext(trust_roots=[load_cert_from_pemder(keys.roots[0])], allow_fetching=False)
    assert validate_pdf_signature(signature, signer_validation_context=context, skip_diff=True).intact
    report = seal.verify(changed.getvalue())
    assert (report.state, codes(report)) == (SealState.MODIFIED, ["not-covered"])


def test_every_truncation_is_unreadable(seal, sealed):
    cuts = [0, 1, 8, 1000, len(sealed) // 2, len(sealed) - 400, len(sealed) - 5]
    assert {seal.verify(sealed[:cut]).state for cut in cuts} <= {SealState.UNREADABLE, SealState.MODIFIED}


def test_a_document_without_a_seal_is_told_as_such(seal, licence):
    report = seal.verify(licence)
    assert (report.state, codes(report), report.is_valid) == (SealState.UNSIGNED, ["no-seal"], False)


def test_a_seal_of_the_same_name_under_another_root_is_intact_but_not_trusted(seal, licence, tmp_path):
    stranger = PadesSeal(demo_certificate.create(tmp_path, at=SET_UP))
    report = seal.verify(sign(stranger, licence))
    assert (report.state, report.intact, report.trusted, codes(report)) == (
        SealState.UNTRUSTED,
        True,
        False,
        ["untrusted"],
    )


def test_a_file_larger_than_the_limit_is_not_read(seal, sealed):
    report = seal.verify(sealed.ljust(LARGEST_FILE_BYTES + 1, b"\n"))
    assert (report.state, codes(report)) == (SealState.UNREADABLE, ["too-large"])


def test_a_sealed_document_is_not_sealed_twice(seal, sealed):
    with pytest.raises(SealRefusal, match="already has a signature"):
        sign(seal, sealed)


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7\n%%EOF", b"\x00" * 100])
def test_what_is_not_a_pdf_is_not_sealed(seal, junk):
    with pytest.raises(SealRefusal, match="cannot be sealed"):
        sign(seal, junk)


def test_a_certificate_not_in_force_at_the_instant_seals_nothing(seal, licence):
    with pytest.raises(SealRefusal, match="was not in force"):
        sign(seal, licence, at=SET_UP + timedelta(days=3651))


def test_a_key_that_is_not_the_certificate_s_seals_nothing(keys, licence, tmp_path):
    other = demo_certificate.create(tmp_path, at=SET_UP)
    mixed = SealKeys(roots=keys.roots, key=other.key, certificate=keys.certificate)
    with pytest.raises(SealRefusal, match="fails its own check"):
        sign(PadesSeal(mixed), licence)


@pytest.mark.parametrize("name", ["seal.key.pem", "seal.crt.pem", "root.crt.pem"])
@pytest.mark.parametrize(
    "content", [None, b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_key_material_that_cannot_be_read_is_named(licence, keys, tmp_path, name, content):
    for path in (keys.key, keys.certificate, *keys.roots):
        shutil.copy(path, tmp_path / path.name)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SealRefusal) as refused:
        sign(PadesSeal(SealKeys.in_directory(tmp_path)), licence)
    assert str(tmp_path / name) in refused.value.sentence.zh


def test_the_demo_certificate_is_made_once_and_its_key_is_private(tmp_path):
    first = demo_certificate.create(tmp_path / "pki", at=SET_UP)
    before = {path.name: path.read_bytes() for path in (tmp_path / "pki").iterdir()}
    again = demo_certificate.create(tmp_path / "pki", at=SET_UP + timedelta(days=400))
    after = {path.name: path.read_bytes() for path in (tmp_path / "pki").iterdir()}
    assert (first, before) == (again, after)
    assert sorted(before) == ["root.crt.pem", "seal.crt.pem", "seal.key.pem"]
    assert stat.S_IMODE(os.stat(first.key).st_mode) == 0o600
    certificate = x509.load_pem_x509_certificate(before["seal.crt.pem"])
    assert certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == f"{AUTHORITY}电子印章"


def test_a_half_made_demo_certificate_is_made_again_whole(licence, tmp_path):
    demo_certificate.create(tmp_path, at=SET_UP)
    (tmp_path / "root.crt.pem").unlink()
    keys = demo_certificate.create(tmp_path, at=SET_UP)
    assert PadesSeal(keys).verify(sign(PadesSeal(keys), licence)) == VALID


def test_a_pkcs12_file_with_its_password_seals_as_well(keys, licence, tmp_path):
    key = serialization.load_pem_private_key(keys.key.read_bytes(), None)
    certificate = x509.load_pem_x509_certificate(keys.certificate.read_bytes())
    packed = serialization.pkcs12.serialize_key_and_certificates(
        b"seal", key, certificate, None, serialization.BestAvailableEncryption(b"a password")
    )
    (tmp_path / "seal.p12").write_bytes(packed)
    (tmp_path / "password").write_bytes(b"a password\n")
    environment = {
        "TONGBAN_SEAL_PKCS12": str(tmp_path / "seal.p12"),
        "TONGBAN_SEAL_PASSWORD_FILE": str(tmp_path / "password"),
        "TONGBAN_SEAL_ROOTS": str(keys.roots[0]),
    }
    seal = PadesSeal.from_environment(environment, default_directory=tmp_path)
    assert seal.verify(sign(seal, licence)) == VALID

    (tmp_path / "password").write_bytes(b"another\n")
    with pytest.raises(SealRefusal, match=r"seal\.p12"):
        sign(PadesSeal.from_environment(environment, default_directory=tmp_path), licence)


def test_a_pkcs12_file_without_roots_is_refused_at_set_up(tmp_path):
    with pytest.raises(SealRefusal, match="TONGBAN_SEAL_ROOTS"):
        PadesSeal.from_environment({"TONGBAN_SEAL_PKCS12": "x.p12"}, default_directory=tmp_path)


@pytest.fixture
def time_stamping(tmp_path):
    """An RFC 3161 authority on this machine, speaking HTTP, with its own root."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "演示时间戳")])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(SET_UP - timedelta(days=1))
        .not_valid_after(SET_UP + timedelta(days=3650))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    root = tmp_path / "tsa.crt.pem"
    root.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamper = DummyTimeStamper(
        tsa_cert=next(iter(load_certs_from_pemder_data(root.read_bytes()))),
        tsa_key=load_private_key_from_pemder_data(pem, passphrase=None),
        fixed_dt=SEALED_AT + timedelta(seconds=2),
    )

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", root
        server.shutdown()
        thread.join()


def test_with_a_time_stamping_authority_the_signature_is_b_t(keys, licence, time_stamping):
    url, root = time_stamping
    stamped = PadesSeal(
        SealKeys(roots=(*keys.roots, root), key=keys.key, certificate=keys.certificate), time_stamp_url=url
    )
    sealed = sign(stamped, licence)
    report = stamped.verify(sealed)
    assert (report.state, report.algorithm, report.signed_at) == (
        SealState.VALID,
        "PAdES B-T sha256_rsa",
        (SEALED_AT + timedelta(seconds=2)).astimezone(UTC),
    )
    begin, end = container_of(sealed)
    container = cms.ContentInfo.load(bytes.fromhex(sealed[begin + 1 : end - 1].decode()))
    assert (
        container["content"]["signer_infos"][0]["unsigned_attrs"][0]["type"].native
        == "signature_time_stamp_token"
    )
    assert codes(PadesSeal(keys).verify(sealed)) == ["time-stamp"]


def test_an_authority_for_time_stamps_that_does_not_answer_stops_the_seal(keys, licence):
    with pytest.raises(SealRefusal, match="did not answer"):
        sign(PadesSeal(keys, time_stamp_url="http://127.0.0.1:9/"), licence)


@pytest.fixture
def pdfsig(tmp_path):
    need("pdfsig", "poppler-utils")

    def run(pdf, *options):
        path = tmp_path / "document.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["pdfsig", *options, str(path)], capture_output=True, check=False)
        return done.stdout.decode()

    return run


def test_pdfsig_finds_the_signature_valid_over_the_total_document(pdfsig, sealed):
    said = pdfsig(sealed)
    assert [line.strip(" -") for line in said.splitlines() if "Validation" in line or "Total" in line] == [
        "Total document signed",
        "Signature Validation: Signature is Valid.",
        "Certificate Validation: Certificate issuer is unknown.",
    ]
    assert f"Common Name: {AUTHORITY}电子印章" in said


@pytest.mark.parametrize("region", ["page", "dictionary", "xref"])
def test_pdfsig_does_not_find_a_changed_file_valid(pdfsig, sealed, region):
    place = {
        "page": sealed.index(b"stream") + 60,
        "dictionary": sealed.index(b"/Reason") + 30,
        "xref": sealed.rindex(b"xref") + 12,
    }[region]
    assert "Signature is Valid" in pdfsig(sealed)
    assert "Signature is Valid" not in pdfsig(flip(sealed, place))


def test_pdfsig_trusts_the_certificate_where_the_root_is_in_its_store(pdfsig, keys, sealed, tmp_path):
    if shutil.which("certutil") is None:
        pytest.skip("certutil (libnss3-tools) is not installed: trust in pdfsig is not tested")
    store = tmp_path / "nss"
    store.mkdir()
    subprocess.run(["certutil", "-N", "-d", f"sql:{store}", "--empty-password"], check=True)
    subprocess.run(
        ["certutil", "-A", "-d", f"sql:{store}", "-n", "demo", "-t", "CT,CT,CT", "-i", str(keys.roots[0])],
        check=True,
    )
    said = pdfsig(sealed, "-nssdir", str(store))
    assert "Signature is Valid" in said
    assert "Certificate is Trusted" in said


def test_a_check_inside_an_event_loop_is_the_callers_mistake_and_no_word_about_the_file(seal, sealed):
    async def page():
        return (await asyncio.to_thread(seal.verify, sealed)), seal.verify(sealed)

    with pytest.raises(RuntimeError, match="call it from a thread"):
        asyncio.run(page())
