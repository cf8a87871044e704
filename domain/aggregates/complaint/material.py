"""Material: what is added to a case, and what is erased when its time is over."""

from __future__ import annotations

from domain.aggregates.complaint.state import ComplaintState
from domain.errors import Refused
from domain.events.complaint import ComplaintMaterialAdded, ComplaintMaterialErased
from domain.rules.law import Law
from domain.rules.retention import require_erasable
from domain.values import Act, FileHandle

LIVE = (
    "registered",
    "accepted",
    "dispatched",
    "signed",
    "assigned",
    "handling",
    "return_pending",
    "answered",
    "verifying",
    "closed",
    "followed_up",
)


class NothingAdded(Refused):
    """Neither a file nor a word."""

    code = "material.nothing_added"


class MaterialUnknown(Refused):
    """The case has no such file, or it was erased."""

    code = "material.unknown"


class Material(ComplaintState):
    """What is added, and erased in its time."""

    def add_material(self, added: ComplaintMaterialAdded) -> None:
        """补充材料: until it is archived. The same file twice is one."""
        self.require_status("added to", *LIVE)
        if not added.files and added.note is None:
            raise NothingAdded("there is neither a file nor a note", remedy="add one of them")
        self.record(added)

    def erase_material(self, files: tuple[FileHandle, ...], act: Act, law: Law) -> None:
        """销毁材料: once the least time of keeping is over for each."""
        for file in files:
            if file not in self.material:
                raise MaterialUnknown(f"the case has no file {file}", remedy="name a file of this case")
            attached, added_at = self.material[file]
            basis = require_erasable(law.edition, law.calendar, attached, added_at, self.closed_at, act.occurred_at)
        self.record(ComplaintMaterialErased(files=files, basis=basis, act=act))
