"""The vault: texts and personal data under a key per owner; everyone else holds digests."""

from adapters.vault.keys import MasterKeyMissing, WrongMasterKey, master_key
from adapters.vault.memory import MemoryVault
from adapters.vault.postgres import PostgresVault
from adapters.vault.sealing import TextTooLong, UnknownHandle, UnreadableText, digest

__all__ = [
    "MasterKeyMissing",
    "MemoryVault",
    "PostgresVault",
    "TextTooLong",
    "UnknownHandle",
    "UnreadableText",
    "WrongMasterKey",
    "digest",
    "master_key",
]
