"""What may be asked about the files of a case."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from application.attachments import MOST
from application.commands.base import Code, Command, LateCommand, Text


class AddMaterial(LateCommand):
    """补充材料: files uploaded for this case, a note, or both."""

    files: Annotated[tuple[Code, ...], Field(max_length=MOST)] = ()
    note: Text | None = None


class EraseMaterial(Command):
    """销毁材料: files whose least time of keeping is over."""

    files: Annotated[tuple[Code, ...], Field(min_length=1, max_length=100)]
