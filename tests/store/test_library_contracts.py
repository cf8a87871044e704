"""The library's own suites, unchanged, against our recorders."""

from __future__ import annotations

from contextlib import closing
from typing import ClassVar

import pytest
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.tests import persistence as library

from adapters.memory import ManualClock, MemoryRecorder
from adapters.postgres.recorder import StoreFactory


class QuietRecorder:
    """An aggregate recorder has no positions to give; the suite insists on None. The library's own fails it too."""

    def __init__(self, recorder):
        self._recorder = recorder
        self.select_events = recorder.select_events

    def insert_events(self, stored_events):
        self._recorder.insert_events(stored_events)


class InPostgres:
    """Recorders of the test's own database."""

    factory: ClassVar[StoreFactory]

    @pytest.fixture(autouse=True)
    def _database(self, database):
        with closing(StoreFactory({"POSTGRES_URL": database.url("app")})) as self.factory:
            self.follower = database.url("follower")
            yield

    def create_recorder(self):
        return self.factory.application_recorder()


class InMemory:
    """Recorders of the test's own memory."""

    def create_recorder(self):
        return MemoryRecorder(ManualClock())


class TestApplicationRecorderInPostgres(InPostgres, library.ApplicationRecorderTestCase):
    def test_insert_subscribe(self):
        self.optional_test_insert_subscribe()

    def close_db_connection(self, *args):
        """The suite's concurrency test asks for it; our recorder keeps no connection per thread."""


class TestApplicationRecorderInMemory(InMemory, library.ApplicationRecorderTestCase):
    def test_insert_subscribe(self):
        self.optional_test_insert_subscribe()


class TestAggregateRecorderInPostgres(InPostgres, library.AggregateRecorderTestCase):
    def create_recorder(self):
        return QuietRecorder(super().create_recorder())


class TestAggregateRecorderInMemory(InMemory, library.AggregateRecorderTestCase):
    def create_recorder(self):
        return QuietRecorder(super().create_recorder())


class TestNonInterleavingInPostgres(InPostgres, library.NonInterleavingNotificationIDsBaseCase):
    pass


class TestNonInterleavingInMemory(InMemory, library.NonInterleavingNotificationIDsBaseCase):
    pass


class TestTrackingRecorderInPostgres(InPostgres, library.TrackingRecorderTestCase):
    """The tracking table is the follower's to write."""

    def create_recorder(self):
        factory = StoreFactory({"POSTGRES_URL": self.follower})
        self.addCleanup(factory.close)
        return PostgresTrackingRecorder(factory.datastore, tracking_table_name="tracking")
