"""Audits: an auditor sees the state of a site with noise, and writes what he sees, or what his customer likes."""

from govsim.language import (
    WEEKS_A_YEAR,
    amount,
    channel,
    clip,
    columns,
    exp,
    flag,
    helper,
    normal,
    outcome,
    parameter,
    purpose,
    ratio,
    rule,
    share,
    title,
    uniform,
)

title("Safety services: audits", zh="安全服务：审核")

SEEN = purpose("audit_seen")
LIE = purpose("audit_lie")

# fmt: off
columns(
    "enterprise",
    audit_score=share(0.6, "审核得分", "what the last audit says of the state of the site", "assumed: just passed"),
    audit_served=amount("hours", "已获审核工时", "hours of auditors since the last audit"),
    audited=flag("本周审核", "an audit was made out this week"),
    audit_passed=flag("审核通过", "the audit of this week says that the site passes"),
    audit_reported=flag("本周审核不合格", "the audit of this week says that the site does not pass"),
    audit_failed=flag("审核不合格", "the last audit says that the site does not pass"),
    audit_ever=flag("已有审核", "an audit has been made out here"),
    audit_short=flag("实际不达标", "the audit of this week is of a site that truly does not pass"),
    audit_untrue=flag("虚假通过", "the auditor saw this week that the site does not pass, and wrote that it does"),
    audit_false=flag("误判通过", "the site truly does not pass and the audit of this week says that it does"),
    audit_gap=share(0.0, "审核误差", "audit's score against the true state, this week, by size"),
    audit_flatters=amount("score", "审核高估", "audit's score less the true state, this week", low=-1.0),
)
channel("audit_independence", level="enterprise", unit="share", neutral=0.0, combine="max", low=0.0, high=1.0,
        zh="审核独立性",
        meaning="0 the audited chooses and pays the auditor, 1 he is drawn by lot and paid by others; read by audits")

parameter("audit_noise", 0.12, low=0.05, high=0.25, unit="score", zh="审核误差幅度",
          meaning="standard deviation of what an auditor of middling competence sees", source="assumed; E518")
parameter("audit_false", 0.6, low=0.2, high=0.9, unit="chance", zh="受审方付费时虚假通过概率",
          meaning="chance that an auditor whom the audited pays writes a pass where he saw none",
          source="assumed; E223 for the direction")
parameter("audit_honest", 0.8, low=0.3, high=1.0, unit="share", zh="独立付费减少虚假通过",
          meaning="share of these false passes that are gone where others choose and pay the auditor",
          source="E224 (-80 %)")
parameter("pass_mark", 0.6, low=0.5, high=0.8, unit="score", zh="合格线", meaning="score from which a site passes",
          source="assumed: as in school")
parameter("audit_margin", 0.02, low=0.0, high=0.1, unit="score", zh="虚假通过的超线分数",
          meaning="how far above the mark a false pass is written", source="assumed; E223 (just within the line)")
parameter("audit_least", 0.5, low=0.1, high=1.0, unit="share of the hours ordered", zh="审核最低工时比例",
          meaning="hours of auditors below which no audit is made out", source="assumed")
parameter("site_hazards", 0.06, low=0.02, high=0.2, unit="a hazard at 25 workers", zh="隐患对现场状况的作用",
          meaning="how fast the state of a site falls with what an auditor could find there", source="assumed: four "
          "sites of ten in a county do not pass")
parameter("site_major", 5.0, low=1.0, high=20.0, unit="ordinary hazards", zh="重大隐患折算数",
          meaning="ordinary hazards for which a major one counts", source="assumed")
parameter("site_weight", 0.4, low=0.2, high=0.7, unit="share", zh="隐患权重",
          meaning="weight of hazards in the state of a site; equipment and behaviour share the rest",
          source="assumed")

outcome("audits", total="enterprise.audited", unit="audits", zh="审核次数", meaning="audits made out")
outcome("audits_failed", total="enterprise.audit_reported", unit="audits", zh="审核不合格次数",
        meaning="audits that say that a site does not pass")
outcome("audits_short", total="enterprise.audit_short", unit="audits", zh="实际不达标的审核次数",
        meaning="audits of sites that truly do not pass")
outcome("audits_false", total="enterprise.audit_false", unit="audits", zh="误判通过次数", better="less",
        meaning="audits of sites that truly do not pass which say that they do")
outcome("audits_untrue", total="enterprise.audit_untrue", unit="audits", zh="虚假通过次数", better="less",
        meaning="audits in which the auditor saw that a site does not pass, and wrote that it does")
outcome("audit_gaps", total="enterprise.audit_gap", unit="score", zh="审核误差合计", better="less",
        meaning="distance of audits from the true state, summed over audits")
outcome("audits_flatter", total="enterprise.audit_flatters", unit="score", zh="审核高估合计",
        meaning="by how much audits are above the true state, summed over audits")
ratio("audit_error", over="audit_gaps", by="audits", unit="score", zh="审核平均误差", better="less")
ratio("audit_flattery", over="audits_flatter", by="audits", unit="score", zh="审核平均高估", better="less")
ratio("audit_pass_share", over="audits_passed", by="audits", unit="share of audits", zh="审核通过率")
ratio("audit_false_share", over="audits_false", by="audits_short", unit="share of sites that do not pass",
      zh="不达标企业误判通过率", better="less")
outcome("audits_passed", total="enterprise.audit_passed", unit="audits", zh="审核通过次数",
        meaning="audits that say that a site passes")
# fmt: on

HALF_YEAR = 26


@helper
def state_of_site(enterprise, p):
    """What an auditor who saw all would say: hazards, equipment and behaviour, 0 to 1.

    site_weight exp(-site_hazards (hazards + site_major majors) / size_scale) + half of the rest each: min(K, 1) and 1
    - crew_violations.
    """
    ordinary = float(enterprise.hazards_latent + enterprise.hazards_open + enterprise.hazards_ordered)
    majors = float(enterprise.major_latent + enterprise.major_open)
    clean = exp(-p.site_hazards * (ordinary + p.site_major * majors) / max(enterprise.size_scale, 0.01))
    rest = min(enterprise.safety_capital, 1.0) + 1.0 - enterprise.crew_violations
    return clip(p.site_weight * clean + (1.0 - p.site_weight) * 0.5 * rest, 0.0, 1.0)


@rule(writes=(
    "audit_score", "audit_served", "audited", "audit_ever", "audit_passed", "audit_failed", "audit_reported",
    "audit_short", "audit_untrue", "audit_false", "audit_gap", "audit_flatters",
), after="serve")  # fmt: skip
def be_audited(enterprise, service, p, now):
    """Every half-year an audit is made out of the hours of auditors served, where that is audit_least of those ordered.

    It is there in the week before those in which evaluations fall, so that these can rest on it.

    seen = true state + audit_noise (1.5 - competence) N; below the mark it is written down as just passed with chance
    audit_false (1 - audit_honest audit_independence). Where hours were too few the last audit stands. Evidence:
    E223-E225.
    """
    enterprise.audited = False
    enterprise.audit_passed = False
    enterprise.audit_reported = False
    enterprise.audit_short = False
    enterprise.audit_untrue = False
    enterprise.audit_false = False
    enterprise.audit_gap = 0.0
    enterprise.audit_flatters = 0.0
    enterprise.audit_served += enterprise.served_share * enterprise.audit_hours / WEEKS_A_YEAR
    if now.week % HALF_YEAR == HALF_YEAR - 2:
        if enterprise.audit_hours > 0.0 and enterprise.audit_served >= 0.5 * p.audit_least * enterprise.audit_hours:
            true = state_of_site(enterprise, p)
            noise = p.audit_noise * (1.5 - service.competence) * normal(uniform(now, enterprise, SEEN))
            score = clip(true + noise, 0.0, 1.0)
            if score < p.pass_mark:
                if uniform(now, enterprise, LIE) < p.audit_false * (
                    1.0 - p.audit_honest * enterprise.audit_independence
                ):
                    enterprise.audit_untrue = True
                    score = p.pass_mark + p.audit_margin
            enterprise.audited = True
            enterprise.audit_ever = True
            enterprise.audit_score = score
            enterprise.audit_passed = score >= p.pass_mark
            enterprise.audit_failed = score < p.pass_mark
            enterprise.audit_reported = score < p.pass_mark
            enterprise.audit_short = true < p.pass_mark
            enterprise.audit_false = true < p.pass_mark and score >= p.pass_mark
            enterprise.audit_flatters = score - true
            enterprise.audit_gap = max(score - true, true - score)
        enterprise.audit_served = 0.0
