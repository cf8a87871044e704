"""What proves a clause: worked cases beside the text, and stories of whole cases."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import domain
from adapters.regulations import EXAMPLES, SHIPPED
from adapters.scenarios.story import read_story

STORIES = Path(domain.__file__).parents[1] / "tests" / "scenarios"
"""The stories of the repository; an installation without them has none."""


class Proof(NamedTuple):
    """A worked case or a story: both are run by the tests through the code the application uses."""

    name: str
    """The example's id, or the story's file."""
    clauses: tuple[str, ...]
    examples: tuple[str, ...]
    """Ids of the worked examples it runs."""
    edition: str
    """The folder of the edition, or the id a story plays under."""


def worked_cases(path: Path) -> list[dict[str, Any]]:
    """The worked cases of a file: until when, and how many points."""
    told = tomllib.loads(path.read_text("utf-8"))
    return [*told.get("examples", ()), *told.get("scores", ())]


@cache
def worked(root: Path = SHIPPED) -> tuple[Proof, ...]:
    """The worked cases that stand beside the texts."""
    return tuple(
        Proof(case["id"], (case["clause"],), (case["id"],), str(path.parent.relative_to(root)))
        for path in sorted(root.glob(f"*/*/{EXAMPLES}"))
        for case in worked_cases(path)
    )


@cache
def stories(root: Path = STORIES) -> tuple[Proof, ...]:
    """The stories. Raises StoryUnreadable."""
    told = ((path.stem, read_story(path)) for path in sorted(root.glob("*.toml")))
    return tuple(Proof(name, story.clauses, story.examples, story.setting.edition) for name, story in told)


def proofs_of(clause: str, further: Path | None = None) -> tuple[Proof, ...]:
    """What proves a clause, worked cases first; beside what ships also what lies in a folder of one's own."""
    own = (*worked(further), *stories(further)) if further else ()
    return tuple(proof for proof in (*worked(), *stories(), *own) if clause in proof.clauses)
