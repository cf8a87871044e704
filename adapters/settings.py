"""What a process is told from outside, read once at its start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, cast, get_args

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from adapters.evidence.notes import NoteWrong, Verifier

DEFAULT_DATA = ".tiji"
Way = Literal["file", "console", "none"]


class WrongSetting(ValueError):
    """A setting is not what it must be; the message names it and says what would do."""


@dataclass(frozen=True)
class Settings:
    """Where the data is, and where the key that opens it."""

    data: Path
    """Directory of the embedded server and of everything else we keep on disk (`TIJI_DATA`)."""
    database_url: str | None = None
    """A PostgreSQL 15 or newer to use instead of the embedded one (`DATABASE_URL`). It must name the owner's login
    to migrate; the other roles are derived from it."""
    master_key_file: Path | None = None
    """A file with the vault's master key (`TIJI_MASTER_KEY_FILE`)."""
    log_key_file: Path | None = None
    """A file with the key the log is signed with (`TIJI_LOG_KEY_FILE`); default `log.key` below the data."""
    witness: str | None = None
    """Where the witness of the log answers (`TIJI_WITNESS`)."""
    witness_key: Verifier | None = None
    """Its public key, without which its answers are worth nothing (`TIJI_WITNESS_KEY`)."""
    notices: Way = "none"
    """How text messages and letters leave a real store (`TIJI_NOTICES`): by a file that a gateway reads, printed,
    or not at all. A simulation always writes a file."""

    editions: Path | None = None
    """A folder of editions of one's own, `PLACE/EDITION/*.toml`, beside those that ship (`TIJI_EDITIONS`)."""

    @classmethod
    def read(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """From environment variables; an empty one counts as missing. Raises WrongSetting."""
        key = environment.get("TIJI_MASTER_KEY_FILE")
        log_key = environment.get("TIJI_LOG_KEY_FILE")
        editions = environment.get("TIJI_EDITIONS")
        witness, witness_key = _witness(environment.get("TIJI_WITNESS"), environment.get("TIJI_WITNESS_KEY"))
        return cls(
            data=_directory(environment.get("TIJI_DATA") or DEFAULT_DATA),
            database_url=_url(environment.get("DATABASE_URL") or None),
            master_key_file=_file("TIJI_MASTER_KEY_FILE", key) if key else None,
            log_key_file=_file("TIJI_LOG_KEY_FILE", log_key) if log_key else None,
            witness=witness,
            witness_key=witness_key,
            notices=_way(environment.get("TIJI_NOTICES") or "none"),
            editions=_editions(editions) if editions else None,
        )


def _directory(named: str) -> Path:
    path = Path(named).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise WrongSetting(f"TIJI_DATA names {path}, which is a file; name a directory, it will be made")
    return path


def _editions(named: str) -> Path:
    path = Path(named).expanduser().absolute()
    if not path.is_dir():
        raise WrongSetting(f"TIJI_EDITIONS names {path}, which is no folder; name one that holds PLACE/EDITION/*.toml")
    return path


def _way(named: str) -> Way:
    for known in get_args(Way):
        if named == known:
            return cast("Way", known)
    raise WrongSetting(f"TIJI_NOTICES is {named!r}; use one of: {', '.join(get_args(Way))}")


def _file(setting: str, named: str) -> Path:
    path = Path(named).expanduser().absolute()
    if not path.is_file():
        raise WrongSetting(f"{setting} names {path}, and there is no such file")
    return path


def _witness(url: str | None, key: str | None) -> tuple[str | None, Verifier | None]:
    if not url and not key:
        return None, None
    if not url or not key:
        raise WrongSetting(
            "TIJI_WITNESS and TIJI_WITNESS_KEY belong together: where the witness is, and its public key"
        )
    if not url.startswith(("http://", "https://")):
        raise WrongSetting(f"TIJI_WITNESS is {url!r}; write it as http://host:port")
    try:
        return url, Verifier.read(key)
    except NoteWrong as error:
        raise WrongSetting(f"TIJI_WITNESS_KEY: {error}") from error


def _url(given: str | None) -> str | None:
    if given is None:
        return None
    try:
        parameters = conninfo_to_dict(given)
    except ProgrammingError as error:
        raise WrongSetting(f"DATABASE_URL is no PostgreSQL url: {str(error).strip()}") from error
    if not parameters.get("dbname"):
        raise WrongSetting("DATABASE_URL names no database; end it with /name")
    return given
