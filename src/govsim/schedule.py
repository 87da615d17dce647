"""One week of the model on a page: phases in order, each a list of rules by name.

The engine plays two phases before these: channels are reset to the status quo, then instruments write them from last
week's record; and one after: outcomes are counted. Every rule sees the finished result of the rule before it. Rules of
other parts say themselves beside which of these they stand.
"""

from __future__ import annotations

WEEK: tuple[tuple[str, tuple[str, ...]], ...] = (
    # Parties beyond the county's core move channels further, each for its own rows; the core has none.
    ("parties", ()),
    # Agencies plan and make visits: detection, orders, fines, follow-up.
    ("agencies", (
        "admit_entrants",
        "plan_capacity",
        "prepare_visits",
        "make_visits",
        "count_hours",
        "inspect_enterprise",
        "impose_penalties",
    )),
    # Enterprises feel pressure, perceive enforcement, decide effort, and build equipment and ability.
    ("enterprises", (
        "risk_drifts",
        "feel_pressure",
        "perceive_enforcement",
        "choose_effort",
        "build_safety",
    )),
    # Hazards appear, are found, reported, ordered and removed.
    ("hazards", (
        "hazards_appear",
        "hazards_are_found",
        "hazards_are_fixed",
        "majors_come_and_go",
        "orders_run_down",
    )),
    # Workers: attitude, skill, comply or violate, report or keep silent. First what is equal for a crew.
    ("workers", (
        "brief_climate",
        "brief_skill",
        "brief_violations",
        "brief_reporting",
        "brief_injuries",
        "update_attitude",
        "gain_skill",
        "comply_or_violate",
        "notice_and_report",
        "be_injured",
        "decide_to_leave",
        "gather_crew",
    )),
    # Accidents: major ones, rescue, class and loss; then how alert they leave an enterprise.
    ("accidents", (
        "majors_strike",
        "majors_rescue",
        "pick_victims",
        "count_harm",
        "stay_alert",
        "remember_the_hurt",
    )),
    # Recording: what is told, written down, hidden, and comes to light; the credit record.
    ("recording", (
        "record_injuries",
        "record_deaths",
        "keep_credit_record",
    )),
    # Insurers: claims, the modification of premiums; the books are closed; then the accounts.
    ("insurers", (
        "rate_premium",
        "settle_claims",
        "bear_losses",
        "settle_accounts",
        "balance_insurer",
    )),
    # Public and peers: news, attention, tip-offs, what is seen of enforcement, learning from others.
    ("public", (
        "read_the_news",
        "pay_attention",
        "watch_enforcement",
        "tip_off",
        "watch_the_industry",
        "learn_from_others",
    )),
    # The leader answers; enterprises close and arrive; workers leave, wait in the pool, and are hired.
    ("leaders", (
        "lead",
        "decide_exit",
        "dismiss_crew",
        "leave_posts",
        "update_pool",
        "close_enterprises",
        "fill_posts",
        "take_post",
        "await_entrant",
        "found_enterprise",
    )),
)  # fmt: skip

PHASE_LABELS: dict[str, str] = {
    "parties": "各方：在工具之外进一步推动通道",
    "agencies": "监管：计划、检查、处罚、复查",
    "enterprises": "企业：压力、感知、努力程度、设备与能力",
    "hazards": "隐患：产生、发现、上报、整改",
    "workers": "工人：态度、技能、守规或违章、上报或沉默、受伤",
    "accidents": "事故：重大事故、救援、等级、损失、警觉",
    "recording": "记录：上报、瞒报、曝光、信用记录",
    "insurers": "保险与财务：理赔、费率、利润、困境",
    "public": "公众与同行：新闻、关注、举报、学习",
    "leaders": "领导与更替：压力、整治、退出、进入、流动",
}
