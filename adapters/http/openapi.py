"""The OpenAPI 3.1 document, put together from the verb table, the questions and the models they use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from adapters.http import advancing, downloading, exporting, uploading
from adapters.http.api import QUESTIONS
from adapters.http.commanding import Done
from adapters.http.log_files import FILES, File
from adapters.http.parameters import Timed
from adapters.http.problems import MEDIA_TYPE, Problem
from adapters.http.question import Question, roles_for
from application.access import PUBLIC
from application.attachments import TYPES
from application.commands.looking import ExportBundle
from application.verbs import BY_CODE, VERBS, Verb

Schema = dict[str, Any]
Schemas = Mapping[tuple[Any, JsonSchemaMode], Schema]
REFERENCE = "#/components/schemas/{model}"
SECURITY = {"bearer": {"type": "http", "scheme": "bearer", "description": "A token of `tiji token`."}}
ABOUT = """
Commands are POSTs on the thing they act on; questions are GETs. Each question takes `as_of` (what was known: a
position or a time) and `at` (the instant it is asked about). Send a command's `X-Position` back to read your own
write, its `ETag` as `If-Match` to be refused when somebody was faster, and an `Idempotency-Key` to repeat it safely.
What is refused is a problem (RFC 9457) that names the clause and what would make it allowed.
""".strip()

HEADERS: dict[str, Schema] = {
    "Idempotency-Key": {"description": "The same key from the same seat is the same command: a UUID, or any text."},
    "If-Match": {"description": 'The version you saw, as an ETag gave it: `"7"` of a command, `"7-…"` of an answer.'},
    "X-Position": {"description": "A position you have seen; the answer will hold at least that."},
}


def document(*, simulation: bool) -> Schema:
    """The whole document."""
    schemas, definitions = _schemas()
    paths: dict[str, Schema] = {}
    for question in QUESTIONS:
        paths.setdefault(question.path, {})["get"] = _asked(question, schemas)
    for verb in VERBS:
        paths.setdefault(f"/api{verb.path}", {})["post"] = _commanded(verb, schemas)
    paths[uploading.PATH]["post"] = _uploaded(schemas)
    paths[downloading.PATH] = {"get": _downloaded()}
    paths[exporting.PATH] = {"post": _exported(schemas)}
    paths |= {path.replace(":path", ""): {"get": _log_file(path, file)} for path, file in FILES.items()}
    if simulation:
        paths[advancing.PATH] = {"post": _advanced(schemas)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "提级 Tiji", "version": version("tiji"), "description": ABOUT},
        "security": [{"bearer": []}],
        "paths": paths,
        "components": {"schemas": definitions, "securitySchemes": SECURITY},
    }


def _schemas() -> tuple[Schemas, Schema]:
    taken: list[tuple[type[BaseModel], JsonSchemaMode]] = [(verb.command, "validation") for verb in VERBS]
    taken += [(question.params, "validation") for question in QUESTIONS]
    taken += [(advancing.Advance, "validation"), (ExportBundle, "validation")]
    answers: list[type[BaseModel]] = [*(question.answers for question in QUESTIONS), Done, Problem]
    answers += [advancing.Advanced, uploading.Uploaded]
    given: list[tuple[type[BaseModel], JsonSchemaMode]] = [(model, "serialization") for model in answers]
    schemas, whole = models_json_schema(list(dict.fromkeys([*taken, *given])), ref_template=REFERENCE)
    return schemas, whole["$defs"]


def _asked(question: Question, schemas: Schemas) -> Schema:
    _, definitions = _schemas_of(question.params)
    said: Schema = {
        "operationId": question.ask.__module__.rpartition(".")[2] + "_" + question.ask.__name__,
        "summary": question.summary,
        "description": _may(question.action, is_public=question.is_public),
        "tags": [question.resource],
        "parameters": [*_parameters(question, definitions)],
        "responses": {"200": _json("The answer.", schemas[question.answers, "serialization"]), **_problems()},
    }
    if issubclass(question.params, Timed):
        said["parameters"].append(_header("X-Position", {"type": "string", "pattern": r"^\d{1,18}$"}))
    if question.is_public:
        said["security"] = [{}]
    return said


def _schemas_of(params: type[BaseModel]) -> tuple[Schema, Schema]:
    whole = params.model_json_schema(ref_template=REFERENCE)
    return whole, whole.get("properties", {})


def _parameters(question: Question, properties: Schema) -> Iterator[Schema]:
    required = set(question.params.model_json_schema().get("required", ()))
    for name, schema in properties.items():
        in_path = f"{{{name}}}" in question.path
        parameter = {key: value for key, value in schema.items() if key != "description"}
        described = {"description": schema["description"]} if "description" in schema else {}
        yield {
            "name": name,
            "in": "path" if in_path else "query",
            "required": in_path or name in required,
            "schema": _without_null(parameter),
            **described,
        }


def _without_null(schema: Schema) -> Schema:
    """A parameter is left out, never null."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind != {"type": "null"}]
    rest = {key: value for key, value in schema.items() if key not in {"anyOf", "default", "title"}}
    if len(kinds) == 1:
        return {**kinds[0], **rest}
    return {**rest, "anyOf": kinds} if kinds else rest


def _commanded(verb: Verb, schemas: Schemas) -> Schema:
    creates = verb.target == "none"
    text = (verb.command.__doc__ or "").strip()
    parameters = [_header("Idempotency-Key", {"type": "string", "minLength": 1, "maxLength": 255})]
    if not creates:
        is_id = verb.target not in BY_CODE
        kind = {"type": "string", "format": "uuid"} if is_id else {"type": "string", "minLength": 1, "maxLength": 80}
        parameters += [
            {"name": "id", "in": "path", "required": True, "schema": kind},
            _header("If-Match", {"type": "string"}),
        ]
    return {
        "operationId": verb.name,
        "summary": verb.name.replace("_", " "),
        "description": f"{text}\n\n{_may(verb.action, is_public=False)}",
        "tags": [verb.resource],
        "parameters": parameters,
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": schemas[verb.command, "validation"]}},
        },
        "responses": {
            "201" if creates else "200": _json("What was recorded.", schemas[Done, "serialization"]),
            **_problems(),
        },
    }


def _advanced(schemas: Schemas) -> Schema:
    return {
        "operationId": "advance_clock",
        "summary": "Move the simulation's clock forward",
        "description": _may(advancing.ACTION, is_public=False),
        "tags": ["clock"],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": schemas[advancing.Advance, "validation"]}},
        },
        "responses": {"200": _json("Where it stands.", schemas[advancing.Advanced, "serialization"]), **_problems()},
    }


def _uploaded(schemas: Schemas) -> Schema:
    anything = {"schema": {"type": "string", "format": "binary"}}
    return {
        "operationId": "upload_file",
        "summary": "Upload a file for a case, then name it in add-material",
        "description": f"{', '.join(TYPES)}. {_may(uploading.ACTION, is_public=False)}",
        "tags": ["cases"],
        "parameters": [_in_path("case", {"type": "string", "format": "uuid"})],
        "requestBody": {"required": True, "content": {"application/octet-stream": anything}},
        "responses": {"201": _json("Kept.", schemas[uploading.Uploaded, "serialization"]), **_problems()},
    }


def _downloaded() -> Schema:
    anything = {"schema": {"type": "string", "format": "binary"}}
    return {
        "operationId": "download_file",
        "summary": "The content of a file",
        "description": _may(downloading.ACTION, is_public=False),
        "tags": ["cases"],
        "parameters": [
            _in_path("case", {"type": "string", "format": "uuid"}),
            _in_path("file", {"type": "string", "minLength": 1, "maxLength": 80}),
        ],
        "responses": {
            "200": {"description": "As it was uploaded.", "content": dict.fromkeys(TYPES, anything)},
            **_problems(),
        },
    }


def _exported(schemas: Schemas) -> Schema:
    return {
        "operationId": "export_bundle",
        "summary": "The facts of a case with what proves them, as an archive; that it left is on record",
        "description": _may(exporting.ACTION, is_public=False),
        "tags": ["cases"],
        "parameters": [
            _in_path("case", {"type": "string", "format": "uuid"}),
            _header("Idempotency-Key", {"type": "string", "minLength": 1, "maxLength": 255}),
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": schemas[ExportBundle, "validation"]}},
        },
        "responses": {
            "200": {
                "description": "A BagIt bag; docs/reference/evidence.md says what is in it.",
                "content": {exporting.ZIP: {"schema": {"type": "string", "format": "binary"}}},
            },
            **_problems(),
        },
    }


def _log_file(path: str, file: File) -> Schema:
    named = [_in_path("path", {"type": "string", "pattern": r"^[0-9xp./]+$"})] if "{path" in path else []
    said: Schema = {
        "operationId": "log_" + path.removeprefix("/api/log/").partition("/{")[0].removesuffix(".py").replace("/", "_"),
        "summary": file.summary,
        "description": _may(file.action, is_public=file.action in PUBLIC),
        "tags": ["log"],
        "parameters": named,
        "responses": {
            "200": {
                "description": file.answer,
                "content": {file.media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}},
            },
            **_problems(),
        },
    }
    return said | ({"security": [{}]} if file.action in PUBLIC else {})


def _in_path(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _may(action: str, *, is_public: bool) -> str:
    return "Open to everyone." if is_public else f"For: {', '.join(roles_for(action)) or 'no role'}."


def _header(name: str, schema: Schema) -> Schema:
    return {"name": name, "in": "header", "required": False, "schema": schema, **HEADERS[name]}


def _json(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _problems() -> Schema:
    """What may come instead: one shape for all."""
    problem = {"schema": {"$ref": REFERENCE.format(model="Problem")}}
    return {"default": {"description": "A problem; `code` says which.", "content": {MEDIA_TYPE: problem}}}
