"""`parkcmp db`: is the database sound; copies of it; its schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parkcmp.cli import diagnostics
from parkcmp.cli.epilog import examples
from parkcmp.cli.options import Common, common, new_app, shared
from parkcmp.errors import StoreError

EXAMPLES = """Examples:

\b
  parkcmp db check
  parkcmp db backup torch-2022-09.duckdb
  parkcmp db restore torch-2022-09.duckdb
"""

app = new_app()


@app.callback(invoke_without_command=True, epilog=EXAMPLES)
def db(ctx: typer.Context) -> None:
    """Check, back up and restore the database."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command(epilog=examples("parkcmp db check", "parkcmp db check --db torch.duckdb -f json"))
@common
def check(common: Common) -> None:
    """Read every block and test what must hold; exit 3 where something does not."""
    from parkcmp.query.answer import Answer
    from parkcmp.store.maintenance import check as check_file

    found = check_file(common.db, common.wait)
    rows = tuple((name, "ok" if holds else "FAILED", said) for name, holds, said in found)
    common.emit(Answer(("test", "result", "counted"), rows, (), {"command": "db check", "db": str(common.db)}))
    if not all(holds for _, holds, _ in found):
        raise StoreError(f"{common.db} is not sound", "take back a backup with parkcmp db restore FILE")


@app.command(epilog=examples("parkcmp db backup torch-2022-09.duckdb", "parkcmp db backup torch.bak --force"))
@shared("db", "wait", "lang")
def backup(
    common: Common,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes.")],
    force: Annotated[bool, typer.Option("--force", help="Replace an older copy.")] = False,
) -> None:
    """Copy the database and prove that the copy is sound."""
    from parkcmp.store.maintenance import backup as copy_to

    copy_to(common.db, file, replace=force, wait=common.wait)
    diagnostics.message(
        f"{common.db} 已备份到 {file}" if common.lang == "zh" else f"{common.db} is backed up in {file}"
    )


@app.command(epilog=examples("parkcmp db restore torch-2022-09.duckdb"))
@shared("db", "wait", "lang")
def restore(
    common: Common, file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy made by db backup.")]
) -> None:
    """Put a copy in the place of the database; what stood there is kept aside."""
    from parkcmp.store.maintenance import restore as take_back

    kept = take_back(common.db, file, common.wait)
    if common.lang == "zh":
        aside = f"；原文件保存为 {kept}" if kept else ""
        diagnostics.message(f"{common.db} 已从 {file} 恢复{aside}")
    else:
        aside = f"; what stood there is kept as {kept}" if kept else ""
        diagnostics.message(f"{common.db} is restored from {file}{aside}")


@app.command(epilog=examples("parkcmp db migrate --db old.duckdb"))
@shared("db", "wait", "lang")
def migrate(common: Common) -> None:
    """Bring the schema up to date, after a copy of the file is made; nothing happens where it is."""
    with common.changing():
        pass
    diagnostics.message(
        f"{common.db} 的结构为最新" if common.lang == "zh" else f"the schema of {common.db} is up to date"
    )
