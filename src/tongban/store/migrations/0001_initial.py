"""账户、机构、草稿、号段、主体密钥 — the ordinary tables; case tables appear as unmanaged models only."""

import django.core.serializers.json
import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CaseClock",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "clock_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("clock_id", models.TextField(verbose_name="时钟")),
                ("kind", models.TextField(verbose_name="种类")),
                ("due_on", models.DateField(verbose_name="到期日")),
                ("fires_at", models.DateTimeField(verbose_name="触发时刻")),
                ("provisional", models.BooleanField(verbose_name="暂定")),
                ("running", models.BooleanField(verbose_name="在走")),
                ("fired", models.BooleanField(verbose_name="已触发")),
            ],
            options={
                "verbose_name": "时钟",
                "verbose_name_plural": "时钟",
                "db_table": "case_clock",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CaseCommand",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "command_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("command_id", models.TextField(verbose_name="指令编号")),
                ("digest", models.BinaryField(verbose_name="指令摘要")),
                ("first_seq", models.IntegerField(verbose_name="首个事件")),
                ("last_seq", models.IntegerField(verbose_name="末个事件")),
                ("at", models.DateTimeField(verbose_name="时间")),
            ],
            options={
                "verbose_name": "已办指令",
                "verbose_name_plural": "已办指令",
                "db_table": "case_command",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("seq", models.IntegerField(verbose_name="序号")),
                ("type", models.TextField(verbose_name="事件类型")),
                ("schema", models.SmallIntegerField(verbose_name="结构版本")),
                ("body", models.BinaryField(verbose_name="规范字节")),
                ("digest", models.BinaryField(verbose_name="摘要")),
                ("algorithm", models.TextField(verbose_name="摘要算法")),
            ],
            options={
                "verbose_name": "存证记录",
                "verbose_name_plural": "存证记录",
                "db_table": "case_event",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CaseJob",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "job_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("job_id", models.TextField(verbose_name="作业编号")),
                ("kind", models.TextField(verbose_name="种类")),
                ("arguments", models.JSONField(verbose_name="参数")),
                ("state", models.TextField(verbose_name="状态")),
                ("attempts", models.IntegerField(verbose_name="已试次数")),
                ("fault", models.TextField(verbose_name="最近的错误类型")),
            ],
            options={
                "verbose_name": "作业",
                "verbose_name_plural": "作业",
                "db_table": "case_job",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CaseName",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "subject",
                        "token",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("subject", models.TextField(verbose_name="信息主体")),
                ("division", models.TextField(verbose_name="行政区划")),
                ("token", models.BinaryField(verbose_name="盲索引值")),
            ],
            options={
                "verbose_name": "姓名盲索引",
                "verbose_name_plural": "姓名盲索引",
                "db_table": "case_name",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CaseOutbox",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("seq", models.IntegerField(verbose_name="序号")),
                ("fed", models.BooleanField(verbose_name="已入流")),
            ],
            options={
                "verbose_name": "待发事件",
                "verbose_name_plural": "待发事件",
                "db_table": "case_outbox",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CaseState",
            fields=[
                ("case_id", models.UUIDField(primary_key=True, serialize=False, verbose_name="办件编号")),
                ("version", models.IntegerField(verbose_name="版本")),
                ("head", models.BinaryField(verbose_name="末条摘要")),
                ("status", models.TextField(verbose_name="状态")),
                ("outcome", models.TextField(verbose_name="结果")),
                ("item", models.TextField(verbose_name="事项")),
                ("item_version", models.TextField(verbose_name="事项版本")),
                ("item_digest", models.TextField(verbose_name="事项摘要")),
                ("division", models.TextField(verbose_name="行政区划")),
                ("authority", models.TextField(verbose_name="主办部门")),
                ("applicant", models.TextField(verbose_name="申请人")),
                ("channel", models.TextField(verbose_name="渠道")),
                ("receipt_number", models.TextField(verbose_name="收件号")),
                ("outcome_number", models.TextField(verbose_name="结果文号")),
                ("received_on", models.DateField(verbose_name="收件日")),
                ("accepted_on", models.DateField(null=True, verbose_name="受理日")),
                ("decided_on", models.DateField(null=True, verbose_name="决定日")),
                ("promised_due", models.DateField(null=True, verbose_name="承诺到期日")),
                ("statutory_due", models.DateField(null=True, verbose_name="法定到期日")),
                ("waiting_for_applicant", models.BooleanField(verbose_name="等待申请人")),
                ("paused_until", models.DateField(null=True, verbose_name="扣除至")),
                ("changed_at", models.DateTimeField(verbose_name="最后变动")),
            ],
            options={
                "verbose_name": "办件状态",
                "verbose_name_plural": "办件状态",
                "db_table": "case_state",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CaseTask",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "task_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("task_id", models.TextField(verbose_name="待办")),
                ("kind", models.TextField(verbose_name="种类")),
                ("authority", models.TextField(verbose_name="部门")),
                ("post", models.TextField(verbose_name="岗位")),
                ("state", models.TextField(verbose_name="状态")),
                ("opened_on", models.DateField(verbose_name="开始日")),
                ("due_on", models.DateField(null=True, verbose_name="到期日")),
                ("taken_by", models.TextField(verbose_name="认领人")),
            ],
            options={
                "verbose_name": "待办",
                "verbose_name_plural": "待办",
                "db_table": "case_task",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="CaseValue",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id", "ref", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("ref", models.TextField(verbose_name="引用")),
                ("subject", models.TextField(verbose_name="信息主体")),
                ("purpose", models.TextField(verbose_name="用途")),
                ("wrapped_key", models.BinaryField(verbose_name="密钥（已加密）")),
                ("ciphertext", models.BinaryField(verbose_name="密文")),
                ("digest", models.TextField(verbose_name="摘要")),
            ],
            options={
                "verbose_name": "密存值",
                "verbose_name_plural": "密存值",
                "db_table": "case_value",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="FeedEntry",
            fields=[
                ("n", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="流水号")),
                ("case_id", models.UUIDField(verbose_name="办件编号")),
                ("seq", models.IntegerField(verbose_name="序号")),
            ],
            options={
                "verbose_name": "事件流",
                "verbose_name_plural": "事件流",
                "db_table": "feed",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                        verbose_name="编号",
                    ),
                ),
                ("username", models.CharField(max_length=150, unique=True, verbose_name="登录名")),
                ("display_name", models.CharField(max_length=100, verbose_name="姓名")),
                (
                    "kind",
                    models.CharField(
                        choices=[("applicant", "申请人"), ("staff", "工作人员")],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                (
                    "subject",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, unique=True, verbose_name="信息主体"
                    ),
                ),
                ("language", models.CharField(default="zh-hans", max_length=10, verbose_name="界面语言")),
                ("large_text", models.BooleanField(default=False, verbose_name="大字版")),
                ("is_active", models.BooleanField(default=True, verbose_name="可用")),
            ],
            options={
                "verbose_name": "账户",
                "verbose_name_plural": "账户",
                "db_table": "account",
            },
        ),
        migrations.CreateModel(
            name="Division",
            fields=[
                (
                    "code",
                    models.CharField(max_length=12, primary_key=True, serialize=False, verbose_name="代码"),
                ),
                ("name_zh", models.CharField(max_length=100, verbose_name="名称")),
                ("name_en", models.CharField(max_length=100, verbose_name="英文名称")),
            ],
            options={
                "verbose_name": "行政区划",
                "verbose_name_plural": "行政区划",
                "db_table": "division",
            },
        ),
        migrations.CreateModel(
            name="NumberBlock",
            fields=[
                (
                    "series",
                    models.CharField(max_length=200, primary_key=True, serialize=False, verbose_name="系列"),
                ),
                ("next", models.BigIntegerField(verbose_name="下一个号")),
            ],
            options={
                "verbose_name": "号段",
                "verbose_name_plural": "号段",
                "db_table": "number_block",
            },
        ),
        migrations.CreateModel(
            name="SubjectKey",
            fields=[
                (
                    "subject",
                    models.CharField(
                        max_length=100, primary_key=True, serialize=False, verbose_name="信息主体"
                    ),
                ),
                ("wrapped_key", models.BinaryField(verbose_name="密钥（已加密）")),
                ("erased", models.BooleanField(default=False, verbose_name="已删除")),
                (
                    "legal_hold",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="法定保存依据"),
                ),
            ],
            options={
                "verbose_name": "主体密钥",
                "verbose_name_plural": "主体密钥",
                "db_table": "subject_key",
            },
        ),
        migrations.CreateModel(
            name="VoidNumber",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "series", "serial", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("series", models.CharField(max_length=200, verbose_name="系列")),
                ("serial", models.BigIntegerField(verbose_name="号")),
                ("why", models.CharField(max_length=500, verbose_name="原因")),
            ],
            options={
                "verbose_name": "作废号",
                "verbose_name_plural": "作废号",
                "db_table": "void_number",
            },
        ),
        migrations.CreateModel(
            name="Authority",
            fields=[
                (
                    "key",
                    models.CharField(max_length=100, primary_key=True, serialize=False, verbose_name="标识"),
                ),
                ("name_zh", models.CharField(max_length=100, verbose_name="名称")),
                ("name_en", models.CharField(max_length=100, verbose_name="英文名称")),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorities",
                        to="store.division",
                        verbose_name="行政区划",
                    ),
                ),
            ],
            options={
                "verbose_name": "部门",
                "verbose_name_plural": "部门",
                "db_table": "authority",
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                        verbose_name="办件编号",
                    ),
                ),
                ("item", models.CharField(max_length=100, verbose_name="事项")),
                ("item_version", models.CharField(blank=True, max_length=50, verbose_name="事项版本")),
                ("division", models.CharField(blank=True, max_length=12, verbose_name="行政区划")),
                (
                    "answers",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="填报内容",
                    ),
                ),
                ("page", models.CharField(blank=True, max_length=50, verbose_name="填到的页")),
                ("changed_at", models.DateTimeField(verbose_name="最后修改")),
                ("filed", models.BooleanField(default=False, verbose_name="已提交")),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
            ],
            options={
                "verbose_name": "申请草稿",
                "verbose_name_plural": "申请草稿",
                "db_table": "draft",
            },
        ),
        migrations.CreateModel(
            name="DraftUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("material", models.CharField(max_length=100, verbose_name="材料")),
                ("ref", models.CharField(max_length=64, unique=True, verbose_name="引用")),
                ("key", models.BinaryField(verbose_name="密钥")),
                ("name", models.CharField(max_length=255, verbose_name="文件名")),
                ("media_type", models.CharField(max_length=100, verbose_name="类型")),
                ("size", models.PositiveIntegerField(verbose_name="字节数")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("changed_at", models.DateTimeField(verbose_name="上传时间")),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploads",
                        to="store.draft",
                        verbose_name="草稿",
                    ),
                ),
            ],
            options={
                "verbose_name": "草稿附件",
                "verbose_name_plural": "草稿附件",
                "db_table": "draft_upload",
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=100, verbose_name="标识")),
                ("name_zh", models.CharField(max_length=100, verbose_name="名称")),
                ("name_en", models.CharField(max_length=100, verbose_name="英文名称")),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="store.authority",
                        verbose_name="部门",
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位",
                "verbose_name_plural": "岗位",
                "db_table": "post",
            },
        ),
        migrations.CreateModel(
            name="PostHolder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="任职日")),
                ("until", models.DateField(blank=True, null=True, verbose_name="离任日")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holds",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账户",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holders",
                        to="store.post",
                        verbose_name="岗位",
                    ),
                ),
            ],
            options={
                "verbose_name": "任职",
                "verbose_name_plural": "任职",
                "db_table": "post_holder",
            },
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["applicant", "filed", "id"], name="draft_of_applicant"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.UniqueConstraint(fields=("authority", "key"), name="post_once"),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.UniqueConstraint(fields=("account", "post", "since"), name="post_holder_once"),
        ),
        migrations.AddConstraint(
            model_name="postholder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="post_holder_in_order",
            ),
        ),
    ]
