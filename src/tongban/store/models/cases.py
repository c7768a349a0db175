"""办件表 — windows for reading on the tables that `store/cases.py` writes.

Unmanaged: the migrations write these tables in SQL, every key led by `case_id`. There is no
ForeignKey to them (Django refuses one to a composite key); related rows are looked up by `case_id`.
"""

from django.db import models


class CaseState(models.Model):
    """办件状态 — the state row, one per case (`handling.projection.Summary`)."""

    case_id = models.UUIDField("办件编号", primary_key=True)
    version = models.IntegerField("版本")
    head = models.BinaryField("末条摘要")
    status = models.TextField("状态")
    outcome = models.TextField("结果")
    item = models.TextField("事项")
    item_version = models.TextField("事项版本")
    item_digest = models.TextField("事项摘要")
    division = models.TextField("行政区划")
    authority = models.TextField("主办部门")
    applicant = models.TextField("申请人")
    agent = models.TextField("代理人")
    channel = models.TextField("渠道")
    receipt_number = models.TextField("收件号")
    outcome_number = models.TextField("结果文号")
    received_on = models.DateField("收件日")
    accepted_on = models.DateField("受理日", null=True)
    decided_on = models.DateField("决定日", null=True)
    promised_due = models.DateField("承诺到期日", null=True)
    statutory_due = models.DateField("法定到期日", null=True)
    waiting_for_applicant = models.BooleanField("等待申请人")
    paused_until = models.DateField("扣除至", null=True)
    licence_ended = models.TextField("许可终止方式")
    licence_ended_on = models.DateField("许可终止日", null=True)
    credit = models.TextField("记入信用的状况")
    credit_since = models.DateField("记入信用自", null=True)
    changed_at = models.DateTimeField("最后变动")

    class Meta:
        managed = False
        db_table = "case_state"
        verbose_name = verbose_name_plural = "办件状态"

    def __str__(self) -> str:
        return f"{self.receipt_number} {self.status}"


class CaseEvent(models.Model):
    """存证记录 — an event as stored; append-only by the database's own rights."""

    pk = models.CompositePrimaryKey("case_id", "seq")
    case_id = models.UUIDField("办件编号")
    seq = models.IntegerField("序号")
    type = models.TextField("事件类型")
    schema = models.SmallIntegerField("结构版本")
    body = models.BinaryField("规范字节")
    digest = models.BinaryField("摘要")
    algorithm = models.TextField("摘要算法")

    class Meta:
        managed = False
        db_table = "case_event"
        verbose_name = verbose_name_plural = "存证记录"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq}"


class CaseCommand(models.Model):
    """已办指令 — what makes a retry harmless."""

    pk = models.CompositePrimaryKey("case_id", "command_id")
    case_id = models.UUIDField("办件编号")
    command_id = models.TextField("指令编号")
    digest = models.BinaryField("指令摘要")
    first_seq = models.IntegerField("首个事件")
    last_seq = models.IntegerField("末个事件")
    at = models.DateTimeField("时间")

    class Meta:
        managed = False
        db_table = "case_command"
        verbose_name = verbose_name_plural = "已办指令"

    def __str__(self) -> str:
        return self.command_id


class CaseTask(models.Model):
    """待办 — one thing a post is to do; `state` is open, waiting or done."""

    pk = models.CompositePrimaryKey("case_id", "task_id")
    case_id = models.UUIDField("办件编号")
    task_id = models.TextField("待办")
    kind = models.TextField("种类")
    authority = models.TextField("部门")
    post = models.TextField("岗位")
    state = models.TextField("状态")
    opened_on = models.DateField("开始日")
    due_on = models.DateField("到期日", null=True)
    taken_by = models.TextField("认领人")

    class Meta:
        managed = False
        db_table = "case_task"
        verbose_name = verbose_name_plural = "待办"

    def __str__(self) -> str:
        return f"{self.case_id} {self.task_id}"


class CaseClock(models.Model):
    """时钟 — when a clock fires: the instant its last day is over."""

    pk = models.CompositePrimaryKey("case_id", "clock_id")
    case_id = models.UUIDField("办件编号")
    clock_id = models.TextField("时钟")
    kind = models.TextField("种类")
    due_on = models.DateField("到期日")
    fires_at = models.DateTimeField("触发时刻")
    provisional = models.BooleanField("暂定")
    running = models.BooleanField("在走")
    fired = models.BooleanField("已触发")
    started_on = models.DateField("起算日", null=True)
    started_at = models.DateTimeField("起算时刻", null=True)
    amount = models.IntegerField("时限", null=True)
    counting = models.TextField("计算方式", null=True)  # noqa: DJ001  (null: written before it was kept)
    excluded = models.TextField("扣除期间", null=True)  # noqa: DJ001

    class Meta:
        managed = False
        db_table = "case_clock"
        verbose_name = verbose_name_plural = "时钟"

    def __str__(self) -> str:
        return f"{self.case_id} {self.clock_id}"


class CaseOutbox(models.Model):
    """待发事件 — committed with its event, moved into the feed by the relay."""

    pk = models.CompositePrimaryKey("case_id", "seq")
    case_id = models.UUIDField("办件编号")
    seq = models.IntegerField("序号")
    fed = models.BooleanField("已入流")

    class Meta:
        managed = False
        db_table = "case_outbox"
        verbose_name = verbose_name_plural = "待发事件"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.seq}"


class CaseJob(models.Model):
    """作业 — a side effect written with its command; `state` is new, queued, done or failed."""

    pk = models.CompositePrimaryKey("case_id", "job_id")
    case_id = models.UUIDField("办件编号")
    job_id = models.TextField("作业编号")
    kind = models.TextField("种类")
    arguments = models.JSONField("参数")
    state = models.TextField("状态")
    attempts = models.IntegerField("已试次数")
    fault = models.TextField("最近的错误类型")

    class Meta:
        managed = False
        db_table = "case_job"
        verbose_name = verbose_name_plural = "作业"

    def __str__(self) -> str:
        return self.job_id


class CaseValue(models.Model):
    """密存值 — a personal value, encrypted under its own key."""

    pk = models.CompositePrimaryKey("case_id", "ref")
    case_id = models.UUIDField("办件编号")
    ref = models.TextField("引用")
    subject = models.TextField("信息主体")
    purpose = models.TextField("用途")
    wrapped_key = models.BinaryField("密钥（已加密）")
    ciphertext = models.BinaryField("密文")
    digest = models.TextField("摘要")

    class Meta:
        managed = False
        db_table = "case_value"
        verbose_name = verbose_name_plural = "密存值"

    def __str__(self) -> str:
        return self.ref


class CaseName(models.Model):
    """姓名盲索引 — finds a case by name without holding the name."""

    pk = models.CompositePrimaryKey("case_id", "subject", "token")
    case_id = models.UUIDField("办件编号")
    subject = models.TextField("信息主体")
    division = models.TextField("行政区划")
    token = models.BinaryField("盲索引值")

    class Meta:
        managed = False
        db_table = "case_name"
        verbose_name = verbose_name_plural = "姓名盲索引"

    def __str__(self) -> str:
        return str(self.case_id)


class FeedEntry(models.Model):
    """事件流 — committed events in one order without gaps."""

    n = models.BigIntegerField("流水号", primary_key=True)
    case_id = models.UUIDField("办件编号")
    seq = models.IntegerField("序号")

    class Meta:
        managed = False
        db_table = "feed"
        verbose_name = verbose_name_plural = "事件流"

    def __str__(self) -> str:
        return str(self.n)
