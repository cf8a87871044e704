"""A secret in a file of its own, written whole and once."""

from __future__ import annotations

import os
from pathlib import Path


def written_once(file: Path, secret: str) -> None:
    """Make a file that only its owner can read. Two processes that start at once end with the same one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as new:
        new.write(f"{secret}\n")
        new.flush()
        os.fsync(new.fileno())
    try:
        file.hardlink_to(draft)
    except FileExistsError:
        return  # the other process was faster: its secret is the one
    finally:
        draft.unlink()
