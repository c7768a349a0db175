"""Transfers 职权移交: what each reform of the directory would move, for the supervisor, before it is run.

Numbers alone, from the store: no case is opened here, and nothing is moved. An operator moves the cases
(`tongban authority transfer`), whose dry run says the same.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tongban.catalogue.authorities import Directory, PowersMoved
from tongban.handling.holdings import Held, Running, Stock
from tongban.kernel import Status
from tongban.kernel.clock import ClockKind
from tongban.kernel.words import Bilingual
from tongban.web.people import held_posts, is_supervision, staff_only
from tongban.web.staff.frame import frame
from tongban.web.wiring import office

#: By what an ended case still owes something, in words.
OWED = {
    "task": Bilingual("还有待办", "something is to be done"),
    "clock": Bilingual("还有时限在走", "a time limit still runs"),
    "challenge": Bilingual("有复议或者诉讼", "a challenge is on record"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """一次移交 — the reform, what its authority has in hand, and where each post goes."""

    powers: PowersMoved
    directory: Directory
    stock: Stock
    has_come: bool

    def name_of(self, key: str) -> Bilingual:
        """A department or post by its name; a post that is in no directory any more by its id."""
        return self.directory.names.get(key) or Bilingual(key, key)

    @property
    def authority(self) -> Bilingual:
        """Who gives."""
        return self.name_of(self.powers.authority)

    @property
    def running(self) -> list[tuple[Bilingual, int]]:
        """Running cases by status."""
        return [(s.label, self.stock.running[s]) for s in Status if s in self.stock.running]

    @property
    def owing(self) -> list[tuple[Bilingual, int]]:
        """Ended cases by what is owed."""
        return [(words, self.stock.owing[owed]) for owed, words in OWED.items() if owed in self.stock.owing]

    @property
    def posts(self) -> list[tuple[Bilingual, list[Bilingual], Held]]:
        """Each post that moves, or has something in hand: where it goes (nowhere is a gap), what it has."""
        goes = {row.post: row.to for row in self.powers.posts}
        listed = dict.fromkeys([*goes, *sorted(self.stock.posts)])
        return [
            (
                self.name_of(post),
                [self.name_of(goes[post].authority), self.name_of(goes[post].post)] if post in goes else [],
                self.stock.posts.get(post, Held(0, 0, 0)),
            )
            for post in listed
        ]

    @property
    def clocks(self) -> list[tuple[Bilingual, Running]]:
        """The clocks that run, and go on running."""
        return [(kind.label, self.stock.clocks[kind]) for kind in ClockKind if kind in self.stock.clocks]


@staff_only
@require_GET
def transfers(request: HttpRequest) -> HttpResponse:
    """Every reform of the directory, the newest first."""
    house, directory = office(), office().catalogue.directory
    if not any(
        is_supervision(post) and post.authority.division_id == directory.division.code
        for post in held_posts(request)
    ):
        raise PermissionDenied(_("职权移交由监察岗查看，您不在这个岗位。"))
    today = house.today(directory.division.code)
    shown = []
    for powers in sorted(directory.transfers, key=lambda one: one.on, reverse=True):
        stock = house.holdings.stock(powers.authority, today, powers.items)
        shown.append(Shown(powers, directory, stock, powers.on <= today))
    context: dict[str, Any] = {**frame(request, "transfers"), "transfers": shown}
    return render(request, "desk/transfers.html", context)
