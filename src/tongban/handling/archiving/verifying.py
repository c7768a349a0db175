"""核验归档包 — held against itself alone: packing, chain, documents and words; no database, no network."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.handling.archiving.bag import NotABag, unbagged
from tongban.handling.archiving.package import FORMAT, particulars_of
from tongban.handling.audit import verify_chain
from tongban.handling.codec import Codec, Record
from tongban.handling.kept_files import described, text_in
from tongban.handling.ports import History
from tongban.kernel import replay
from tongban.kernel.case.events import DocumentRecorded
from tongban.kernel.refusals import Told
from tongban.kernel.words import Bilingual

_WHAT = {
    "changed": Bilingual(
        "文件与清单不符、缺失或者多出", "a file differs from the manifest, is missing or extra"
    ),
    "chain": Bilingual("存证链不完整", "the chain of records is broken"),
    "head": Bilingual("存证链首与卷宗所载不符", "the chain's head is not the one the file names"),
    "document": Bilingual("文书与记录的摘要不符", "a document does not match the digest on record"),
    "value": Bilingual("内容与记录的摘要不符", "a text does not match the digest on record"),
    "file": Bilingual("附件与其记录的摘要不符", "a file does not match the digest on record"),
    "lost": Bilingual("归档时附件已经丢失", "a file was lost before the case was archived"),
    "absent": Bilingual(
        "记录中的内容不在包内，也未说明已删除", "what a record names is neither here nor said to be erased"
    ),
    "particulars": Bilingual(
        "卷宗所载与记录不符", "what the file says of the case is not what the records say"
    ),
    "unlisted": Bilingual("包内文件未列入卷宗", "a file in the package is on no list"),
    "missing": Bilingual("卷宗所列文件不在包内", "a file that is listed is not in the package"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """核验发现 — what is wrong, and where."""

    code: str
    where: str

    @property
    def sentence(self) -> Bilingual:
        """The fault in words."""
        return _WHAT[self.code]


#: Where the files of a case are, but for documents, whose digest a record says itself.
_FILES = ("materials/", "files/")

#: What reading something that was made up can raise, besides what the kernel tells.
_NONSENSE = (KeyError, ValueError, TypeError, AttributeError, RecursionError)


def verify(content: bytes, file: str) -> tuple[dict[str, Any], list[Fault]]:
    """What the package says of itself, and everything wrong with it; nothing where it is whole.

    `unheld` among what it says counts the files that only the manifests hold, and no record.

    Raises:
        NotABag: it cannot be read as a package at all.
    """
    files, wrong = unbagged(content, file)
    faults = [Fault("changed", path) for path in wrong]
    try:
        told = json.loads(files["data/case.json"])
        if told["format"] != FORMAT:
            raise NotABag(file=file, why=f"format {told['format']}")
        history = _history(files, told)
        faults += [Fault("chain", f"#{found.seq} {found.code}") for found in verify_chain(history)]
        if not history.records or history.records[-1].digest.hex() != told["head"]:
            faults.append(Fault("head", str(told["head"])))
        faults += _against_records(files, told, history)
        told["unheld"] = held_by_the_manifest_alone(files, told)
    except _NONSENSE as error:
        if faults:
            return {}, faults
        raise NotABag(file=file, why=f"case.json: {type(error).__name__}: {error}") from error
    return told, faults


def _history(files: Mapping[str, bytes], told: dict[str, Any]) -> History:
    records = tuple(
        Record(
            case_id=told["case"],
            seq=row["seq"],
            type=row["type"],
            schema=row["schema"],
            body=files[f"data/events/{row['seq']:06}.json"],
            digest=bytes.fromhex(row["digest"]),
            algorithm=row["algorithm"],
        )
        for row in json.loads(files["data/events/chain.json"])
    )
    return History(told["case"], told["records"], records[-1].digest if records else b"", records)


def _against_records(files: Mapping[str, bytes], told: dict[str, Any], history: History) -> Iterator[Fault]:
    """Documents, words and files have the digests of the records, and not only those of a list."""
    yield from _particulars(told, history)
    lost = {entry["ref"]: entry["path"] for entry in told.get("lost", ())}
    yield from (Fault("lost", path) for path in lost.values())
    said = {ref: digest for record in history.records for ref, digest in _digests(record)}
    listed_paths = {listed["path"] for listed in told["files"]} | {"case.json", "events/chain.json"}
    for path in sorted(path.removeprefix("data/") for path in files if path.startswith("data/")):
        if path not in listed_paths and not path.startswith("index."):
            yield Fault("unlisted", path)
    digests = _files_described(files, told)
    for listed in told["files"]:
        path, ref = listed["path"], listed["ref"]
        content = files.get(f"data/{path}")
        if content is None:
            yield Fault("missing", path)
        elif path.startswith("documents/") and hashlib.sha256(content).hexdigest() != said.get(ref):
            yield Fault("document", path)
        elif path.startswith("values/") and ref in said and hashlib.sha256(content).hexdigest() != said[ref]:
            yield Fault("value", path)
        elif (
            path.startswith(_FILES) and ref in digests and hashlib.sha256(content).hexdigest() != digests[ref]
        ):
            yield Fault("file", path)
    there = {listed["ref"] for listed in told["files"]} | {*told["erased"], *lost}
    yield from (Fault("absent", ref) for ref in said if ref not in there)


def _files_described(files: Mapping[str, bytes], told: dict[str, Any]) -> dict[str, str]:
    """The digest of each file by what describes it, which the records hold; none of one kept without."""
    found = {}
    for listed in told["files"]:
        if listed["path"].startswith("values/"):
            of_file = described(text_in(files.get(f"data/{listed['path']}", b"")))
            if of_file is not None:
                found[listed["ref"]] = str(of_file["sha256"])
    return found


def held_by_the_manifest_alone(files: Mapping[str, bytes], told: dict[str, Any]) -> int:
    """How many files nothing on record describes: those kept before descriptions held a digest."""
    digests = _files_described(files, told)
    return sum(f["path"].startswith(_FILES) and f["ref"] not in digests for f in told["files"])


def _particulars(told: dict[str, Any], history: History) -> Iterator[Fault]:
    """The receipt number, the item, the outcome: replayed from the records, not taken from a list."""
    try:
        events = tuple(Codec().read(record) for record in history.records)
        known = particulars_of(replay(events), events)
    except (Told, *_NONSENSE) as error:
        yield Fault("particulars", f"{type(error).__name__}: {error}")
        return
    for name, value in known.items():
        if told.get(name) != value:
            yield Fault("particulars", name)


def _digests(record: Record) -> Iterator[tuple[str, str]]:
    """What the record says of each reference in it; of a document, the digest of its bytes."""
    try:
        body = Codec().read(record).body
    except (Told, *_NONSENSE):  # told of as particulars already
        return
    if isinstance(body, DocumentRecorded):
        yield body.ref, body.digest
        return
    yield from _inside(json.loads(record.body)["data"])


def _inside(data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        if data.keys() == {"ref", "digest"}:
            yield data["ref"], data["digest"]
        for part in data.values():
            yield from _inside(part)
    elif isinstance(data, list):
        for part in data:
            yield from _inside(part)
