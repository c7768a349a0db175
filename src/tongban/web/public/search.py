"""搜索 — find an item in everyday words: ranked by how much of the question is found, and where.

Chinese has no spaces: a text is cut into pairs of neighbouring characters, Latin words stay whole.
A pair that few items have says more than one that all have.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tongban.catalogue import Implementation

_RUNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[a-z0-9]+")
_LONGEST_QUERY = 100
#: What people write around the thing they mean.
_FILLERS = re.compile(
    r"我想要?|我要|想要|请问|怎么样?|如何|需要|办理|申请|一下|一个|一家|个|家|开办|吗|呢|的|"
    r"\b(?:i|want|to|a|an|the|how|do|my|for|of|need|apply|get)\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: the item in force, and its score (only the order means something)."""

    item: Implementation
    score: float


def terms(text: str) -> list[str]:
    """The terms of a text: Latin words, and pairs of Chinese characters (a lone one stays alone).

    >>> terms("Open 小饭店")
    ['open', '小饭', '饭店']
    """
    found: list[str] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text).casefold()):
        if run.isascii() or len(run) == 1:
            found.append(run)
        else:
            found += [run[n : n + 2] for n in range(len(run) - 1)]
    return found


def search(items: Iterable[Implementation], question: str) -> list[Found]:
    """Items that have something of the question, the best first."""
    question = question[:_LONGEST_QUERY].casefold()
    asked = set(terms(_FILLERS.sub(" ", question))) or set(terms(question))
    items = list(items)
    weights = [_weights(item) for item in items]
    rarity = {term: _rarity(term, weights) for term in asked}
    found = [
        Found(item, sum(_weight_of(term, weighed) * rarity[term] for term in asked))
        for item, weighed in zip(items, weights, strict=True)
    ]
    return sorted((hit for hit in found if hit.score > 0), key=lambda hit: (-hit.score, hit.item.id))


def _weights(item: Implementation) -> dict[str, float]:
    """How much each term says about an item: its name most, its questions and answers least."""
    weighed: dict[str, float] = {}
    for weight, texts in _texts(item):
        for term, times in Counter(terms(" ".join(texts))).items():
            weighed[term] = max(weighed.get(term, 0.0), weight * (1 + math.log(times)))
    return weighed


def _texts(item: Implementation) -> Sequence[tuple[float, list[str]]]:
    return (
        (6.0, [item.name.zh, item.name.en, *item.keywords]),
        (4.0, [item.summary.zh, item.summary.en, item.result.name.zh, item.result.name.en]),
        (2.0, [*item.topics.person, *item.topics.organisation]),
        (1.0, [said for faq in item.faq for said in (faq.question.zh, faq.question.en)]),
        (0.5, [said for material in item.materials for said in (material.name.zh, material.name.en)]),
    )


def _weight_of(term: str, weighed: dict[str, float]) -> float:
    if len(term) > 1:
        return weighed.get(term, 0.0)
    return max((weight for known, weight in weighed.items() if term in known), default=0.0)


def _rarity(term: str, weights: Sequence[dict[str, float]]) -> float:
    having = sum(1 for weighed in weights if _weight_of(term, weighed))
    return math.log(1 + (len(weights) + 1) / (having + 1))
