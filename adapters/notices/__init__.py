"""The ways out of the house: text messages and letters, by a file or a console; what they say."""

from adapters.notices.composing import Composer
from adapters.notices.console import ConsolePost
from adapters.notices.file import FilePost
from adapters.notices.memory import MemoryPost

__all__ = ["Composer", "ConsolePost", "FilePost", "MemoryPost"]
