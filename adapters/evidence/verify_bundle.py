#!/usr/bin/env python3
"""Checks a case bundle with nothing but Python: python3 verify_bundle.py BUNDLE --log-key KEY [--witness-key KEY].

BUNDLE is the archive or the folder it was unpacked to. A KEY is a public key as text, or the file it stands in; get it
from whoever runs the log and from the witness, never out of the bundle. Leaves with 0 where everything is as it was
sealed, with 1 where anything is not, with 2 where it was not told what it needs.
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
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

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


class Wrong(Exception):
    """Something is not as it was sealed; said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.said = (zh, en)


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


def key_of(given: str, kind: int) -> Key:
    """A public key, as text or out of a file."""
    text = (Path(given).read_text("utf-8") if "+" not in given or Path(given).is_file() else given).strip()
    name, id, encoded = [*text.split("+", 2), "", ""][:3]
    raw = unbase64(encoded)
    if len(raw) != 33 or raw[0] != kind or not name:
        raise ValueError(f"{given!r} is no public key of this kind")
    expected = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if expected.hex() != id:
        raise ValueError(f"the key of {name} has another id than it says")
    return Key(name, expected, kind, raw[1:])


def opened(note: bytes, key: Key, what: Said) -> tuple[str, bytes]:
    """The text of a note, and the key's signature, checked."""
    zh, en = what
    try:
        text, gap, lines = note.decode().rpartition("\n\n")
    except UnicodeDecodeError:
        raise Wrong(f"{zh}不是文本", f"the {en} is no text") from None
    text += "\n"
    if not gap or not lines.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", note.decode()):
        raise Wrong(f"{zh}格式不对", f"the {en} is no signed note")
    for line in lines[:-1].split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != DASH or not parts[1]:
            raise Wrong(f"{zh}的签名行格式不对", f"a line under the {en} is no signature")
        raw = unbase64(parts[2])
        if (parts[1], raw[:4]) == (key.name, key.id):
            signature, signed = raw[4:], text.encode()
            if key.kind == WITNESS:
                signed = f"cosignature/v1\ntime {int.from_bytes(signature[:8], 'big')}\n{text}".encode()
            if not is_signed(key.public, signed, signature[8:] if key.kind == WITNESS else signature):
                raise Wrong(f"{zh}的签名不符（{key.name}）", f"the signature of {key.name} does not fit the {en}")
            return text, signature
    raise Wrong(f"{zh}没有{key.name}的签名", f"the {en} is not signed by {key.name}, the key you trust")


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
    """Every file of a bag, out of an archive or a folder."""
    if path.is_dir():
        return {
            file.relative_to(path).as_posix(): file.read_bytes()
            for file in sorted(path.rglob("*"))
            if not file.is_dir()
        }
    raw = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            named = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, KeyError, IndexError):
        raise Wrong("压缩包已损坏", "the archive is damaged") from None
    if zipped(named) != raw:
        raise Wrong("压缩包不是原样", "the archive is not byte for byte what a bundle's archive is")
    folders = {name.partition("/")[0] for name in named}
    if len(folders) != 1:
        raise Wrong("压缩包里应只有一个文件夹", "the archive does not hold one folder")
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
        raise Wrong(f"多出文件{strange[0]}", f"{strange[0]} does not belong here")
    for manifest, files in (("tagmanifest-sha256.txt", tags), ("manifest-sha256.txt", payload)):
        if bag[manifest] != manifest_of(files):
            name = first_wrong(bag[manifest], files)
            raise Wrong(f"{name}与清单不符（改动、缺失或多出）", f"{name} is not as {manifest} lists it")
    size = sum(map(len, payload.values()))
    oxum = f"\nPayload-Oxum: {size}.{len(payload)}\n".encode()
    if bag["bagit.txt"] != BAGIT or not bag["bag-info.txt"].endswith(oxum):
        raise Wrong("包的说明与内容不符", "bagit.txt or bag-info.txt does not describe this bag")
    return {name.removeprefix("data/"): content for name, content in payload.items()}


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
        found.append(Fact(line, position, str(said["stream"]), version, said["body"]))
    return found


def check_proofs(files: Bag, facts: list[Fact], checkpoint: Checkpoint) -> None:
    """Every fact is in the log that the checkpoint was signed over."""
    proofs = [
        exact(line, "proofs.jsonl", ["position", "proof"]) for line in lines_of(files["proofs.jsonl"], "proofs.jsonl")
    ]
    if [each["position"] for each in proofs] != [fact.position for fact in facts]:
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
            "缺少或多出事实：与签名的流头清单不符", "facts are missing, or too many: the signed heads list others"
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


def check_disclosures(files: Bag, facts: list[Fact]) -> int:
    """Every text that is disclosed is the one a fact holds the digest of; how many."""
    held = {each for fact in facts for each in values_in(fact.body) if isinstance(each, str)}
    disclosed = lines_of(files["disclosures"], "disclosures")
    for line in disclosed:
        if digest64(line) not in held:
            raise Wrong("有一段文字不是事实所记的那段", "a text is not the one that a fact holds the digest of")
    if disclosed != sorted(set(disclosed)):
        raise Wrong("文字的次序不对", "the texts are not in their order")
    return len(disclosed)


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


def check(bag: Bag, log: Key, witness: Key | None) -> list[Said]:
    """What was found to be so, in words. Raises Wrong at the first thing that is not."""
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
            f"检查点由日志密钥签名：{checkpoint.size}个事实",
            f"the checkpoint over {checkpoint.size} facts is signed with the log's key",
        ),
    ]
    if witness:
        _, signature = opened(files["checkpoint"], witness, ("检查点", "checkpoint"))
        at = int.from_bytes(signature[:8], "big")
        said.append((f"见证人已会签（{utc(at)}）", f"the witness cosigned it at {utc(at)}"))
    facts = facts_of(files)
    check_proofs(files, facts, checkpoint)
    said.append(
        (f"{len(facts)}个事实均在日志中，一字未改", f"all {len(facts)} facts are in the log, not a byte changed")
    )
    heads, _ = opened(files["heads"], log, ("流头清单", "list of heads"))
    case = check_heads(heads, facts, checkpoint)
    said.append((f"案件{case}的事实没有遗漏", f"no fact of case {case} was left out"))
    texts, attached = check_disclosures(files, facts), check_files(files, facts)
    said.append((f"{texts}段文字与事实所记一致", f"{texts} disclosed texts are those that the facts hold"))
    said.append((f"{attached}个附件与事实所记一致", f"{attached} files are those that the facts hold"))
    return said


def utc(seconds: int) -> str:
    """A time, without asking this machine's zone or clock."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).isoformat()


NOT_CHECKED: tuple[Said, ...] = (
    ("report 文件供人阅读，不是证据", "the report is for people to read; it is no evidence"),
    (
        "所记之事是否属实，须由人查证；本程序只证明记录未被改动",
        "whether what was recorded is true is for people to find out; this shows that the record was not altered",
    ),
)


def main(arguments: list[str]) -> int:
    """Check one bundle and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("bundle", type=Path)
    asked.add_argument("--log-key", required=True)
    asked.add_argument("--witness-key")
    given = asked.parse_args(arguments)
    try:
        log = key_of(given.log_key, LOG)
        witness = key_of(given.witness_key, WITNESS) if given.witness_key else None
    except (OSError, ValueError, Wrong) as error:
        print(f"密钥不可用 / a key cannot be used: {error}", file=sys.stderr)
        return 2
    try:
        for zh, en in check(read(given.bundle), log, witness):
            print(f"✓ {zh}\n  {en}")
    except OSError as error:
        print(f"打不开 / cannot be opened: {error}", file=sys.stderr)
        return 2
    except Wrong as wrong:
        print("✗ {}\n  {}".format(*wrong.said))
        print("\n结论：不可信，已被改动或不完整\nVerdict: NOT as it was sealed")
        return 1
    if witness is None:
        print("· 未给见证人密钥，未核对会签\n  no witness's key was given, so its signature was not looked at")
    for zh, en in NOT_CHECKED:
        print(f"· {zh}\n  {en}")
    print("\n结论：与封存时一致\nVerdict: as it was sealed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
