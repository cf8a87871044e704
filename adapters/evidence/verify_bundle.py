#!/usr/bin/env python3
"""Checks a case bundle with nothing but Python 3.11: what it is called with stands in HELP below.

Leaves with 0 where everything is as it was sealed, with 1 where anything is not, with 2 where it was not told what it
needs.
Long because it travels alone: one file, read from top to bottom by whoever has to believe it.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import io
import json
import re
import sys
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

Bag = dict[str, bytes]
Said = tuple[str, str]
"""In Chinese and in English."""

FIELDS = ["position", "stream", "version", "topic", "recorded_at", "written_by", "command_id", "body"]
EVIDENCE = {"events.jsonl", "proofs.jsonl", "checkpoint", "heads", "disclosures", "files.jsonl"}
REPORTS = {"report.html", "report.pdf"}
TAGS = {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"}
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
NUMBER = "(?:0|[1-9][0-9]{0,17})"
DASH = "\N{EM DASH}"
LOG, WITNESS = 1, 4
BEIJING = timezone(timedelta(hours=8))
HELP = """\
核对证据包，只需 Python 3.11 / checks a case bundle with nothing but Python 3.11

  python3 verify_bundle.py BUNDLE --log-key KEY [--witness-key KEY] [--facts]

  BUNDLE         证据包：压缩包，或解开后的文件夹
                 the archive, or the folder it was unpacked to
  --log-key      日志的公钥，或存放公钥的文件；向运行日志的单位索取，不要取自证据包
                 the log's public key, or the file it is in; from whoever runs the log, never out of the bundle
  --witness-key  见证人的公钥，或存放公钥的文件；向见证人索取
                 the witness's public key, or the file it is in; from the witness
  --facts        核对通过后逐条列出事实：位置、发生时间（北京时间）、事项、席位、内容
                 once all is well, lists every fact: position, when (Beijing time), topic, seat, what it holds
  -h, --help     显示本说明 / shows this

  退出码：0 与封存时一致；1 有任何不符；2 无法开始
  leaves with 0 where all is as it was sealed, 1 where anything is not, 2 where it cannot begin
"""


class Wrong(Exception):
    """Something is not as it was sealed; said in both languages."""

    verdict: Said = ("不可信，已被改动或不完整", "NOT as it was sealed: altered, or not whole")

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.said = (zh, en)


class NotAsPacked(Wrong):
    """The wrapping is another, so what is inside was not looked at."""

    verdict = (
        "未通过：包的外壳不是打包时的样子，里面的事实尚未核对，不能据此说事实被改动",
        "NOT passed: the wrapping is not as it was packed; the facts inside were not looked at, and may be as sealed",
    )


class OtherKey(Wrong):
    """Nothing here is signed by the key that was named."""

    verdict = (
        "未通过：要么已被改动，要么所给的密钥不是这个日志（或见证人）的",
        "NOT passed: either it was altered, or the key that was named is another log's or another witness's",
    )


class CannotBegin(ValueError):
    """It was not told what it needs; said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")


class Key(NamedTuple):
    """A public key somebody trusts."""

    name: str
    id: bytes
    kind: int
    public: bytes


class Checkpoint(NamedTuple):
    """How large the log was, and the root over all of it."""

    origin: str
    size: int
    root: bytes


# -- Ed25519, RFC 8032 -------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]
ZERO: Point = (0, 1, 1, 0)


def add(a: Point, b: Point) -> Point:
    """The sum of two points."""
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n: int, point: Point) -> Point:
    """A point so many times."""
    total = ZERO
    while n:
        if n & 1:
            total = add(total, point)
        point, n = add(point, point), n >> 1
    return total


def point_of(raw: bytes) -> Point | None:
    """The point that 32 bytes spell; None where they spell none, or not in the one exact way."""
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def spelled(point: Point) -> bytes:
    """The 32 bytes that spell a point."""
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = point_of(BASE_Y.to_bytes(32, "little")) or ZERO


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature is this key's over a message."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, scalar = point_of(public), int.from_bytes(signature[32:], "little")
    if key is None or scalar >= L:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus = (P - key[0], key[1], key[2], P - key[3])
    return spelled(add(times(scalar, BASE), times(digest, minus))) == signature[:32]


# -- signed notes, C2SP ------------------------------------------------------------------------------------


def unbase64(text: str) -> bytes:
    """Bytes of base64 in its one exact spelling."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if base64.b64encode(raw).decode() != text:
        raise Wrong("编码不规范（base64）", "what should be base64 is not, or not in its one spelling")
    return raw


KINDS: dict[int, tuple[str, str, str]] = {
    LOG: ("日志", "log", "--log-key"),
    WITNESS: ("见证人", "witness", "--witness-key"),
}
"""What a key is for, and how it is named."""


def key_of(given: str, kind: int) -> Key:
    """A public key, as text or out of a file. Raises CannotBegin."""
    zh, en, asked = KINDS[kind]
    try:
        text = (Path(given).read_text("utf-8") if "+" not in given or Path(given).is_file() else given).strip()
    except (OSError, UnicodeDecodeError):
        raise CannotBegin(
            f"{asked}：{given} 既不是公钥，也不是能读的公钥文件",
            f"{asked}: {given} is neither a public key nor a file that holds one",
        ) from None
    name, id, encoded = [*text.split("+", 2), "", ""][:3]
    try:
        raw = unbase64(encoded)
    except Wrong:
        raw = b""
    if len(raw) != 33 or raw[0] not in KINDS or not name:
        raise CannotBegin(
            f"{asked}：不是公钥，公钥写作 名称+密钥号+base64",
            f"{asked}: this is no public key; one is written name+id+base64",
        )
    if raw[0] != kind:
        other = KINDS[raw[0]]
        raise CannotBegin(
            f"{asked}：{name} 的密钥是{other[0]}的，应写在 {other[2]} 之后；日志与见证人的密钥是否写反了？",
            f"{asked}: the key of {name} is a {other[1]}'s, not a {en}'s;"
            f" name it with {other[2]}: were the two exchanged?",
        )
    expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if expected.hex() != id:
        raise CannotBegin(
            f"{asked}：{zh} {name} 的密钥号应为 {expected.hex()}，写的却是 {id}；抄漏了字",
            f"{asked}: the key of {name} has the id {expected.hex()} and says {id}: it was not copied whole",
        )
    return Key(name, expected, kind, raw[1:])


def opened(note: bytes, key: Key, what: Said) -> tuple[str, bytes]:
    """The text of a note, and the key's signature, checked."""
    zh, en = what
    try:
        text, gap, lines = note.decode().rpartition("\n\n")
    except UnicodeDecodeError:
        raise Wrong(f"{zh}不是文本", f"the {en} is no text") from None
    text += "\n"
    signers = []
    if not gap or not lines.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", note.decode()):
        raise Wrong(f"{zh}格式不对", f"the {en} is no signed note")
    for line in lines[:-1].split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != DASH or not parts[1]:
            raise Wrong(f"{zh}的签名行格式不对", f"a line under the {en} is no signature")
        raw = unbase64(parts[2])
        signers.append(f"{parts[1]} ({raw[:4].hex()})")
        if (parts[1], raw[:4]) == (key.name, key.id):
            signature, signed = raw[4:], text.encode()
            if key.kind == WITNESS:
                signed = f"cosignature/v1\ntime {int.from_bytes(signature[:8], 'big')}\n{text}".encode()
            if not is_signed(key.public, signed, signature[8:] if key.kind == WITNESS else signature):
                raise Wrong(f"{zh}的签名不符（{key.name}）", f"the signature of {key.name} does not fit the {en}")
            return text, signature
    trusted, found = f"{key.name} ({key.id.hex()})", ", ".join(signers)
    away = ("；见证人当时也可能没有答复", ", or the witness was away") if key.kind == WITNESS else ("", "")
    raise OtherKey(
        f"{zh}没有所给{KINDS[key.kind][0]}密钥的签名{away[0]}\n  所给密钥：{trusted}\n  包上签名：{found}",
        f"the {en} is not signed by the key you trust{away[1]}\n  trusted: {trusted}\n  signed by: {found}",
    )


def checkpoint_of(text: str, key: Key) -> Checkpoint:
    """Size and root, out of a checkpoint's text."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or lines[0] != key.name or not re.fullmatch(NUMBER, lines[1], re.ASCII):
        raise Wrong("检查点格式不对", "the checkpoint is none: origin, size and root, a line each")
    root = unbase64(lines[2])
    if len(root) != 32:
        raise Wrong("检查点的根长度不对", "the root of the checkpoint has not 32 bytes")
    return Checkpoint(lines[0], int(lines[1]), root)


# -- the tree, RFC 6962 ------------------------------------------------------------------------------------


def root_of(entry: bytes, index: int, size: int, proof: list[bytes]) -> bytes:
    """The root that an entry and its proof lead to."""
    inner = (index ^ (size - 1)).bit_length()
    if len(proof) != inner + (index >> inner).bit_count() or any(len(each) != 32 for each in proof):
        raise Wrong(f"第{index + 1}号事实的证明长度不对", f"the proof of fact {index + 1} has not the right length")
    found = hashlib.sha256(b"\0" + entry).digest()
    for height, sibling in enumerate(proof):
        is_right = height >= inner or index >> height & 1
        found = hashlib.sha256(b"\1" + (sibling + found if is_right else found + sibling)).digest()
    return found


# -- the bag, RFC 8493 -------------------------------------------------------------------------------------


def read(path: Path) -> Bag:
    """Every file of a bag, out of an archive or a folder. Raises NotAsPacked."""
    if path.is_dir():
        bag = {
            file.relative_to(path).as_posix(): file.read_bytes()
            for file in sorted(path.rglob("*"))
            if not file.is_dir()
        }
        if "bagit.txt" not in bag:
            raise NotAsPacked(
                "这个文件夹里没有bagit.txt；请写明解开后含有bagit.txt的那个文件夹",
                "there is no bagit.txt in this folder; name the unpacked folder that holds it",
            )
        return bag
    raw = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            stored = all(entry.compress_type == zipfile.ZIP_STORED for entry in archive.infolist())
            named = {entry.filename: archive.read(entry) for entry in archive.infolist()} if stored else {}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError, IndexError):
        raise NotAsPacked(
            "压缩包已损坏，或不是压缩包；请重新拷贝或下载",
            "the archive is damaged, or is none; copy or download it again",
        ) from None
    if zipped(named) != raw:
        raise NotAsPacked(
            "压缩包不是打包时的那一个，可能被重新压缩过；请解开，再写明解开后的文件夹",
            "the archive is not byte for byte the one that was packed, it may have been packed again;"
            " unpack it and name the folder",
        )
    folders = {name.partition("/")[0] for name in named}
    if len(folders) != 1:
        raise NotAsPacked(
            "压缩包里应只有一个文件夹；请解开，再写明含有bagit.txt的文件夹",
            "the archive does not hold one folder; unpack it and name the folder that holds bagit.txt",
        )
    return {name.partition("/")[2]: content for name, content in named.items()}


def zipped(named: Bag) -> bytes:
    """The archive these files make: uncompressed, without times."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as written:
        for name, content in named.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            written.writestr(entry, content)
    return archive.getvalue()


def payload_of(bag: Bag) -> Bag:
    """The payload, once every file is in the manifests and nothing else is there."""
    for name in sorted(TAGS | {"tagmanifest-sha256.txt"}):
        if name not in bag:
            raise Wrong(f"缺少{name}", f"{name} is missing")
    payload = {name: content for name, content in bag.items() if name.startswith("data/")}
    tags = {name: content for name, content in bag.items() if name in TAGS}
    if strange := sorted(set(bag) - set(payload) - set(tags) - {"tagmanifest-sha256.txt"}):
        raise NotAsPacked(*too_many(strange[0]))
    for manifest, files in (("tagmanifest-sha256.txt", tags), ("manifest-sha256.txt", payload)):
        if bag[manifest] != manifest_of(files):
            named = {line.partition(b"  ")[2].decode(errors="replace") for line in bag[manifest].splitlines()}
            known = {name: content for name, content in files.items() if name in named}
            if bag[manifest] == manifest_of(known):
                raise NotAsPacked(*too_many(min(set(files) - named)))
            name = first_wrong(bag[manifest], files)
            raise Wrong(f"{name}与清单不符（改动、缺失或多出）", f"{name} is not as {manifest} lists it")
    size = sum(map(len, payload.values()))
    oxum = f"\nPayload-Oxum: {size}.{len(payload)}\n".encode()
    if bag["bagit.txt"] != BAGIT or not bag["bag-info.txt"].endswith(oxum):
        raise Wrong("包的说明与内容不符", "bagit.txt or bag-info.txt does not describe this bag")
    return {name.removeprefix("data/"): content for name, content in payload.items()}


def too_many(name: str) -> Said:
    """A file that was put in later, as some file managers do by themselves."""
    return (
        f"多出文件{name}，打包时没有；请移走后再核对",
        f"{name} does not belong here and was not packed; take it away and check again",
    )


def manifest_of(files: Bag) -> bytes:
    """The manifest that files have."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def first_wrong(manifest: bytes, files: Bag) -> str:
    """A file that a manifest does not describe."""
    lines = [line.partition("  ") for line in manifest.decode(errors="replace").splitlines()]
    listed = {name: digest for digest, _, name in lines}
    actual = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    different = sorted(name for name in {*listed, *actual} if listed.get(name) != actual.get(name))
    return different[0] if different else "manifest"


# -- what the files say ------------------------------------------------------------------------------------


def lines_of(content: bytes, name: str) -> list[bytes]:
    """Lines, every one of them ended."""
    if content and not content.endswith(b"\n"):
        raise Wrong(f"{name}的最后一行不完整", f"the last line of {name} is cut off")
    return content.split(b"\n")[:-1]


def parsed(line: bytes, name: str) -> dict[str, Any]:
    """One object of JSON, no name in it twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError("a name stands twice")
        return dict(pairs)

    try:
        found = json.loads(line.decode(), object_pairs_hook=once)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Wrong(f"{name}里有一行不是JSON", f"a line of {name} is no JSON object")
    return found


def exact(line: bytes, name: str, fields: list[str]) -> dict[str, Any]:
    """One object in its one spelling, with exactly these fields."""
    found = parsed(line, name)
    if json.dumps(found, separators=(",", ":"), ensure_ascii=True).encode() != line or list(found) != fields:
        raise Wrong(f"{name}里有一行写法不规范", f"a line of {name} is not in its one spelling")
    return found


class Fact(NamedTuple):
    """One fact as it was sealed."""

    line: bytes
    position: int
    stream: str
    version: int
    topic: str
    recorded_at: str
    body: dict[str, Any]


def facts_of(files: Bag) -> list[Fact]:
    """The facts, in the order of their positions."""
    found: list[Fact] = []
    for line in lines_of(files["events.jsonl"], "events.jsonl"):
        said = parsed(line, "events.jsonl")
        if list(said) != FIELDS or not isinstance(said["body"], dict):
            raise Wrong("事实的字段不对", "a fact has not the fields that a fact has")
        position, version = said["position"], said["version"]
        if type(position) is not int or type(version) is not int or position < 1:
            raise Wrong("事实的位置不对", "a fact stands at no position")
        if found and position <= found[-1].position:
            raise Wrong(f"第{position}号事实的次序不对", f"fact {position} is out of order")
        found.append(
            Fact(
                line,
                position,
                str(said["stream"]),
                version,
                str(said["topic"]),
                str(said["recorded_at"]),
                said["body"],
            )
        )
    return found


def check_proofs(files: Bag, facts: list[Fact], checkpoint: Checkpoint) -> None:
    """Every fact is in the log that the checkpoint was signed over."""
    proofs = [
        exact(line, "proofs.jsonl", ["position", "proof"]) for line in lines_of(files["proofs.jsonl"], "proofs.jsonl")
    ]
    proved, held = [each["position"] for each in proofs], [fact.position for fact in facts]
    if gone := [position for position in proved if type(position) is int and position not in held]:
        raise Wrong(
            f"第{gone[0]}号事实不在包里，它的证明却在：事实被抽走了",
            f"fact {gone[0]} is not in the bundle, and its proof is: a fact was taken out",
        )
    if proved != held:
        raise Wrong("证明与事实不是一一对应", "the proofs are not those of the facts, one for one")
    for fact, said in zip(facts, proofs, strict=True):
        if not isinstance(said["proof"], list) or fact.position > checkpoint.size:
            raise Wrong(f"第{fact.position}号事实没有证明", f"fact {fact.position} has no proof")
        proof = [unbase64(str(each)) for each in said["proof"]]
        if root_of(fact.line, fact.position - 1, checkpoint.size, proof) != checkpoint.root:
            raise Wrong(
                f"第{fact.position}号事实不是封存时的样子", f"fact {fact.position} is not the one that was sealed"
            )


def check_heads(text: str, facts: list[Fact], checkpoint: Checkpoint) -> str:
    """Nothing of the case was left out; the case."""
    lines = text.split("\n")
    case = lines[2].removeprefix("case ") if len(lines) > 4 else ""
    if lines[:2] != ["tiji/heads/v1", checkpoint.origin] or lines[-1] or not re.fullmatch(UUID, case):
        raise Wrong("流头清单格式不对", "the heads are none of this log")
    if lines[2:4] != [f"case {case}", f"size {checkpoint.size}"]:
        raise Wrong("流头清单与检查点不是同一时刻", "the heads are not of the moment of the checkpoint")
    for fact in facts:
        if case not in {fact.stream, fact.body.get("case")}:
            raise Wrong(f"第{fact.position}号事实不属于本案", f"fact {fact.position} is not of this case")
    streams: dict[str, list[Fact]] = {}
    for fact in facts:
        streams.setdefault(fact.stream, []).append(fact)
    expected = [
        f"stream {stream} {len(some)} {some[-1].version} {some[-1].position}"
        for stream, some in sorted(streams.items())
    ]
    if lines[4:-1] != expected:
        raise Wrong(
            "缺少或多出事实：封存时签名的清单写明本案每条流有几个事实，与包里的不符",
            "facts are missing, or too many: the list signed at sealing says how many each stream of the case has",
        )
    own = [fact.version for fact in streams.get(case, [])]
    if own != list(range(own[0] if own else 1, len(own) + (own[0] if own else 1))):
        raise Wrong("本案的流有缺口", "the case's own stream has a gap")
    return case


def values_in(thing: object) -> list[Any]:
    """Every value in a body, however deep."""
    if isinstance(thing, dict):
        return [thing, *(each for part in thing.values() for each in values_in(part))]
    if isinstance(thing, list):
        return [each for part in thing for each in values_in(part)]
    return [thing]


def check_disclosures(files: Bag, facts: list[Fact]) -> dict[str, str]:
    """Every text that is disclosed is the one a fact holds the digest of; each by that digest."""
    held = {each for fact in facts for each in values_in(fact.body) if isinstance(each, str)}
    disclosed = lines_of(files["disclosures"], "disclosures")
    for line in disclosed:
        if digest64(line) not in held:
            raise Wrong("有一段文字不是事实所记的那段", "a text is not the one that a fact holds the digest of")
    if disclosed != sorted(set(disclosed)):
        raise Wrong("文字的次序不对", "the texts are not in their order")
    return {digest64(line): text_of(line) for line in disclosed}


def text_of(disclosure: bytes) -> str:
    """What was written, out of a disclosure of RFC 9901: salt, name and value."""
    try:
        said = json.loads(base64.urlsafe_b64decode(disclosure + b"=" * (-len(disclosure) % 4)))
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, list) or not said:
        raise Wrong("有一段文字读不出来", "a text cannot be read")
    return str(said[-1])


def check_files(files: Bag, facts: list[Fact]) -> int:
    """Every file is the one a fact holds the digest of; how many."""
    attached = [
        (each["file"], each["media_type"], each["size"])
        for fact in facts
        for each in values_in(fact.body)
        if isinstance(each, dict) and {"file", "media_type", "size"} <= set(each)
    ]
    listed = [
        exact(line, "files.jsonl", ["handle", "media_type", "salt", "sha256"])
        for line in lines_of(files["files.jsonl"], "files.jsonl")
    ]
    if sorted({f"files/{each['sha256']}" for each in listed}) != sorted(
        each for each in files if each.startswith("files/")
    ):
        raise Wrong("附件与附件清单不符", "the files are not those that files.jsonl lists")
    for each in listed:
        content = files[f"files/{each['sha256']}"]
        handle = digest64(unbase64(str(each["salt"])) + content)
        if handle != each["handle"] or (handle, each["media_type"], len(content)) not in attached:
            raise Wrong("有一个附件不是事实所记的那个", "a file is not the one that a fact holds the digest of")
        if hashlib.sha256(content).hexdigest() != each["sha256"]:
            raise Wrong("有一个附件的名称与内容不符", "a file is not called by its digest")
    return len(listed)


def digest64(raw: bytes) -> str:
    """How a fact spells a digest."""
    return base64.urlsafe_b64encode(hashlib.sha256(raw).digest()).rstrip(b"=").decode()


# -- all of it ---------------------------------------------------------------------------------------------


class Checked(NamedTuple):
    """What was found to be so, in words, and the facts it was found of."""

    said: list[Said]
    facts: list[Fact]
    texts: dict[str, str]
    """What was written, by its digest."""
    is_simulation: bool


def check(bag: Bag, log: Key, witness: Key | None) -> Checked:
    """What was found to be so. Raises Wrong at the first thing that is not."""
    files = payload_of(bag)
    names = {name for name in files if not name.startswith("files/")}
    if missing := sorted(EVIDENCE - names):
        raise Wrong(f"缺少{missing[0]}", f"{missing[0]} is missing")
    if strange := sorted(names - EVIDENCE - REPORTS):
        raise Wrong(f"多出文件{strange[0]}", f"{strange[0]} does not belong here")
    text, _ = opened(files["checkpoint"], log, ("检查点", "checkpoint"))
    checkpoint = checkpoint_of(text, log)
    said = [
        ("包内文件齐全，与清单逐字节一致", "every file is there and is, byte for byte, what the manifests list"),
        (
            f"检查点由日志密钥签名：日志 {log.name}，密钥号 {log.id.hex()}，共{checkpoint.size}个事实",
            f"the checkpoint over {checkpoint.size} facts is signed with the key {log.id.hex()} of the log {log.name}",
        ),
    ]
    if witness:
        _, signature = opened(files["checkpoint"], witness, ("检查点", "checkpoint"))
        at = int.from_bytes(signature[:8], "big")
        said.append(
            (
                f"见证人 {witness.name} 已会签（{utc(at)}）",
                f"the witness {witness.name} cosigned it at {utc(at)}",
            )
        )
    facts = facts_of(files)
    check_proofs(files, facts, checkpoint)
    notices = sum(fact.topic.startswith("notice.") for fact in facts)
    said.append(
        (
            f"{len(facts)}个事实均在日志中，一字未改；其中{notices}个记通知的收发，案件页面另列",
            f"all {len(facts)} facts are in the log, not a byte changed; {notices} are about notices",
        )
    )
    try:
        heads, _ = opened(files["heads"], log, ("流头清单", "list of heads"))
    except OtherKey as forged:
        raise Wrong(*forged.said) from None  # the checkpoint is this log's, so the key is the right one
    case = check_heads(heads, facts, checkpoint)
    number = number_of(case, facts)
    check_name(bag["bag-info.txt"], number)
    said.append((f"案件 {number} 的事实没有遗漏（{case}）", f"no fact of case {number} was left out ({case})"))
    texts, attached = check_disclosures(files, facts), check_files(files, facts)
    said.append((f"{len(texts)}段文字与事实所记一致", f"{len(texts)} disclosed texts are those that the facts hold"))
    said.append((f"{attached}个附件与事实所记一致", f"{attached} files are those that the facts hold"))
    return Checked(said, facts, texts, log.name.startswith("tiji/simulation/"))


def number_of(case: str, facts: list[Fact]) -> str:
    """The number of the case, as the fact of its registration holds it."""
    numbers = [fact.body.get("number") for fact in facts if (fact.stream, fact.topic) == (case, "complaint.registered")]
    return printable(str(numbers[0])) if numbers else "—"


def check_name(info: bytes, number: str) -> None:
    """The bag is called after the case whose facts it holds."""
    first = info.partition(b"\n")[0].decode(errors="replace")
    if first != f"External-Identifier: {number}":
        called = first.removeprefix("External-Identifier: ")
        raise Wrong(
            f"包的说明写的是 {printable(called)}，其中的事实是案件 {number} 的",
            f"bag-info.txt speaks of {printable(called)}, and the facts are of case {number}",
        )


def utc(seconds: int) -> str:
    """A time, without asking this machine's zone or clock."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).isoformat()


# -- what is said --------------------------------------------------------------------------------------------

SIMULATION: Said = (
    "模拟库的日志：其中一切都是虚构的",
    "a simulation's log: everything in it is invented",
)
NOT_CHECKED: tuple[Said, ...] = (
    (
        "report.html、report.pdf 未核对，谁都能改它；要看核对过的事实，加 --facts",
        "report.html and report.pdf were NOT checked, anybody can alter them; to read what was checked, add --facts",
    ),
    (
        "包上写的打包日期未核对；何时导出，以事实为准",
        "the bagging date on the bag was NOT checked; when it was exported, the facts say",
    ),
    (
        "所记之事是否属实，须由人查证；本程序只证明记录未被改动",
        "whether what was recorded is true is for people to find out; this shows that the record was not altered",
    ),
)
COSIGNED: Said = (
    "证据与封存时一致，日志和见证人都签了字；report.html、report.pdf 未核对",
    "the evidence is as it was sealed, signed by the log and the witness; report.html and report.pdf were NOT checked",
)
NOT_COSIGNED: Said = (
    "证据与日志自己的签名一致；report.html、report.pdf 未核对",
    "the evidence is as the log alone signed it; report.html and report.pdf were NOT checked",
)
WITHOUT_WITNESS: Said = (
    "没有给见证人的密钥，未核对会签：整个日志若被日志密钥的持有者改写，也会得到这个结论",
    "no witness's key was given: a log that was rewritten with its own key would pass as well",
)


def listed(checked: Checked) -> list[str]:
    """Every fact in lines that can be read, out of the evidence and not out of the report."""
    lines = []
    for fact in checked.facts:
        act = fact.body.get("act")
        act = act if isinstance(act, dict) else {}
        shown = (fact.position, in_beijing(str(act.get("occurred_at", ""))), fact.topic, act.get("actor", ""))
        lines.append(printable("  ".join(map(str, shown))))
        for name, value in fact.body.items():
            if name not in {"topic", "act", "case"} and value not in (None, "", [], {}):
                said = checked.texts.get(value) if isinstance(value, str) else None
                lines.append(printable(f"    {name}: {said or json.dumps(value, ensure_ascii=False)}"))
    return lines


def in_beijing(text: str) -> str:
    """A time as the pages show it; as it stands where it is none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{found.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}" if found.tzinfo else text


def printable(text: str) -> str:
    """A text that cannot steer the terminal it is shown on."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


class Asking(argparse.ArgumentParser):
    """Says in both languages what it was not told."""

    def error(self, message: str) -> NoReturn:
        """Leave with 2."""
        raise CannotBegin("参数不对，-h 显示说明", f"{message}; -h shows the help")


def asked(arguments: list[str]) -> argparse.Namespace:
    """What was asked for. Raises CannotBegin."""
    asking = Asking(add_help=False, allow_abbrev=False)
    asking.add_argument("bundle", nargs="?", type=Path)
    for option in ("--log-key", "--witness-key"):
        asking.add_argument(option)
    asking.add_argument("--facts", action="store_true")
    asking.add_argument("-h", "--help", action="store_true")
    given = asking.parse_args(arguments)
    if not given.help and given.bundle is None:
        raise CannotBegin("没有写明证据包", "no bundle was named")
    if not given.help and given.log_key is None:
        raise CannotBegin("没有给出日志的公钥（--log-key）", "the log's public key was not given (--log-key)")
    return given


def main(arguments: list[str]) -> int:
    """Check one bundle and say what was found."""
    try:
        given = asked(arguments)
        if given.help:
            print(HELP)
            return 0
        log = key_of(given.log_key, LOG)
        witness = key_of(given.witness_key, WITNESS) if given.witness_key else None
        checked = check(read(given.bundle), log, witness)
    except CannotBegin as error:
        print(f"无法开始 / cannot begin: {error}", file=sys.stderr)
        return 2
    except FileNotFoundError:
        print(f"没有这个文件或文件夹 / there is no such file or folder: {given.bundle}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"打不开 / cannot be opened: {error}", file=sys.stderr)
        return 2
    except Wrong as wrong:
        print("✗ {}\n  {}".format(*wrong.said))
        print("\n结论：{}\nVerdict: {}".format(*wrong.verdict))
        return 1
    for zh, en in checked.said:
        print(f"✓ {zh}\n  {en}")
    for zh, en in NOT_CHECKED:
        print(f"· {zh}\n  {en}")
    if given.facts:
        print("\n事实 / Facts:", *listed(checked), sep="\n")
    print("\n结论：{}\nVerdict: {}".format(*(COSIGNED if witness else NOT_COSIGNED)))
    for zh, en in (*(() if witness else (WITHOUT_WITNESS,)), *((SIMULATION,) if checked.is_simulation else ())):
        print(f"  {zh}\n  {en}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
