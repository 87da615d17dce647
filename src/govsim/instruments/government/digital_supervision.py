"""Digital and grid supervision: officers work from phones on one platform, and plants are joined to it.

Mechanism: forms, files and routes on a phone make room for more visits in a day; results of visits are on
one record, which planned visits follow a little; plants of high-hazard industries are joined bit by bit
with the sensors that they then need.
Expected: visits an officer up by the setting, follow-ups with them; injuries down as by that many more
officers; major hazards seen a little earlier.
Side effects: data entry takes hours out of the time gained; more findings mean more follow-up visits; what
a visit sees does not change.
Evidence: E481 (visits of inspectors doubled in six months under an app, in rural clinics that were hardly
visited before), E483, E427 (points joined).
Programme: supervision half as efficient again under the grid and the platform together (6.3.2); that is not
aimed at.
Doubt: E481 is about absent inspectors, so an upper bound here. Unlike hazard_monitoring it pays for few
sensors, and unlike an order of visits it makes more of them.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

digital_supervision = Instrument(
    "digital_supervision",
    zh="互联网+监管、网格化+数字化",
    en="digital and grid supervision",
    meaning="Officers record and plan visits on one platform, to which plants are joined.",
    needs=("assets",),
    actors=("regulator",),
    acts_on="both",
    per="inspector",
    shows="visits_per_inspector",
    direction="up",
    related=("hazard_monitoring", "big_data_targeting", "grassroots_inspectors"),
    settings=dict(
        productivity=setting(
            1.2, low=1.0, high=1.8, neutral=1.0, unit="multiple of the visits that a day allows", zh="检查效率倍数",
            source="assumed: well below E481, where inspectors had been absent",
            moves="visit_productivity",
        ),
        shared_record=setting(
            0.1, low=0.0, high=0.5, neutral=0.0, unit="share of the recorded risk that is used", zh="信息共享利用度",
            source="assumed: one record shows where hazards were found, nobody computes a score",
            moves="risk_information",
        ),
        joined=setting(
            0.0005, low=0.0, high=0.02, neutral=0.0, unit="share of the gap a week at the price of week 0",
            zh="接入进度",
            source="assumed: a hundredth of a programme of monitoring, the few that a platform asks for",
        ),
        joined_from=setting(
            0.15, low=0.0, high=0.3, unit="major hazards a year at 25 workers in the industry", zh="接入门槛",
            source="assumed: mining, chemicals, construction and metal as industries.csv orders them",
        ),
        entry_hours=setting(
            0.3, low=0.0, high=2.0, neutral=0.0, unit="officer-hours a visit", zh="数据录入工时",
            source="assumed: a third of an hour of typing and photographs",
        ),
        device_cost=setting(
            6_000.0, low=0.0, high=20_000.0, neutral=0.0, unit="CNY an inspector-year", zh="终端与流量成本",
            source="assumed: phone, printer, lines and licence; unit-costs U17 for the phone alone (100 USD)",
        ),
        platform_cost=setting(
            400.0, low=0.0, high=2_000.0, neutral=0.0, unit="CNY an enterprise-year", zh="平台成本",
            source="assumed: 400,000 CNY over five years for some 200 enterprises; unit-costs U33 for a far larger one",
        ),
    ),
)  # fmt: skip


@digital_supervision.effect("monitoring_work")
def join_plants(enterprise, industry, p, now):
    """Plants of high-hazard industries are joined bit by bit."""
    return p.joined if industry.major_inflow >= p.joined_from else 0.0


@digital_supervision.inspector_hours("data entry", zh="数据录入")
def enter_data(enterprise, p, now):
    """Hours of officers for entering the data of each visit."""
    return p.entry_hours if enterprise.visited else 0.0


@digital_supervision.spends("government", "devices of officers", zh="执法终端")
def equip_officers(regulator, p, now):
    """The yearly cost of a device for each officer."""
    return p.device_cost * float(regulator.inspectors) / WEEKS_A_YEAR


@digital_supervision.spends("government", "the supervision platform", zh="监管平台")
def run_the_platform(enterprise, p, now):
    """The platform's running cost, the same for each enterprise."""
    return p.platform_cost / WEEKS_A_YEAR
