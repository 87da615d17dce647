"""Heads of groups, contractors and platforms: what they see of the harm below them, care about, push for and pay."""

from typing import Any

from govsim.language import (
    WEEKS_A_YEAR,
    Rows,
    Table,
    amount,
    channel,
    clip,
    column,
    count,
    helper,
    log,
    logistic,
    membership,
    parameter,
    rule,
    share,
    title,
    toward,
)
from govsim.populations.enterprise import KINDS

title("Chains: heads", zh="链条：上级单位")

NOT_TOLD = -1.0  # stands in a static column for the usual of the kind
GROUP, CONTRACTS, PLATFORM = KINDS["group"], KINDS["contracts"], KINDS["platform"]


def heads(structure: Any) -> Rows:
    """A row a chain of the population, behind a first one for those who have no head."""
    made = structure.chains
    return Rows(
        1 + len(made),
        {
            "kind": [0, *(KINDS[one.kind] for one in made)],
            "keep_told": [NOT_TOLD, *(NOT_TOLD if one.keep is None else one.keep for one in made)],
            "answer_told": [NOT_TOLD, *(NOT_TOLD if one.answer is None else one.answer for one in made)],
            "push_is_told": [False, *(one.push is not None for one in made)],
            "push_told": [0.0, *(one.push or 0.0 for one in made)],
            "limit": [40.0, *(one.limit for one in made)],
        },
    )


# fmt: off
Table("chain", code=10, zh="上级单位（集团、总包、平台）", en="head of a chain", plural="chains", rows=heads, columns={
    "kind": column(0, unit="", low=0, high=3, zh="类别", static=True, source="structure",
                   meaning="0 nobody's head, 1 group, 2 contractors, 3 platform"),
    "keep_told": column(NOT_TOLD, unit="share", low=-1.0, high=1.0, zh="设定的逐级保留比例", static=True,
                        source="structure",
                        meaning="share of care kept from level to level; -1 for the usual of the kind"),
    "answer_told": column(NOT_TOLD, unit="share", low=-1.0, high=1.0, zh="设定的法定责任比例", static=True,
                          source="structure",
                          meaning="share of recorded harm for which it answers by law; -1 for the usual of the kind"),
    "push_is_told": column(False, unit="", zh="设定了生产压力", static=True, source="structure",
                           meaning="the population says how hard the head pushes"),
    "push_told": column(0.0, unit="pressure a week", low=-1.0, high=1.0, zh="设定的生产压力", static=True,
                        source="structure", meaning="how hard the head pushes, where the population says it"),
    "limit": column(40.0, unit="minutes", low=5.0, high=240.0, zh="配送时限", static=True, source="structure",
                    meaning="minutes in which a platform wants an order delivered"),
    "keep": share(1.0, "逐级保留比例", "share of care that is kept from level to level"),
    "answer_law": share(0.0, "法定责任比例", "share of recorded harm that the head answers for by law"),
    "push_home": amount("pressure a week", "常态生产压力", "pressure for output of a head that answers for nothing",
                        low=-1.0),
    "care": share(0.43, "上级重视程度", "how much of what safety asks of a head it does", "assumed: as effort"),
    "push": amount("pressure a week", "上级生产压力", "pressure for output that it puts on all below it", low=-1.0),
    "answer": share(0.0, "上级承担责任比例", "share of recorded harm below it that the head pays"),
    "harm_seen": amount("CNY a worker-year", "上级所见损失", "recorded harm below it, as the head sees it",
                        "assumed: start; it follows what is recorded", start=300.0),
    "crew": count("workers", "下属从业人数", "workers below the head"),
    "mean_depth": amount("levels", "平均层级", "levels between the head and its workers, on the mean"),
    "deaths_recorded": count("deaths a week", "下属在册死亡", "recorded deaths below the head last week"),
    "paid": amount("CNY a worker-week", "上级赔付", "what the head pays the hurt for last week's recorded harm"),
    "fined": amount("CNY a worker-week", "上级罚款", "what the head is fined for last week's recorded deaths"),
})
membership("enterprise", "chain", of=lambda structure: structure.chain)

channel("head_answer", level="enterprise", unit="share of the recorded harm", neutral=0.0, combine="any", low=0.0,
        high=1.0, zh="上级追加责任比例",
        meaning="share of the recorded harm here that the head pays beyond the law in force; read by chains")
channel("head_claims", level="enterprise", unit="CNY a week", neutral=0.0, combine="add", low=0.0, high=1e9,
        zh="归于上级的其他赔付",
        meaning="paid here for harm beyond that of the enterprise's own workers, which its head is held to; read by "
                "chains")

# What is usual of each kind.
parameter("keep_group", 0.75, low=0.5, high=0.95, unit="share a level", zh="集团逐级保留比例",
          meaning="share of a group head's care that is kept from one level to the next",
          source="assumed; E456 (managers see a better climate than crews), E458 (far sites are worse)")
parameter("keep_contracts", 0.7, low=0.5, high=0.9, unit="share a level", zh="承包链逐级保留比例",
          meaning="share of a main contractor's care that is kept from one tier to the next",
          source="assumed; E400, E634 for the direction")
parameter("keep_platform", 0.7, low=0.5, high=0.9, unit="share a level", zh="平台逐级保留比例",
          meaning="share of a platform's care that reaches the stations of its riders", source="assumed")
parameter("answer_group", 0.3, low=0.1, high=0.6, unit="share of the recorded harm", zh="集团法定责任比例",
          meaning="share of the recorded harm of its enterprises that a group's head pays under the law in force",
          source="assumed: its own plants, and inspections of the group after deaths; programme 6.2.2")
parameter("answer_contracts", 0.1, low=0.0, high=0.4, unit="share of the recorded harm", zh="总包法定责任比例",
          meaning="share of the recorded harm in the tiers below that a main contractor pays under the law in force",
          source="assumed: joint liability on paper, seldom claimed; programme 5.2.3 (empty responsibility)")
parameter("answer_platform", 0.05, low=0.0, high=0.3, unit="share of the recorded harm", zh="平台法定责任比例",
          meaning="share of the recorded harm of its riders that a platform pays under the law in force",
          source="assumed: riders are called flexible; programme 6.2.3")
parameter("push_group", 0.005, low=0.0, high=0.02, unit="pressure a week", zh="集团生产压力",
          meaning="pressure for output that a group's head puts on its enterprises", source="assumed; programme 6.2.2")
parameter("push_contracts", 0.005, low=0.0, high=0.02, unit="pressure a week", zh="总包工期压力",
          meaning="pressure for output that a main contractor puts on the tiers below", source="assumed; E213, E214")
parameter("push_minute", 0.001, low=0.0003, high=0.002, unit="pressure a week and minute", zh="每分钟时限的压力",
          meaning="pressure that a minute less to deliver an order puts on riders",
          source="assumed; E414 (time pressure and risky riding, direction)")
parameter("usual_limit", 40.0, low=30.0, high=60.0, unit="minutes", zh="常态配送时限",
          meaning="minutes for an order at which riders are under no more pressure than others", source="assumed")

# How heads decide.
parameter("care_home", 0.0, low=-1.0, high=1.0, unit="logit", zh="上级重视常数项",
          meaning="care of a head at the reference of worth over cost", source="assumed: the form of effort")
parameter("care_scale", 0.6, low=0.3, high=1.0, unit="logit an e-fold of worth over cost", zh="上级重视对利益的反应",
          meaning="how strongly a head's care answers to its own stake", source="assumed: as effort_scale")
parameter("care_reference", 0.6, low=0.3, high=1.0, unit="worth over cost", zh="上级利益成本参照比",
          meaning="ratio of a head's stake to the cost of care about which the answer is linear", source="assumed")
parameter("care_cost", 800.0, low=300.0, high=2_000.0, unit="CNY a worker-year", zh="上级全力重视的成本",
          meaning="what full care of a head costs it for each worker below",
          source="assumed: a third of what full effort costs on the spot")
parameter("care_name", 150.0, low=0.0, high=600.0, unit="CNY a worker-year", zh="上级重视的内在价值",
          meaning="what full care is worth to a head for its name and by itself",
          source="assumed: less than half of what it is worth on the spot")
parameter("care_speed", 0.05, low=0.02, high=0.1, unit="share a week", zh="上级重视调整速度",
          meaning="speed at which a head's care and push move to what is wanted", source="assumed: a quarter of a year")
parameter("harm_speed", 0.02, low=0.005, high=0.05, unit="share a week", zh="上级所见损失更新速度",
          meaning="speed at which what a head sees follows the record", source="assumed: a year")
parameter("push_answer", 0.8, low=0.3, high=1.0, unit="share of the push", zh="责任对上级压力的作用",
          meaning="share of its pressure that a head takes back where it answers for all of the harm",
          source="assumed; E411 (8 minutes more after public criticism) for the direction")
# fmt: on


@helper
def by_kind(kind, group, contracts, platform):
    """What is usual of a head's kind."""
    made = group
    if kind == CONTRACTS:
        made = contracts
    if kind == PLATFORM:
        made = platform
    return made


@rule(writes=("keep", "answer_law", "push_home"), phase="parties")
def be_what_one_is(chain, p, now):
    """What a population says of a head, or the usual of its kind.

    A platform pushes by push_minute x (usual_limit - limit): tighter limits press, wider ones relieve.
    """
    if chain.kind > 0:
        chain.keep = chain.keep_told
        if chain.keep_told < 0.0:
            chain.keep = by_kind(chain.kind, p.keep_group, p.keep_contracts, p.keep_platform)
        chain.answer_law = chain.answer_told
        if chain.answer_told < 0.0:
            chain.answer_law = by_kind(chain.kind, p.answer_group, p.answer_contracts, p.answer_platform)
        chain.push_home = chain.push_told
        if not chain.push_is_told:
            minutes = p.push_minute * (p.usual_limit - chain.limit)
            chain.push_home = by_kind(chain.kind, p.push_group, p.push_contracts, minutes)


@rule(
    writes=("crew", "deaths_recorded", "mean_depth", "answer", "harm_seen", "paid", "fined"),
    after="be_what_one_is",
)
def look_down(chain, enterprises, p, now):
    """What a head sees of last week's harm below it, the share of it that it answers for, and what it pays.

    harm = accident_cost a recorded injury + death_compensation and the accident fine a recorded death + head_claims:
    the record, not the truth. answer: of what the law leaves, the crew-weighted mean of head_answer;
    harm_seen -> 52 harm/crew by harm_speed. It pays its share of the harm of workers: fines to the government, the rest
    to the hurt; what is claimed here for others has been paid here.
    """
    if chain.kind > 0:
        crew = 0
        deaths = 0
        injuries = 0
        claims = 0.0
        answer = 0.0
        deep = 0.0
        for enterprise in enterprises:
            crew += enterprise.crew
            deaths += enterprise.deaths_recorded
            injuries += enterprise.injuries_recorded
            claims += enterprise.head_claims
            answer += enterprise.head_answer * float(enterprise.crew)
            deep += float(enterprise.depth * enterprise.crew)
        people = float(max(crew, 1))
        owed = p.accident_cost * float(injuries) + p.death_compensation * float(deaths)
        fine = p.accident_fine_ordinary * float(deaths)
        harm = (owed + fine + claims) * WEEKS_A_YEAR / people
        chain.crew = crew
        chain.deaths_recorded = deaths
        chain.mean_depth = deep / people
        chain.answer = clip(chain.answer_law + (1.0 - chain.answer_law) * answer / people, 0.0, 1.0)
        chain.harm_seen = toward(chain.harm_seen, harm, p.harm_speed)
        chain.paid = chain.answer * owed / people
        chain.fined = chain.answer * fine / people


@rule(writes=("care", "push"), after="look_down")
def decide_above(chain, p, now):
    """A head's care goes to where its own stake stands against the cost of care; who answers for harm pushes less.

    care -> L(care_home + care_scale (ln r + (worth/care_cost - r)/r)), r = care_reference, worth = care_name + answer x
    prevention_share x harm_seen: the form of effort. push -> push_home (1 - push_answer x answer); a head that gives
    time to spare goes on giving it. Both by care_speed. Evidence: E411, E458 for the direction.
    """
    if chain.kind > 0:
        worth = p.care_name + chain.answer * p.prevention_share * chain.harm_seen
        ratio = p.care_reference
        wish = p.care_home + p.care_scale * (log(ratio) + (worth / p.care_cost - ratio) / ratio)
        chain.care = toward(chain.care, logistic(wish), p.care_speed)
        wanted = chain.push_home
        if wanted > 0.0:
            wanted = wanted * (1.0 - p.push_answer * chain.answer)
        chain.push = toward(chain.push, wanted, p.care_speed)
