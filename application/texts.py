"""Texts behind handles: how a handle is made from its text, and what can be wrong with either.

A disclosure is the one of RFC 9901 (SD-JWT): base64url of the JSON array [salt, kind, text]. Its handle is base64url
of the SHA-256 of the disclosure. Whoever is handed a disclosure can check it against a fact, with or without a vault.
"""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NewType

from domain.errors import NotFound, Refused
from domain.values import Handle

Disclosure = NewType("Disclosure", str)
"""A text with its kind and the salt that hides it; to be shown only to those who may read the text."""

LARGEST = 4 * 1024 * 1024
"""Bytes of UTF-8 one text may have: some two thousand pages."""


class Erased(Refused):
    """The text, or its owner's key, was erased. The handle still stands for what it stood for."""

    code = "text.erased"


class UnknownHandle(NotFound):
    """No text was ever kept under that handle here."""

    code = "text.unknown"


class TextTooLong(Refused):
    """A text has more bytes than the vault takes."""

    code = "text.too_long"


class TextNotPlain(Refused):
    """A text holds what no text may: a NUL, or half of a character."""

    code = "text.not_plain"


def disclosure_of(salt: bytes, kind: str, text: str) -> Disclosure:
    """Salt, kind and text in one string of ASCII."""
    said = json.dumps([_base64(salt), kind, text], ensure_ascii=False, separators=(",", ":"))
    return Disclosure(_base64(said.encode()))


def handle_of(disclosure: Disclosure) -> Handle:
    """The handle a disclosure answers for: 43 characters."""
    return Handle(_base64(hashlib.sha256(disclosure.encode()).digest()))


def text_of(disclosure: Disclosure) -> str:
    """The text that is disclosed."""
    _salt, _kind, text = json.loads(urlsafe_b64decode(disclosure + "=" * (-len(disclosure) % 4)))
    return str(text)


def require_plain(text: str) -> None:
    """Raise TextTooLong or TextNotPlain where a text cannot be kept."""
    if "\0" in text:
        raise TextNotPlain("the text holds a NUL character", remedy="remove the character and send it again")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise TextNotPlain(
            f"half a character stands at place {error.start + 1}", remedy="remove it and send the text again"
        ) from None  # the error holds the text itself
    if size > LARGEST:
        raise TextTooLong(
            f"the text has {size} bytes, and {LARGEST} is the most", remedy="send it in parts, or as an attached file"
        )


def _base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
