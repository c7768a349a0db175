"""Sum the closing lines of several pytest sessions into one, in pytest's own form.

    python tools/closing_line.py SECONDS LOG…

Ends with 1 where not a single test passed: a run that collected nothing has shown nothing.
"""

import re
import sys
from collections import Counter
from pathlib import Path

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
CLOSING = re.compile(r"^=*\s*(\d+ [a-z]+(?:, \d+ [a-z]+)*) in [\d.]+s")
ORDER = ("failed", "passed", "skipped", "xfailed", "xpassed", "warnings", "errors")
SINGULAR = {"error": "errors", "warning": "warnings"}


def counted(text: str) -> Counter[str]:
    """What all closing lines in a log count, by pytest's words."""
    total: Counter[str] = Counter()
    for line in COLOUR.sub("", text).splitlines():
        if found := CLOSING.match(line):
            for part in found[1].split(", "):
                number, word = part.split(" ")
                total[SINGULAR.get(word, word)] += int(number)
    return total


def closing_line(total: Counter[str], seconds: str) -> str:
    """The counts as pytest prints them last."""
    parts = [f"{number} {_of(word, number)}" for word in ORDER if (number := total[word])]
    text = f" {', '.join(parts) or 'no tests ran'} in {seconds}.00s "
    return text.center(80, "=")


def _of(word: str, number: int) -> str:
    return word.removesuffix("s") if number == 1 and word in SINGULAR.values() else word


def main() -> int:
    """Print the line."""
    seconds, *logs = sys.argv[1:]
    total = sum((counted(Path(log).read_text(errors="replace")) for log in logs), Counter())
    print(closing_line(total, seconds))
    return 0 if total["passed"] else 1


if __name__ == "__main__":
    sys.exit(main())
