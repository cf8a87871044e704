"""Arrays in PostgreSQL's binary format: one flush is one call with seven of them, packed without a cast.

An array is its number of dimensions, a null flag and its element type; then length and lower bound of the
dimension; then each element behind its length in bytes. All integers are big-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from enum import IntEnum
from itertools import chain


class Oid(IntEnum):
    """Element types used."""

    BYTEA = 17
    INT8 = 20
    INT4 = 23
    TEXT = 25
    UUID = 2950


class ArrayOid(IntEnum):
    """Their array types."""

    BYTEA = 1001
    INT4 = 1007
    TEXT = 1009
    INT8 = 1016
    UUID = 2951


_header = struct.Struct(">iiiii").pack
_length = struct.Struct(">i").pack
_WIDTH = {Oid.INT4: (4, "i"), Oid.INT8: (8, "q"), Oid.UUID: (16, "16s")}


def fixed_array(oid: Oid, items: Sequence[int] | Sequence[bytes]) -> bytes:
    """An array of elements of one width: integers, or ids as 16 bytes. Raises struct.error if one does not fit."""
    width, code = _WIDTH[oid]
    body = struct.pack(">" + ("i" + code) * len(items), *chain.from_iterable((width, item) for item in items))
    return _header(1, 0, oid, len(items), 1) + body


def varied_array(oid: Oid, items: Sequence[bytes]) -> bytes:
    """An array of elements of any length."""
    parts = [_header(1, 0, oid, len(items), 1)]
    for item in items:
        parts += (_length(len(item)), item)
    return b"".join(parts)
