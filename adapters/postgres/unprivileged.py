"""PostgreSQL refuses to run as root; this runs it as nobody where we are root, and plainly where we are not."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Self

NOBODY = 65534
RENAMED = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--")
"""Runs a command in a user namespace where our root is called nobody: files stay ours, the server sees no root."""


@dataclass(frozen=True)
class Unprivileged:
    """How to run a command without being root."""

    prefix: tuple[str, ...] = ()
    switch: bool = False
    """Become nobody for real, which then must be able to reach the files: where namespaces are forbidden."""

    @classmethod
    def here(cls) -> Self:
        """What this process needs and may do."""
        if os.geteuid() != 0:
            return cls()
        unshare = shutil.which(RENAMED[0])
        if unshare is None:
            return cls(switch=True)
        prefix = (unshare, *RENAMED[1:])
        allowed = subprocess.run([*prefix, "true"], capture_output=True, check=False)  # noqa: S603  (our own words)
        return cls(prefix=prefix) if allowed.returncode == 0 else cls(switch=True)

    def own(self, directory: Path) -> None:
        """Give a directory to the user the command runs as."""
        if self.switch:
            os.chown(directory, NOBODY, NOBODY)

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        """Run to the end; what it printed, errors included, is in `stdout`."""
        return subprocess.run(  # noqa: S603  (our own binaries)
            [*self.prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            **self._user(),
        )

    def popen(self, command: Sequence[str], *, log: IO[bytes], keep: int) -> subprocess.Popen[bytes]:
        """Start in a session of its own, so that Ctrl-C at a terminal is for us to pass on; `keep` stays open in it."""
        return subprocess.Popen(  # noqa: S603  (our own binaries)
            [*self.prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(keep,),
            start_new_session=True,
            **self._user(),
        )

    def _user(self) -> dict[str, Any]:
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if self.switch else {}
