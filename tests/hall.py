"""A service hall for the tests of staff pages: real PostgreSQL, the demo catalogue, the cast at their posts.

- `hall`: a `Hall`, its clock set by hand. `hall.client(person)` is a signed-in browser without a browser.

People (password: sign-in name + "-in-the-hall"): 王窗口 `wang` holds the posts of the general counter
and of delivery; 陈主办 `chen` examines food licences, 郑同事 `zheng` beside him, 吴审批 `wu` decides them;
赵协办 `zhao` answers for the fire brigade; 郝卫审 `hao` examines hygiene permits, 宋卫批 `song` decides them;
高数据 `gao` loads other systems' results; 田医保 `tian` decides on insurance;
葛规划 `ge` examines and decides for planning;
肖消防 `xiao` examines and decides fire checks, 岳公安 `yue` security licences;
周路人 `zhou` works at a department with no part in it; 李申请 `li` is the applicant.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import psycopg
import pytest
from django.contrib.auth.hashers import make_password
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page
from psycopg.conninfo import conninfo_to_dict

from cast import instant
from tongban.connectors.postgres import Urls
from tongban.connectors.seal import demo_certificate
from tongban.handling import examination, intake, outcome
from tongban.handling.carrying_out import Answer
from tongban.handling.errand import Actor, Ask
from tongban.handling.in_memory import SteadyClock
from tongban.handling.issuing import issue_document
from tongban.handling.uploads import checked
from tongban.kernel.case import commands as c
from tongban.kernel.case.events import Decided, RenewalDeemed
from tongban.store.models import Account, Authority, Division, Post, PostHolder
from tongban.web import wiring

FOOD = "food-operation-licence"
PASSWORD = "-in-the-hall"
PDF = b"%PDF-1.7\n%a page"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006"
    "0005be6b1ea40000000049454e44ae426082"
)
STAFF = {
    "wang": ("王窗口", ["hall-counter", "hall-delivery"]),
    "chen": ("陈主办", ["market-examiner"]),
    "zheng": ("郑同事", ["market-examiner"]),
    "wu": ("吴审批", ["market-decider"]),
    "zhao": ("赵协办", ["fire-opinion"]),
    "sun": ("孙排水", ["housing-drainage"]),
    "qian": ("钱卫健", ["health-opinion"]),
    "hao": ("郝卫审", ["health-examiner"]),
    "song": ("宋卫批", ["health-decider"]),
    "zhou": ("周路人", ["landscape-opinion"]),
    "xu": ("许核查", ["market-surveyor"]),
    "qin": ("秦监管", ["market-oversight"]),
    "gu": ("顾卫监", ["health-oversight"]),
    "gao": ("高数据", ["interface"]),
    "tian": ("田医保", ["insurance-decider"]),
    "xiao": ("肖消防", ["fire-examiner", "fire-inspector", "fire-decider"]),
    "ge": ("葛规划", ["planning-examiner", "planning-decider"]),
    "yue": ("岳公安", ["security-examiner", "security-decider"]),
}
#: A small restaurant in rented rooms: no cold dishes, so no survey.
FACTS: Mapping[str, str | int | bool] = {
    "has_agent": False,
    "premises": "rented",
    "cold_dishes": False,
    "chain_store": False,
    "floor_area": 80,
}
FORM = {
    "holder": "演示市好味餐馆",
    "credit_code": "91330199DEM0000009",
    "legal_representative": "李申请",
    "premises": "演示市解放路 1 号",
    "category": "restaurant",
    "scope": "热食类食品制售",
    "phone": "13800000000",
}
NEEDED = ("application", "business-licence", "layout", "safety-rules", "health-certificates", "lease")


@dataclass
class Hall:
    """The hall: who works there, what time it is, and the shortcuts to where a test begins."""

    office: wiring.Office
    clock: SteadyClock
    people: dict[str, Account] = field(default_factory=dict)
    asked: int = 0

    def on(self, day: str, clock: str = "10:00") -> "Hall":
        self.clock.instant = instant(day, clock)
        return self

    def client(self, name: str, *, post: str = "", english: bool = False, htmx: bool = False) -> Client:
        headers = {"accept-language": "en" if english else "zh-hans"} | (
            {"hx-request": "true"} if htmx else {}
        )
        client = Client(headers=headers)
        client.force_login(self.people[name])
        if post:
            session = client.session
            session["post"] = post
            session.save()
        return client

    def id(self, name: str) -> str:
        return str(self.people[name].pk)

    def ask(self, case_id: str, name: str, post: str) -> Ask:
        self.asked += 1
        return Ask(case_id, f"ask-{self.asked}", Actor(self.id(name) if name else "", post))

    # --- shortcuts

    def received(
        self,
        materials: tuple[str, ...] = NEEDED,
        *,
        applicant: str = "li",
        facts: Mapping[str, str | int | bool] = FACTS,
        form: Mapping[str, str] = FORM,
        files: bytes = PDF,
    ) -> str:
        case_id = self.office.ports.ids.new()
        application = intake.Application(
            item=FOOD,
            division="330199",
            applicant=self.id(applicant),
            channel=c.Channel.ONLINE,
            facts=facts,
            form=form,
            uploads={m: [checked(f"{m}.pdf", files)] for m in materials},
        )
        intake.receive(self.office.handler, self.ask(case_id, applicant, ""), application)
        return case_id

    def accepted(self, **more: object) -> str:
        case_id = self.received(**more)  # type: ignore[arg-type]
        intake.accept(self.office.handler, self.ask(case_id, "wang", "hall-counter"))
        return case_id

    def opinion(
        self, case_id: str, name: str, result: c.OpinionResult = c.OpinionResult.AGREE, why: str = ""
    ) -> Answer:
        post, step = {
            "zhao": ("fire-opinion", "fire-opinion"),
            "sun": ("housing-drainage", "housing-opinion"),
            "qian": ("health-opinion", "health-opinion"),
        }[name]
        return examination.give_opinion(self.office.handler, self.ask(case_id, name, post), step, result, why)

    def examined(self, case_id: str) -> None:
        ask = self.ask(case_id, "chen", "market-examiner")
        examination.complete_step(self.office.handler, ask, "examination", c.Finding.CONFORMS, "")

    def ready_to_decide(self, **more: object) -> str:
        case_id = self.accepted(**more)
        for name in ("zhao", "sun", "qian"):
            self.opinion(case_id, name)
        self.examined(case_id)
        return case_id

    def decided(self, **more: object) -> str:
        case_id = self.ready_to_decide(**more)
        ask = self.ask(case_id, "wu", "market-decider")
        outcome.grant(
            self.office.handler, ask, prefix="JY", basis="食品安全法§35", valid_until=date(2030, 9, 23)
        )
        return case_id

    def made(self, case_id: str) -> str:
        """What the case came to is really set and sealed, ready to be delivered."""
        decided = next(
            h for h in self.office.handler.history(case_id) if isinstance(h.body, (Decided, RenewalDeemed))
        )
        for kind, _number in self.case(case_id).outcome_papers:
            issue_document(self.office.press, case_id, kind.value, decided.seq)
        return case_id

    def case(self, case_id: str):
        return self.office.handler.standing(case_id).case

    def events(self, case_id: str) -> list[str]:
        return [type(event.body).__name__ for event in self.office.handler.history(case_id)]

    def receipt(self, case_id: str) -> str:
        return self.case(case_id).receipt_number


def populate(hall: Hall) -> None:
    """The organisation and the people."""
    directory = hall.office.catalogue.directory
    place = directory.division
    division = Division.objects.create(code=place.code, name_zh=place.name.zh, name_en=place.name.en)
    posts = {}
    for authority in directory.authorities:
        row = Authority.objects.create(
            key=authority.id, name_zh=authority.name.zh, name_en=authority.name.en, division=division
        )
        for post in authority.posts:
            posts[post.id] = Post.objects.create(
                authority=row, key=post.id, name_zh=post.name.zh, name_en=post.name.en
            )
    for username, (name, keys) in STAFF.items():
        account = _account(username, name, Account.Kind.STAFF)
        hall.people[username] = account
        for key in keys:
            PostHolder.objects.create(account=account, post=posts[key], since=date(2025, 1, 1))
    hall.people["li"] = _account("li", "李申请", Account.Kind.APPLICANT)


def _account(username: str, name: str, kind: str) -> Account:
    return Account.objects.create(
        username=username, display_name=name, kind=kind, password=_hashed(username + PASSWORD)
    )


@cache
def _hashed(password: str) -> str:
    """Argon2 is slow on purpose; once a session is enough."""
    return make_password(password)


def point_django_at(url: str) -> None:
    parts = conninfo_to_dict(url)
    connections["default"].close()
    connections.settings["default"] |= {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", ""),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "OPTIONS": {},
    }
    del connections["default"]


#: What stands in the files beside the code is the same for every test.
_load_catalogue = cache(wiring.load_catalogue)


@cache
def _seal() -> "tempfile.TemporaryDirectory[str]":
    """The demo's seal; to find its keys takes longer than most tests."""
    directory = tempfile.TemporaryDirectory(prefix="tongban-seal-")
    demo_certificate.create(Path(directory.name), at=instant("2025-01-02"))
    return directory


@pytest.fixture
def hall(database: Urls, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    before = dict(connections.settings["default"])
    point_django_at(database.owner)
    clock = SteadyClock(instant("2025-09-24"))
    with tempfile.TemporaryDirectory(prefix="tongban-hall-") as directory, monkeypatch.context() as patch:
        patch.setattr(wiring.settings, "DATA", Path(directory))
        shutil.copytree(_seal().name, Path(directory) / "seal")
        patch.setattr(wiring, "load_catalogue", _load_catalogue)
        office = wiring.open_office(clock)
        patch.setattr(wiring, "open_office", lambda: office)
        wiring.office.cache_clear()
        made = Hall(office, clock)
        populate(made)
        yield made
    wiring.office.cache_clear()
    connections["default"].close()
    connections.settings["default"] |= before
    del connections["default"]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *said: object) -> None:
        """A test speaks for itself."""


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: object, client_address: object) -> None:
        super().process_request_thread(request, client_address)  # type: ignore[misc]
        connections.close_all()


@pytest.fixture
def address(hall: Hall) -> Iterator[str]:
    """The hall's pages behind a real port, for a real browser."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Threaded, _Quiet)
    hosts = [*wiring.settings.ALLOWED_HOSTS]
    wiring.settings.ALLOWED_HOSTS = ["*"]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
    wiring.settings.ALLOWED_HOSTS = hosts


def page_of(chromium: Browser, hall: Hall, address: str, name: str, **options: object) -> Page:
    """A page of somebody already signed in; a message of the console is a failure of the test."""
    client = hall.client(name)
    how = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 800}, **options}
    context = chromium.new_context(**how)  # type: ignore[arg-type]
    cookie = client.cookies[wiring.settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    errors: list[str] = []
    page.errors = errors  # type: ignore[attr-defined]
    page.on("console", lambda said: errors.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return page


@pytest.fixture
def count_queries() -> Callable[[Callable[[], object]], int]:
    """How many queries a request makes, those on the hand-written path among them."""

    def counted(ask: Callable[[], object]) -> int:
        ask()  # the first request reads the catalogue
        seen: list[bytes | str] = []
        execute = psycopg.Cursor.execute

        def watched(self: Any, query: Any, *more: Any, **named: Any) -> Any:
            # A process looks for a new holiday notice every few seconds, whatever is asked of it.
            if b"calendar_notice" not in (query if isinstance(query, bytes) else b""):
                seen.append(query)
            return execute(self, query, *more, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(psycopg.Cursor, "execute", watched)
            ask()
        return len(seen)

    return counted
