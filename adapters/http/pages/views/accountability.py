"""问责: the files, and one file from what triggered it to how it was concluded."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.http.api import accountability as api
from adapters.http.api.accountability import AccountabilityParams, FileAnswer, OfFile
from adapters.http.pages.began_under import text_of
from adapters.http.pages.deeds import DEEDS
from adapters.http.pages.page import Page, Shown, Sight, in_words_of
from adapters.http.pages.paging import pages_of
from adapters.http.pages.titles import titles_of
from application.access import MAY
from application.verbs import BY_NAME
from projections.case_history import CaseHistory
from projections.sentences import sentence

NEXT: dict[str, tuple[str, ...]] = {
    "triggered": ("take_up_file", "refer_file"),
    "examined": ("find_fault", "find_no_fault", "refer_file"),
    "fault_found": ("weigh_tolerance", "take_measure", "refer_file"),
    "measured": ("publish_file", "refer_file"),
    "review_needed": ("review_file",),
}
"""Where a file stands → what may be done with it."""


@dataclass(frozen=True)
class Act:
    """One thing that may be done with a file."""

    says: str
    icon: str
    path: str


def listed(sight: Sight) -> Shown:
    """The files, newest first."""
    asked = sight.asked
    found = api.accountability(asked)
    titles = titles_of(sight, sorted({line.case for line in found.items}))
    return {"found": found, "titles": titles, "chosen": asked.params, "pages": pages_of(sight, found)}


def one(sight: Sight) -> Shown:
    """One file. Raises NotFound, NotYours."""
    asked = sight.asked
    file = api.file(asked).body
    assert isinstance(file, FileAnswer)  # noqa: S101  (the question's own answer)
    rows = asked.api.reader.rows(CaseHistory, asked.as_of, order=("position",), case=file.case, stream=file.file)
    sight = in_words_of(sight, file.edition)
    return {
        "named": sight.named,
        "file": file,
        "rules": text_of(asked.api, file.file).accountability,
        "acts": [] if sight.is_past else _acts(sight, file),
        "facts": [(row, sentence(row, sight.tongue.language, sight.named)) for row in rows],
        "title": titles_of(sight, [file.case]).get(file.case, ""),
    }


def _acts(sight: Sight, file: FileAnswer) -> list[Act]:
    may = MAY[sight.asked.who.role]
    shown = []
    for name in NEXT.get(file.status, ()):
        if BY_NAME[name].action in may:
            zh, en, icon = DEEDS[name]
            shown.append(Act(sight.tongue(zh, en), icon, f"/accountability/{file.file}/do/{name.replace('_', '-')}"))
    return shown


LIST = Page("/accountability", "accountability.read", "files.html", listed, AccountabilityParams, "accountability")
ONE = Page("/accountability/{file}", "accountability.read", "file.html", one, OfFile, "accountability")
