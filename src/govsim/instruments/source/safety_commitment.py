"""A published promise of safety, broken by a penalty.

Mechanism: the enterprise publishes a promise. As long as it stands there is a name to lose: customers who read of a
penalty take orders away. A penalty breaks the promise; until the next one is due nothing more can be lost, and later
promises weigh less.
Expected: with information_disclosure, effort up and violations down; without it the promise does nothing, by
construction, since nobody reads of the penalty: what is left are the hours of writing it.
Side effects: whoever has broken the promise is freed from it until it is renewed; cheap promises wear out.
Evidence: E531 (a commitment changes behaviour, in other fields), E536 (what is shown where it is read), E022, E024.
Doubt: no study of such promises of enterprises was found; what broken ones cost is assumed. That enterprises see the
chance right is assumed too. Without information_disclosure it does nothing because the model says so: no finding.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, setting

safety_commitment = Instrument(
    "safety_commitment",
    zh="安全生产承诺、公示",
    en="public safety commitment",
    meaning=(
        "An enterprise publishes a promise of safety; a penalty breaks it, for all who read of it. Without "
        "information_disclosure nobody does, and it does nothing, by construction."
    ),
    actors=("enterprise", "public"),
    per="worker",
    shows="mean_violation",
    direction="down",
    related=("credit_scoring", "management_report"),
    beside=("information_disclosure",),
    settings=dict(
        orders_lost=setting(
            1250.0, low=0.0, high=5000.0, neutral=0.0, unit="CNY a worker, if all customers hear of it",
            zh="失信订单损失",
            source="assumed: times break_slope it is a third of the stake that information_disclosure assumes",
        ),
        break_slope=setting(
            0.4, low=0.2, high=0.6, unit="broken promises a year that a unit of effort takes away",
            zh="违诺概率斜率",
            source="set to what is earned over three years, measured as in experiments/beliefs",
        ),
        heard_when_quiet=setting(
            0.25, low=0.0, high=1.0, unit="share of customers", zh="平静期知晓比例",
            source="assumed: as quiet_reputation, by which enterprises weigh the stake",
        ),
        renewal=setting(
            52.0, low=13.0, high=156.0, unit="weeks", zh="承诺更新周期", source="assumed: a promise a year",
        ),
        tarnish=setting(
            0.3, low=0.0, high=1.0, unit="share of the weight of later promises", zh="违诺减信",
            source="assumed: a second promise after a broken one is believed less",
        ),
        forgiven=setting(
            0.01, low=0.002, high=0.05, unit="share a week", zh="违诺淡忘速度",
            source="assumed: half is forgotten in sixteen months",
        ),
        promise_hours=setting(
            2.0, low=0.0, high=16.0, neutral=0.0, unit="hours of work a year", zh="承诺公示工时",
            source="assumed: written, signed and put up in two hours",
        ),
    ),
    remembers=dict(
        broken=column(0.0, unit="1 = broken", low=0.0, high=1.0, zh="承诺已破",
                      meaning="the promise was broken and has not been renewed", source=""),
        doubt=column(0.0, unit="share", low=0.0, high=1.0, zh="承诺可信度损失",
                     meaning="weight that broken promises have taken from later ones", source=""),
        breach=column(0.0, unit="share", low=0.0, high=1.0, zh="本周违诺",
                      meaning="weight of the promise that was broken this week", source=""),
    ),
)  # fmt: skip

WORKING_HOURS = 2000.0  # paid hours of a worker-year


@safety_commitment.remember
def keep_or_break(enterprise, own, p, now):
    """A penalty breaks a standing promise; once a year it is given anew, and doubts fade."""
    own.doubt *= 1.0 - p.forgiven
    own.breach = 0.0
    if now.week % int(p.renewal) == 0:
        own.broken = 0.0
    if enterprise.penalised and own.broken < 0.5:
        own.breach = 1.0 - own.doubt
        own.broken = 1.0
        own.doubt += p.tarnish * (1.0 - own.doubt)


@safety_commitment.effect("reputation_stake")
def have_a_name_to_lose(enterprise, own, p, now):
    """What a broken promise costs times its chance, while the promise stands and as far as it is believed."""
    return p.orders_lost * p.break_slope * (1.0 - own.broken) * (1.0 - own.doubt)


@safety_commitment.transfers("enterprise", "outside", "orders lost after a broken promise", zh="违诺后流失的订单")
def lose_orders(enterprise, public, own, p, now):
    """Customers who hear of the penalty leave; where nothing is published nobody hears of it."""
    heard = p.heard_when_quiet + (1.0 - p.heard_when_quiet) * public.attention
    lost = p.orders_lost * own.breach * heard * float(enterprise.headcount)
    return lost if public.publicity > 0.0 else 0.0


@safety_commitment.spends("enterprise", "promises", zh="承诺公示")
def write_the_promise(enterprise, industry, p, now):
    """Wages of the hours for writing, signing and putting up the promise."""
    return p.promise_hours * industry.wage / WORKING_HOURS / WEEKS_A_YEAR
