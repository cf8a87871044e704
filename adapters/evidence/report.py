"""The page of a bundle that people read. It is no evidence, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

STYLE = """
body{font:15px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
body{max-width:62em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ccc;padding:.4em .6em;text-align:left}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
td:first-child,time{white-space:nowrap;font-variant-numeric:tabular-nums}td{vertical-align:top}
.en{color:#555}.note{border:1px solid #a60;background:#fff8ec;padding:.6em 1em}@media print{.note{background:none}}
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


def written(number: str, checkpoint: str, lines: Sequence[Line], texts: Sequence[str]) -> bytes:
    """The page."""
    rows = "\n".join(
        f"<tr><td>{line.position}</td><td><time>{escape(line.happened)}</time><br><small>{escape(line.recorded)}</small>"
        f"</td><td>{escape(line.zh)}<br><span class=en>{escape(line.en)}</span></td><td>{escape(line.who)}</td>"
        f"<td>{escape(line.clause)}</td></tr>"
        for line in lines
    )
    said = "".join(f"<p>{escape(text)}</p>\n" for text in texts)
    spoken = f"<h2>文字 · Texts</h2>\n{said}" if texts else ""
    return f"""<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>{escape(number)}</title><style>{STYLE}</style>
<h1>案卷 {escape(number)}</h1>
<p class=note>本页供人阅读，<b>不是证据</b>，谁都能改它，核对时也不看它；证据是同一文件夹中的其他文件。<br>
核对：<code>python3 verify_bundle.py 证据包 --log-key 日志公钥 --witness-key 见证人公钥 --facts</code>，
程序和公钥向运行日志的单位和见证人索取。<br>
<span class=en>This page is for reading and is <b>no evidence</b>: anybody can alter it and no check looks at it;
the files beside it are. Check them with verify_bundle.py, which lists what it checked with --facts;
get it and the keys from whoever runs the log and from the witness.</span></p>
<table><thead><tr><th>位置<th>发生 · 记录<th>事实 · Fact<th>席位 · Seat<th>依据 · Clause</tr></thead>
<tbody>
{rows}
</tbody></table>
{spoken}<h2>检查点 · Checkpoint</h2>
<pre>{escape(checkpoint)}</pre>
</html>
""".encode()
