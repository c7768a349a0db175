"""How a verb says its result on stdout: as text for people, or as JSON for programs."""

from enum import StrEnum
from typing import Annotated

import typer


class OutputFormat(StrEnum):
    """输出格式."""

    TEXT = "text"
    JSON = "json"


Format = Annotated[OutputFormat, typer.Option("--format", help="输出格式 · text | json")]
