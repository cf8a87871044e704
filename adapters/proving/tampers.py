"""Twelve ways to falsify a store, each done at a random place."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from adapters.proving.scene import Scene

Tamper = Callable[[Scene, Random], int]
"""Does it; the first position it touches."""


def _somewhere(scene: Scene, random: Random) -> int:
    return random.randint(2, scene.size)


def bit_flip(scene: Scene, random: Random) -> int:
    """One bit of a stored fact turned."""
    position = _somewhere(scene, random)
    place, bit = random.randrange(len(scene.entry(position).state)), 1 << random.randrange(8)
    scene.run(
        "UPDATE store.events SET state = set_byte(state, %s, get_byte(state, %s) # %s) WHERE notification_id = %s",
        place,
        place,
        bit,
        position,
    )
    return position


def time_shift(scene: Scene, random: Random) -> int:
    """A fact recorded at another time, and its command with it."""
    position, shift = _somewhere(scene, random), random.choice([-1, 1]) * random.randint(1, 10**9)
    for table, key in (("events", "notification_id"), ("commands", "first_position")):
        scene.run(
            f"UPDATE store.{table} SET recorded_at = recorded_at + %s * interval '1 microsecond' WHERE {key} = %s",  # noqa: S608  (our own names)
            shift,
            position,
        )
    return position


def topic_changed(scene: Scene, random: Random) -> int:
    """Another thing happened."""
    position = _somewhere(scene, random)
    topics = {entry.topic for entry in scene.tables.entries(0, 400)} - {scene.entry(position).topic}
    scene.run("UPDATE store.events SET topic = %s WHERE notification_id = %s", random.choice(sorted(topics)), position)
    return position


def moved_to_another_case(scene: Scene, random: Random) -> int:
    """It happened to another case, at the end of its stream."""
    position = _somewhere(scene, random)
    own = scene.entry(position).stream
    others = sorted({entry.stream for entry in scene.tables.entries(0, scene.size)} - {own}, key=str)
    other = random.choice(others)
    scene.run(
        "UPDATE store.events SET originator_id = %s, originator_version ="
        " (SELECT max(originator_version) + 1 FROM store.events WHERE originator_id = %s) WHERE notification_id = %s",
        other,
        other,
        position,
    )
    return position


def two_swapped(scene: Scene, random: Random) -> int:
    """Two facts in each other's place."""
    first, second = sorted(random.sample(range(1, scene.size + 1), 2))
    for was, now in ((first, 0), (second, first), (0, second)):
        scene.run("UPDATE store.events SET notification_id = %s WHERE notification_id = %s", now, was)
    return first


def deleted(scene: Scene, random: Random) -> int:
    """A fact gone."""
    position = _somewhere(scene, random)
    scene.run("DELETE FROM store.events WHERE notification_id = %s", position)
    return position


def deleted_and_log_rebuilt(scene: Scene, random: Random) -> int:
    """A fact gone, the later ones moved up, and the log made again under a key of the thief's."""
    position = _somewhere(scene, random)
    scene.run("DELETE FROM store.events WHERE notification_id = %s", position)
    scene.run("DELETE FROM store.commands WHERE first_position = %s", position)
    for step in ("-notification_id WHERE notification_id > %s", "-notification_id - 1 WHERE -notification_id > %s"):
        scene.run(f"UPDATE store.events SET notification_id = {step}", position)  # noqa: S608  (our own words)
    scene.run(
        "UPDATE store.commands SET first_position = first_position - 1, last_position = last_position - 1"
        " WHERE first_position > %s",
        position,
    )
    scene.make_log_again(scene.thief)
    return position


def truncated(scene: Scene, random: Random) -> int:
    """The newest facts gone."""
    position = _somewhere(scene, random)
    scene.run("DELETE FROM store.events WHERE notification_id >= %s", position)
    return position


def forged_past_the_head(scene: Scene, random: Random) -> int:
    """A fact put in behind the newest, past the store's own function."""
    scene.run(
        "INSERT INTO store.events SELECT originator_id, originator_version + 1000, topic, state, %s,"
        " (SELECT max(recorded_at) FROM store.events), gen_random_uuid(), written_by"
        " FROM store.events WHERE notification_id = %s",
        scene.size + 1,
        _somewhere(scene, random),
    )
    return scene.size + 1


def flipped_and_log_rebuilt(scene: Scene, random: Random) -> int:
    """A bit turned, and the log made again under a key of the thief's."""
    position = bit_flip(scene, random)
    scene.make_log_again(scene.thief)
    return position


def signed_again_with_the_stolen_key(scene: Scene, random: Random) -> int:
    """A bit turned, and the log made again under its own key: only the witness knows better."""
    position = bit_flip(scene, random)
    scene.make_log_again(scene.key)
    return position


def rolled_back(scene: Scene, random: Random) -> int:
    """Store and log as an old backup held them, every signature true: only the witness knows better."""
    size = random.choice(scene.sizes[:-1])
    for statement in (
        "DELETE FROM store.events WHERE notification_id > %s",
        "DELETE FROM store.commands WHERE last_position > %s",
        "DELETE FROM log.leaves WHERE last > %s",
        "DELETE FROM log.nodes WHERE (index + 1) * power(256, level) > %s",
        "DELETE FROM log.checkpoints WHERE size > %s",
    ):
        scene.run(statement, size)
    return size + 1


TAMPERS: dict[str, Tamper] = {
    "bit flip": bit_flip,
    "time shift": time_shift,
    "topic changed": topic_changed,
    "moved to another case": moved_to_another_case,
    "two swapped": two_swapped,
    "deleted": deleted,
    "deleted, log rebuilt": deleted_and_log_rebuilt,
    "truncated": truncated,
    "forged past the head": forged_past_the_head,
    "flipped, log rebuilt": flipped_and_log_rebuilt,
    "re-signed, stolen log key": signed_again_with_the_stolen_key,
    "rolled back": rolled_back,
}
