"""`tongban audit`: replay every case and check the chains."""

import json
import sys

import typer

from tongban.cli.output import Format, OutputFormat

app = typer.Typer(name="audit", help="审计 · Audit the record.", no_args_is_help=True)


@app.callback()
def _audit() -> None:
    """Keep `verify` a verb of its own even while it is the only one."""


@app.command()
def verify(
    format: Format = OutputFormat.TEXT,
) -> None:
    """重放并核验 · Replay every case, life event and project, check the chains, hold the rows against it."""
    from tongban.cli.reaching import reached  # noqa: PLC0415  (a heavy verb)

    cases, life_events, projects, findings = 0, 0, 0, []
    with reached() as office:
        from tongban.handling import audit  # noqa: PLC0415  (needs Django set up)
        from tongban.handling.life_event import audit as audit_of_life_events  # noqa: PLC0415
        from tongban.handling.project import audit as audit_of_projects  # noqa: PLC0415

        for _, found in audit_of_projects.verify_all(office.projects):
            projects += 1
            findings += found
        for _, found in audit_of_life_events.verify_all(office.life_events):
            life_events += 1
            findings += found
        for _, found in audit.verify_all(office.handler):
            cases += 1
            findings += found
            if cases % 1000 == 0:
                sys.stderr.write(f"{cases} …\n")
    if format is OutputFormat.JSON:
        listed = [
            {"case": f.case_id, "seq": f.seq, "code": f.code, "detail": f.detail, "zh": f.sentence.zh}
            for f in findings
        ]
        sys.stdout.write(
            json.dumps(
                {"cases": cases, "life_events": life_events, "projects": projects, "findings": listed},
                ensure_ascii=False,
            )
            + "\n"
        )
    else:
        for f in findings:
            sys.stdout.write(f"{f.case_id} #{f.seq} {f.sentence.zh} · {f.sentence.en} {f.detail}\n")
        sys.stdout.write(
            f"{cases} 件，{life_events} 件一件事，{projects} 个项目，{len(findings)} 处问题 · "
            f"{cases} cases, {life_events} life events, {projects} projects, {len(findings)} findings\n"
        )
    raise typer.Exit(1 if findings else 0)
