"""What an edition names it must declare: clauses, findings, roles, steps, kinds, what clauses govern."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from domain.regulations.spelling import meant
from domain.regulations.whereabouts import clauses_cited


class Problem(NamedTuple):
    """Something named and not declared, with the key it stands at."""

    key: tuple[str, ...]
    clause: str
    detail: str


def problems(content: Mapping[str, Any]) -> Iterator[Problem]:
    """Every name in the content (keyed tables still keyed) that nothing declares."""
    clauses = {clause["id"] for clause in content["clauses"]}
    for key, cited in clauses_cited(dict(content)):
        if cited not in clauses:
            yield Problem(key, cited, f"cites {cited}, which is not in the text{meant(cited, clauses)}")
    yield from _names(content)
    yield from _governed(content)


def _names(content: Mapping[str, Any]) -> Iterator[Problem]:
    roles = {role["id"] for role in content["roles"]}
    findings = content.get("findings", {})
    for limit_id, limit in content["limits"].items():
        yield from _limit(content, limit_id, limit, roles)
    for section in ("returns", "send_back", "follow_up"):
        for name, value in content.get(section, {}).items():
            if name.endswith("_finding") and value not in findings:
                yield Problem((section, name), "", _no_finding(content, value))
    yield from _casework(content, roles)
    for name, rule in content.get("obligations", {}).items():
        if rule["limit"] not in content["limits"]:
            yield Problem(("obligations", name, "limit"), rule["clause"], _no_limit(content, rule["limit"]))
    yield from _duty(content)
    yield from _task_forces(content)
    yield from _sample(content)
    yield from _ladder(content, roles)


def _ladder(content: Mapping[str, Any], roles: set[str]) -> Iterator[Problem]:
    ladder = content.get("ladder", {})
    for rung in ladder.get("levels", []):
        if rung["role"] not in roles:
            yield Problem(("ladder", "levels"), rung["clause"], _no_role(rung["role"], roles))
    scope = ladder.get("scope", {})
    classes = {known["code"] for known in content.get("intake", {}).get("classes", ())}
    for name in sorted(set(scope.get("classes", ())) - classes):
        yield Problem(
            ("ladder", "scope", "classes"), scope["clause"], f"class {name} is not declared{meant(name, classes)}"
        )


def _duty(content: Mapping[str, Any]) -> Iterator[Problem]:
    duty = content.get("duty", {})
    for check in duty.get("checks", ()):
        if check["limit"] not in content["limits"]:
            yield Problem(("duty", "checks"), duty["clause"], _no_limit(content, check["limit"]))
    if duty and duty["left_finding"] not in content.get("findings", {}):
        yield Problem(("duty", "left_finding"), duty["clause"], _no_finding(content, duty["left_finding"]))


def _task_forces(content: Mapping[str, Any]) -> Iterator[Problem]:
    rules = content.get("task_forces", {})
    areas = {area["code"] for area in rules.get("areas", ())}
    for force in rules.get("forces", ()):
        for area in sorted(set(force.get("areas", ())) - areas):
            yield Problem(
                ("task_forces", "forces"), force["clause"], f"area {area} is not declared{meant(area, areas)}"
            )


def _sample(content: Mapping[str, Any]) -> Iterator[Problem]:
    sample = content.get("follow_up", {}).get("sample", {})
    channels = {channel["code"] for channel in content.get("intake", {}).get("channels", ())}
    for name in sorted(set(sample.get("channels", ())) - channels):
        wrong = f"channel {name} is not declared{meant(name, channels)}"
        yield Problem(("follow_up", "sample", "channels"), sample["clause"], wrong)


def _casework(content: Mapping[str, Any], roles: set[str]) -> Iterator[Problem]:
    review, order = content.get("review", {}), content.get("order", {})
    for name in review.get("findings", ()):
        if name not in content.get("findings", {}):
            yield Problem(("review", "findings"), review["clause"], _no_finding(content, name))
    follow_up, verification = content.get("follow_up", {}), content.get("verification", {})
    named = [asker["role"] for asker in follow_up.get("askers", ())]
    for role in sorted({*named, *verification.get("waived_by", ())} - roles):
        yield Problem(("roles",), "", _no_role(role, roles))
    if order and not 1 <= order["level"] <= len(content.get("ladder", {}).get("levels", ())):
        yield Problem(("order", "level"), order["level_clause"], f"the ladder has no level {order['level']}")
    channels = {channel["code"] for channel in content.get("intake", {}).get("channels", ())}
    for channel in sorted(set(content.get("study", {}).get("channels", ())) - channels):
        yield Problem(
            ("study", "channels"),
            content["study"]["clause"],
            f"channel {channel} is not declared{meant(channel, channels)}",
        )
    rested_on = {
        ("reply", "after"): content.get("reply", {}).get("after", ()),
        ("opinion", "after"): content.get("opinion", {}).get("after", ()),
        ("archive", "guards"): [
            step for guard in content.get("archive", {}).get("guards", ()) for step in guard["needs"].values()
        ],
    }
    for key, steps in rested_on.items():
        for step in sorted(set(steps) - set(content["steps"])):
            yield Problem(key, "", _no_step(content, step))


def _limit(content: Mapping[str, Any], limit_id: str, limit: Mapping[str, Any], roles: set[str]) -> Iterator[Problem]:
    key, clause = ("limits", limit_id), limit["clause"]
    kinds = {kind["code"] for kind in content.get("intake", {}).get("kinds", [])}
    if limit["owner"] not in roles:
        yield Problem((*key, "owner"), clause, _no_role(limit["owner"], roles))
    if limit.get("on_miss") and limit["on_miss"] not in content.get("findings", {}):
        yield Problem((*key, "on_miss"), clause, _no_finding(content, limit["on_miss"]))
    for kind in sorted(set(limit.get("when", {}).get("kind", ())) - kinds):
        yield Problem((*key, "when"), clause, f"kind {kind} is not declared{meant(kind, kinds)}")
    latest = limit.get("latest_start", "none")
    earlier = set() if latest == "none" else {latest["after"]}
    for step in sorted({limit["start"], *limit["stops"], *earlier} - set(content["steps"])):
        yield Problem(key, clause, _no_step(content, step))


def _governed(content: Mapping[str, Any]) -> Iterator[Problem]:
    named = {
        "limit": content["limits"].keys(),
        "finding": content.get("findings", {}).keys(),
        "reading": {reading["id"] for reading in content.get("readings", [])},
        "obligation": content.get("obligations", {}).keys(),
        "role": {role["id"] for role in content["roles"]},
        "kind": {kind["code"] for kind in content.get("intake", {}).get("kinds", [])},
    }
    for clause in content["clauses"]:
        for target in clause.get("governs", ()):
            section, _, rest = target.partition(".")
            known = rest in named[section] if section in named else _stands(content, target)
            if not known:
                near = meant(rest, named[section]) if section in named else ""
                yield Problem(("clauses", clause["id"]), clause["id"], f"governs {target}, which does not exist{near}")


def _no_finding(content: Mapping[str, Any], name: str) -> str:
    return f"finding {name} is not declared{meant(name, content.get('findings', {}))}"


def _no_limit(content: Mapping[str, Any], name: str) -> str:
    return f"limit {name} is not declared{meant(name, content['limits'])}"


def _no_role(name: str, roles: set[str]) -> str:
    return f"role {name} is not declared{meant(name, roles)}"


def _no_step(content: Mapping[str, Any], name: str) -> str:
    return f"step {name} is not among the edition's steps{meant(name, content['steps'])}"


def _stands(content: Mapping[str, Any], path: str) -> bool:
    here: Any = content
    for part in path.split("."):
        if not isinstance(here, dict) or part not in here:
            return False
        here = here[part]
    return True
