"""A case bundle: one BagIt bag that whoever holds it can check without this program.

`docs/reference/evidence.md` says what each file holds. Every file has one exact spelling: a single turned bit is found.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adapters.evidence.entries import Entry
from adapters.evidence.merkle import Nodes, inclusion_proof

BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: it says nothing."""


@dataclass(frozen=True)
class AttachedFile:
    """A file of a case, with the salt that leads from its content to the handle in the facts."""

    handle: str
    media_type: str
    salt: bytes
    content: bytes


@dataclass(frozen=True)
class Bundle:
    """What goes into a bag."""

    number: str
    """Of the case."""
    packed_on: date
    facts: Sequence[Entry]
    checkpoint: str
    size: int
    heads: str
    disclosures: Sequence[str]
    files: Sequence[AttachedFile]
    report: Mapping[str, bytes]
    """For people; no evidence."""

    def bag(self, nodes: Nodes) -> dict[str, bytes]:
        """Every file of the bag by its path, in the order of the archive."""
        data = self._evidence(nodes) | dict(self.report)
        payload = {f"data/{name}": data[name] for name in sorted(data)}
        size = sum(map(len, payload.values()))
        info = (
            f"External-Identifier: {self.number}\nBagging-Date: {self.packed_on.isoformat()}\n"
            f"Payload-Oxum: {size}.{len(payload)}\n"
        )
        tags = {"bagit.txt": BAGIT.encode(), "bag-info.txt": info.encode(), "manifest-sha256.txt": _manifest(payload)}
        tags = dict(sorted(tags.items()))
        return {**tags, "tagmanifest-sha256.txt": _manifest(tags), **payload}

    def _evidence(self, nodes: Nodes) -> dict[str, bytes]:
        proofs = (
            _json({"position": fact.position, "proof": _base64s(inclusion_proof(nodes, fact.position - 1, self.size))})
            for fact in self.facts
        )
        attached = (
            _json(
                {
                    "handle": each.handle,
                    "media_type": each.media_type,
                    "salt": _base64s([each.salt])[0],
                    "sha256": hashlib.sha256(each.content).hexdigest(),
                }
            )
            for each in self.files
        )
        return {
            "events.jsonl": b"".join(fact.line() + b"\n" for fact in self.facts),
            "proofs.jsonl": b"".join(proofs),
            "checkpoint": self.checkpoint.encode(),
            "heads": self.heads.encode(),
            "disclosures": "".join(f"{each}\n" for each in self.disclosures).encode(),
            "files.jsonl": b"".join(attached),
            **{f"files/{hashlib.sha256(each.content).hexdigest()}": each.content for each in self.files},
        }


def zipped(bag: Mapping[str, bytes], folder: str) -> bytes:
    """The bag as one archive, nothing compressed: the same bag gives the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as written:
        for path, content in bag.items():
            entry = zipfile.ZipInfo(f"{folder}/{path}", EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            written.writestr(entry, content)
    return archive.getvalue()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def _json(values: Mapping[str, object]) -> bytes:
    return json.dumps(values, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"


def _base64s(several: Sequence[bytes]) -> list[str]:
    return [base64.b64encode(each).decode() for each in several]
