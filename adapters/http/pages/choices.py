"""What may be chosen in a field: from the edition, the case, or what the act is about.

Long because every field with a choice has its few lines here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable

from adapters.http.pages.field import Codes, Surroundings
from application.filled import ON_THE_SPOT
from domain.aggregates.consultation import Consultation
from domain.aggregates.obligation import Obligation
from domain.aggregates.sample import Sample
from domain.aggregates.shift import Shift
from domain.regulations.obligations import ObligationRule
from domain.regulations.parts import Named


def kinds(around: Surroundings) -> Iterable[str]:
    """Kinds of matter."""
    return [kind.code for kind in around.edition.intake.kinds] if around.edition.intake else []


def channels(around: Surroundings) -> Iterable[str]:
    """Channels of intake."""
    return [channel.code for channel in around.edition.intake.channels] if around.edition.intake else []


def grounds(around: Surroundings) -> Iterable[str]:
    """Grounds not to accept."""
    intake = around.edition.intake
    return (
        [*(ground.code for ground in intake.refusal_grounds), *(["repeat"] if intake.repeat else [])] if intake else []
    )


def numbers(around: Surroundings) -> Iterable[str]:
    """Emergency services."""
    return around.edition.intake.emergency_numbers if around.edition.intake else []


def defects(around: Surroundings) -> Iterable[str]:
    """Defects a reply is sent back for."""
    return [defect.code for defect in around.edition.send_back.defects] if around.edition.send_back else []


def rework(around: Surroundings) -> Iterable[str]:
    """Defects a rating shows."""
    return [defect.code for defect in around.edition.send_back.rework_defects] if around.edition.send_back else []


def items(around: Surroundings) -> Iterable[str]:
    """What a reply must say."""
    return around.edition.reply.requires if around.edition.reply else []


def filed(around: Surroundings) -> Iterable[str]:
    """What a file must hold."""
    return [item.code for item in around.edition.archive.items] if around.edition.archive else []


def ways(around: Surroundings) -> Iterable[str]:
    """Ways to ask how it was."""
    return [way.code for way in around.edition.follow_up.ways] if around.edition.follow_up else ["phone"]


def explained(around: Surroundings) -> Iterable[str]:
    """Grounds to leave a bad rating without rework."""
    return [each.code for each in around.edition.follow_up.bad_without_rework] if around.edition.follow_up else []


def running(around: Surroundings) -> Iterable[str]:
    """Limits that may be extended and run."""
    names = around.edition.extension.limits if around.edition.extension else ()
    known = around.case.deadlines.by_key.values() if around.case else ()
    return [each.set.key for each in known if each.is_running and each.set.name in names]


def requested(around: Surroundings) -> Iterable[str]:
    """Deadlines more time was asked for."""
    known = around.case.deadlines.by_key.values() if around.case else ()
    return [each.set.key for each in known if each.requested is not None]


def findings(around: Surroundings) -> Iterable[str]:
    """Findings about the case, or about what stands beside it."""
    about = around.subject or around.case
    return [key for key, each in about.findings.items() if each.status != "overturned"] if about else []


def rankings(around: Surroundings) -> Iterable[str]:
    """Rankings of the text."""
    return list(around.edition.rankings)


def units(around: Surroundings) -> Iterable[str]:
    """Units known."""
    return around.units


def instructions(around: Surroundings) -> Iterable[str]:
    """A leader's instructions that wait."""
    known = around.case.deadlines.unfinished() if around.case else ()
    return [each.set.key for each in known if each.set.name == "instruction"]


def kept(around: Surroundings) -> Iterable[str]:
    """Material of the case."""
    return list(around.case.material) if around.case else []


def triggers(around: Surroundings) -> Iterable[str]:
    """What may call for supervision."""
    return list(around.edition.supervision.triggers) if around.edition.supervision else []


def means(around: Surroundings) -> Iterable[str]:
    """Ways to remind."""
    return [each.code for each in around.edition.supervision.means] if around.edition.supervision else []


def registered_parts(around: Surroundings) -> Iterable[str]:
    """What a registration of supervision must say."""
    rules = around.edition.supervision
    return next((rule.requires for rule in rules.steps if rule.step == "registered"), ()) if rules else ()


def for_persons(around: Surroundings) -> Iterable[str]:
    """Findings a person establishes about a case."""
    return around.edition.for_persons("case")


def about_units(around: Surroundings) -> Iterable[str]:
    """Findings a person establishes about a unit."""
    return around.edition.for_persons("unit")


def parts_of_marks(around: Surroundings) -> Iterable[str]:
    """Parts of a mark."""
    kinds = [around.edition.findings[name] for name in around.edition.for_persons("unit")]
    return dict.fromkeys(part.code for kind in kinds for part in kind.parts)


def grades(around: Surroundings) -> Iterable[str]:
    """How grave it was."""
    return [grade.code for grade in around.edition.accountability.grades] if around.edition.accountability else []


def measures(around: Surroundings) -> Iterable[str]:
    """Measures of any grade."""
    rules = around.edition.accountability
    return [measure.code for grade in rules.grades for measure in grade.measures] if rules else []


def bodies(around: Surroundings) -> Iterable[str]:
    """To whom a file is referred."""
    return [body.code for body in around.edition.accountability.referred_to] if around.edition.accountability else []


def codes(parts: Iterable[Named]) -> list[str]:
    """Codes of named parts."""
    return [part.code for part in parts]


def classes(around: Surroundings) -> Iterable[str]:
    """Classes a matter is tagged with."""
    return codes(around.edition.intake.classes) if around.edition.intake else []


def transfers(around: Surroundings) -> Iterable[str]:
    """What leaves for another procedure."""
    return codes(around.edition.intake.transfers) if around.edition.intake else []


def verification_means(around: Surroundings) -> Iterable[str]:
    """Ways to look into it."""
    return codes(around.edition.verification.means) if around.edition.verification else []


def natures(around: Surroundings) -> Iterable[str]:
    """What an opinion may find it to be."""
    return codes(around.edition.opinion.natures) if around.edition.opinion else []


def order_triggers(around: Surroundings) -> Iterable[str]:
    """What an order to the head rests on."""
    return codes(around.edition.order.triggers) if around.edition.order else []


def areas(around: Surroundings) -> Iterable[str]:
    """Where a matter may come from, as task forces are told apart."""
    return codes(around.edition.task_forces.areas) if around.edition.task_forces else []


def task_forces(around: Surroundings) -> Iterable[str]:
    """Who may follow a matter through."""
    return codes(around.edition.task_forces.forces) if around.edition.task_forces else []


def open_grounds(around: Surroundings) -> Iterable[str]:
    """Grounds for more time to a named day."""
    return codes(around.edition.open_extension.grounds) if around.edition.open_extension else []


def final_no(around: Surroundings) -> Iterable[str]:
    """Grounds on which alone a final no may rest."""
    return codes(around.edition.ladder.final_no_grounds) if around.edition.ladder else []


def cannot(around: Surroundings) -> Iterable[str]:
    """Grounds why it cannot be done."""
    return codes(around.edition.cannot.grounds) if around.edition.cannot else []


def reviewed(around: Surroundings) -> Iterable[str]:
    """Findings of a review."""
    return around.edition.review.findings if around.edition.review else []


def polarities(around: Surroundings) -> Iterable[str]:
    """Good or bad example."""
    return codes(around.edition.review.polarities) if around.edition.review else []


def ratings(around: Surroundings) -> Iterable[str]:
    """Ratings there are."""
    return codes(around.edition.follow_up.ratings) if around.edition.follow_up else ["good", "bad"]


def procedures(around: Surroundings) -> Iterable[str]:
    """Procedures for the dissatisfied."""
    zone = around.edition.follow_up.zone if around.edition.follow_up else None
    return codes(zone.procedures) if zone else []


def ways_on_the_spot(around: Surroundings) -> Iterable[str]:
    """Ways to answer on the spot."""
    foreseen = codes(around.edition.dispatch.first_triage) if around.edition.dispatch else []
    return [way for way in ON_THE_SPOT if way in foreseen] or ["guidance"]


def inspected(around: Surroundings) -> Iterable[str]:
    """What an inspection looks at."""
    return codes(around.edition.supervision.items) if around.edition.supervision else []


def receivers(step: str) -> Codes:
    """To whom what a step makes goes."""

    def named(around: Surroundings) -> Iterable[str]:
        rules = around.edition.supervision
        return next((rule.requires for rule in rules.steps if rule.step == step), ()) if rules else ()

    return named


def open_ended(around: Surroundings) -> Iterable[str]:
    """Limits that may be prolonged and run."""
    names = around.edition.open_extension.limits if around.edition.open_extension else ()
    known = around.case.deadlines.unfinished() if around.case else ()
    return [each.set.key for each in known if each.set.name in names]


def missed(around: Surroundings) -> Iterable[str]:
    """Misses not yet explained."""
    known = around.case.deadlines.by_key.values() if around.case else ()
    return [each.set.key for each in known if each.is_missed and not each.is_explained]


def pool_triggers(around: Surroundings) -> Iterable[str]:
    """What a person may propose a consultation for."""
    rules = around.edition.consultation
    return [code for code, trigger in rules.triggers.items() if trigger.finding is None] if rules else []


def consultation_forms(around: Surroundings) -> Iterable[str]:
    """Forms of a consultation."""
    return codes(around.edition.consultation.forms) if around.edition.consultation else []


def chairs(around: Surroundings) -> Iterable[str]:
    """Who may chair it."""
    return [chair.role for chair in around.edition.consultation.chairs] if around.edition.consultation else []


def minuted_parts(around: Surroundings) -> Iterable[str]:
    """What its minutes must say."""
    rules = around.edition.consultation
    return (*rules.minutes.requires, *rules.minutes.unresolved_requires) if rules else ()


def taking_part(around: Surroundings) -> Iterable[str]:
    """Units that take part."""
    it = around.subject
    return [unit for unit in (it.lead, *it.assisting) if unit] if isinstance(it, Consultation) else []


def open_tasks(around: Surroundings) -> Iterable[str]:
    """Its tasks not yet done."""
    it = around.subject
    return [key for key in it.tasks if key not in it.done] if isinstance(it, Consultation) else []


def beside(around: Surroundings) -> Iterable[str]:
    """Other matters it may join."""
    return around.beside


def asked_for(around: Surroundings) -> Iterable[str]:
    """Reports that are only owed on request."""
    edition = around.edition
    return [name for name, rule in edition.obligations.items() if edition.limit(rule.limit).period is None]


def owed(around: Surroundings) -> ObligationRule | None:
    """The rule an obligation is owed under."""
    return around.edition.obligations.get(around.subject.rule) if isinstance(around.subject, Obligation) else None


def held(around: Surroundings) -> Iterable[str]:
    """What it must hold."""
    rule = owed(around)
    return codes(rule.holds) if rule else []


def sent(around: Surroundings) -> Iterable[str]:
    """Where it goes."""
    rule = owed(around)
    return codes(rule.goes_to) if rule else []


def checked_by(around: Surroundings) -> Iterable[str]:
    """Ways to check a desk."""
    return codes(around.edition.duty.ways) if around.edition.duty else []


def entries(around: Surroundings) -> Iterable[str]:
    """Kinds of entries in the log."""
    return codes(around.edition.duty.entries) if around.edition.duty else []


def log(around: Surroundings) -> Iterable[str]:
    """Fields of the log."""
    return codes(around.edition.duty.log) if around.edition.duty else []


def at_desk(around: Surroundings) -> Iterable[str]:
    """Officers at the desk."""
    return sorted(around.subject.officers) if isinstance(around.subject, Shift) else []


def unchecked(around: Surroundings) -> Iterable[str]:
    """Drawn cases nobody has checked yet."""
    return map(str, around.subject.unchecked) if isinstance(around.subject, Sample) else []


def check_results(around: Surroundings) -> Iterable[str]:
    """What the check of a drawn case may show."""
    sample = around.edition.follow_up.sample if around.edition.follow_up else None
    return codes(sample.results) if sample else []


def readings(around: Surroundings) -> Iterable[str]:
    """Readings a form may be about."""
    return [each.id for each in around.edition.readings if each.id in around.beside]


def other_ways(around: Surroundings) -> Iterable[str]:
    """The other ways to read them."""
    asked = [each for each in around.edition.readings if each.id in around.beside]
    return dict.fromkeys(choice.id for reading in asked for choice in reading.alternatives)


def listed_kinds(around: Surroundings) -> Iterable[str]:
    """Kinds of matters a list holds."""
    return codes(around.edition.matter_list.kinds) if around.edition.matter_list else []


def put_up(around: Surroundings) -> Iterable[str]:
    """What is put up."""
    return around.edition.matter_list.postings if around.edition.matter_list else []


def places(around: Surroundings) -> Iterable[str]:
    """Where it is put up."""
    rules = around.edition.matter_list
    return dict.fromkeys(place.code for each in rules.postings.values() for place in each.places) if rules else []
