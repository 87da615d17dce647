"""Five stocks that work builds and time wears, what is paid for them, and the price of safety technology."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    channel,
    clip,
    column,
    columns,
    exp,
    helper,
    parameter,
    rule,
    share,
    spends,
    title,
)

title("Assets: stocks", zh="安全资产：存量")

# fmt: off
# The price is set on a market far wider than a county. It stands on the region, the widest row that every model has,
# a parent of each enterprise of which there is one; a level above regions would take it over as it is.
columns(
    "region",
    price_tools=column(1.0, unit="multiple of the price of week 0", low=0.1, high=10.0, zh="安全技术价格",
                       meaning="price of machines and monitors", source="assumed"),
)
columns(
    "enterprise",
    automated=share(0.0, "机械化换人程度", "dangerous work that machines could do and that they do", "assumed"),
    watched=share(0.0, "在线监测程度", "hours and places of major hazards that monitors watch", "assumed"),
    readiness=share(0.0, "应急准备程度", "plans that people know and have drilled", "assumed"),
    certified=share(0.8, "关键岗位持证率", "key posts whose holder is certified", "assumed"),
    culture=share(0.0, "安全文化存量", "what has become a matter of course here beyond the usual", "assumed"),
    machines_owed=amount("CNY", "机器欠款", "still to be paid of the price of machines bought"),
    automation_spent=amount("CNY a week", "自动化支出", "paid in instalments for machines that do dangerous work"),
    monitoring_spent=amount("CNY a week", "监测设备支出", "spent on monitors of major hazards"),
    certification_spent=amount("CNY a week", "取证支出", "spent on certificates beyond the usual ones"),
)
spends("enterprise", "machines for dangerous work", column="enterprise.automation_spent", zh="机械化换人设备")
spends("enterprise", "monitors of major hazards", column="enterprise.monitoring_spent", zh="重大危险源监测设备")
spends("enterprise", "certificates of key posts", column="enterprise.certification_spent", zh="关键岗位取证")

channel("automation_work", level="enterprise", unit="share of the gap a week at the price of week 0", neutral=0.0,
        combine="add", low=0.0, high=1.0, zh="机械化换人投入",
        meaning="what is laid out for machines that take over dangerous work; read by assets")
channel("monitoring_work", level="enterprise", unit="share of the gap a week at the price of week 0", neutral=0.0,
        combine="add", low=0.0, high=1.0, zh="在线监测投入",
        meaning="what is laid out for monitors of major hazards; read by assets")
channel("readiness_work", level="enterprise", unit="share of the gap a week", neutral=0.0, combine="add", low=0.0,
        high=1.0, zh="应急准备投入", meaning="planning and drilling for emergencies; read by assets")
channel("certification_work", level="enterprise", unit="share of the gap a week", neutral=0.0, combine="add", low=0.0,
        high=1.0, zh="持证投入", meaning="certification of key posts beyond the usual; read by assets")
channel("culture_work", level="enterprise", unit="share of the gap a week", neutral=0.0, combine="add", low=0.0,
        high=1.0, zh="安全文化投入", meaning="work on what is a matter of course here; read by assets")

parameter("automated_wear", 0.05, low=0.02, high=0.1, unit="share a year", zh="机械化设备损耗率",
          meaning="machines for dangerous work that wear out in a year", source="assumed: twenty years of use")
parameter("watched_wear", 0.10, low=0.05, high=0.2, unit="share a year", zh="监测设备损耗率",
          meaning="monitors that fail or fall out of use in a year", source="assumed: ten years of use")
parameter("readiness_fade", 0.50, low=0.2, high=1.2, unit="share a year", zh="应急准备消退率",
          meaning="readiness lost in a year without drills",
          source="assumed; E440 (skills of first responders fade within months), E613")
parameter("certified_lapse", 0.17, low=0.1, high=0.35, unit="share a year", zh="证书失效率",
          meaning="certificates that run out in a year, beside those that leave with their holders",
          source="assumed: a certificate is good for six years")
parameter("certified_usual", 0.8, low=0.5, high=0.95, unit="share of key posts", zh="平时持证率",
          meaning="certified share to which the usual practice brings key posts", source="assumed")
parameter("culture_fade", 0.15, low=0.05, high=0.4, unit="share a year", zh="安全文化消退率",
          meaning="culture that fades in a year when nobody works on it", source="assumed: half is gone in five years")
parameter("tools_fall", 0.05, low=0.0, high=0.12, unit="share a year", zh="安全技术降价速度",
          meaning="fall of the price of machines and monitors", source="assumed; unit-costs U05 for the direction")
parameter("post_price", 150_000.0, low=60_000.0, high=700_000.0, unit="CNY a post", zh="每岗位自动化成本",
          meaning="machines that take over all the dangerous work of a post that machines can do, in week 0",
          source="assumed: a robot cell; high = unit-costs U02, a worker removed at a coal face")
parameter("instalment_years", 8.0, low=1.0, high=15.0, unit="years", zh="分期付款年数",
          meaning="years over which the price of machines is paid: each week a share of what is still owed",
          source="assumed: leases and loans of equipment")
parameter("plant_price", 80_000.0, low=20_000.0, high=300_000.0, unit="CNY a plant of 25 workers", zh="每厂监测成本",
          meaning="monitors of all places and hours of a plant, in week 0",
          source="assumed: some ten points; no figure found")
parameter("certificate_price", 1_500.0, low=1_000.0, high=2_000.0, unit="CNY a certificate", zh="取证成本",
          meaning="training and examination of a holder of a key post",
          source="assumed as unit-costs U22, prices of one region")
parameter("key_posts", 0.1, low=0.05, high=0.2, unit="share of posts", zh="关键岗位占比",
          meaning="posts that ask for a certificate: cranes, welding, electricity, heights, confined spaces",
          source="assumed")
# fmt: on


@helper
def grown(stock, work, fading):
    """A stock a week later: s + work (1 - s) - fading/52 s, within 0 and 1."""
    return clip(stock + work * (1.0 - stock) - fading / WEEKS_A_YEAR * stock, 0.0, 1.0)


@rule(writes=(
    "automated", "watched", "readiness", "certified", "culture", "machines_owed", "automation_spent",
    "monitoring_spent", "certification_spent",
), phase="parties")  # fmt: skip
def build_assets(enterprise, industry, region, p, now):
    """Work builds, time wears: s <- s + work (1 - s) - fading/52 s; what is laid out buys more as prices fall.

    Work on machines and monitors is divided by price_tools. Certificates also leave with their holders and are renewed
    by the usual practice: c <- c + work (1 - c) + lapse/52 (usual - c)/(1 - usual), lapse = certified_lapse + turnover,
    so that c = usual is at rest. Paid is what is added: monitors by plant, certificates by key post, machines by post
    in instalments, 1/(52 instalment_years) of what is owed a week.
    """
    posts = float(enterprise.headcount)
    price = region.price_tools
    machines = min(enterprise.automation_work / price, 1.0)
    monitors = min(enterprise.monitoring_work / price, 1.0)
    owed = enterprise.machines_owed + machines * (1.0 - enterprise.automated) * price * p.post_price * posts
    enterprise.automation_spent = owed / (p.instalment_years * WEEKS_A_YEAR)
    enterprise.machines_owed = owed - enterprise.automation_spent
    enterprise.monitoring_spent = monitors * (1.0 - enterprise.watched) * price * p.plant_price * enterprise.size_major
    enterprise.automated = grown(enterprise.automated, machines, p.automated_wear)
    enterprise.watched = grown(enterprise.watched, monitors, p.watched_wear)
    enterprise.readiness = grown(enterprise.readiness, enterprise.readiness_work, p.readiness_fade)
    enterprise.culture = grown(enterprise.culture, enterprise.culture_work, p.culture_fade)
    held = enterprise.certified
    added = enterprise.certification_work * (1.0 - held)
    lapse = (p.certified_lapse + industry.turnover) / WEEKS_A_YEAR
    renewed = lapse * (p.certified_usual - held) / (1.0 - p.certified_usual)
    enterprise.certified = clip(held + added + renewed, 0.0, 1.0)
    enterprise.certification_spent = added * p.key_posts * posts * p.certificate_price


@rule(writes=("price_tools",), phase="parties")
def tools_get_cheaper(region, province, p, now):
    """The price of safety technology falls by itself from week 0, and faster with public research.

    price <- price x exp(-(tools_fall + research_gain research_effort)/52).
    """
    if now.week >= 0:
        fall = p.tools_fall + p.research_gain * province.research_effort
        region.price_tools = clip(region.price_tools * exp(-fall / WEEKS_A_YEAR), 0.1, 10.0)
