"""The raw content of an edition: its files merged, its readings applied, its hash taken."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from domain.regulations.errors import EditionError

Files = Mapping[str, Mapping[str, Any]]
"""File name → parsed TOML. Lists and tables that stand in several files are joined; nothing else repeats."""


def merge(files: Files) -> dict[str, Any]:
    """One content out of all files. Raises EditionError where two files say the same thing."""
    content: dict[str, Any] = {}
    for name, parsed in sorted(files.items()):
        for key, value in parsed.items():
            if key not in content:
                content[key] = copy.deepcopy(value)
            elif isinstance(value, list) and isinstance(content[key], list):
                content[key] += copy.deepcopy(value)
            elif isinstance(value, dict) and isinstance(content[key], dict) and not value.keys() & content[key].keys():
                content[key] |= copy.deepcopy(value)
            else:
                raise EditionError("said in two files", file=name, key=key)
    return content


def apply_readings(content: dict[str, Any], chosen: Mapping[str, str]) -> dict[str, Any]:
    """The content under the chosen readings; those not named keep the choice of the files.

    Raises EditionError for a reading or choice the edition does not offer, or a key it cannot set.
    """
    content = copy.deepcopy(content)
    readings = {reading.get("id"): reading for reading in content.get("readings", [])}
    for unknown in chosen.keys() - readings.keys():
        raise EditionError(f"no reading {unknown}; there are {', '.join(sorted(map(str, readings)))}", key="readings")
    for reading_id, reading in readings.items():
        reading["chosen"] = chosen.get(str(reading_id), reading.get("chosen"))
        key, clause = f"readings.{reading_id}", str(reading.get("clause", ""))
        offered = {choice["id"]: choice for choice in reading.get("choices", []) if not choice.get("not_offered")}
        if reading["chosen"] not in offered:
            raise EditionError(
                f"no choice {reading['chosen']!r}; there are {', '.join(sorted(offered))}",
                key=key,
                clause=clause,
            )
        for path, value in offered[reading["chosen"]].get("sets", {}).items():
            _set(content, path, value, key=key, clause=clause)
    return content


def _set(content: dict[str, Any], path: str, value: Any, *, key: str, clause: str) -> None:  # noqa: ANN401  (any TOML value)
    *parents, last = path.split(".")
    target: Any = content
    for parent in parents:
        target = target.get(parent) if isinstance(target, dict) else None
    if not isinstance(target, dict):
        raise EditionError(f"sets {path}, which the edition does not have", key=key, clause=clause)
    target[last] = value


def shaped(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as the model wants it: entries know the name they stand under, clauses are found by id.

    Raises EditionError where two clauses share an id.
    """
    clauses: dict[str, Any] = {}
    for clause in content.get("clauses", []):
        if clause["id"] in clauses:
            raise EditionError("declared twice", key="clauses", clause=clause["id"])
        clauses[clause["id"]] = clause
    return {
        **content,
        "clauses": clauses,
        "limits": [{"id": name, **limit} for name, limit in content.get("limits", {}).items()],
        "findings": {name: {"name": name, **finding} for name, finding in content.get("findings", {}).items()},
    }


ALIKE = ("clause", "when", "span")
"""What a limit declared `like` another takes over from it, unless it says otherwise."""


def with_likes(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content with every limit declared `like` another spelled out: same ground, same cases, same length.

    Raises EditionError where the other does not exist.
    """
    limits: dict[str, Any] = {}
    for name, limit in content.get("limits", {}).items():
        own = {key: value for key, value in limit.items() if key != "like"}
        model = content["limits"].get(limit.get("like"), {})
        if "like" in limit and not model:
            raise EditionError(f"like {limit['like']}, which is no limit", key=f"limits.{name}")
        limits[name] = {key: model[key] for key in ALIKE if key in model} | own
    return {**content, "limits": limits}


def canonical(content: Mapping[str, Any]) -> bytes:
    """The content as JSON with sorted keys, UTF-8: what is hashed and what is validated."""
    return _json(content, sort_keys=True).encode()


def kept(content: Mapping[str, Any]) -> str:
    """The content as JSON in the order of its files, which the lists of limits and findings follow."""
    return _json(content, sort_keys=False)


def hash_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical content, hex."""
    return hashlib.sha256(canonical(content)).hexdigest()


def _json(content: Mapping[str, Any], *, sort_keys: bool) -> str:
    return json.dumps(
        content, ensure_ascii=False, sort_keys=sort_keys, separators=(",", ":"), default=_iso, allow_nan=False
    )


def _iso(value: date | time) -> str:
    return value.isoformat()
