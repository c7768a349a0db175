"""Signals 信号灯：how a clock stands; a shape, a word and a colour, never a colour alone."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Signal:
    """One signal: `slug` names the CSS class, `mark` is the shape, `word` is read aloud."""

    slug: str
    mark: str
    word: Promise


SIGNALS = {
    signal.slug: signal
    for signal in (
        Signal("green", "●", _("按时")),
        Signal("yellow", "▲", _("快要超期")),
        Signal("red", "■", _("超过承诺时限")),
        Signal("black", "◆", _("超过法定时限")),
        Signal("suspended", "‖", _("已暂停计时")),
        Signal("waiting", "⏎", _("等申请人")),
        Signal("done", "✓", _("已完成")),
        Signal("none", "○", _("未开始计时")),
    )
}


#: A step that is late while the promise is not: yellow still, but no longer only near.
_STEP_LATE = Signal("yellow", "▲", _("环节已超期"))


def signal(slug: str, days_left: int | None = None) -> Signal:
    """The signal of that name; yellow with its days past (negative) says so.

    Raises:
        LookupError: for an unknown name, listing the known ones (a programming error, so not softened).
    """
    if slug == _STEP_LATE.slug and days_left is not None and days_left < 0:
        return _STEP_LATE
    try:
        return SIGNALS[slug]
    except KeyError:
        raise LookupError(f"unknown signal {slug!r}; known: {', '.join(SIGNALS)}") from None
