"""Uploads 上传：refuse a request that is too large before its first byte is kept."""

from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _


class BoundedUpload(FileUploadHandler):
    """Stands first in FILE_UPLOAD_HANDLERS; keeps nothing, only counts.

    Raises:
        RequestDataTooBig: above `settings.UPLOAD_MAX_BYTES`, by the announced length or by count.
    """

    _seen = 0

    def _bound(self, size: int) -> None:
        if size > settings.UPLOAD_MAX_BYTES:
            megabytes = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
            raise RequestDataTooBig(
                _("一次最多上传 %(megabytes)s MB。请分几次上传，或缩小照片。") % {"megabytes": megabytes}
            )

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: Mapping[str, Any],  # noqa: N803 -- Django's own name for the parameter
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuse by the announced length."""
        self._bound(content_length)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what really arrives, and hand it on to the next handler."""
        self._seen += len(raw_data)
        self._bound(self._seen)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
