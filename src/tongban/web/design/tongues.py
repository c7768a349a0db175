"""Tongues 语言: the Chinese inside an English text, found and marked for whoever reads it aloud."""

import re

#: Chinese inside another text: characters, what stands between them, and the article behind a law.
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = re.compile(
    rf"[{_HAN}《「〔](?:[{_HAN}《》「」〔〕、，。；：！？·（）]|§[0-9]+(?:之[0-9]+)?(?:\([^()]*\))*|[0-9]+(?=[{_HAN}〕]))*"
)


def has_chinese(text: str) -> bool:
    """Whether any of it is Chinese."""
    return _CHINESE.search(text) is not None


def marked(escaped: str) -> str:
    """The text, escaped before, with what is Chinese marked so."""
    return _CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', escaped)
