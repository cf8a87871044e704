"""What stands against sealing and checking, in words."""

from __future__ import annotations

from domain.errors import NotFound, Refused


class LogKeyUnfit(Refused):
    """The key of the log, or of a witness, cannot be used as it is."""

    code = "log.key_unfit"


class NotSealedYet(Refused):
    """The log has not come so far."""

    code = "log.not_sealed_yet"


class TileUnknown(NotFound):
    """There is no such tile, or the log has not grown so far."""

    code = "log.tile_unknown"


class CheckpointUnfit(Refused):
    """What was given is no checkpoint of this log."""

    code = "log.checkpoint_unfit"
