"""Use cases of material: files added to a case, and erased when their time is over."""

from __future__ import annotations

from uuid import UUID

from application.calls import Call, Outcome
from application.commands import material as c
from application.complaints.desk import AtTheDesk
from application.desk import Now, officers_of
from domain.aggregates.complaint import Complaint
from domain.events.complaint import ComplaintMaterialAdded
from domain.values import FileHandle


class Material(AtTheDesk):
    """材料: what is added, and erased in its time."""

    def add_material(self, id: UUID, command: c.AddMaterial, call: Call) -> Outcome:
        """补充材料. A file belongs to the applicant, or to the officers."""
        owners = (id, officers_of(id))

        def decide(it: Complaint, now: Now) -> None:
            named = tuple(self.desk.texts.name_file(owners, FileHandle(file)) for file in dict.fromkeys(command.files))
            added = ComplaintMaterialAdded(files=named, note=now.keep("note", command.note), act=now.act)
            it.add_material(added)

        return self._change(id, "add_material", command, call, decide)

    def erase_material(self, id: UUID, command: c.EraseMaterial, call: Call) -> Outcome:
        """销毁材料. On record first, then gone; repeated, it is gone already."""
        files = tuple(FileHandle(file) for file in dict.fromkeys(command.files))
        outcome = self._change(
            id, "erase_material", command, call, lambda it, now: it.erase_material(files, now.act, now.law)
        )
        if outcome.position:
            self.desk.texts.erase_files(files)
        return outcome
