"""Accountability: after a fatal accident it is asked which officer had been there, and what he did.

Mechanism: officers look closer and let less pass, most of all after a case near by, which fades over half a year;
they write down what they did. Where an officer was within the time for which he answers, he has a reason of his
own that a death is not recorded, and helps to hide it or looks away. Managers are not touched: that is
criminal_liability.
Expected: hazards found per visit and penalties up; a larger share of deaths hidden; net on deaths not known.
Side effects: defensive penalties, files instead of visits, hiding that officers share in; fear eats the will to
try something new (where agencies have methods of their own, part regions; error_tolerance takes fear away). Where
leaders have careers (part careers) they answer too, and a death beyond the ceiling is feared more, and hidden.
Evidence: E510 (41 officials punished after one fire), E303-E306 (hiding), E481 (watched officers work more), E492
(effort while watched, a rebound after), E517 (less capture, fewer deaths), E030-E033.
Doubt: no study of an inspector's diligence after a case; all sizes are assumed. Officers' own losses are in no
book.
"""

from govsim.instruments.impressions import impression
from govsim.language import Instrument, column, helper, setting

accountability = Instrument(
    "accountability",
    zh="责任追究、责任倒查",
    en="accountability for failures of duty",
    meaning="Officers answer for what they did, or left undone, before a fatal accident.",
    actors=("government", "regulator"),
    acts_on="both",
    per="case",
    shows="hazards_found_per_visit",
    direction="up",
    related=("criminal_liability", "error_tolerance", "inspector_training"),
    settings=dict(
        diligence=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="logit of competence when a case is fresh", zh="履职尽责提升",
            source="E481 direction; assumed size: half of a good training",
        ),
        strictness=setting(
            1.3, low=1.0, high=2.0, neutral=1.0, unit="multiple when a case is fresh", zh="防御性从严",
            source="assumed: an officer who may be asked later lets less pass",
        ),
        standing=setting(
            0.4, low=0.0, high=1.0, unit="share of it between cases", zh="常态比例",
            source="assumed; E492: most of the effort goes with being watched",
        ),
        keep=setting(
            0.974, low=0.9, high=0.99, unit="share a week", zh="警示保留",
            source="assumed; E302: half is gone after half a year",
        ),
        hide=setting(
            0.4, low=0.0, high=1.5, neutral=0.0, unit="logit added to hiding a fatal accident", zh="防御性瞒报",
            source="assumed: E303-E306 show that concealment exists, not what drives it",
        ),
        liable_weeks=setting(
            52.0, low=13.0, high=156.0, unit="weeks after a visit", zh="倒查期限",
            source="assumed: who was there within a year is asked",
        ),
        fear=setting(
            0.4, low=0.0, high=1.0, neutral=0.0, unit="share of the will to try something new", zh="创新顾虑",
            source="assumed: programme 5.3.2 asks for tolerance since officials do not dare",
        ),
        leaders_share=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of the wish at the line of deaths", zh="领导连带问责",
            source="assumed; E510: leaders stood among the officials punished",
        ),
        record_hours=setting(
            0.5, low=0.0, high=3.0, neutral=0.0, unit="officer-hours a visit", zh="履职留痕工时",
            source="assumed: half an hour to write down what was seen and said",
        ),
        case_hours=setting(
            160.0, low=0.0, high=500.0, neutral=0.0, unit="officer-hours a case", zh="倒查工时",
            source="assumed: twenty officer-days to ask back who did what",
        ),
    ),
    remembers=dict(
        alarm=column(0.0, unit="share", low=0.0, high=1.0, zh="警示程度",
                     meaning="how fresh the last case of the county is with its officers", source="computed"),
    ),
)  # fmt: skip


@accountability.remember
def hear_of_cases(enterprise, public, own, p, now):
    """Each recorded fatal accident of the county is a case that all officers hear of."""
    own.alarm = impression(own.alarm, 1.0, p.keep, 1.0 if public.fatal_cases_heard > 0.0 else 0.0)


@helper
def felt(alarm, p):
    """What of it is felt now: a share always, the rest while a case is fresh."""
    return p.standing + (1.0 - p.standing) * alarm


@accountability.effect("inspector_competence")
def look_closer(enterprise, own, p, now):
    return p.diligence * felt(own.alarm, p)


@accountability.effect("enforcement_strictness")
def let_less_pass(enterprise, own, p, now):
    return 1.0 + (p.strictness - 1.0) * felt(own.alarm, p)


@accountability.effect("concealment_stake")
def cover_up(enterprise, p, now):
    """An officer who was there lately has a reason that it is not told."""
    return p.hide if float(enterprise.weeks_since_visit) <= p.liable_weeks else 0.0


@accountability.effect("blame", part="regions")
def dare_less(regulator, p, now):
    """Who may be asked afterwards tries nothing that nobody tried before."""
    return p.fear


@accountability.effect("leader_blame", part="careers")
def fear_for_the_office(leader, p, now):
    """A leader who answers for a death fears the one beyond the ceiling more."""
    return p.leaders_share


@accountability.inspector_hours("records of what was done", zh="履职留痕")
def write_it_down(enterprise, p, now):
    return p.record_hours * float(enterprise.visits)


@accountability.inspector_hours("asking back", zh="责任倒查")
def ask_back(enterprise, p, now):
    asked = float(enterprise.weeks_since_visit) <= p.liable_weeks
    return p.case_hours * float(enterprise.fatal_recorded) if asked else 0.0
