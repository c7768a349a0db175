"""权限 — what the application's role may do to each table; applied after every migration.

The tables belong to the role that migrates. The application reads and writes rows; what happened it
can only add to. `TONGBAN_APP_ROLE` names its role (default: the embedded server's).
"""

import os
import sys
from typing import Any

from django.db import connections
from psycopg import sql

#: Only ever added to: events, the commands that made them, their order, numbers declared void, notices of
#: holidays and the counts made by them, what the credit platform says.
APPEND_ONLY = (
    "case_event",
    "case_command",
    "life_event_event",
    "life_event_command",
    "project_event",
    "project_command",
    "feed",
    "void_number",
    "calendar_notice",
    "calendar_count",
    "credit_note",
)

DEFAULT_ROLE = "tongban_app"


def after_migrating(using: str = "default", **_: Any) -> None:
    """Grant and take away; where application and owner are one role, say that nothing could be taken."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    role = os.environ.get("TONGBAN_APP_ROLE", "").strip() or DEFAULT_ROLE
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user = %s, EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s),"
            " to_regclass('case_event') IS NOT NULL",
            [role, role],
        )
        is_owner, exists, has_tables = cursor.fetchone()
        if not has_tables:
            return
        if is_owner or not exists:
            sys.stderr.write(
                "注意：应用与数据表的所有者是同一数据库角色，事件的只增不改只由程序保证；"
                "生产环境请用 TONGBAN_MIGRATE_URL 和 TONGBAN_APP_ROLE 分开两个角色。\n"
                "Note: the application owns its tables, so only the program keeps events append-only; "
                "in production separate the roles with TONGBAN_MIGRATE_URL and TONGBAN_APP_ROLE.\n"
            )
            return
        for statement in STATEMENTS:
            cursor.execute(
                sql.SQL(statement)
                .format(
                    role=sql.Identifier(role),
                    append_only=sql.SQL(", ").join(map(sql.Identifier, APPEND_ONLY)),
                )
                .as_string()
            )


STATEMENTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE, TRUNCATE ON {append_only} FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {role}",
)
