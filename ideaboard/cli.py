"""The command `ideaboard`. Each command reads the settings from the environment (`docs/settings.md`)."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from ideaboard import __version__, checking, operate, rotating, trying
from ideaboard.app import create_app
from ideaboard.core.people import tokens
from ideaboard.demo import command as demo_command
from ideaboard.plugin import Tracker, TrackerType, start
from ideaboard.plugin.registry import Registry
from ideaboard.settings import BadSetting, Settings


class _Command(click.Group):
    """Says what went wrong in one sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (operate.Refused, BadSetting, trying.Failed, start.CannotStart) as refused:
            raise click.ClickException(str(refused)) from refused


@click.group(cls=_Command)
@click.version_option(__version__)
def main() -> None:
    """Where a tech team's ideas become its work."""


@main.command()
@click.option("--email", default="admin@localhost.localdomain", show_default=True, help="The first admin's e-mail.")
@click.option("--name", default="Admin", show_default=True, help="The first admin's name.")
def init(email: str, name: str) -> None:
    """Make the key file, the database and the first admin; run again it only migrates."""
    secret = operate.init(Settings.from_env(), email=email, name=name)
    if secret is None:
        click.echo("The database is ready; it has an admin already.")
        return
    click.echo(f"The database is ready. {name} <{email}> is its admin, with this token, shown once:\n\n  {secret}\n")
    click.echo("Start the board with `ideaboard serve`.")


@main.command()
@click.option("--host", default=None, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), default=None, help="Port to listen on.")
def serve(host: str | None, port: int | None) -> None:
    """Run the HTTP server, and workers beside it."""
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = Settings.from_env(**given)
    if given and "IDEABOARD_BASE_URL" not in os.environ:
        # Links follow the port that was asked for, unless somebody said where people reach the board.
        settings = replace(settings, base_url=f"http://{settings.host}:{settings.port}")

    first = operate.first_run(settings)

    def ready() -> None:
        if first is not None:
            click.echo(f"Nobody is here yet. Within a day, become the first admin at\n\n  {first}\n", err=True)
        click.echo(f"Serving on http://{settings.host}:{settings.port}/", err=True)

    sys.exit(operate.serve(settings, ready))


@main.command()
@click.option("--workers", type=click.IntRange(1, 64), default=None, help="How many worker children.")
def work(workers: int | None) -> None:
    """Run workers only: on as many machines as wanted over one PostgreSQL."""
    settings = Settings.from_env()
    sys.exit(operate.work(settings, workers or max(1, settings.workers)))


@main.command(name="migrate")
@click.option("--to", "revision", default="head", show_default=True, help="A revision.")
def migrate_(revision: str) -> None:
    """Bring the database to the shape that this version needs."""
    click.echo(f"The database is at {operate.upgrade(Settings.from_env(), revision)}.")


@main.command()
@click.argument("destination", type=click.Path(path_type=Path))
def backup(destination: Path) -> None:
    """Copy the database, while it runs, to the new file DESTINATION (SQLite file, or pg_dump's custom format)."""
    operate.backup(Settings.from_env(), destination)
    click.echo(f"Saved to {destination}. The key file is not in it: keep a copy of that apart.")


@main.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--board", required=True, help="The slug of the board that they come to.")
@click.option("--make-accounts", is_flag=True, help="Make an account for every e-mail that has none.")
def import_(files: tuple[Path, ...], board: str, make_accounts: bool) -> None:
    """Import ideas with their votes, comments and decisions from FILES of JSON lines, each whole or not at all."""
    settings = Settings.from_env()
    for file in files:
        began = time.monotonic()
        with click.progressbar(length=file.stat().st_size, label=str(file), file=sys.stderr) as bar:
            brought = operate.bring_in(settings, board, file, make_accounts=make_accounts, watch=bar.update)
        if brought is None:
            click.echo(f"{file}: imported before, skipped.", err=True)
            continue
        what = {name: getattr(brought, name) for name in ("ideas", "votes", "comments", "decisions", "accounts")}
        said = ", ".join(f"{many} {name}" for name, many in what.items() if many)
        click.echo(f"{file}: {said or 'nothing'} in {time.monotonic() - began:.1f} s.", err=True)


@main.command(name="break-glass")
@click.option("--email", required=True, help="Who is to be let in.")
def break_glass(email: str) -> None:
    """Print an address that signs somebody in once, within 15 minutes, however people sign in here."""
    click.echo(operate.break_glass(Settings.from_env(), email))


@main.command()
def check_config() -> None:
    """Say what is wrong with the settings; exit code 1 when something is."""
    settings = Settings.from_env()
    found = checking.check(settings) or operate.check_secrets(settings)
    for problem in found:
        click.echo(f"✗ {problem}", err=True)
    if found:
        sys.exit(1)
    click.echo("✓ The settings are fine.")


@main.group()
def erasures() -> None:
    """Erased accounts, after a backup was restored."""


@erasures.command(name="replay")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def replay_erasures(files: tuple[Path, ...]) -> None:
    """Erase anew, in a restored database, every account that the ledger, and ledgers in FILES, say was erased."""
    told = operate.replay_erasures(Settings.from_env(), files)
    said = ", ".join(f"{many} {outcome}" for outcome, many in sorted(told.outcomes.items()))
    click.echo(f"Erasures in the ledger: {said or 'none'}.")
    if told.boards:
        names = ", ".join(sorted(set(told.boards)))
        click.echo(f"Who has been there longest leads now, for nobody else was left to: {names}.")


@main.command()
def plugins() -> None:
    """List what plugins bring, trackers and kinder words, and the plugins that are switched off and why."""
    registry = Registry.load(Settings.from_env().plugin_load_seconds)
    for distribution, tracker in registry.installed():
        click.echo(f"{tracker.kind:<12} {tracker.title:<16} {distribution}")
    for distribution, _ in registry.suggesters():
        click.echo(f"{'–':<12} {'kinder words':<16} {distribution}")
    for distribution, why in registry.switched_off():
        click.echo(f"switched off {distribution}: {why}", err=True)


@main.command()
def openapi() -> None:
    """Print the API's OpenAPI document."""
    app = create_app(operate.scratch_settings(), Registry.load(found=[]))
    click.echo(json.dumps(json.loads(app.extensions["ideaboard_openapi"]), indent=1, sort_keys=True))


@main.group()
def keys() -> None:
    """The keys that seal secrets: rotated while the board runs."""


@keys.command()
def rotate() -> None:
    """Make a new key, seal with it from now on, and seal anew what is kept; on one machine, while the board runs."""
    _sealed(rotating.rotate(Settings.from_env()))


@keys.command()
def add() -> None:
    """Make a new key known, with which nothing is sealed yet; then copy the key file to every machine."""
    rotating.add(Settings.from_env())
    click.echo("There is a new key. Copy the key file to every machine, then run `ideaboard keys use`.")


@keys.command()
def use() -> None:
    """Seal with the key that was added, what is kept too; then copy the key file to every machine."""
    _sealed(rotating.use(Settings.from_env()))


@keys.command()
def drop() -> None:
    """Keep only the key that seals; refused while something is sealed with another one."""
    click.echo(f"{rotating.drop(Settings.from_env())} older keys are gone. Copies of the key file hold them still.")


def _sealed(many: int) -> None:
    click.echo(f"The new key seals; {many} secrets were sealed anew. The older ones still open: see `keys drop`.")


@main.group()
def token() -> None:
    """Tokens for people and machines."""


@token.command(name="create")
@click.option("--email", required=True, help="Whose token.")
@click.option("--name", required=True, help="What it is for.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice(tokens.SCOPES),
    default=("read", "write", "decide"),
    show_default=True,
    help="What it allows; several may be given.",
)
def create_token(email: str, name: str, scopes: tuple[str, ...]) -> None:
    """Make a token and print its secret, once."""
    click.echo(operate.create_token(Settings.from_env(), email, name, scopes))


@main.group()
def audit() -> None:
    """The audit trail."""


@audit.command(name="verify")
@click.option("--from", "position", type=click.IntRange(min=1), help="Begin at this position; with --link.")
@click.option("--link", help="The link that the entry there has to have, as it was said before.")
def verify_audit(position: int | None, link: str | None) -> None:
    """Walk the audit trail's chain and name the first wrong entry; exit code 1 when there is one."""
    if (position is None) != (link is None):
        raise click.UsageError("--from and --link go together.")
    settings = Settings.from_env()
    kept = (position, link.strip().lower()) if position is not None and link is not None else ()
    found = operate.verify_audit(settings, *kept)
    if found.wrong is not None:
        click.echo(f"✗ {found.wrong}", err=True)
        sys.exit(1)
    click.echo(
        f"✓ No entry is wrong from position {position or 1} on: chained {found.position}, waiting {found.waiting}."
    )
    if found.position:
        click.echo(f"Keep elsewhere: --from {found.position} --link {found.link}")


@main.group()
def plugin() -> None:
    """Write a plugin."""


@plugin.command(name="new")
@click.argument("name")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder that the new one is made in; the current one by default.",
)
def new_plugin(name: str, into: Path) -> None:
    """Write a package for the tracker NAME, whose tests pass before the first edit."""
    folder = start.write(name, into)
    click.echo(f"{folder} is written. Run its tests there, and read its README.md:\n")
    click.echo(f"  cd {folder}\n  pip install -e '.[dev]'\n  pytest")


@main.group()
def tracker() -> None:
    """Try a tracker plugin against its server, without a board."""


_KIND = click.argument("kind")
_FILE = click.option(
    "--settings",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A JSON file with the connection's settings.",
)
_SET = click.option("--set", "-s", "pairs", multiple=True, help="One setting, as name=value; never a secret.")


@tracker.command(name="check")
@_KIND
@_FILE
@_SET
def check_tracker(kind: str, file: Path | None, pairs: tuple[str, ...]) -> None:
    """Say what is wrong with the settings for a tracker of this KIND; nothing is changed there."""
    _try(kind, file, pairs, trying.check)


@tracker.command(name="try")
@_KIND
@_FILE
@_SET
def try_tracker(kind: str, file: Path | None, pairs: tuple[str, ...]) -> None:
    """Make a real issue at a tracker of this KIND, find it, link it, comment on it, close it; it stays there."""
    _try(kind, file, pairs, trying.attempt)


def _try(
    kind: str, file: Path | None, pairs: tuple[str, ...], what: Callable[[TrackerType, Tracker], Iterator[str]]
) -> None:
    settings = Settings.from_env()
    found = trying.kind_of(settings, kind)
    said = trying.gather(found, file, pairs, lambda name: str(click.prompt(name, hide_input=True)))
    for sentence in what(found, trying.connect(settings, found, said)):
        click.echo(sentence)


main.add_command(demo_command.demo)
