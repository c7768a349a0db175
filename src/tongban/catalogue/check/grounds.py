"""依据 — no step or material without law, and no catch-all that asks for more than is listed."""

import re
from collections.abc import Iterator

from tongban.catalogue.code_lists import BasisRank, MaterialForm
from tongban.catalogue.finding import Finding, Rule, Severity
from tongban.catalogue.item import Implementation
from tongban.catalogue.parts import BASIS_MISSING
from tongban.kernel.words import Bilingual

BASIS_WITHOUT_ARTICLE = Rule(
    "basis_without_article",
    Bilingual("依据「{basis}」没有写明条款或文号", "the basis “{basis}” names no article or document number"),
    Bilingual("请写到条，如 行政许可法§32(4)。", "Cite the article, such as 行政许可法§32(4)."),
    "优化营商环境条例§35",
    Severity.WARNING,
)
SETTING_BASIS_MISSING = Rule(
    "setting_basis_missing",
    Bilingual("没有设定依据", "no law establishes this item"),
    Bilingual(
        "请写明设定该事项的法律、法规或国务院决定；没有的，不得办理。",
        "Cite the law that establishes it; without one it must not exist.",
    ),
    "行政许可法§14、§15、§17",
)
SETTING_BASIS_RANK = Rule(
    "setting_basis_rank",
    Bilingual("行政许可不能由{rank}设定", "a licence cannot be established by a {rank} alone"),
    Bilingual(
        "设定依据中至少要有一部法律、法规或国务院决定。",
        "Cite at least one law, regulation or State Council decision.",
    ),
    "行政许可法§14、§15、§17",
)
CATCH_ALL_MATERIAL = Rule(
    "catch_all_material",
    Bilingual("材料名称「{name}」是兜底条款", "the material “{name}” is a catch-all"),
    Bilingual(
        "请逐项列明；清单以外的材料不得要求。", "Name each one; nothing outside the list may be asked for."
    ),
    "行政许可法§30、§31；优化营商环境条例§35",
)
CATCH_ALL_CONDITION = Rule(
    "catch_all_condition",
    Bilingual("受理条件「{text}」是兜底条款", "the condition “{text}” is a catch-all"),
    Bilingual("请逐项列明。", "Spell each condition out."),
    "行政许可法§30；优化营商环境条例§35",
)
HEARING_BASIS_RANK = Rule(
    "hearing_basis_rank",
    Bilingual("{rank}不能规定法定听证", "a {rank} cannot prescribe a hearing"),
    Bilingual(
        "只有法律、法规、规章可以规定；本机关认为需要的，逐件公告听证即可。",
        "Only a law, regulation or rule can; a hearing the agency finds needed is announced case by case.",
    ),
    "行政许可法§46",
)
NO_COUNT = Rule(
    "material_without_count",
    Bilingual(
        "纸质材料「{name}」没有写份数", "the paper material “{name}” says neither originals nor copies"
    ),
    Bilingual("请写明 originals 或 copies。", "Give `originals` or `copies`."),
    "行政许可法§30",
    Severity.WARNING,
)
SAMPLE_PATH = Rule(
    "sample_path",
    Bilingual(
        "示例「{sample}」应为同一目录之内的相对路径",
        "the sample “{sample}” must be a path inside the same directory",
    ),
    Bilingual("请改为如 samples/application.md。", "Write a path such as samples/application.md."),
)

_CATCH_ALL = re.compile(
    r"(其他|其它|有关|相关)[^，。；、]{0,12}(材料|资料|文件|证明|证件|手续|条件)|等(材料|资料|文件)$|"
    r"\b(other|any other|relevant|related)( \w+){0,2} (documents?|materials?|papers|conditions?)\b",
    re.IGNORECASE,
)
_CITED = re.compile(r"§|第.+条|号")
_MAY_SET_A_LICENCE = (
    BasisRank.LAW,
    BasisRank.ADMINISTRATIVE_REGULATION,
    BasisRank.LOCAL_REGULATION,
    BasisRank.STATE_COUNCIL_DECISION,
)
_MAY_PRESCRIBE_A_HEARING = (*_MAY_SET_A_LICENCE, BasisRank.RULE)


def check(item: Implementation) -> Iterator[Finding]:
    """Whether everything asked of the applicant has a basis."""
    based = [(f"steps[{n}].basis", step.basis) for n, step in enumerate(item.steps)]
    based += [(f"materials[{n}].basis", material.basis) for n, material in enumerate(item.materials)]
    based += [(f"conditions[{n}].basis", condition.basis) for n, condition in enumerate(item.conditions)]
    stops = item.limits.promised.stops_for or ()
    based += [(f"limits.promised.stops_for[{n}].basis", stop.basis) for n, stop in enumerate(stops)]
    based += [(f"fee.{path}.basis", basis) for path, basis in item.fee.bases]
    for path, basis in based:
        if not basis.strip():
            yield BASIS_MISSING.at(item.place(path))
        elif not _CITED.search(basis):
            yield BASIS_WITHOUT_ARTICLE.at(item.place(path), basis=basis)
    yield from _setting(item)
    yield from _wording(item)
    hearing = item.prescribed_hearing
    if hearing is not None and hearing.rank not in _MAY_PRESCRIBE_A_HEARING:
        yield HEARING_BASIS_RANK.at(item.place("prescribed_hearing.rank"), rank=hearing.rank.label)


def _setting(item: Implementation) -> Iterator[Finding]:
    ranks = [basis.rank for basis in item.setting_basis]
    if not ranks:
        yield SETTING_BASIS_MISSING.at(item.place("setting_basis"))
    elif item.item_type.value == "licence" and not any(rank in _MAY_SET_A_LICENCE for rank in ranks):
        yield SETTING_BASIS_RANK.at(item.place("setting_basis"), rank=ranks[0].label)


def _wording(item: Implementation) -> Iterator[Finding]:
    for n, material in enumerate(item.materials):
        if _CATCH_ALL.search(material.name.zh) or _CATCH_ALL.search(material.name.en):
            yield CATCH_ALL_MATERIAL.at(item.place(f"materials[{n}].name"), name=material.name)
        if material.form is MaterialForm.PAPER and not material.originals + material.copies:
            yield NO_COUNT.at(item.place(f"materials[{n}]"), name=material.name)
        if not is_inside(material.sample):
            yield SAMPLE_PATH.at(item.place(f"materials[{n}].sample"), sample=material.sample)
    if not is_inside(item.result.sample):
        yield SAMPLE_PATH.at(item.place("result.sample"), sample=item.result.sample)
    for n, condition in enumerate(item.conditions):
        if _CATCH_ALL.search(condition.text.zh) or _CATCH_ALL.search(condition.text.en):
            yield CATCH_ALL_CONDITION.at(item.place(f"conditions[{n}].text"), text=condition.text)


def is_inside(sample: str) -> bool:
    """Whether a sample's path stays inside the catalogue's own directory."""
    return not re.search(r"^[/\\~]|^[a-zA-Z]:|(^|[/\\])\.\.([/\\]|$)|\\", sample)
