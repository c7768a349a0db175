"""Everything that is installed with us at runtime may be given on: no AGPL, nothing unknown."""

import re
import tomllib
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tracked import ROOT

# Licence families as SPDX identifiers begin, permissive or weakly copyleft.
WELCOME = (
    "MIT",
    "BSD",
    "0BSD",
    "APACHE",
    "ISC",
    "PSF",
    "PYTHON",
    "MPL",
    "LGPL",
    "OFL",
    "ZLIB",
    "UNLICENSE",
    "CC0",
    "POSTGRESQL",
)
# What packages without an SPDX expression write instead, in the field or as a classifier.
SPOKEN = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "ISC License": "ISC",
    "Python Software Foundation License": "PSF",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
    "GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0",
}


def test_every_runtime_dependency_has_a_licence_we_may_pass_on():
    unwelcome = {name: licence for name, licence in licences().items() if not is_welcome(licence)}
    assert unwelcome == {}


def test_the_walk_reaches_dependencies_of_dependencies():
    declared = {canonicalize_name(requirement.name) for requirement in declared_requirements()}
    reached = licences().keys()
    assert declared <= reached
    assert {"asgiref", "markdown-it-py"} <= reached - declared  # of django; of rich


def test_strong_copyleft_and_silence_are_refused():
    judged = {
        licence: is_welcome(licence)
        for licence in (
            "AGPL-3.0-or-later",
            "GPL-3.0-only",
            "MIT AND AGPL-3.0-only",
            "Proprietary",
            "",
            "LGPL-3.0-only",
            "Apache-2.0 OR GPL-2.0-only",
            "(MIT OR Apache-2.0) AND BSD-3-Clause",
        )
    }
    assert judged == {
        "AGPL-3.0-or-later": False,
        "GPL-3.0-only": False,
        "MIT AND AGPL-3.0-only": False,
        "Proprietary": False,
        "": False,
        "LGPL-3.0-only": True,
        "Apache-2.0 OR GPL-2.0-only": True,
        "(MIT OR Apache-2.0) AND BSD-3-Clause": True,
    }


def is_welcome(licence: str) -> bool:
    """Whether every part joined by AND offers at least one welcome choice."""
    parts = re.split(r"\s+AND\s+", licence.replace("(", " ").replace(")", " "))
    return all(
        any(choice.strip().upper().startswith(WELCOME) for choice in re.split(r"\s+OR\s+", part))
        for part in parts
    )


def declared_requirements() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return [Requirement(line) for line in project["dependencies"]]


def licences() -> dict[str, str]:
    """The licence of every distribution the runtime dependencies pull in here, themselves included."""
    found: dict[str, str] = {}
    waiting, asked = declared_requirements(), set()
    while waiting:
        requirement = waiting.pop()
        extras = tuple(sorted(requirement.extras))
        if (requirement.name, extras) in asked:
            continue
        asked.add((requirement.name, extras))
        distribution = metadata.distribution(requirement.name)
        found[canonicalize_name(requirement.name)] = licence_of(distribution)
        for line in distribution.requires or ():
            needed = Requirement(line)
            if needed.marker is None or any(
                needed.marker.evaluate({"extra": extra}) for extra in ("", *extras)
            ):
                waiting.append(needed)
    return found


def licence_of(distribution: metadata.Distribution) -> str:
    """The SPDX expression, or what the classifiers and the short field say."""
    about = distribution.metadata
    if expression := about.get("License-Expression"):
        return expression
    classifiers = [
        c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")
    ]
    if classifiers:
        return " AND ".join(SPOKEN.get(classifier, classifier) for classifier in classifiers)
    field = (about.get("License") or "").strip()
    return SPOKEN.get(field, field) if "\n" not in field else ""
