"""The vault: personal data and free text, sealed under a key per owner.

Facts and views hold handles (`application.texts`); what they stand for is only here. The owner of a text is whatever
may be forgotten by itself: a person, an anonymous case, an officer's opinions on a case. Each has a data key; the data
key is wrapped by a master key that never enters the database.

A text is kept before the fact that names it. Should the fact then be refused, a text is left that no fact names, which
harms nobody; the other order could leave a fact whose text was never kept.

Erasing is final: the key and the rows are deleted, nothing can be kept for that owner again, and a late retry cannot
bring the text back. Deleted bytes stay in the database's free space, write-ahead log and backups for a while. They are
sealed, and their key is wrapped: `rewrap` under a new master key and destroy the old one to close that door too.
"""

from __future__ import annotations

from adapters.vault.base import Found, Vault
from adapters.vault.blind import WordTooShort
from adapters.vault.master import MasterKey, MasterKeyMissing, WrongMasterKey, master_key
from adapters.vault.memory import MemoryVault
from adapters.vault.postgres import PostgresVault
from adapters.vault.sealing import Tampered

__all__ = [
    "Found",
    "MasterKey",
    "MasterKeyMissing",
    "MemoryVault",
    "PostgresVault",
    "Tampered",
    "Vault",
    "WordTooShort",
    "WrongMasterKey",
    "master_key",
]
