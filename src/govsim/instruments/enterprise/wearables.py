"""Smart helmets and wearables: risky acts and fatigue are signalled at once.

Mechanism: a signal at the moment of a risky act makes a few leave it. It wears off with habit, unless a coach goes
through the records with the wearer: then somebody has seen it. Cameras see hazards on the way. Those who are watched
and not coached speak up less.
Expected: violations down while the devices are worn, most in the first months and where wearers are coached.
Side effects: habituation; resistance; gone when the devices come off.
Evidence: E637 (signals alone: odds .86, not significant), E638 (with coaching: .52), E432-E434 (fatigue events), E435.
Doubt: truck drivers stand for all trades; the sizes are those of E637 and E638, so that they are no check of it.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, helper, setting

wearables = Instrument(
    "wearables",
    zh="智能安全帽、可穿戴设备",
    en="smart wearables",
    meaning="Devices worn at work that signal risky acts and fatigue; some wearers are coached on their records.",
    actors=("enterprise", "worker"),
    acts_on="everyday",
    per="worker",
    shows="mean_violation",
    direction="down",
    related=("safety_points", "digital_supervision"),
    settings=dict(
        worn=setting(
            0.8, low=0.0, high=1.0, neutral=0.0, unit="share of workers", zh="佩戴率",
            source="assumed; E435: half of those asked are in favour",
        ),
        coached=setting(
            0.3, low=0.0, high=1.0, unit="share of wearers", zh="辅导比例",
            source="assumed: the worst third",
        ),
        signal_alone=setting(
            0.24, low=0.0, high=1.1, unit="reward of behaviour, .62 logit of violations each", zh="提示的作用",
            source="E637: odds .86 (.51 to 1.43), in units of v_reward",
        ),
        signal_and_coach=setting(
            1.05, low=0.3, high=1.8, unit="reward of behaviour, .62 logit of violations each", zh="提示加辅导的作用",
            source="E638: odds .52 (.33 to .82), in units of v_reward",
        ),
        habituation=setting(
            0.1, low=0.02, high=0.3, unit="share a week", zh="习惯化速度",
            source="assumed: half of the novelty is gone after seven weeks",
        ),
        signal_left=setting(
            0.4, low=0.0, high=1.0, unit="share", zh="习惯化后保留",
            source="assumed: alarms that sound all day",
        ),
        camera_finds=setting(
            0.004, low=0.0, high=0.02, unit="chance a hazard and week", zh="设备发现隐患率",
            source="assumed: an eighth of what an officer finds",
        ),
        resistance=setting(
            0.1, low=0.0, high=0.4, unit="reward of reports taken away", zh="抵触",
            source="assumed; E435: nearly half are not in favour",
        ),
        device_cost=setting(
            900.0, low=200.0, high=3000.0, unit="CNY a worker-year", zh="设备年成本",
            source="assumed: no price was found (unit-costs U47)",
        ),
        coach_hours=setting(
            6.0, low=0.0, high=24.0, unit="hours a coached worker-year", zh="辅导工时",
            source="assumed: half an hour a month, of worker and coach",
        ),
    ),
    remembers=dict(
        novelty=column(1.0, unit="share", low=0.0, high=1.0, zh="新鲜感",
                       meaning="how far the signal is still heeded", source=""),
    ),
)  # fmt: skip

WORKING_HOURS = 2000.0  # paid hours of a worker-year
BOTH = 2.0  # a coach and the one who is coached


@helper
def on_their_own(p):
    """Share of workers who wear a device and are not coached."""
    return p.worn * (1.0 - p.coached)


@wearables.remember
def get_used_to_it(enterprise, own, p, now):
    """Signals are heeded less each week, down to what habit leaves."""
    own.novelty += p.habituation * (p.signal_left - own.novelty)


@wearables.effect("behaviour_reward")
def heed_the_signal(enterprise, own, p, now):
    """Signals alone wear off, coaching does not."""
    return on_their_own(p) * p.signal_alone * own.novelty + p.worn * p.coached * p.signal_and_coach


@wearables.effect("outside_finding")
def see_with_cameras(enterprise, own, p, now):
    """Cameras of those who wear a device find hazards, as far as it is still heeded."""
    return p.camera_finds * p.worn * own.novelty


@wearables.effect("report_reward")
def resent_being_watched(enterprise, p, now):
    """Whoever is watched and not coached reports less."""
    return -p.resistance * on_their_own(p)


@wearables.spends("enterprise", "devices", zh="可穿戴设备")
def pay_for_devices(enterprise, p, now):
    """The yearly cost of the devices that are worn."""
    return p.worn * p.device_cost * float(enterprise.headcount) / WEEKS_A_YEAR


@wearables.spends("enterprise", "coaching", zh="行为辅导")
def pay_for_coaching(enterprise, industry, p, now):
    """Wages of the hours of coaches and those coached."""
    hours = BOTH * p.coach_hours * p.worn * p.coached
    return hours * industry.wage / WORKING_HOURS * float(enterprise.headcount) / WEEKS_A_YEAR
