"""Tongues 语言: what of a text is marked: the Chinese in an English one, and what no line breaks."""

import re

#: Chinese inside another text: characters, what stands between them, and the article behind a law; a word
#: that closes a Chinese bracket（未核实 unverified）is inside it.
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = re.compile(
    rf"[{_HAN}《「〔](?:[{_HAN}《》「」〔〕、，。；：！？·（）]|§[0-9]+(?:之[0-9]+)?(?:\([^()]*\))*"
    rf"|[0-9]+(?=[{_HAN}〕])| [a-z]+(?=）))*"
)

#: Inside a sentence: a day in either language, a receipt, a document's number.
_WHOLE = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\b\d{1,2} [A-Z][a-z]+ \d{4}\b"
    r"|\b\d{6,}-\d{8}-\d{5}\b|[^\s，。：；、<>]+〔\d{4}〕\d+号"
)


def has_chinese(text: str) -> bool:
    """Whether any of it is Chinese."""
    return _CHINESE.search(text) is not None


def marked(escaped: str) -> str:
    """The text, escaped before, with what is Chinese marked so."""
    return _CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', escaped)


def in_one_piece(escaped: str) -> str:
    """The text, escaped before, with its days and numbers kept from the end of a line."""
    return _WHOLE.sub(r'<span class="amount">\g<0></span>', escaped)
