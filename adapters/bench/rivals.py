"""What one would write without an event store: a prepared INSERT, and rows that are updated and audited."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
from eventsourcing.persistence import StoredEvent

TABLES = """
CREATE TABLE plain (
    stream uuid NOT NULL, version bigint NOT NULL, topic text NOT NULL, state bytea NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY UNIQUE, PRIMARY KEY (stream, version)
);
CREATE TABLE crud_case (id uuid PRIMARY KEY, version bigint NOT NULL, state bytea NOT NULL, changed_at timestamptz);
CREATE TABLE crud_audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "case" uuid NOT NULL, topic text NOT NULL,
    state bytea NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ON crud_audit ("case");
"""
INSERT = "INSERT INTO plain (stream, version, topic, state) VALUES (%b, %b, %b, %b)"
UPDATE = "UPDATE crud_case SET version = version + 1, state = %b, changed_at = clock_timestamp() WHERE id = %b"
AUDIT = 'INSERT INTO crud_audit ("case", topic, state) VALUES (%b, %b, %b)'


def connected(url: str) -> psycopg.Connection[Any]:
    """A connection of one caller: autocommit, every statement prepared at once."""
    return psycopg.connect(url, autocommit=True, prepare_threshold=0)


class PlainInsert:
    """One caller who inserts the bytes of a fact and nothing else, on a connection that prepares and autocommits."""

    def __init__(self, connection: psycopg.Connection[Any], fact: StoredEvent) -> None:
        self.connection = connection
        self.stream, self.version, self.fact = uuid4(), 0, fact

    def save(self) -> None:
        """One row."""
        self.version += 1
        self.connection.execute(INSERT, [self.stream, self.version, self.fact.topic, self.fact.state])


class Crud:
    """One caller who keeps a current row and an audit row, in one transaction."""

    def __init__(self, connection: psycopg.Connection[Any], fact: StoredEvent) -> None:
        self.connection = connection
        self.case, self.fact = uuid4(), fact
        self.connection.execute(
            "INSERT INTO crud_case (id, version, state) VALUES (%b, 0, %b)", [self.case, fact.state]
        )

    def save(self) -> None:
        """The row as it now is, and what was done to it."""
        with self.connection.transaction():
            self.connection.execute(UPDATE, [self.fact.state, self.case])
            self.connection.execute(AUDIT, [self.case, self.fact.topic, self.fact.state])


def rows_of(connection: psycopg.Connection[Any], table: str, stream: UUID) -> list[tuple[Any, ...]]:
    """The bare rows of a stream, in order: what any replay must fetch."""
    fetch = f"SELECT topic, state FROM {table} WHERE originator_id = %b ORDER BY originator_version"  # noqa: S608  (a name of ours)
    return connection.execute(fetch.encode(), [stream], binary=True).fetchall()
