"""`tiji review`: one case reconstructed as it was known at a moment, and two moments compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, cast

import typer
from pydantic import ValidationError
from rich.table import Table

from adapters.cli.bundle import case_named
from adapters.cli.reviewing import InRole, OfUnit, Seat, require_review, reviewer
from adapters.cli.rooms import console, tiji
from adapters.cli.serve import tokens_of
from adapters.http.api.looks import LookAgain, look_again, seen_again
from adapters.http.api.review import Comparison, Review, ReviewParams, reconstructed
from adapters.http.moments import moment_of
from adapters.http.pages.showing import names_of
from adapters.http.question import Asked
from adapters.main import api_of
from adapters.settings import Settings
from domain.calendar import beijing
from projections.looks import Looks

MINUTE = "%Y-%m-%d %H:%M"


def review(
    case: Annotated[str, typer.Argument(help="Number or id of the case.")],
    as_of: Annotated[str, typer.Option(help="As known at a position or a time; now by default.")] = "",
    against: Annotated[str, typer.Option(help="Compare with a position or a time, earlier or later.")] = "",
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
    seat: Seat = "discipline_reviewer",
    role: InRole = "discipline_reviewer",
    unit: OfUnit = "",
    with_looks: Annotated[bool, typer.Option("--looks", help="Also who looked, each screen made again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Reconstruct a case: what happened and when it became known, who held it how long, what ran, who was told.

    With --looks, every screen anybody was shown is made again and held to the digest on record.
    The seat needs a grant that counts today, as on the pages, and no hand in the case; an attempt that is refused is
    kept. A time is written with its offset.

    For example:

    tiji review SZ2025-000017 --as-of 2025-11-05T09:00:00+08:00 --against 2025-11-03T12:00:00+08:00
    """
    settings = Settings.read()
    with tiji(settings=settings, make_key=True) as application:
        application.follower.catch_up_if_free()
        id, who = case_named(application, case), reviewer(seat, role, unit)
        params = _params(str(id), as_of, against, language)
        api = api_of(application, tokens_of(settings))
        require_review(api, who, "cases.review", id)
        moment = moment_of(api, params, None)
        asked = Asked(api, who, params, moment.as_of, moment.at)
        names = names_of(asked)
        position = api.reader.position() if moment.as_of is None else moment.as_of
        answer = reconstructed(asked, lambda code: names.say(code, params.language))
        looks = list(_looks(asked)) if with_looks else []
    told = answer.model_copy(update={"as_of": position, "at": moment.at})
    if as_json:
        print(Told(**dict(told), looks=looks).model_dump_json() if with_looks else told.model_dump_json())
    else:
        _show(told, params.language)
        for look in looks:
            says = names.say(f"verdict/{look.verdict}", params.language)
            seen = f"{look.seat}  #{look.shown}  {look.digest[:16]}  {says}"
            console.print(f"{beijing(look.looked_at):{MINUTE}}  {seen}", highlight=False, soft_wrap=True)


class Told(Review):
    """A reconstruction with who looked."""

    looks: list[LookAgain]


def _looks(asked: Asked) -> Iterator[LookAgain]:
    """Every look, newest first, made again."""
    rows = asked.api.reader.rows(Looks, asked.as_of, order=("-position",), case=asked.params.case)
    return (look_again(row, seen_again(asked, row)) for row in rows)


def _params(case: str, as_of: str, against: str, language: str) -> ReviewParams:
    """What is asked. Raises BadParameter."""
    if language not in {"zh", "en"}:
        raise typer.BadParameter("one of: zh, en", param_hint="--language")
    given = {"case": case, "language": cast("Literal['zh', 'en']", language)}
    try:
        return ReviewParams.model_validate(given | {"as_of": as_of or None, "against": against or None})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        option = "--" + str(first["loc"][0]).replace("_", "-")
        raise typer.BadParameter(
            "give a position, or a time with its offset: 2026-03-02T15:00:00+08:00", param_hint=option
        ) from error


def _show(told: Review, language: str) -> None:
    zh = language == "zh"
    console.print(f"[b]{told.number}[/]  {beijing(told.at):{MINUTE}}  #{told.as_of}", highlight=False)
    facts = Table(*(("#", "发生", "入账", "经过") if zh else ("#", "happened", "became known", "what")), box=None)
    for fact in told.happened:
        known = f"{beijing(fact.recorded_at):{MINUTE}}"
        facts.add_row(
            str(fact.position),
            f"{beijing(fact.occurred_at):{MINUTE}}",
            f"[bold red]{known}[/]" if fact.is_late_entry else known,
            fact.says,
        )
    console.print(facts)
    hands = Table(*(("在谁手上", "级", "自", "小时") if zh else ("held by", "level", "since", "hours")), box=None)
    for hand in told.hands:
        hands.add_row(hand.holder, str(hand.level), f"{beijing(hand.since):{MINUTE}}", f"{hand.hours:g}")
    console.print(hands)
    clocks = Table(*(("时限", "状态", "至", "依据") if zh else ("deadline", "state", "until", "clause")), box=None)
    for line in told.deadlines:
        clocks.add_row(line.deadline, line.state, f"{beijing(line.due_at):{MINUTE}}", f"{line.edition} {line.clause}")
    console.print(clocks)
    for notice in told.notices:
        whom = notice.seat or notice.unit or notice.recipient
        console.print(f"{beijing(notice.queued_at):{MINUTE}}  {whom}  {notice.status}  {notice.says}", highlight=False)
    for rule in told.rules:
        console.print(f"{rule.edition}  {rule.hash}", highlight=False, soft_wrap=True)
    if told.comparison is not None:
        _show_comparison(told.comparison)


def _show_comparison(found: Comparison) -> None:
    earlier, later = (f"{beijing(at):{MINUTE}}" for at in (found.earlier_at, found.later_at))
    console.print(f"[b]{earlier} #{found.earlier} → {later} #{found.later}[/]", highlight=False)
    for each in found.differences:
        console.print(f"≠ {each.says}", highlight=False, soft_wrap=True)
    for fact in found.between:
        console.print(f"+ #{fact.position} {fact.says}", highlight=False, soft_wrap=True)
