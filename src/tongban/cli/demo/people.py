"""The people of the demo city 演示人物: accounts, their posts, and the sheet the operator is shown."""

from dataclasses import dataclass
from datetime import date

from tongban.catalogue.authorities import Directory
from tongban.store.models import Account, Authority, Division, Post, PostHolder

PASSWORD = "tongban-demo"  # noqa: S105  (printed on the sheet; the demo holds nobody's data)


@dataclass(frozen=True)
class Person:
    """人物 — a sign-in name, a display name, and the posts held (an applicant holds none)."""

    username: str
    name: str
    role_zh: str
    role_en: str
    posts: tuple[str, ...] = ()


APPLICANTS = (
    Person("wang-fang", "王芳", "申请人，开饭店", "applicant, opens a restaurant"),
    Person("liu-qiang", "刘强", "申请人，被遗忘的申请", "applicant, the forgotten file"),
    Person("sun-li", "孙丽", "申请人，补正过一次", "applicant, supplemented once"),
    Person("li-na", "李娜", "申请人，容缺受理", "applicant, accepted with a gap"),
    Person("zhou-kai", "周凯", "申请人，开健身房，告知承诺", "applicant, opens a gym on a commitment"),
    Person("he-min", "何敏", "申请人，经过专家评审", "applicant, with an expert review"),
    Person("wu-lei", "吴磊", "申请人，不予许可", "applicant, refused"),
    Person("wu-sen", "吴森", "申请人，决定书被退回", "applicant, whose refusal came back"),
    Person(
        "ma-li", "马丽", "申请人，开民宿，一件事一次办", "applicant, opens a guesthouse as one life event"
    ),
    Person("north-water", "城北水务建设有限公司", "申请人，建泵站", "applicant, builds a pumping station"),
    Person(
        "south-works", "城南机械有限公司", "申请人，建厂房", "applicant, builds a workshop in four stages"
    ),
    Person("chen-jianguo", "陈建国", "申请人，为新生儿申报", "applicant, for a newborn"),
    Person("outsider", "周路人", "申请人，与他人办件无关", "applicant with no part in the others' cases"),
)
STAFF = (
    Person("counter", "王窗口", "综合窗口与出件", "integrated counter", ("hall-counter", "hall-delivery")),
    Person(
        "examiner",
        "陈主办",
        "食品许可审查与核查",
        "food examiner and surveyor",
        ("market-examiner", "market-surveyor"),
    ),
    Person("surveyor", "许核查", "现场核查", "site surveyor", ("market-surveyor",)),
    Person(
        "chief", "周首席", "市场监管首席代表", "market regulation chief representative", ("market-decider",)
    ),
    Person("supervisor", "简监察", "效能监察", "supervisor", ("supervision",)),
    Person("overseer", "秦监管", "食品经营监管", "oversees food businesses", ("market-oversight",)),
    Person("fire", "赵协办", "消防意见", "fire opinion", ("fire-opinion",)),
    Person(
        "fire-licence",
        "何消防",
        "消防许可审查与审批",
        "fire licence examiner and chief representative",
        ("fire-examiner", "fire-decider"),
    ),
    Person("inspector", "陆核查", "消防监督核查", "fire inspector", ("fire-inspector",)),
    Person("inspector-2", "石核查", "消防监督核查", "fire inspector", ("fire-inspector",)),
    Person("fire-overseer", "温监督", "消防日常监督", "oversees public venues", ("fire-oversight",)),
    Person("drainage", "钱排水", "住建意见", "housing opinion", ("housing-drainage",)),
    Person("health", "孙卫健", "卫健意见", "health opinion", ("health-opinion",)),
    Person("health-licence", "郝卫审", "公共场所卫生审查", "public hygiene examiner", ("health-examiner",)),
    Person("hygiene", "顾卫监", "公共场所卫生监督", "oversees public hygiene", ("health-oversight",)),
    Person("health-chief", "宋首席", "卫健首席代表", "health chief representative", ("health-decider",)),
    Person(
        "builder",
        "吴建设",
        "建设项目审查与法制审核",
        "construction examiner and legal reviewer",
        ("housing-examiner", "housing-legal"),
    ),
    Person(
        "builder-chief", "郑首席", "住建首席代表", "construction chief representative", ("housing-decider",)
    ),
    Person("building-overseer", "严监督", "建筑工程监督", "building oversight", ("housing-oversight",)),
    Person(
        "planner",
        "方规划",
        "规划许可审查与规划监管",
        "planning examiner and oversight",
        ("planning-examiner", "planning-oversight"),
    ),
    Person("planner-chief", "梁首席", "规划首席代表", "planning chief representative", ("planning-decider",)),
    Person("filing", "丁备案", "投资项目备案", "investment filing desk", ("filing-examiner",)),
    Person(
        "police",
        "岳公安",
        "旅馆业特种行业许可审查与审批",
        "security licence examiner and chief representative",
        ("security-examiner", "security-decider", "security-oversight"),
    ),
    Person("water", "冯水务", "水务意见", "water opinion", ("water-opinion", "water-oversight")),
    Person("traffic", "陆交警", "交警意见", "traffic opinion", ("traffic-opinion",)),
    Person("insurance", "田医保", "参保登记", "insurance desk", ("insurance-decider",)),
    Person("household", "江户籍", "户籍登记", "household register", ("security-household",)),
    Person("steward", "高数据", "外部结果导入", "imports other systems' results", ("interface",)),
    Person(
        "coordinator",
        "唐协调",
        "市政府协调裁决",
        "city government, disputes between departments",
        ("government-coordination",),
    ),
    Person("landscape", "林园林", "园林意见", "landscape opinion", ("landscape-opinion",)),
)


def settle(directory: Directory, since: date) -> dict[str, Account]:
    """Publish departments and posts, make every account, let staff take their posts; safe to repeat."""
    posts = publish(directory)
    accounts: dict[str, Account] = {}
    for person in (*APPLICANTS, *STAFF):
        kind = Account.Kind.STAFF if person.posts else Account.Kind.APPLICANT
        account = Account.objects.filter(username=person.username).first()
        if account is None:
            account = Account.objects.create_user(
                person.username, PASSWORD, display_name=person.name, kind=kind
            )
        for key in person.posts:
            PostHolder.objects.get_or_create(
                account=account, post=posts[key], until=None, defaults={"since": since}
            )
        accounts[person.username] = account
    return accounts


def publish(directory: Directory) -> dict[str, Post]:
    """Bring the catalogue's departments and posts into the tables; posts by their key."""
    division, _ = Division.objects.update_or_create(
        code=directory.division.code,
        defaults={"name_zh": directory.division.name.zh, "name_en": directory.division.name.en},
    )
    posts = {}
    for known in directory.authorities:
        names = {"name_zh": known.name.zh, "name_en": known.name.en, "division": division}
        authority, _ = Authority.objects.update_or_create(key=known.id, defaults=names)
        for post in known.posts:
            posts[post.id], _ = Post.objects.update_or_create(
                authority=authority,
                key=post.id,
                defaults={"name_zh": post.name.zh, "name_en": post.name.en},
            )
    return posts


def sheet() -> str:
    """The accounts by role, as the operator is shown them."""
    lines = [f"演示账号（密码均为 {PASSWORD}）· Demo accounts (password {PASSWORD}):", ""]
    for title, people in (("申请人 Applicants", APPLICANTS), ("工作人员 Staff", STAFF)):
        lines.append(f"  {title}")
        lines += [f"    {p.username:<14} {p.name} · {p.role_zh} · {p.role_en}" for p in people]
    return "\n".join(lines) + "\n"
