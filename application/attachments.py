"""Files that may be added to a case: how large, of what type, and what can be wrong with one."""

from __future__ import annotations

from collections.abc import Callable

from domain.errors import NotFound, Refused

LARGEST = 10 * 1024 * 1024
"""Bytes of one file."""
MOST = 10
"""Files of one command."""
OF_THE_APPLICANT = frozenset({"citizen", "intake_clerk"})
"""Roles whose files are the applicant's, and are forgotten with the applicant."""


class FileTooLarge(Refused):
    """A file has more bytes than are taken."""

    code = "file.too_large"


class FileTypeNotAllowed(Refused):
    """Its first bytes show none of the types that are taken."""

    code = "file.type_not_allowed"


class FileUnknown(NotFound):
    """No such file was uploaded for this case."""

    code = "file.unknown"


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(starts)


def _riff(kind: bytes) -> Callable[[bytes], bool]:
    return lambda content: content[:4] == b"RIFF" and content[8:12] == kind


TYPES: dict[str, Callable[[bytes], bool]] = {
    "image/jpeg": _begins(b"\xff\xd8\xff"),
    "image/png": _begins(b"\x89PNG\r\n\x1a\n"),
    "image/webp": _riff(b"WEBP"),
    "application/pdf": _begins(b"%PDF-"),
    "audio/mpeg": _begins(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "audio/wav": _riff(b"WAVE"),
    "video/mp4": lambda content: content[4:8] == b"ftyp",
}
"""Media type → whether a content begins like one. What the sender calls it is never asked."""

EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "video/mp4": "mp4",
}


def media_type_of(content: bytes) -> str:
    """What a file's first bytes show. Raises FileTooLarge, FileTypeNotAllowed."""
    if len(content) > LARGEST:
        raise FileTooLarge(f"a file has at most {LARGEST // 2**20} MiB", remedy="send a smaller copy, or parts")
    for media_type, fits in TYPES.items():
        if fits(content):
            return media_type
    raise FileTypeNotAllowed(
        "the file is none of the types that are taken",
        remedy=f"send one of {', '.join(sorted(EXTENSIONS.values()))}; a document as PDF",
    )
