"""上传的附件 — checked before anything is kept: kind by content, size, name.

What a browser says about a file is not believed. Archives and office files are refused: they are
where bombs and macros live, and a material is a page to look at.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from struct import unpack

from tongban.kernel.refusals import BadInput

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 100_000_000
_MAX_NAME = 120
_KINDS = "PDF、JPEG、PNG"


class FileTooLarge(BadInput):
    """附件过大。"""

    zh = "「{name}」有 {megabytes} MB，超过每个附件 {limit} MB 的上限，未接收。"
    en = "“{name}” has {megabytes} MB, more than the {limit} MB a file may have; it was not taken."
    remedy_zh = "请压缩图片或拆分后重新上传；也可以到窗口提交纸质材料。"
    remedy_en = "Compress or split it and upload again, or hand it in on paper at the counter."


class FileEmpty(BadInput):
    """附件为空。"""

    zh = "「{name}」没有内容，未接收。"
    en = "“{name}” is empty; it was not taken."
    remedy_zh = "请确认文件可以打开后重新上传。"
    remedy_en = "Make sure the file opens, then upload it again."


class FileKindNotTaken(BadInput):
    """不接收的附件类型。"""

    zh = "「{name}」不是可接收的类型，未接收。可接收：{kinds}（按内容识别，改扩展名无效）。"
    en = "“{name}” is not of a kind that is taken ({kinds}, told by content, not by name); it was not taken."
    remedy_zh = "请将文件另存为 PDF，或拍照上传。"
    remedy_en = "Save it as PDF, or upload a photograph."


class ImageTooLarge(BadInput):
    """图片像素过大。"""

    zh = "图片「{name}」有 {width}×{height} 像素，超过上限，未接收。"
    en = "The picture “{name}” has {width}×{height} pixels, more than is taken; it was not taken."
    remedy_zh = "请缩小图片后重新上传。"
    remedy_en = "Make the picture smaller and upload it again."


@dataclass(frozen=True, slots=True)
class Upload:
    """附件 — a file that passed the checks; `type` is told from its content."""

    name: str
    type: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the content, by which a file sent twice is known."""
        return hashlib.sha256(self.content).hexdigest()

    def new_key(self) -> bytes:
        """A key for this file alone."""
        return secrets.token_bytes(32)


def checked(name: str, content: bytes, limit: int = MAX_BYTES) -> Upload:
    """The upload, its name made harmless and its kind told from its content.

    Raises:
        BadInput: empty, too large, or not PDF, JPEG or PNG.
    """
    name = safe_name(name)
    if not content:
        raise FileEmpty(name=name)
    if len(content) > limit:
        raise FileTooLarge(name=name, megabytes=len(content) // 1048576, limit=limit // 1048576)
    kind = _kind(content)
    if kind is None:
        raise FileKindNotTaken(name=name, kinds=_KINDS)
    if kind == "image/png":
        _check_png(name, content)
    return Upload(name, kind, content)


def safe_name(name: str) -> str:
    """The last part of a name, without control characters or direction marks, at a sane length."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    if len(plain) > _MAX_NAME:
        stem, dot, suffix = plain.rpartition(".")
        keep = dot + suffix if 0 < len(suffix) <= 8 else ""
        plain = (stem if keep else plain)[: _MAX_NAME - len(keep)] + keep
    return plain or "file"


def _kind(content: bytes) -> str | None:
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return None


def _check_png(name: str, content: bytes) -> None:
    if len(content) < 24 or content[12:16] != b"IHDR":
        raise FileKindNotTaken(name=name, kinds=_KINDS)
    width, height = unpack(">II", content[16:24])
    if width * height > MAX_PIXELS:
        raise ImageTooLarge(name=name, width=width, height=height)
