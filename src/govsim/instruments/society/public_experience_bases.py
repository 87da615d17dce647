"""Safety theme parks, experience halls and training bases for the public.

Mechanism: a base has places for so many visitors a year. Who has gone through a fall, a fire or a rescue there keeps
it for years, far longer than a campaign; but places are few, enterprises that care send more of their people, and
those who have been there before gain nothing new.
Expected: attitude of a few per cent of workers up and lasting; small in the county; what was gone through outlasts the
base.
Side effects: fixed cost whether places are used or not; the same visitors again.
Evidence: E596 (in person works better, on roads), E599 (visitors of one hall), E600 and unit-costs U31 (a large
centre).
Doubt: no study of what an experience base does to behaviour at work was found; size and half-life are assumed.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, clip, helper, setting

public_experience_bases = Instrument(
    "public_experience_bases",
    zh="安全主题公园、体验馆、教育基地",
    en="safety experience centres",
    meaning="Centres where visitors go through accidents and rescue themselves.",
    actors=("government", "public", "worker"),
    acts_on="everyday",
    per="1,000 workers",
    shows="experienced_workers",
    direction="up",
    related=("safety_campaigns", "school_safety_education"),
    link="behave",
    settings=dict(
        places=setting(
            20.0, low=0.0, high=200.0, neutral=0.0, unit="visits of workers a year per 1,000 workers", zh="年接待能力",
            source="assumed: one worker in fifty a year; E599: 25,000 visitors a year of all ages",
        ),
        base_cost=setting(
            25.0, low=0.0, high=250.0, unit="CNY a place and year", zh="场馆年折旧",
            source="assumed: 5 million CNY over ten years and 20,000 places; U31 is thirty times dearer",
        ),
        visit_cost=setting(
            60.0, low=0.0, high=200.0, unit="CNY a visit", zh="单次体验费用",
            source="assumed: staff, material and transport",
        ),
        visit_hours=setting(
            3.0, low=0.0, high=8.0, unit="hours a visit", zh="参观工时",
            source="assumed: half a working day with the way",
        ),
    ),
)  # fmt: skip

WORKING_HOURS = 2000.0  # paid hours of a worker-year, 250 days of 8 hours
MIDDLE = 0.5  # commitment of an enterprise that sends as many as its places
MOST = 2.0  # times its places that others' unused places allow


@helper
def visits(enterprise, p):
    """Share of the crew that goes in a week: its places, more where management cares and fewer where not."""
    return p.places / 1000.0 / WEEKS_A_YEAR * clip(enterprise.commitment / MIDDLE, 0.0, MOST)


@public_experience_bases.effect("experience_visits")
def go_through_it(enterprise, p, now):
    """Part of the crew goes."""
    return visits(enterprise, p)


@public_experience_bases.spends("government", "experience bases", zh="体验基地")
def keep_the_base(enterprise, p, now):
    """The base costs the same whether its places are used or not."""
    return p.base_cost * p.places / 1000.0 * float(enterprise.headcount) / WEEKS_A_YEAR


@public_experience_bases.spends("government", "visits to experience bases", zh="体验活动")
def pay_for_visits(enterprise, p, now):
    """Each visit costs."""
    return p.visit_cost * visits(enterprise, p) * float(enterprise.headcount)


@public_experience_bases.spends("enterprise", "hours at experience bases", zh="体验工时")
def pay_for_hours(enterprise, industry, p, now):
    """Wages of the hours away from work."""
    hours = p.visit_hours * visits(enterprise, p)
    return hours * industry.wage / WORKING_HOURS * float(enterprise.headcount)
