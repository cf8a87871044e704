"""Checks a whole store against its log: everything is reckoned anew from the rows, and the first bad fact is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from adapters.evidence.entries import Entry
from adapters.evidence.log import LogTables, Sealed
from adapters.evidence.merkle import Frontier
from adapters.evidence.notes import Checkpoint, NoteWrong, Verifier, opened
from adapters.evidence.refused import CheckpointUnfit

BATCH = 5_000
MOST = 20
"""Faults that are listed; one is enough."""
ROWS = """
SELECT notification_id, originator_id, originator_version, topic, e.recorded_at, written_by, command_id, state,
       coalesce(notification_id BETWEEN first_position AND last_position AND c.recorded_at = e.recorded_at, false)
FROM store.events e LEFT JOIN store.commands c USING (command_id)
WHERE notification_id > %s ORDER BY notification_id LIMIT %s"""


def unwatched(at: int, of: int) -> None:
    """Report to nobody how far a check has come."""
    del at, of


class Fault(NamedTuple):
    """Something that is not as it was sealed. `position` is the first fact it touches."""

    position: int
    code: str
    says: str


@dataclass(frozen=True)
class Verdict:
    """What a check came to."""

    first: int
    """The position it began with."""
    facts: int
    """The newest fact."""
    sealed: int
    """Facts under the newest checkpoint."""
    checkpoints: int
    """Checkpoints whose signatures and roots were held against the facts."""
    witnessed: int
    """The largest of those that the witness signed; 0 where its key was not given."""
    faults: tuple[Fault, ...]


class Held(NamedTuple):
    """A root that the facts must lead to."""

    size: int
    root: bytes
    whose: str


@dataclass
class Verification:
    """One check over one snapshot of the database."""

    connection: Connection[Any]
    log: Verifier
    witness: Verifier | None = None
    kept: Sequence[str] = ()
    """Notes kept outside the database: the witness's last, or anybody's."""
    report: Callable[[int, int], None] = unwatched
    faults: list[Fault] = field(default_factory=list)
    witnessed: int = 0
    edge: Frontier = field(default_factory=Frontier)
    _versions: dict[UUID, int] = field(default_factory=dict)
    _latest: datetime | None = None
    _suspects: list[int] = field(default_factory=list)
    _good: int = 0
    _is_lost: bool = False

    def run(self, begin: str | None = None) -> Verdict:
        """Check from the first fact, or from a checkpoint on. Raises CheckpointUnfit."""
        with self.connection.transaction():
            self.connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return self.of_snapshot(begin)

    def of_snapshot(self, begin: str | None = None) -> Verdict:
        """The same inside whatever transaction the connection is in."""
        tables = LogTables(lambda: nullcontext(self.connection))
        head, hashed = tables.head(), tables.hashed()
        sealed = tables.checkpoints()
        held = sorted([*self._signed(sealed), *self._kept_roots(self.kept)])
        first = self._begin(tables, begin) if begin else 1
        self._good = first - 1
        awaited = [each for each in held if each.size >= first]
        self._rows(tables, head, hashed, awaited)
        self._ends(tables, head, hashed, awaited, first)
        faults = sorted(self.faults)[:MOST]
        largest = max((each.size for each in sealed), default=0)
        return Verdict(first, head, largest, len(held), self.witnessed, tuple(faults))

    # -- what was signed -------------------------------------------------------------------------------

    def _signed(self, sealed: Iterable[Sealed]) -> Iterator[Held]:
        for each in sealed:
            try:
                checkpoint, note = opened(each.note, self.log)
                is_cosigned = self.witness is not None and note.signed_by(self.witness) is not None
            except NoteWrong as error:
                self._found(each.size, "checkpoint_altered", f"the checkpoint of {each.size} is not as signed: {error}")
                continue
            if (checkpoint.size, checkpoint.root) != (each.size, each.root):
                self._found(
                    each.size, "checkpoint_altered", f"beside the checkpoint of {each.size} stands another root"
                )
            if self.witness and each.is_witnessed and not is_cosigned:
                self._found(each.size, "checkpoint_altered", f"the checkpoint of {each.size} lacks the witness's line")
            if is_cosigned:
                self.witnessed = max(self.witnessed, each.size)
            yield Held(checkpoint.size, checkpoint.root, "the log")

    def _kept_roots(self, kept: Iterable[str]) -> Iterator[Held]:
        for note in kept:
            checkpoint = self._opened(note)
            yield Held(checkpoint.size, checkpoint.root, "a checkpoint kept elsewhere")

    def _begin(self, tables: LogTables, begin: str) -> int:
        checkpoint = self._opened(begin)
        try:
            self.edge = Frontier.of(tables, checkpoint.size)
        except LookupError:
            raise CheckpointUnfit(
                f"the log does not reach {checkpoint.size}", remedy="check from the first fact: leave out --from"
            ) from None
        if self.edge.root() != checkpoint.root:
            raise CheckpointUnfit(
                f"the log does not lead to this checkpoint of {checkpoint.size}",
                remedy="it was altered before that: check from the first fact, leave out --from",
            )
        return checkpoint.size + 1

    def _opened(self, note: str) -> Checkpoint:
        try:
            checkpoint, read = opened(note, self.log)
            if self.witness:
                read.signed_by(self.witness)
        except NoteWrong as error:
            raise CheckpointUnfit(str(error), remedy="give a checkpoint of this log, as it was handed out") from error
        return checkpoint

    # -- the facts -------------------------------------------------------------------------------------

    def _rows(self, tables: LogTables, head: int, hashed: int, awaited: Sequence[Held]) -> None:
        due = iter([*awaited, Held(1 << 63, b"", "")])
        ahead = next(due)
        while not self._is_lost and self.edge.size < head:
            after = self.edge.size
            rows = self.connection.execute(ROWS.encode(), [after, BATCH], binary=True).fetchall()
            leaves = tables.hashes(0, after, max(min(hashed - after, len(rows)), 0)) if hashed > after else []
            for n, row in enumerate(rows):
                entry = Entry(*row[:-1])
                if entry.position != self.edge.size + 1:
                    missing = self.edge.size + 1
                    self._found(missing, "fact_missing", f"the fact at {missing} is missing")
                    self._is_lost = True
                    break
                self._look_at(entry, is_covered=row[-1])
                leaf = entry.leaf()
                if n < len(leaves) and leaves[n] != leaf:
                    self._suspects.append(entry.position)
                self.edge.add(leaf)
                while ahead.size == self.edge.size:
                    self._hold_against(ahead)
                    ahead = next(due)
            self.report(self.edge.size, head)
            if not rows:
                self._is_lost = True

    def _look_at(self, entry: Entry, *, is_covered: bool) -> None:
        """What must hold of a row beside its hash."""
        position = entry.position
        if not is_covered:
            self._found(position, "fact_forged", f"no command wrote the fact at {position}")
        if self._latest is not None and entry.recorded_at < self._latest:
            self._found(
                position, "time_goes_back", f"the fact at {position} says it was recorded before {position - 1}"
            )
        before = self._versions.get(entry.stream)
        if before is not None and entry.version != before + 1:
            self._found(position, "version_missing", f"version {before + 1} of {entry.stream} is missing at {position}")
        self._versions[entry.stream] = entry.version
        self._latest = entry.recorded_at

    def _hold_against(self, held: Held) -> None:
        """The facts so far against a root that was signed; once one differs, every later one does."""
        if self._is_lost:
            return
        if self.edge.root() == held.root:
            for position in self._suspects:
                self._found(
                    position, "log_altered", f"the log's hash at {position} was altered; the fact is as it was signed"
                )
            self._suspects.clear()
            self._good = held.size
            return
        if self._suspects:
            for position in self._suspects:
                self._found(position, "fact_altered", f"the fact at {position} is not the one that was sealed")
            self._suspects.clear()
        else:
            said = f"the facts from {self._good + 1} to {held.size} do not lead to the root of {held.whose}"
            self._found(self._good + 1, "history_altered", said)
        self._is_lost = True

    # -- the end ---------------------------------------------------------------------------------------

    def _ends(self, tables: LogTables, head: int, hashed: int, awaited: Sequence[Held], first: int) -> None:
        for position in self._suspects:
            self._found(position, "fact_altered", f"the fact at {position} is not the one that was hashed")
        largest = max((each.size for each in awaited), default=0)
        if head < largest:
            whose = next(each.whose for each in awaited if each.size == largest)
            self._found(head + 1, "facts_missing", f"{largest} facts stand under {whose}, the store holds {head}")
        if head < hashed:
            self._found(head + 1, "facts_missing", f"the log holds {hashed} facts, the store {head}")
        if hashed < max((each.size for each in awaited if each.whose == "the log"), default=0):
            self._found(hashed + 1, "log_altered", f"the log holds {hashed} hashes, and more were signed")
        if first == 1 and not self.faults:
            self._nodes(tables)

    def _nodes(self, tables: LogTables) -> None:
        """Every kept node above the leaves, against the leaves that have just been checked."""
        edge, size = Frontier(), tables.hashed()
        kept = {(node.level, node.place): node.hash for node in tables.nodes()}
        while edge.size < size:
            for leaf in tables.hashes(0, edge.size, min(BATCH, size - edge.size)):
                for node in edge.add(leaf):
                    if kept.pop((node.level, node.place), None) != node.hash:
                        self._found(
                            edge.size, "log_altered", f"a hash above the tile that ends at {edge.size} was altered"
                        )
        if kept:
            self._found(size, "log_altered", f"the log holds {len(kept)} hashes too many")

    def _found(self, position: int, code: str, says: str) -> None:
        if len(self.faults) < 100 * MOST:
            self.faults.append(Fault(position, code, says))
