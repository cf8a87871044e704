"""The pages of a bundle that people read, from one model. They are no evidence, and say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any, NamedTuple

STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
body{max-width:62em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ccc;padding:.4em .6em;text-align:left}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
td:first-child,time{white-space:nowrap;font-variant-numeric:tabular-nums}td{vertical-align:top}
.en{color:#555}.late{color:#a00}.note{border:1px solid #a60;background:#fff8ec;padding:.6em 1em}
@media print{.note{background:none}}
"""


class Line(NamedTuple):
    """One fact in words."""

    position: int
    happened: str
    recorded: str
    zh: str
    en: str
    who: str
    clause: str
    is_late: bool


class Held(NamedTuple):
    """One holder's time."""

    holder: str
    since: str
    until: str
    lasted: str


class Limit(NamedTuple):
    """One time limit, and what it came to."""

    name: str
    due: str
    first_due: str
    """Where it was moved; else empty."""
    state: str
    is_late: bool
    clause: str


class Rule(NamedTuple):
    """A text that was applied, and the hash of its content."""

    edition: str
    title: str
    hash: str


@dataclass(frozen=True)
class Report:
    """What people read about a case, as it was known when it was sealed."""

    number: str
    sealed_at: str
    size: int
    held: Sequence[Held]
    limits: Sequence[Limit]
    lines: Sequence[Line]
    rules: Sequence[Rule]
    texts: Sequence[str]
    checkpoint: str

    @property
    def data(self) -> dict[str, Any]:
        """It as plain values, for a template."""
        values = asdict(self)
        rows = {name: [row._asdict() for row in getattr(self, name)] for name in ("held", "limits", "lines", "rules")}
        return values | rows


def written(report: Report) -> bytes:
    """As a page for a browser."""
    held = "\n".join(
        f"<tr><td>{escape(row.holder)}</td><td><time>{escape(row.since)}</time></td>"
        f"<td><time>{escape(row.until)}</time></td><td>{escape(row.lasted)}</td></tr>"
        for row in report.held
    )
    limits = "\n".join(
        f"<tr><td>{escape(row.name)}</td><td><time>{escape(row.due)}</time>{_before(row)}</td>"
        f"<td{_late(row.is_late)}>{escape(row.state)}</td><td>{escape(row.clause)}</td></tr>"
        for row in report.limits
    )
    lines = "\n".join(
        f"<tr><td>{line.position}</td><td><time>{escape(line.happened)}</time><br>"
        f"<small{_late(line.is_late)}>{escape(line.recorded)}</small></td>"
        f"<td>{escape(line.zh)}<br><span class=en>{escape(line.en)}</span></td><td>{escape(line.who)}</td>"
        f"<td>{escape(line.clause)}</td></tr>"
        for line in report.lines
    )
    rules = "".join(
        f"<li>{escape(rule.title)} <code>{escape(rule.edition)}</code><br><code>{escape(rule.hash)}</code></li>"
        for rule in report.rules
    )
    said = "".join(f"<p>{escape(text)}</p>\n" for text in report.texts)
    spoken = f"<h2>文字 · Texts</h2>\n{said}" if report.texts else ""
    number = escape(report.number)
    return f"""<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>{number}</title><style>{STYLE}</style>
<h1>案卷 {number}</h1>
<p class=note>本页供人阅读，<b>不是证据</b>，谁都能改它，核对时也不看它；证据是同一文件夹中的其他文件。<br>
核对：<code>python3 verify_bundle.py 证据包 --log-key 日志公钥 --witness-key 见证人公钥 --facts</code>，
程序和公钥向运行日志的单位和见证人索取。<br>
<span class=en>This page is for reading and is <b>no evidence</b>: anybody can alter it and no check looks at it;
the files beside it are. Check them with verify_bundle.py, which lists what it checked with --facts;
get it and the keys from whoever runs the log and from the witness.</span></p>
<h2>谁在手上 · In whose hands</h2>
<table><thead><tr><th>经手 · Holder<th>自 · Since<th>至 · Until<th>多久 · How long</tr></thead><tbody>
{held}
</tbody></table>
<h2>时限 · Time limits</h2>
<table><thead><tr><th>时限 · Limit<th>到期 · Due<th>结果 · Outcome<th>依据 · Clause</tr></thead><tbody>
{limits}
</tbody></table>
<h2>经过 · What happened</h2>
<table><thead><tr><th>位置<th>发生 · 记录<th>事实 · Fact<th>席位 · Seat<th>依据 · Clause</tr></thead>
<tbody>
{lines}
</tbody></table>
<h2>适用的文本 · Rules applied</h2>
<ul>{rules}</ul>
{spoken}<h2>检查点 · Checkpoint</h2>
<pre>{escape(report.checkpoint)}</pre>
</html>
""".encode()


def _before(row: Limit) -> str:
    return f"<br><small>原 · first {escape(row.first_due)}</small>" if row.first_due else ""


def _late(is_late: bool) -> str:  # noqa: FBT001  (one mark or none)
    return " class=late" if is_late else ""
