"""Becomes another program that dies with the process that asked for it. Run as a script, never imported.

Arguments: the asking process's id, then the program's command line. The kernel sends the program SIGINT (of
PostgreSQL, a fast shutdown) as soon as the asking thread ends, even if it was killed with -9.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1

if __name__ == "__main__":
    asking, command = int(sys.argv[1]), sys.argv[2:]
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGINT) != 0:
        raise OSError(ctypes.get_errno(), "cannot ask the kernel to stop the program with its parent")
    if os.getppid() != asking:
        raise SystemExit("the asking process has ended meanwhile")
    os.execv(command[0], command)  # noqa: S606  (no shell is wanted)
