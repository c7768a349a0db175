"""归档包的样式 — a bag (BagIt 1.0, RFC 8493) in a zip that is the same for the same content.

Nothing is compressed and no time is written: the same case gives the same bytes on every machine, so that a
package can be held against itself made again. Any tool that knows BagIt reads it.
"""

import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping

from tongban.kernel.refusals import BadInput

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_PAYLOAD, _TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
_ZERO = (1980, 1, 1, 0, 0, 0)
#: More than any case holds: what claims more is not read at all.
_FILES_AT_MOST, _BYTES_AT_MOST = 100_000, 8 * 1024**3
#: What a file that is no zip, or a damaged one, makes of the library.
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(ValueError, RuntimeError),
)


class NotABag(BadInput):
    """不是归档包。"""

    zh = "{file} 不是本系统的归档包：{why}。"
    en = "{file} is no archive package of this system: {why}."
    remedy_zh = "请核对文件；传输中损坏的，重新取得或者重新制作：tongban archive make 办件编号 -o 文件。"
    remedy_en = (
        "Check the file; if it was damaged, get it again or make it anew: tongban archive make CASE -o FILE."
    )


def bagged(payload: Mapping[str, bytes], info: Mapping[str, str]) -> bytes:
    """The package: payload files by their paths under `data/`, and what the bag says of itself."""
    size = sum(map(len, payload.values()))
    told = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
    files = {f"data/{path}": content for path, content in payload.items()}
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": "".join(f"{name}: {_line(value)}\n" for name, value in sorted(told.items())).encode(),
        _PAYLOAD: _manifest(files),
    }
    tags[_TAGS] = _manifest(tags)
    return _zipped({**tags, **files})


def unbagged(content: bytes, file: str) -> tuple[dict[str, bytes], list[str]]:
    """The files of a package, and what is wrong with how it is packed; empty where nothing is.

    Raises:
        NotABag: it cannot be read as one at all.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            too_much = sum(entry.file_size for entry in entries) > _BYTES_AT_MOST
            if len(entries) > _FILES_AT_MOST or too_much:
                raise NotABag(file=file, why="too large")
            files = {entry.filename: archive.read(entry) for entry in entries}
    except _UNREADABLE as error:
        raise NotABag(file=file, why=str(error) or type(error).__name__) from error
    if "bagit.txt" not in files or _PAYLOAD not in files:
        raise NotABag(file=file, why="bagit.txt, manifest-sha256.txt")
    return files, list(_wrong(files, content))


def _wrong(files: dict[str, bytes], content: bytes) -> list[str]:
    payload = {path: data for path, data in files.items() if path.startswith("data/")}
    tags = {path: data for path, data in files.items() if path not in payload and path != _TAGS}
    wrong = []
    for manifest, listed in ((_PAYLOAD, payload), (_TAGS, tags)):
        said = _read_manifest(files.get(manifest, b""))
        wrong += [
            f"{path}"
            for path in sorted(said.keys() | listed.keys())
            if said.get(path) != _digest(listed.get(path))
        ]
    # What no manifest covers, a date in the zip itself, shows where the package is made again.
    if not wrong and _zipped(files) != content:
        wrong.append("zip")
    return wrong


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{_digest(files[path])}  {path}\n" for path in sorted(files)).encode()


def _read_manifest(content: bytes) -> dict[str, str]:
    lines = content.decode("utf-8", "replace").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def _line(value: str) -> str:
    return " ".join(value.split())


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files, key=_order):
            entry = zipfile.ZipInfo(path, _ZERO)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, files[path])
    return out.getvalue()


def _order(path: str) -> tuple[bool, str]:
    return path.startswith("data/"), path
