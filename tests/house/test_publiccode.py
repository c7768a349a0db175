"""publiccode.yml keeps to version 0.4 of the standard, as far as it can be checked without its parser."""

from ruamel.yaml import YAML

from tracked import ROOT

MANDATORY = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "releaseDate",
    "platforms",
    "categories",
    "developmentStatus",
    "softwareType",
    "description",
    "legal",
    "maintenance",
    "localisation",
}


def test_the_mandatory_keys_are_there_and_describe_this_project():
    said = YAML(typ="safe").load((ROOT / "publiccode.yml").read_text())
    assert MANDATORY - said.keys() == set()
    assert (said["publiccodeYmlVersion"], said["legal"]["license"]) == ("0.4", "Apache-2.0")
    assert said["softwareVersion"] == version()
    assert said["description"].keys() == {"en", "zh-Hans"} == set(said["localisation"]["availableLanguages"])


def test_descriptions_have_the_lengths_the_standard_asks_for():
    said = YAML(typ="safe").load((ROOT / "publiccode.yml").read_text())["description"]
    lengths = {
        language: (
            len(text["shortDescription"]) <= 150,
            150 <= len(text["longDescription"]) <= 10_000,
            5 <= len(text["features"]) <= 20,
        )
        for language, text in said.items()
    }
    assert lengths == {"en": (True, True, True), "zh-Hans": (True, True, True)}


def version() -> str:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    return next(line.split('"')[1] for line in lines if line.startswith("version ="))
