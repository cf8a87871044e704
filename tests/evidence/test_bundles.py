"""A bundle out of a real store, checked by the stand-alone verifier in another folder; and everything done to it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from adapters.bundling import CaseBundles
from adapters.cli.main import app
from adapters.evidence import verify_bundle
from adapters.evidence.bundle import zipped
from adapters.evidence.keys import key_in
from adapters.evidence.notes import WITNESS, Signer
from adapters.evidence.refused import NotSealedYet
from adapters.evidence.sealer import Sealer
from adapters.evidence.verify_bundle import Wrong, check, is_signed, key_of, manifest_of
from adapters.evidence.verifying import Verification
from adapters.evidence.witness import Witness
from adapters.postgres.roles import Role, as_role
from adapters.sealing import log_key
from adapters.settings import Settings
from application.calls import Call
from application.commands.looking import ExportBundle
from application.ids import new_id
from domain.values import SeatId
from tests.evidence.conftest import Cosigns
from tests.http.conftest import *  # noqa: F403  (the small place behind the API)
from tests.http.test_material import upload
from tests.http.test_publications import closed

PNG = b"\x89PNG\r\n\x1a\n" + b"an invented picture"
NOTE_OF_OFFICER = "The pipe was shut at noon."


@pytest.fixture
def sealed_city(city, tmp_path):
    """The place, with a sealer at work whenever a bundle waits for one."""
    settings = Settings(tmp_path)
    key = log_key(city.application.url, settings)
    witness = Witness(tmp_path / "witness", Signer("witness/test", b"\2" * 32, WITNESS), [key.verifier])
    with closing(Sealer(as_role(city.application.url, Role.SEALER), key, Cosigns(witness))) as sealer, closing(witness):
        sealer.turn()
        patient = SealsWhileWaiting(sealer)
        city.sealer, city.key, city.witness, city.seals = sealer, key, witness, patient
        yield city


class SealsWhileWaiting:
    """Takes the place of time: whoever waits lets the sealer have a turn."""

    def __init__(self, sealer):
        self.sealer = sealer

    def sleep(self, _):
        self.sealer.turn()

    @staticmethod
    def monotonic():
        return 0.0


@pytest.fixture
def exported(sealed_city, monkeypatch):
    """The bag of one case with texts and a file, and its keys."""
    monkeypatch.setattr("adapters.bundling.time", sealed_city.seals)
    case = sealed_city.dispatched("roads")
    sealed_city.dispatched("water")
    added = sealed_city.client.post(
        f"/api/cases/{case}/files", content=PNG, headers=sealed_city._as("intake_clerk")
    ).json()
    sealed_city.do(case, "add-material", "intake_clerk", files=[added["file"]])
    sealed_city.do(case, "sign", "roads.unit_clerk")
    answer = sealed_city.client.post(
        f"/api/cases/{case}/bundle",
        json={"purpose": "review_case", "with_texts": True},
        headers=sealed_city._as("supervisor"),
    )
    assert answer.status_code == 200, answer.text
    sealed_city.application.settle()
    return Exported(sealed_city, case, answer)


KEPT = []
"""One bundle of this run, for whatever needs no city behind it."""


@pytest.fixture
def kept(request):
    """A bundle that was exported once."""
    if not KEPT:
        KEPT.append(request.getfixturevalue("exported"))
    return KEPT[0]


class Exported:
    """An exported bundle and whom to trust."""

    def __init__(self, city, case, answer):
        self.city, self.case, self.answer, self.archive = city, case, answer, answer.content
        with zipfile.ZipFile(io.BytesIO(self.archive)) as read:
            self.bag = {name.partition("/")[2]: read.read(name) for name in read.namelist()}
        self.key, self.witnessing = city.key, city.witness.signer
        self.log = key_of(str(city.key.verifier), 1)
        self.witness = key_of(str(city.witness.signer.verifier), 4)

    def check(self, bag=None, **trusted):
        return check(bag or self.bag, trusted.get("log", self.log), trusted.get("witness", self.witness))

    def altered(self, **payload):
        """The bag with other payload, and manifests that fit it."""
        bag = {name: content for name, content in self.bag.items() if name.startswith("data/")}
        for name, content in payload.items():
            bag[f"data/{name.replace('__', '.')}"] = content
        return refitted(bag)


def refitted(payload, number=None):
    """Manifests made again over a payload, as whoever alters a bundle would; called after its case, or another."""
    own = re.search(rb'"number":"([^"]+)"', payload["data/events.jsonl"])
    number = number or (own[1].decode() if own else "—")
    size = sum(map(len, payload.values()))
    tags = {
        "bagit.txt": verify_bundle.BAGIT,
        "bag-info.txt": f"External-Identifier: {number}\nPayload-Oxum: {size}.{len(payload)}\n".encode(),
        "manifest-sha256.txt": manifest_of(payload),
    }
    return {**tags, "tagmanifest-sha256.txt": manifest_of(tags), **payload}


def test_a_bundle_as_it_was_made_is_found_so(exported):
    said = exported.check().said
    number = exported.city.get(f"/api/cases/{exported.case}").json()["number"]
    assert len(said) == 7
    assert f"no fact of case {number} was left out ({exported.case})" in [en for _, en in said]
    assert exported.log.name in said[1][0]
    assert exported.log.id.hex() in said[1][0]
    assert exported.answer.headers["Content-Disposition"].startswith("attachment; filename=")


def test_the_export_is_a_fact_in_the_bundle_itself_and_leaves_the_cases_version_alone(exported):
    assert b'"topic":"bundle.exported"' in exported.bag["data/events.jsonl"]
    before = exported.city.get(f"/api/cases/{exported.case}").headers["ETag"].partition("-")[0]
    again = exported.city.client.post(
        f"/api/cases/{exported.case}/bundle", json={"purpose": "review_case"}, headers=exported.city._as("supervisor")
    )
    exported.city.application.settle()
    assert again.status_code == 200
    assert exported.city.get(f"/api/cases/{exported.case}").headers["ETag"].partition("-")[0] == before
    history = exported.city.get(f"/api/cases/{exported.case}/history", "discipline_reviewer").json()["items"]
    assert [each["topic"] for each in history].count("bundle.exported") == 2


def test_the_page_names_who_cosigned_with_the_key_to_be_compared(exported):
    page = exported.city.page(f"/cases/{exported.case}", "supervisor").text
    assert f"<code>{exported.witnessing.verifier.name}</code>" in page
    assert f"<code>{exported.witness.id.hex()}</code>" in page


def test_no_id_is_no_case_and_no_failure(exported, caplog):
    for path in ("/api/cases/nonsense/bundle", "/api/cases/nonsense/files/x"):
        send = exported.city.client.post if path.endswith("bundle") else exported.city.client.get
        answer = send(path, headers=exported.city._as("supervisor"))
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert "failed" not in caplog.text


def test_the_page_says_how_many_facts_the_bundle_will_hold(exported):
    page = exported.city.page(f"/cases/{exported.case}", "supervisor").text
    held, above, apart = map(
        int, re.search(r"现有 (\d+) 件事实，全部入包：“经过”里的 (\d+) 件，通知的收发 (\d+) 件", page).groups()
    )
    facts = lines(exported, "events.jsonl")
    assert (held, apart) == (len(facts), sum(b'"topic":"notice.' in fact for fact in facts))
    assert held == above + apart
    assert apart > 0


def test_the_report_says_names_and_places_in_the_text_and_no_codes(exported):
    report = exported.bag["data/report.html"].decode()
    assert "suzhou.norm." not in report
    assert "suzhou-2021 附件2 四(四)" in report
    assert "roads · " in report
    assert "roads.unit_clerk" not in report


def test_who_complained_is_in_no_bundle(exported):
    texts = [base64.urlsafe_b64decode(line + b"==").decode() for line in exported.bag["data/disclosures"].split()]
    assert any("A pipe leaks" in text for text in texts)
    whole = b"".join(exported.bag.values()) + "".join(texts).encode()
    assert TEXT["name"].encode() not in whole  # noqa: F405
    assert TEXT["contact"].encode() not in whole  # noqa: F405


def test_erasing_who_complained_leaves_every_proof_and_takes_their_words_and_files_out_of_the_next_bundle(
    sealed_city, monkeypatch
):
    monkeypatch.setattr("adapters.bundling.time", sealed_city.seals)
    case = closed(sealed_city)
    for content, who in ((PNG, "intake_clerk"), (PNG + b"by an officer", "roads.unit_clerk")):
        file = upload(sealed_city, case, content, who).json()["file"]
        sealed_city.do(case, "add-material", who, files=[file], note=NOTE_OF_OFFICER)
    sealed_city.do(case, "follow-up", way="phone", rating="good")
    sealed_city.advance("2027-02-01T09:00:00+08:00")
    before, texts = bundle_with_texts(sealed_city, case)
    assert "反映路灯不亮" in texts
    sealed_city.do(case, "propose-erasure", "intake_clerk", erase_because="person_asks", reason="asked")
    sealed_city.do(case, "confirm-erasure")
    after, texts = bundle_with_texts(sealed_city, case)
    assert before.check()
    assert after.check()
    assert NOTE_OF_OFFICER in texts
    assert not [words for words in ("反映路灯不亮", TEXT["name"], TEXT["contact"]) if words in texts]  # noqa: F405
    files = [content for name, content in after.bag.items() if name.startswith("data/files/")]
    assert files == [PNG + b"by an officer"]
    assert lines(before, "events.jsonl") == lines(after, "events.jsonl")[: len(lines(before, "events.jsonl"))]
    with psycopg.connect(as_role(sealed_city.application.url, Role.REVIEWER)) as connection:
        assert Verification(connection, sealed_city.key.verifier).run().faults == ()


def bundle_with_texts(city, case):
    """A bundle of now, and everything that can be read in it."""
    body = {"purpose": "review_case", "with_texts": True}
    answer = city.client.post(f"/api/cases/{case}/bundle", json=body, headers=city._as("supervisor"))
    assert answer.status_code == 200, answer.text
    city.application.settle()
    bundle = Exported(city, case, answer)
    return bundle, "".join(base64.urlsafe_b64decode(line + b"==").decode() for line in lines(bundle, "disclosures"))


def test_a_reviewer_without_the_right_to_texts_gets_digests_only(exported):
    city, path = exported.city, f"/api/cases/{exported.case}/bundle"
    body = {"purpose": "review_case", "with_texts": True}
    refused = city.client.post(path, json=body, headers=city._as("discipline_reviewer"))
    assert refused.status_code == 403
    bare = city.client.post(path, json={"purpose": "review_case"}, headers=city._as("discipline_reviewer"))
    again = Exported(city, exported.case, bare)
    assert again.bag["data/disclosures"] == b""
    assert not [name for name in again.bag if name.startswith("data/files/")]
    assert again.check()


def test_a_unit_exports_nothing(exported):
    city = exported.city
    for who in ("roads.unit_clerk", "efficiency_office"):
        answer = city.client.post(
            f"/api/cases/{exported.case}/bundle", json={"purpose": "review_case"}, headers=city._as(who)
        )
        assert answer.status_code == 403


def test_without_a_sealer_no_bundle_is_said_to_be_whole(exported):
    bundles: CaseBundles = replace(exported.city.application.bundles(), patience=-1.0)
    call = Call(SeatId("supervisor"), "supervisor", new_id())
    with pytest.raises(NotSealedYet):
        bundles.export(UUID(exported.case), ExportBundle(purpose="review_case"), call)


# -- what is done to it --------------------------------------------------------------------------------


def test_any_bit_turned_in_any_file_is_found(kept):
    missed = []
    for name, content in kept.bag.items():
        for place in range(0, len(content) * 8, max(1, len(content) // 40)):
            turned = bytearray(content)
            turned[place // 8] ^= 1 << place % 8
            try:
                kept.check(kept.bag | {name: bytes(turned)})
                missed.append((name, place))
            except Wrong:
                continue
    assert missed == []


def test_any_bit_turned_in_evidence_is_found_even_where_the_manifests_are_made_to_fit(kept):
    missed = []
    for name in ("events.jsonl", "proofs.jsonl", "checkpoint", "heads", "disclosures", "files.jsonl"):
        content = kept.bag[f"data/{name}"]
        for place in range(3, len(content) * 8, max(1, len(content) // 5)):
            turned = bytearray(content)
            turned[place // 8] ^= 1 << place % 8
            try:
                kept.check(kept.altered(**{name: bytes(turned)}))
                missed.append((name, place))
            except Wrong:
                continue
    assert missed == []


def lines(kept, name):
    return kept.bag[f"data/{name}"].split(b"\n")[:-1]


def joined(some):
    return b"".join(line + b"\n" for line in some)


def test_a_fact_left_out_with_its_proof_is_missed(kept):
    events, proofs = lines(kept, "events.jsonl"), lines(kept, "proofs.jsonl")
    for gone in range(len(events)):
        bag = kept.altered(
            **{
                "events.jsonl": joined(events[:gone] + events[gone + 1 :]),
                "proofs.jsonl": joined(proofs[:gone] + proofs[gone + 1 :]),
            }
        )
        with pytest.raises(Wrong, match=r"facts are missing|gap"):
            kept.check(bag)


def test_a_fact_left_out_while_its_proof_stayed_is_named(kept):
    events = lines(kept, "events.jsonl")
    for gone, event in enumerate(events):
        bag = kept.altered(**{"events.jsonl": joined(events[:gone] + events[gone + 1 :])})
        position = event.partition(b",")[0].rpartition(b":")[2].decode()
        with pytest.raises(Wrong, match=f"^fact {position} is not in the bundle"):
            kept.check(bag)


def test_forged_heads_are_not_signed(kept):
    heads = kept.bag["data/heads"].decode()
    last = heads.split("\n")[4]
    with pytest.raises(Wrong, match="signature"):
        kept.check(kept.altered(heads=heads.replace(f"{last}\n", "").encode()))
    stranger = Signer(kept.key.name, b"\7" * 32)
    text = heads.rpartition("\n\n")[0] + "\n"
    with pytest.raises(Wrong, match="not signed by"):
        kept.check(kept.altered(heads=f"{text}\n{stranger.sign(text)}".encode()))


def test_a_swapped_key_is_not_the_one_that_is_trusted(kept):
    stranger = Signer(kept.key.name, b"\7" * 32)
    with pytest.raises(Wrong, match="not signed by"):
        kept.check(log=key_of(str(stranger.verifier), 1))
    other = Signer("witness/test", b"\7" * 32, WITNESS)
    with pytest.raises(Wrong, match="not signed by"):
        kept.check(witness=key_of(str(other.verifier), 4))


def test_files_that_do_not_belong_or_are_gone_are_named(kept):
    with pytest.raises(Wrong, match="more"):
        kept.check(kept.bag | {"more.txt": b""})
    with pytest.raises(Wrong, match=r"data/more\.txt"):
        kept.check(kept.bag | {"data/more.txt": b""})
    with pytest.raises(Wrong, match=r"more\.txt does not belong"):
        kept.check(kept.altered(more__txt=b""))
    bag = dict(kept.bag)
    del bag["data/checkpoint"]
    with pytest.raises(Wrong, match="data/checkpoint"):
        kept.check(bag)


def test_another_file_under_the_same_name_is_found(kept):
    listed = kept.bag["data/files.jsonl"]
    name = next(name for name in kept.bag if name.startswith("data/files/"))
    other = PNG + b"!"
    payload = {key: content for key, content in kept.bag.items() if key.startswith("data/") and key != name}
    payload[f"data/files/{hashlib.sha256(other).hexdigest()}"] = other
    payload["data/files.jsonl"] = listed.replace(
        name.rpartition("/")[2].encode(), hashlib.sha256(other).hexdigest().encode()
    )
    with pytest.raises(Wrong, match="a file is not the one"):
        kept.check(refitted(payload))


def test_a_bag_that_is_called_after_another_case_is_found(kept):
    payload = {name: content for name, content in kept.bag.items() if name.startswith("data/")}
    kept.check(refitted(payload))
    with pytest.raises(Wrong, match="speaks of 20200101-AAAAAA, and the facts are of case"):
        kept.check(refitted(payload, "20200101-AAAAAA"))


def test_a_text_put_into_somebodys_mouth_is_found(kept):
    with pytest.raises(Wrong, match="a text is not the one"):
        kept.check(kept.altered(disclosures=b"WyJzYWx0IiwidGl0bGUiLCJvdGhlciJd\n"))


# -- elsewhere -----------------------------------------------------------------------------------------


def test_somebody_who_knows_nothing_checks_it_in_another_folder(kept, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    verifier = elsewhere / "verify_bundle.py"
    verifier.write_bytes(Path(verify_bundle.__file__).read_bytes())
    archive = elsewhere / "case.zip"
    archive.write_bytes(kept.archive)
    key, witness = elsewhere / "log.pub", elsewhere / "witness.pub"
    key.write_text(f"{kept.key.verifier}\n", encoding="utf-8")
    witness.write_text(f"{kept.witnessing.verifier}\n", encoding="utf-8")

    def run(path, *more):
        command = [sys.executable, "-I", str(verifier), str(path), "--log-key", str(key), *more]
        return subprocess.run(command, capture_output=True, text=True, cwd=elsewhere, check=False)

    done = run(archive, "--witness-key", str(witness))
    assert (done.returncode, "Verdict: the evidence is as it was sealed" in done.stdout) == (0, True), done.stdout
    assert "结论：证据与封存时一致" in done.stdout
    with zipfile.ZipFile(archive) as read:
        read.extractall(elsewhere / "unpacked")
    assert run(next((elsewhere / "unpacked").iterdir())).returncode == 0
    turned = bytearray(kept.archive)
    turned[len(turned) // 2] ^= 1
    archive.write_bytes(turned)
    done = run(archive)
    assert (done.returncode, "the archive is" in done.stdout) == (1, True), done.stdout + done.stderr
    assert run(elsewhere / "nothing").returncode == 2
    assert run(archive, "--witness-key", "no key").returncode == 2


@pytest.fixture
def desk(kept, tmp_path):
    """Where somebody checks: the archive, what it was unpacked to, and what the verifier says of either."""
    return Desk(kept, tmp_path)


class Desk:
    """Somebody else's desk."""

    def __init__(self, kept, place):
        self.kept, self.place, self.archive = kept, place, place / "case.zip"
        self.archive.write_bytes(kept.archive)
        with zipfile.ZipFile(self.archive) as read:
            read.extractall(place / "unpacked")
        self.folder = next((place / "unpacked").iterdir())
        self.keys = ["--log-key", str(kept.key.verifier), "--witness-key", str(kept.witnessing.verifier)]

    def says(self, capsys, *arguments):
        """The exit code and all that was said."""
        code = verify_bundle.main([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    def conclusion(self, capsys, *arguments):
        """The exit code and what it comes to."""
        code, said = self.says(capsys, *arguments)
        return code, said.partition("结论")[2]


def test_a_forged_report_is_said_not_to_have_been_checked_and_the_facts_are_listed_without_it(desk, capsys):
    manifest = desk.kept.altered(report__html=b"<p>Nothing ever happened.</p>")
    for name, content in manifest.items():
        (desk.folder / name).write_bytes(content)
    code, said = desk.says(capsys, desk.folder, *desk.keys, "--facts")
    assert code == 0
    assert "report.html、report.pdf 未核对" in said.partition("结论")[2]
    facts, number = said.partition("事实 / Facts:")[2], f"{len(lines(desk.kept, 'events.jsonl'))}个事实"
    assert number in said
    assert re.search(r"^\d+  2025-11-03 09:00:00  complaint\.signed  roads\.unit_clerk$", facts, re.MULTILINE)
    assert "content: A pipe leaks before number four." in facts
    assert "Facts:" not in desk.says(capsys, desk.folder, *desk.keys)[1]


def test_what_was_written_cannot_steer_the_terminal_it_is_shown_on():
    assert verify_bundle.printable("\x1b[2Ja\u202eb字") == "\\x1b[2Ja\\u202eb字"


def test_a_simulation_is_called_one_in_the_conclusion(desk, capsys):
    assert "模拟库的日志" in desk.conclusion(capsys, desk.archive, *desk.keys)[1]


def test_without_a_witness_the_conclusion_is_weaker(desk, capsys):
    code, said = desk.conclusion(capsys, desk.archive, *desk.keys[:2])
    assert code == 0
    assert "as the log alone signed it" in said
    assert "a log that was rewritten with its own key would pass" in said
    assert "rewritten" not in desk.conclusion(capsys, desk.archive, *desk.keys)[1]


def test_an_archive_packed_again_is_not_called_altered(desk, capsys):
    with zipfile.ZipFile(desk.archive, "w", zipfile.ZIP_DEFLATED) as again:
        for name, content in desk.kept.bag.items():
            again.writestr(f"{desk.folder.name}/{name}", content)
    code, said = desk.says(capsys, desk.archive, *desk.keys)
    assert code == 1
    assert "unpack it and name the folder" in said
    assert "不可信" not in said
    assert desk.says(capsys, desk.folder, *desk.keys)[0] == 0


@pytest.mark.parametrize("stray", [".DS_Store", "data/.DS_Store"])
def test_a_file_that_a_file_manager_put_there_is_named_and_not_called_an_alteration(desk, capsys, stray):
    (desk.folder / stray).write_bytes(b"stray")
    code, said = desk.says(capsys, desk.folder, *desk.keys)
    assert code == 1
    assert f"{stray}，打包时没有" in said
    assert "不可信" not in said


def test_a_folder_around_the_bundle_is_not_the_bundle(desk, capsys):
    code, said = desk.says(capsys, desk.place / "unpacked", *desk.keys)
    assert code == 1
    assert "name the unpacked folder that holds it" in said


def test_one_letter_changed_in_an_unpacked_bundle_is_called_an_alteration(desk, capsys):
    facts = desk.folder / "data" / "events.jsonl"
    facts.write_bytes(facts.read_bytes().replace(b"complaint.signed", b"complaint.Signed", 1))
    assert "不可信，已被改动" in desk.conclusion(capsys, desk.folder, *desk.keys)[1]


def test_the_key_of_another_log_is_shown_beside_those_that_signed(desk, capsys):
    other = Signer("tiji/another", b"\7" * 32).verifier
    code, said = desk.says(capsys, desk.archive, "--log-key", str(other))
    assert code == 1
    assert f"tiji/another ({other.id.hex()})" in said
    assert f"{desk.kept.log.name} ({desk.kept.log.id.hex()})" in said
    assert "密钥不是这个日志" in said.partition("结论")[2]


def test_heads_of_a_stranger_under_a_true_checkpoint_are_an_alteration_and_not_a_question_of_keys(kept):
    text = kept.bag["data/heads"].decode().rpartition("\n\n")[0] + "\n"
    forged = f"{text}\n{Signer(kept.key.name, bytes(32)).sign(text)}".encode()
    with pytest.raises(Wrong, match="not signed by") as wrong:
        kept.check(kept.altered(heads=forged))
    assert wrong.value.verdict == Wrong.verdict


def test_a_bundle_that_the_witness_named_did_not_cosign_does_not_pass(desk, capsys):
    other = Signer("witness/other", b"\7" * 32, WITNESS).verifier
    code, said = desk.says(capsys, desk.archive, *desk.keys[:2], "--witness-key", str(other))
    assert code == 1
    assert f"witness/other ({other.id.hex()})" in said
    assert "the witness was away" in said


def test_what_is_no_archive_at_all_is_not_called_an_alteration(desk, capsys):
    desk.archive.write_bytes(b"no archive")
    code, said = desk.says(capsys, desk.archive, *desk.keys)
    assert code == 1
    assert "copy or download it again" in said
    assert "不可信" not in said


def test_what_it_was_not_told_is_said_in_both_languages(desk, capsys):
    log, witness = desk.keys[1], desk.keys[3]
    for arguments, zh, en in (
        ([], "没有写明证据包", "no bundle was named"),
        ([desk.archive], "没有给出日志的公钥", "the log's public key was not given"),
        ([desk.archive, "--log-key", desk.place / "no.pub"], "也不是能读的公钥文件", "neither a public key"),
        ([desk.archive, "--log-key", "a+b+c"], "不是公钥", "no public key"),
        ([desk.archive, "--log-key", log.replace("+", "x+", 1)], "密钥号应为", "not copied whole"),
        ([desk.archive, "--log-key", witness, "--witness-key", log], "是否写反了", "were the two exchanged"),
        ([desk.place / "no.zip", *desk.keys], "没有这个文件", "no such file"),
        ([desk.archive, *desk.keys, "--more"], "参数不对", "unrecognized arguments"),
    ):
        code, said = desk.says(capsys, *arguments)
        assert code == 2, arguments
        assert re.search(zh, said), said
        assert en in said
    code, said = desk.says(capsys, "--help")
    assert code == 0
    assert "向运行日志的单位索取" in said


def test_any_bit_turned_in_the_archive_is_found(kept, tmp_path):
    file, missed = tmp_path / "turned.zip", []
    for place in range(0, len(kept.archive) * 8, max(1, len(kept.archive) // 100)):
        turned = bytearray(kept.archive)
        turned[place // 8] ^= 1 << place % 8
        file.write_bytes(turned)
        try:
            kept.check(verify_bundle.read(file))
            missed.append(place)
        except Wrong:
            continue
    assert missed == []


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99])
def test_an_archive_that_says_it_is_compressed_is_not_unpacked(kept, tmp_path, method):
    file, forged = tmp_path / "forged.zip", bytearray(kept.archive)
    at = forged.index(b"PK\x01\x02") + 10
    forged[at : at + 2] = method.to_bytes(2, "little")
    file.write_bytes(forged)
    with pytest.raises(Wrong, match="not byte for byte the one that was packed"):
        verify_bundle.read(file)


def test_the_same_bag_is_the_same_archive(kept):
    folder = next(iter(zipfile.ZipFile(io.BytesIO(kept.archive)).namelist())).partition("/")[0]
    assert zipped(kept.bag, folder) == kept.archive


def test_the_verifier_needs_the_standard_library_alone():
    source = Path(verify_bundle.__file__).read_text("utf-8")
    imported = re.findall(r"^(?:import|from) (\S+)(?: import .*)?$", source, re.MULTILINE)
    named = {found.partition(".")[0] for found in imported}
    assert named <= sys.stdlib_module_names


def test_its_ed25519_agrees_with_another_on_every_signature():
    for n in range(20):
        secret = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"%d" % n).digest())
        public, message = secret.public_key().public_bytes_raw(), b"message %d" % n
        signature = secret.sign(message)
        assert is_signed(public, message, signature)
        assert not is_signed(public, message + b"!", signature)
        turned = bytearray(signature)
        turned[n * 3] ^= 4
        assert not is_signed(public, message, bytes(turned))


def test_ed25519_takes_the_published_example_and_no_other_spelling_of_it():
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b"
    )
    assert is_signed(public, b"", signature)
    scalar = int.from_bytes(signature[32:], "little") + verify_bundle.L
    assert not is_signed(public, b"", signature[:32] + scalar.to_bytes(32, "little"))
    assert not is_signed(b"\xff" * 32, b"", signature)


def test_a_reviewer_exports_from_the_page_of_the_case(sealed_city, monkeypatch):
    monkeypatch.setattr("adapters.bundling.time", sealed_city.seals)
    case = sealed_city.dispatched("roads")
    page = sealed_city.page(f"/cases/{case}", "discipline_reviewer")
    assert f"/cases/{case}/bundle" in page.text
    assert f"/cases/{case}/bundle" not in sealed_city.page(f"/cases/{case}", "roads.unit_clerk").text
    for said in (sealed_city.key.name, sealed_city.key.verifier.id.hex(), "/api/log/verify_bundle.py", "--log-key"):
        assert said in page.text
    taken = sealed_city.client.get("/api/log/verify_bundle.py")
    assert taken.content == Path(verify_bundle.__file__).read_bytes()
    assert hashlib.sha256(taken.content).hexdigest() in page.text
    assert key_of(sealed_city.client.get("/api/log/key").text, 1).public == sealed_city.key.verifier.public
    session = sealed_city._signed("discipline_reviewer")
    typed = {"form_token": "form-discipline_reviewer", "purpose": "review_case"}
    answer = sealed_city.client.post(f"/cases/{case}/bundle", data=typed, headers=session)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/zip"
    assert Exported(sealed_city, case, answer).check()


def test_the_command_writes_the_archive_and_the_verifier(sealed_city, monkeypatch, tmp_path):
    case = sealed_city.dispatched("roads")
    sealed_city.sealer.close()
    sealed_city.application.follower.close()
    sealed_city.follows = False
    monkeypatch.setenv("DATABASE_URL", sealed_city.application.url)
    monkeypatch.setenv("TIJI_DATA", str(tmp_path))
    monkeypatch.setenv("TIJI_MASTER_KEY_FILE", str(tmp_path / "master.key"))
    number = sealed_city.get(f"/api/cases/{case}").json()["number"]
    done = CliRunner().invoke(app, ["bundle", number, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert "verify_bundle.py" in done.output
    assert "the check concludes less" in done.output
    archive = next((tmp_path / "out").glob("*.zip"))
    key = key_in(tmp_path / "log.key", sealed_city.key.name)
    assert check(verify_bundle.read(archive), key_of(str(key.verifier), 1), None)


def test_a_bundle_holds_the_report_on_screen_and_on_paper(exported):
    page = exported.bag["data/report.html"].decode()
    assert exported.bag["data/report.pdf"].startswith(b"%PDF-")
    assert "谁在手上" in page
    assert "时限 · Time limits" in page
