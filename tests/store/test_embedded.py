"""The server we bring along: shared by processes, gone with the one that started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psycopg
import pytest

from adapters.postgres.embedded import EmbeddedPostgres, ServerDidNotStart

ROOT = Path(__file__).parents[2]
SERVES = """
    import sys, time
    from pathlib import Path
    from adapters.postgres.embedded import EmbeddedPostgres

    server = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
    server.start()
    print(server.pid, flush=True)
    sys.stdin.read()
    server.close()
"""


def another_process(data_dir, program=SERVES):
    """A process that serves the directory until its standard input ends, and the id of the server it started."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(data_dir)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    return process, process.stdout.readline().decode().strip()


def ended(process):
    process.stdin.close()
    process.stdout.close()
    return process.wait(20)


def is_gone(pid, seconds=10):
    """Whether a process ends in time. One that only waits to be collected has ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


def test_data_outlives_the_server(tmp_path):
    for statement, expected in (("CREATE TABLE kept AS SELECT 7 AS n RETURNING", None), ("TABLE kept", (7,))):
        with (
            EmbeddedPostgres(tmp_path, durable=False) as conninfo,
            psycopg.connect(conninfo, autocommit=True) as connection,
        ):
            if expected is None:
                connection.execute(statement.removesuffix(" RETURNING"))
            else:
                assert connection.execute(statement).fetchone() == expected


def test_a_second_process_connects_instead_of_starting_another(tmp_path):
    with EmbeddedPostgres(tmp_path, durable=False):
        process, pid = another_process(tmp_path)
        assert pid == "None"
        assert ended(process) == 0
        with psycopg.connect(EmbeddedPostgres(tmp_path).conninfo) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_server_dies_with_a_process_that_is_killed_and_leaves_nothing_locked(tmp_path):
    process, pid = another_process(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with EmbeddedPostgres(tmp_path, durable=False) as conninfo, psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert is_gone(int(pid))
    ended(process)


def test_a_killed_server_comes_up_again(tmp_path):
    first = EmbeddedPostgres(tmp_path, durable=False)
    first.start()
    os.kill(first.pid, signal.SIGKILL)
    first.close()
    with EmbeddedPostgres(tmp_path, durable=False) as conninfo, psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_stale_pid_file_does_not_stand_in_the_way(tmp_path):
    with EmbeddedPostgres(tmp_path, durable=False):
        left_behind = (tmp_path / "cluster" / "postmaster.pid").read_text().splitlines()
    left_behind[0] = str(os.getppid())
    (tmp_path / "cluster" / "postmaster.pid").write_text("\n".join(left_behind))
    with EmbeddedPostgres(tmp_path, durable=False) as conninfo, psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_directory_too_deep_for_a_socket_still_has_a_server(tmp_path):
    deep = tmp_path / ("deep" * 20) / ("deeper" * 10)
    server = EmbeddedPostgres(deep, durable=False)
    with server as conninfo, psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert len(str(server.sockets)) < 60
    server.sockets.rmdir()


def test_it_listens_on_no_network_address(tmp_path):
    with EmbeddedPostgres(tmp_path, durable=False) as conninfo, psycopg.connect(conninfo) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_chinese_text_has_trigrams(postgres):
    with postgres.clone(simulation=True) as database, psycopg.connect(database.url("owner")) as connection:
        connection.execute("CREATE EXTENSION pg_trgm SCHEMA pg_catalog")
        found = connection.execute("SELECT cardinality(show_trgm('市城管局'))").fetchone()
    assert found == (5,)


def test_a_server_that_cannot_start_says_why(tmp_path):
    with EmbeddedPostgres(tmp_path, durable=False):
        pass
    with (tmp_path / "cluster" / "postgresql.conf").open("a") as configuration:
        configuration.write("\nno_such_setting = 1\n")
    with pytest.raises(ServerDidNotStart, match="no_such_setting"):
        EmbeddedPostgres(tmp_path, durable=False).start()


def test_a_fresh_database_for_a_test_takes_a_fraction_of_a_second(postgres):
    with postgres.clone(simulation=True):
        pass
    begun = time.perf_counter()
    with postgres.clone(simulation=True) as database, psycopg.connect(database.url("app")):
        pass
    assert time.perf_counter() - begun < 1.0
