"""草稿 — an application as it is filled in: saved after every page, so that nothing typed is lost.

The draft's id becomes the case's id, and the id of the command that files it is obtained when the
draft begins: filing twice makes one case. Files are encrypted under a key of their own and removed
once the receipt is given.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tongban.catalogue import Implementation
from tongban.catalogue.parts import FormField, Material, Question
from tongban.handling import intake
from tongban.handling.commitment import commit_online
from tongban.handling.credit import standing_of_committer
from tongban.handling.errand import Actor, Ask
from tongban.handling.tolerance import is_tolerable, promise
from tongban.handling.uploads import Upload
from tongban.kernel import Fact
from tongban.kernel.case.commands import Channel
from tongban.kernel.refusals import BadInput, CommitmentBarred
from tongban.kernel.words import Bilingual
from tongban.store.models import Account, Draft, DraftUpload
from tongban.web.answers import meant_as
from tongban.web.public.acting import PAPER, acting_in
from tongban.web.public.committing import COMMITMENT, Choice
from tongban.web.public.forms import ParticularForm, facts_from
from tongban.web.wiring import Office

MOST_FILES = 20

#: 延续 — in a draft, the case that granted the licence to be renewed.
RENEWS = "renews"
#: 项目 — in a draft, the construction project and its stage that is applied for.
STAGE_OF = "stage_of"
SITUATION, PARTICULARS, MATERIALS = "situation", "particulars", "materials"


class TooManyFiles(BadInput):
    """附件过多。"""

    zh = "每份材料最多 {most} 个附件，「{name}」未接收。"
    en = "A material takes {most} files at most; “{name}” was not taken."
    remedy_zh = "请把几页合成一个 PDF，或者先移除不用的附件。"
    remedy_en = "Put several pages into one PDF, or remove files you do not need."


class NotAllAnswered(BadInput):
    """还有问题没有回答。"""

    zh = "还有 {number} 个问题没有回答，不能提交。"
    en = "{number} questions are not answered yet; the application cannot be sent."
    remedy_zh = "请从清单里没有打勾的一项继续填写。"
    remedy_en = "Go on with the entries of the list that are not ticked."


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the application: its kind, and the id of what it asks."""

    kind: str
    id: str


@dataclass
class Filling:
    """填报 — a draft beside the item in force today: what is answered, what is still open."""

    item: Implementation
    draft: Draft

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The situation as answered so far."""
        return facts_from(self.item, self.draft.answers.get("facts", {}))

    @cached_property
    def form(self) -> dict[str, str]:
        """The particulars as filled in so far; what the item no longer takes is left out."""
        stored: Mapping[str, Any] = self.draft.answers.get("form", {})
        taken = {}
        for asked in self.item.form:
            # What is in the draft was taken: a code that was questioned was meant.
            kept = stored.get(asked.id, "")
            form = ParticularForm(asked, {asked.id: kept, meant_as(asked.id): kept})
            if asked.id in stored and form.is_valid():
                taken[asked.id] = form.cleaned_data[asked.id]
        return taken

    @cached_property
    def uploads(self) -> dict[str, list[DraftUpload]]:
        """The files handed up so far, by material."""
        by_material: dict[str, list[DraftUpload]] = defaultdict(list)
        for upload in self.draft.uploads.order_by("pk"):
            by_material[upload.material].append(upload)
        return dict(by_material)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Questions about the situation without an answer."""
        return tuple(q for q in self.item.questions if q.id not in self.facts)

    @property
    def open_particulars(self) -> tuple[FormField, ...]:
        """Particulars that are still to be filled in."""
        return tuple(f for f in self.item.form if f.id not in self.form)

    @cached_property
    def choice(self) -> Choice:
        """Whether the applicant commits, where the item offers it."""
        return Choice(self.item, self.draft)

    @property
    def open_pages(self) -> int:
        """How many questions of every kind are still to be answered."""
        return len(self.open_questions) + len(self.open_particulars) + len(self.choice.open_parts)

    @property
    def is_ready(self) -> bool:
        """Whether every question is answered; missing materials do not stop anybody from filing."""
        return not self.open_pages

    @property
    def materials(self) -> tuple[Material, ...]:
        """What is to be uploaded in this situation; nothing before the situation is known."""
        commits = self.choice.commits
        return tuple(
            m for m in self._required if not m.from_answers and not (commits and m.commitment_allowed)
        )

    @property
    def promised(self) -> tuple[Material, ...]:
        """What the commitment stands for."""
        return tuple(m for m in self._required if m.commitment_allowed and self.choice.commits)

    @property
    def from_answers(self) -> tuple[Material, ...]:
        """What need not be uploaded: the answers are this material."""
        return tuple(m for m in self._required if m.from_answers)

    @property
    def _required(self) -> tuple[Material, ...]:
        return () if self.open_questions else self.item.required_materials(self.facts)

    @property
    def missing(self) -> tuple[Material, ...]:
        """Materials without a file."""
        return tuple(m for m in self.materials if m.id not in self.uploads)

    @property
    def promise(self) -> Bilingual | None:
        """容缺承诺 — what may be undertaken; None where all is there, or a main material is missing."""
        item, missing = self.item.for_kernel(), [material.id for material in self.missing]
        return promise(item, missing) if is_tolerable(item, missing) else None

    # --- the pages, in order

    @property
    def pages(self) -> list[Page]:
        """Every page before the check, in order."""
        return [
            *(Page(SITUATION, question.id) for question in self.item.questions),
            *(Page(PARTICULARS, asked.id) for asked in self.item.form),
            *(Page(COMMITMENT, part) for part in self.choice.parts),
            *(Page(MATERIALS, material.id) for material in self.materials),
        ]

    def after(self, page: Page) -> Page | None:
        """The page that follows; None where the check does."""
        pages = self.pages
        at = pages.index(page) + 1 if page in pages else len(pages)
        return pages[at] if at < len(pages) else None

    def before(self, page: Page) -> Page | None:
        """The page before; None for the first."""
        pages = self.pages
        at = pages.index(page) if page in pages else 0
        return pages[at - 1] if at > 0 else None

    @property
    def first_open(self) -> Page | None:
        """Where to go on; None where everything is there."""
        for question in self.open_questions:
            return Page(SITUATION, question.id)
        for asked in self.open_particulars:
            return Page(PARTICULARS, asked.id)
        for part in self.choice.open_parts:
            return Page(COMMITMENT, part)
        for material in self.missing:
            return Page(MATERIALS, material.id)
        return None


# --- beginning and saving


def current(account: Account, item: Implementation) -> Draft | None:
    """The draft the applicant has begun for this item, if there is one."""
    return Draft.objects.filter(applicant=account, item=item.id, filed=False).order_by("-id").first()


def begin(office: Office, account: Account, item: Implementation) -> Draft:
    """Begin a draft, or go on with the one there is."""
    return current(account, item) or Draft.objects.create(
        id=office.ports.ids.new(),
        applicant=account,
        item=item.id,
        item_version=item.version,
        division=item.division,
        answers={"command_id": office.ports.ids.new()},
        changed_at=office.ports.clock.now(),
    )


def begin_renewal(
    office: Office, account: Account, item: Implementation, licence: str, known: Mapping[str, str]
) -> Draft:
    """Begin to renew the licence of a case, with the particulars on record; another licence begins anew."""
    return _begin_about(office, account, item, RENEWS, licence, known)


def begin_stage(
    office: Office, account: Account, item: Implementation, of: tuple[str, str], known: Mapping[str, str]
) -> Draft:
    """Begin a stage of a project, with what the project says already; another project begins anew."""
    return _begin_about(office, account, item, STAGE_OF, list(of), known)


def _begin_about(
    office: Office, account: Account, item: Implementation, what: str, of: Any, known: Mapping[str, str]
) -> Draft:
    draft = begin(office, account, item)
    if draft.answers.get(what) != of:
        asked = {asked.id for asked in item.form}
        form = {name: value for name, value in known.items() if name in asked}
        # What was answered and handed in for another is about that one.
        empty(office, draft)
        draft.answers = {"command_id": draft.answers["command_id"], what: of, "form": form}
        draft.changed_at = office.ports.clock.now()
        draft.save(update_fields=["answers", "changed_at"])
    return draft


def save(office: Office, draft: Draft, part: str, name: str, value: Fact) -> None:
    """Save one answer."""
    draft.answers = {**draft.answers, part: {**draft.answers.get(part, {}), name: value}}
    draft.page = name[:50]
    draft.changed_at = office.ports.clock.now()
    draft.save(update_fields=["answers", "page", "changed_at"])


def keep(office: Office, draft: Draft, material: str, upload: Upload) -> None:
    """Keep a checked file with the draft; the same file again changes nothing.

    Raises:
        TooManyFiles: the material has as many as it may.
    """
    there = draft.uploads.filter(material=material)
    if there.filter(digest=upload.digest).exists():
        return
    if there.count() >= MOST_FILES:
        raise TooManyFiles(most=MOST_FILES, name=upload.name)
    ref, key = office.ports.ids.new(), upload.new_key()
    office.ports.blobs.put(ref, key, upload.content)
    DraftUpload.objects.create(
        draft=draft,
        material=material,
        ref=ref,
        key=key,
        name=upload.name,
        media_type=upload.type,
        size=len(upload.content),
        digest=upload.digest,
        changed_at=office.ports.clock.now(),
    )


def drop(office: Office, upload: DraftUpload) -> None:
    """Remove a file from the draft: its key first, then its bytes."""
    upload.delete()
    office.ports.blobs.remove(upload.ref)


def contents(office: Office, draft: Draft) -> dict[str, list[Upload]]:
    """The files of a draft, by material, as they were checked."""
    found: dict[str, list[Upload]] = defaultdict(list)
    for kept in draft.uploads.order_by("pk"):
        content = office.ports.blobs.get(kept.ref, bytes(kept.key))
        found[kept.material].append(Upload(kept.name, kept.media_type, content))
    return dict(found)


def empty(office: Office, draft: Draft) -> None:
    """Remove every file of a draft."""
    for upload in list(draft.uploads.all()):
        drop(office, upload)


# --- filing


def file(office: Office, filling: Filling, actor: Actor, *, undertakes: bool = False) -> str:
    """提交 — hand the application in; the case's id. Doing it twice is doing it once.

    `undertakes` is the applicant's word that what is missing and may come later will come (容缺承诺).

    Raises:
        NotAllAnswered: a question is open; nothing was sent.
        Refusal: the rules say no; the draft stays as it is.
    """
    draft, item = filling.draft, filling.item
    case_id = str(draft.id)
    if not is_filed(office, case_id):
        if not filling.is_ready:
            raise NotAllAnswered(number=filling.open_pages)
        refused = barred(office, filling) if filling.choice.commits else None
        if refused is not None:
            raise refused
        wanted = {material.id for material in filling.materials}
        acting, agent = acting_in(draft), draft.applicant
        try:
            files = contents(office, draft)
            intake.receive(
                office.handler,
                Ask(case_id, draft.answers["command_id"], actor),
                intake.Application(
                    item=item.id,
                    division=item.division,
                    applicant=acting.applicant() if acting else str(agent.pk),
                    channel=Channel.ONLINE,
                    facts=filling.facts,
                    form=filling.form,
                    uploads={material: files[material] for material in files if material in wanted},
                    on_paper=[material.id for material in filling.from_answers],
                    agent=str(agent.pk) if acting else "",
                    mandate=acting.mandate(agent, next(iter(files.get(PAPER, ())), None)) if acting else None,
                    undertakes=undertakes and filling.promise is not None,
                    renews=draft.answers.get(RENEWS, ""),
                ),
            )
        except Exception:
            # The other half of a double click may have filed it and taken the files away meanwhile.
            if not is_filed(office, case_id):
                raise
    if (confirmed := filling.choice.confirmation) is not None:
        # What a killed try left out is made up for by the next: the id of the command is the draft's.
        commit_online(office.handler, Ask(case_id, f"{draft.answers['command_id']}:commit", actor), confirmed)
    Draft.objects.filter(pk=draft.pk).update(filed=True, answers={}, changed_at=office.ports.clock.now())
    empty(office, draft)
    return case_id


def barred(office: Office, filling: Filling) -> CommitmentBarred | None:
    """Why the applicant may not commit, as things stand today; None where they may."""
    applicant, on = str(filling.draft.applicant_id), office.today(filling.draft.division)
    standing = standing_of_committer(office.ports.credit, applicant, filling.item.form, filling.form, on)
    return CommitmentBarred(standing=standing.label) if standing.bars else None


def is_filed(office: Office, case_id: str) -> bool:
    """Whether the case exists: its receipt has been given."""
    return office.ports.store.summary(case_id) is not None


# --- supplements use the same place for their files


def supplement_draft(office: Office, case_id: str, account_id: str, item: str) -> Draft:
    """补正草稿 — where files wait until the supplement is sent; also for a case begun at the counter."""
    draft, _made = Draft.objects.get_or_create(
        pk=case_id,
        defaults={
            "applicant_id": account_id,
            "item": item,
            "filed": True,
            "changed_at": office.ports.clock.now(),
        },
    )
    if "supplement_id" not in draft.answers:
        draft.answers = {**draft.answers, "supplement_id": office.ports.ids.new()}
        draft.save(update_fields=["answers"])
    return draft


def send_supplement(office: Office, draft: Draft, wanted: frozenset[str], actor: Actor) -> None:
    """补正 — hand in what was gathered; the files leave the draft.

    Raises:
        Refusal: the rules say no; the files stay where they are.
    """
    case_id = str(draft.pk)
    uploads = {m: files for m, files in contents(office, draft).items() if m in wanted}
    intake.supplement(office.handler, Ask(case_id, draft.answers["supplement_id"], actor), uploads)
    empty(office, draft)
    Draft.objects.filter(pk=draft.pk).update(answers={}, changed_at=office.ports.clock.now())
