"""The market of experts: who wants hours, who gets them, what they cost, and where experts come from."""

from typing import Any

from govsim.language import (
    WEEKS_A_YEAR,
    Rows,
    Table,
    amount,
    channel,
    clip,
    column,
    columns,
    count,
    log,
    membership,
    outcome,
    parameter,
    power,
    purpose,
    ratio,
    rule,
    share,
    spends,
    title,
    toward,
    uniform,
)

title("Safety services: market", zh="安全服务：市场")

PLACE = purpose("service_place")
FIRMS = 3  # firms of experts in a region; assumed: a few compete, as insurers do


def firm_of(structure: Any) -> list[int]:
    """The firm of experts of each enterprise: those of its region take enterprises in turn."""
    return [FIRMS * int(region) + at % FIRMS for at, region in enumerate(structure.region_of)]


def firms(structure: Any) -> Rows:
    """A few firms a region, with the number of enterprises and workers whom each serves."""
    rows = FIRMS * len(structure.regions)
    customers, workers = [0.0] * rows, [0.0] * rows
    for mine, headcount in zip(firm_of(structure), structure.headcount, strict=True):
        customers[mine] += 1.0
        workers[mine] += float(headcount)
    return Rows(rows, {"region": [at // FIRMS for at in range(rows)], "customers": customers, "workers": workers})


Table("service", code=11, zh="安全服务机构", plural="services", parents=("region", "province"), rows=firms)
membership("enterprise", "service", of=firm_of)

# fmt: off
columns(
    "service",
    customers=column(0.0, unit="enterprises", low=0.0, high=1e6, zh="服务对象企业数", static=True, source="computed",
                     meaning="enterprises that turn to this firm when they want experts"),
    workers=column(0.0, unit="workers", low=0.0, high=1e9, zh="服务对象从业人数", static=True, source="computed",
                   meaning="posts of these enterprises in week 0"),
    experts=amount("persons", "专家人数", "experts of the firm who visit enterprises"),
    experts_added=amount("persons", "新增专家人数", "experts beyond the usual number"),
    experts_hired=amount("persons a week", "本周聘用专家", "professionals who became experts of the firm this week"),
    experts_left=amount("persons a week", "本周离职专家", "experts beyond the usual number who left this week"),
    competence=share(0.5, "专家能力", "how well experts see and teach", "assumed: the middle"),
    capacity=amount("hours a week", "可供服务工时", "hours of experts that are not taken by the usual customers"),
    wanted=amount("hours a week", "申请服务工时", "hours that others ask for this week"),
    served=amount("hours a week", "实际服务工时", "hours that they get this week"),
    load=amount("multiple of the usual", "供需比", "hours asked for against experts there are, smoothed", start=1.0),
    price_level=amount("multiple of the usual price", "价格水平", "price of an hour, against the usual", start=1.0),
    price=amount("CNY an hour", "每小时价格", "price of an expert's hour", "assumed", start=300.0),
)
columns(
    "province",
    students=amount("persons", "在读学生", "students of safety beyond today's"),
    people_added=amount("persons", "新增专业人员", "professionals free to be hired beyond the usual number", low=-1e12),
    people_left=amount("persons a week", "退出专业人员", "professionals beyond the usual who left the field this week",
                       low=-1e12),
    graduates=amount("persons a week", "毕业生", "students beyond today's who finish this week"),
    professionals=amount("persons", "可聘专业人员", "professionals of safety who are free to be hired"),
    people_supply=amount("multiple of the usual", "专业人员供给", "the same against the usual", start=1.0),
    firms_of_experts=count("firms", "安全服务机构数", "firms of experts"),
    price_level=amount("multiple of the usual price", "服务价格水平", "mean price of experts, against the usual",
                       start=1.0),
    service_price=amount("CNY an hour", "服务价格", "mean price of an expert's hour", "assumed", start=300.0),
    competence=share(0.5, "专家平均能力", "mean competence of experts", "assumed: the middle"),
)
columns(
    "enterprise",
    private_hours=amount("hours a week", "自行购买工时", "hours that the enterprise orders itself, beyond the usual"),
    wanted_hours=amount("hours a week", "申请服务工时", "hours of experts that somebody orders for this enterprise"),
    served_hours=amount("hours a week", "获得服务工时", "hours of experts that it gets this week"),
    served_share=share(0.0, "服务满足比例", "of the hours ordered, those that it got"),
    service_key=amount("place", "服务次序", "order in which experts come; 2 where nobody wants any", start=2.0),
    private_spent=amount("CNY a week", "自行购买服务支出", "what the enterprise pays for hours that it orders itself"),
)
spends("enterprise", "experts hired on its own account", column="enterprise.private_spent", zh="自行聘请专家")

channel("service_hours", level="enterprise", unit="hours a year", neutral=0.0, combine="add", low=0.0, high=10_000.0,
        zh="服务工时", meaning="hours of experts ordered for guidance and finding hazards; read by services")
channel("audit_hours", level="enterprise", unit="hours a year", neutral=0.0, combine="add", low=0.0, high=10_000.0,
        zh="审核工时", meaning="hours of auditors ordered; read by services and audits")
channel("professional_intake", level="province", unit="persons a year per 1,000 workers", neutral=0.0, combine="add",
        low=0.0, high=100.0, zh="专业人才招生",
        meaning="students of safety taken in beyond today's; read by professionals")
channel("service_investment", level="province", unit="million CNY a year per 100 enterprises", neutral=0.0,
        combine="add", low=0.0, high=1_000.0, zh="服务业投资",
        meaning="private capital put into firms of experts; read by the market of experts")

parameter("experts_usual", 3.0, low=1.0, high=9.0, unit="persons per 100 enterprises", zh="平时专家人数",
          meaning="experts for each hundred enterprises that a firm serves, without instruments",
          source="assumed: six or seven in a county; E565 (67 visits a consultant-year)")
parameter("usual_busy", 0.5, low=0.2, high=0.8, unit="share of experts' hours", zh="平时业务占用比例",
          meaning="share of experts' time that belongs to customers whom they have always had",
          source="assumed: half; no figure found (unit-costs U44, U51)")
parameter("expert_hours", 24.0, low=12.0, high=36.0, unit="hours a week", zh="专家每周现场工时",
          meaning="hours that an expert spends on site", source="assumed: three days; E565 for the order")
parameter("private_hours", 10.0, low=0.0, high=40.0, unit="hours a year at full effort", zh="企业平时购买工时",
          meaning="hours that an enterprise buys at the usual price, which are in what it does anyway; it buys more "
                  "where they are cheaper", source="assumed: a day and a half")
parameter("price_usual", 300.0, low=100.0, high=800.0, unit="CNY an hour", zh="平时价格",
          meaning="price of an expert's hour without instruments", source="assumed (unit-costs U44: no figure found)")
parameter("price_elastic", 1.0, low=0.0, high=2.0, unit="exponent", zh="需求价格弹性",
          meaning="how far demand falls as hours get dearer", source="assumed")
parameter("price_load", 0.5, low=0.1, high=1.0, unit="exponent", zh="供需对价格的作用",
          meaning="how far the price follows demand over supply", source="assumed: fourfold demand doubles it")
parameter("price_people", 0.1, low=0.0, high=0.4, unit="exponent", zh="人才供给对价格的作用",
          meaning="how far the price falls as professionals to hire become more", source="assumed")
parameter("price_speed", 0.02, low=0.005, high=0.05, unit="share a week", zh="价格调整速度",
          meaning="speed at which the price follows demand and supply", source="assumed: half in eight months")
parameter("load_speed", 0.05, low=0.02, high=0.2, unit="share a week", zh="供需感知速度",
          meaning="speed at which firms notice what is asked for", source="assumed: a quarter")
parameter("scale_saving", 0.05, low=0.0, high=0.15, unit="share a doubling", zh="规模降价幅度",
          meaning="how much cheaper an hour gets where there are twice as many experts", source="assumed")
parameter("expert_growth", 0.01, low=0.002, high=0.05, unit="share of the usual number a week", zh="专家聘用速度",
          meaning="experts hired where twice as much is asked for as usual", source="assumed: half as many again in a "
          "year")
parameter("capital_growth", 1.0, low=0.0, high=5.0, unit="multiple a million CNY a year per 100 enterprises",
          zh="资本扩张作用", meaning="how much of that hiring a million of private capital adds, wanted or not",
          source="assumed: as much as demand twice the usual")
parameter("competence_home", 0.5, low=0.3, high=0.7, unit="share", zh="专家能力归宿",
          meaning="competence to which experience brings experts", source="assumed: the middle")
parameter("competence_new", 0.3, low=0.1, high=0.5, unit="share", zh="新聘专家能力",
          meaning="competence of those newly hired", source="assumed; E471-E473 for how far finds hang on who comes")
parameter("competence_people", 0.1, low=0.0, high=0.3, unit="share a doubling of supply", zh="人才对能力的作用",
          meaning="how much higher that home is where there are twice as many professionals to choose from",
          source="assumed")
parameter("competence_speed", 0.01, low=0.003, high=0.03, unit="share a week", zh="专家成长速度",
          meaning="speed at which experience makes up for what is missing", source="assumed: half in sixteen months")
parameter("professionals_usual", 0.5, low=0.1, high=2.0, unit="persons per 1,000 workers", zh="平时可聘专业人员",
          meaning="professionals free to be hired without instruments; as many come as go", source="assumed")
parameter("study_years", 3.0, low=1.0, high=5.0, unit="years", zh="学制", meaning="mean time of studies",
          source="assumed: between a college and a university course")
parameter("people_fade", 0.08, low=0.04, high=0.15, unit="share a year", zh="专业人员流失率",
          meaning="professionals beyond the usual number who leave the field in a year", source="assumed")

outcome("service_hours_wanted", total="service.wanted", unit="hours", zh="申请服务工时",
        meaning="hours of experts asked for beyond those of the usual customers")
outcome("service_hours_served", total="service.served", unit="hours", zh="实际服务工时",
        meaning="of these, hours that experts gave")
outcome("service_price", total="province.service_price", kind="stock", unit="CNY an hour", zh="服务价格",
        better="less", meaning="mean price of an expert's hour")
outcome("experts", total="service.experts", kind="stock", unit="persons", zh="专家人数",
        meaning="experts for hire, those of the usual customers among them")
outcome("expert_competence", total="province.competence", kind="stock", unit="share", zh="专家平均能力", better="more",
        meaning="mean competence of experts")
outcome("professionals", total="province.professionals", kind="stock", unit="persons", zh="可聘专业人员", better="more",
        meaning="professionals of safety who are free to be hired")
ratio("service_share_served", over="service_hours_served", by="service_hours_wanted", unit="share of hours asked for",
      zh="服务满足比例", better="more")
# fmt: on

LEAST = 1e-6  # of experts and of people, where there are none
HUNDRED = 100.0
THOUSAND = 1_000.0


@rule(
    writes=(
        "students", "graduates", "people_added", "people_left", "professionals", "people_supply", "firms_of_experts",
    ),
    phase="parties",
)  # fmt: skip
def train_professionals(province, services, p, now):
    """Students finish after some years; graduates are hired or leave the field; the usual number comes as it goes.

    done = students / (52 study_years); students += intake workers / 52,000 - done; beyond the usual number: += done -
    hired - people_fade / 52 of it, and no more are hired than there are. The pool is one for all regions. Evidence:
    assumed.
    """
    workers = 0.0
    hired = 0.0
    firms = 0
    for service in services:
        workers += service.workers
        hired += service.experts_hired
        firms += 1
    usual = p.professionals_usual * workers / THOUSAND
    done = province.students / (p.study_years * WEEKS_A_YEAR)
    added = province.people_added + done - hired
    gone = p.people_fade / WEEKS_A_YEAR * added
    province.students += province.professional_intake * workers / THOUSAND / WEEKS_A_YEAR - done
    province.graduates = done
    province.people_left = gone
    province.people_added = added - gone
    province.professionals = max(usual + added - gone, 0.0)
    province.people_supply = (usual + added - gone + LEAST) / (usual + LEAST)
    province.firms_of_experts = firms


@rule(writes=("experts", "capacity"), after="train_professionals")
def offer_hours(service, p, now):
    """Experts have expert_hours a week; the usual customers' share of the usual number's time is not to be had.

    As hours get dearer the usual customers take fewer: times price_level to the power of -price_elastic, at most 1.
    """
    usual = p.experts_usual * service.customers / HUNDRED
    kept = min(power(service.price_level, -p.price_elastic), 1.0)
    service.experts = usual + service.experts_added
    service.capacity = max(service.experts - p.usual_busy * usual * kept, 0.0) * p.expert_hours


@rule(writes=("private_hours", "wanted_hours", "service_key", "served_hours", "served_share"), after="offer_hours")
def want_service(enterprise, service, p, now):
    """Hours that somebody orders for this enterprise, and those that it buys beyond the usual where they are cheaper.

    wanted = (service_hours + audit_hours)/52 + private_hours effort max(price_level^-price_elastic - 1, 0)/52; who
    wants some is served in an order drawn anew each week. Evidence: assumed.
    """
    cheaper = max(power(service.price_level, -p.price_elastic) - 1.0, 0.0)
    enterprise.private_hours = p.private_hours * enterprise.effort * cheaper / WEEKS_A_YEAR
    ordered = (enterprise.service_hours + enterprise.audit_hours) / WEEKS_A_YEAR
    enterprise.wanted_hours = ordered + enterprise.private_hours
    enterprise.served_hours = 0.0
    enterprise.served_share = 0.0
    enterprise.service_key = 2.0
    if enterprise.wanted_hours > 0.0:
        enterprise.service_key = uniform(now, enterprise, PLACE)


@rule(
    writes=("wanted", "served"), order="service_key", member_writes=("served_hours", "served_share"),
    after="want_service",
)  # fmt: skip
def serve(service, enterprises, p, now):
    """Experts work through those who want them until the week's hours are gone; who comes late gets none."""
    left = service.capacity
    wanted = 0.0
    served = 0.0
    for enterprise in enterprises:
        if enterprise.wanted_hours <= 0.0:
            break
        given = min(enterprise.wanted_hours, left)
        left -= given
        wanted += enterprise.wanted_hours
        served += given
        enterprise.served_hours = given
        enterprise.served_share = given / enterprise.wanted_hours
    service.wanted = wanted
    service.served = min(served, service.capacity)


@rule(
    writes=("load", "price_level", "price", "experts_added", "experts_hired", "experts_left", "competence"),
    after="serve",
)
def market_moves(service, province, p, now):
    """Scarce hours get dearer; firms hire as more is asked for, or as capital bids them, from those there are.

    load follows (usual customers + asked for) over experts, 1 as usual; price_level follows load^price_load x
    people_supply^-price_people x (experts / usual)^-saving, saving = scale_saving a doubling. Hired: expert_growth x
    usual x (min(load - 1, 1) + capital_growth x investment) x people_supply, at most an equal part of the pool. Where
    load is below the usual, experts beyond the usual number leave by people_fade. New experts are green; experience
    brings them to competence_home, + competence_people a doubling of people_supply (down to half, up to fourfold).
    Evidence: assumed.
    """
    usual = p.experts_usual * service.customers / HUNDRED + LEAST
    grown = (usual + service.experts_added) / usual
    kept = min(power(service.price_level, -p.price_elastic), 1.0)
    asked = kept + service.wanted / (p.usual_busy * usual * p.expert_hours)
    service.load = toward(service.load, asked / grown, p.load_speed)
    supply = clip(province.people_supply, 0.1, 10.0)
    level = power(clip(service.load, 0.25, 4.0), p.price_load) * power(supply, -p.price_people)
    level = level * power(grown, log(1.0 - p.scale_saving) / log(2.0))
    service.price_level = toward(service.price_level, level, p.price_speed)
    service.price = p.price_usual * service.price_level
    eager = clip(service.load - 1.0, 0.0, 1.0) + p.capital_growth * province.service_investment
    free = province.professionals / float(max(province.firms_of_experts, 1))
    hired = min(p.expert_growth * usual * eager * province.people_supply, free)
    left = 0.0
    if service.load < 1.0 and province.service_investment <= 0.0:
        left = p.people_fade / WEEKS_A_YEAR * service.experts_added
    service.experts_hired = hired
    service.experts_left = left
    experts = usual + service.experts_added + hired
    service.experts_added = service.experts_added + hired - left
    mixed = service.competence + hired / experts * (p.competence_new - service.competence)
    home = p.competence_home + p.competence_people * clip(log(supply) / log(2.0), -1.0, 2.0)
    service.competence = clip(toward(mixed, home, p.competence_speed), 0.1, 0.9)


@rule(writes=("price_level", "service_price", "competence"), after="serve")
def quote_prices(province, services, p, now):
    """What an expert's hour costs in the mean, and how able experts are: what anybody who hires looks at."""
    level = 0.0
    price = 0.0
    able = 0.0
    firms = 0.0
    for service in services:
        level += service.price_level
        price += service.price
        able += service.competence
        firms += 1.0
    province.price_level = level / firms
    province.service_price = price / firms
    province.competence = able / firms
