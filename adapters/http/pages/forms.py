"""A verb's form: its fields as they are shown, and what was typed as the command's JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from starlette.datastructures import FormData

from adapters.http.pages.field import Surroundings
from adapters.http.pages.fields import asked_for, field_of
from adapters.http.pages.language import Tongue
from adapters.http.pages.sessions import FormExpired
from application.verbs import Verb
from domain.values import BEIJING

MISSING = {
    "basis_document": "basis",
    "explanation_to_citizen": "explained_to_citizen_at",
    "consenting_leader": "consented_by",
}
"""Part as a rule calls it → the field it is given in."""


@dataclass(frozen=True)
class Shown:
    """One field as it is shown."""

    name: str
    label: str
    hint: str
    widget: str
    required: bool
    options: Sequence[tuple[str, str]] = ()
    value: Any = ""
    error: str = ""


@dataclass(frozen=True)
class Typed:
    """What was sent, kept so that nothing typed is ever lost."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def shown_fields(
    verb: Verb, around: Surroundings, typed: Typed, tongue: Tongue, named: Callable[[str], str]
) -> list[Shown]:
    """The fields of a verb, with what was typed and what is wrong with it."""
    shown = []
    for name in asked_for(verb.name, verb.command.model_fields):
        declared = verb.command.model_fields[name]
        asked = field_of(verb.name, name)
        codes = list(asked.codes(around)) if asked.codes else []
        is_needed = declared.is_required() and asked.widget != "yes"
        shown.append(
            Shown(
                name=name,
                label=tongue(asked.zh, asked.en),
                hint=tongue(*asked.hint),
                widget="line" if asked.is_free and not codes else asked.widget,
                required=is_needed,
                options=[(code, named(code)) for code in codes],
                value=typed.values.get(name, _preset(asked.widget, codes, is_needed=is_needed)),
                error=typed.errors.get(name, ""),
            )
        )
    return shown


def command_id_of(form: FormData) -> UUID:
    """The id a form was given when it was shown, so that sending it twice does it once. Raises FormExpired."""
    try:
        return UUID(str(form.get("command_id", "")))
    except ValueError:
        raise FormExpired(
            "this form has no id of its own", remedy="open the page again and send it from there"
        ) from None


def read_form(verb: Verb, form: FormData) -> dict[str, Any]:
    """What was typed, by field; what was left empty is left out."""
    read: dict[str, Any] = {}
    for name in asked_for(verb.name, verb.command.model_fields):
        widget = field_of(verb.name, name).widget
        if widget == "parts":
            read |= _parts(name, form)
            continue
        value = _read(widget, [each for each in form.getlist(name) if isinstance(each, str)])
        if value is not None:
            read[name] = value
    if "repeats" in verb.command.model_fields and (earlier := str(form.get("repeats", "")).strip()):
        read["repeats"] = earlier
    return read


def errors_of(problems: Iterable[Mapping[str, Any]], says: str) -> dict[str, str]:
    """Fields that are wrong, from the errors of a command's model."""
    return {str(problem["field"]).partition(".")[0]: says for problem in problems}


def missing_fields(parts: Iterable[str]) -> list[str]:
    """The fields in which missing parts are given."""
    return [MISSING.get(part, part) for part in parts]


def _preset(widget: str, codes: Sequence[str], *, is_needed: bool) -> Any:  # noqa: ANN401  (a field's own type)
    match widget:
        case "several" | "files" | "lines":
            return []
        case "parts":
            return {}
        case "yes":
            return False
        case "choice" if is_needed and len(codes) == 1:
            return codes[0]
    return ""


def _read(widget: str, sent: Sequence[str]) -> Any:  # noqa: ANN401  (a field's own type)
    kept = [value.strip() for value in sent if value.strip()]
    match widget:
        case "yes":
            return bool(kept)
        case "several" | "files":
            return kept
        case "lines":
            return [line.strip() for line in "\n".join(kept).splitlines() if line.strip()]
        case "number" if kept and kept[0].isdecimal():
            return int(kept[0])
        case "time" if kept:
            return _time(kept[0])
    return kept[0] if kept else None


def _parts(name: str, form: FormData) -> dict[str, Any]:
    """Texts that each have a name of their own: `parts.due` and the like."""
    prefix = f"{name}."
    typed = {key.removeprefix(prefix): str(form[key]).strip() for key in form if key.startswith(prefix)}
    return {name: {part: text for part, text in typed.items() if text}}


def _time(sent: str) -> str:
    """A local time of a form with its offset; what is no time is left to the command to refuse."""
    try:
        return datetime.fromisoformat(sent).replace(tzinfo=BEIJING).isoformat()
    except ValueError:
        return sent
