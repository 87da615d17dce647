"""Red, yellow, green: the colour of an evaluation decides whether work goes on, and how often inspectors come.

Mechanism: red stops production, all of it, until the place has been evaluated again; orders are followed up and an
idle plant presses its head. Green is visited less. Whoever is near red has something to lose; and whoever is a little
below a line has a reason to find some points in its own score.
Expected: rectification up in red, visits away from green; gaming near the lines. Sign on deaths of a county unknown.
Side effects: output lost, and made up under pressure after the release; green is looked at less and drifts; colours
are wrong as often as the index is; scores heap up above the lines.
Evidence: E537 (scores heap up just above a line), E535 (graded and posted: fewer outbreaks), E538 (4 % closed a year),
E496, E539, E040, E043 (stops move work and pressure). Programme 6.1.3: one city, red stops all, green is inspected
less.
Doubt: thresholds, how long a colour lasts and the way back from red the programme does not state, nor what yellow
means: that its orders are followed up more closely is an assumption, and so are all sizes.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, column, exp, setting

RED, YELLOW, GREEN = 3, 2, 1
HALF_YEAR = 26

colour_warning = Instrument(
    "colour_warning",
    zh="红黄绿三色预警",
    en="red-yellow-green warning",
    meaning="Red stops production until rectified, green is inspected less; yellow is followed up (assumed).",
    needs=("evaluation",),
    actors=("regulator", "enterprise"),
    acts_on="both",
    per="enterprise",
    shows="gamed",
    direction="up",
    related=("production_suspension", "responsibility_cards", "evaluation_system"),
    settings=dict(
        red_stop=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="share of output stopped in red", zh="红色停产比例",
            source="assumed: all stop, without exception, as programme 6.1.3 asks",
        ),
        red_weeks=setting(
            4.0, low=1.0, high=26.0, unit="weeks", zh="红色停产周数",
            source="assumed: a month until it is evaluated again; the programme names no way back",
        ),
        red_pursuit=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="chance while red", zh="红色督办力度",
            source="assumed: programme 6.1.3 says stopped for rectification",
        ),
        yellow_pursuit=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="chance while yellow", zh="黄色督办力度",
            source="assumed: the programme states nothing for yellow",
        ),
        green_weight=setting(
            0.5, low=0.2, high=1.0, neutral=1.0, unit="multiple of the chance of a visit while green",
            zh="绿色检查频次倍数", source="assumed: half as often; programme 6.1.3 asks for fewer",
        ),
        urgency=setting(
            0.5, low=0.0, high=1.5, neutral=0.0, unit="logit of effort while stopped", zh="停产期间整改动力",
            source="assumed: as for production_suspension, every idle week costs",
        ),
        threat=setting(
            300.0, low=0.0, high=2_000.0, neutral=0.0, unit="CNY a worker-year at the line of red",
            zh="临近红色的威慑", source="assumed: a month's margin at a chance of one in ten",
        ),
        red_line=setting(
            0.42, low=0.2, high=0.5, unit="index", zh="威慑参照线",
            source="assumed: as red_below, what enterprises take to be the line",
        ),
        reach=setting(
            0.1, low=0.03, high=0.3, unit="index, an e-fold of the threat", zh="威慑范围",
            source="assumed: a standard deviation of the index",
        ),
        stake=setting(
            1.0, low=0.0, high=1.0, neutral=0.0, unit="share, 1 where work may be stopped", zh="颜色利害",
            source="assumed: nothing weighs more than a stop",
        ),
        wage_lost=setting(
            0.2, low=0.0, high=0.6, neutral=0.0, unit="share of the wage", zh="停产工资损失",
            source="assumed: basic pay goes on, allowances and overtime stop",
        ),
        again_hours=setting(
            16.0, low=0.0, high=60.0, neutral=0.0, unit="officer-hours a release", zh="复评工时",
            source="assumed: as long as an evaluation",
        ),
    ),
    remembers=dict(
        left=column(0, unit="weeks", low=0, high=26, zh="停产剩余周数", meaning="weeks until it is evaluated again",
                    source="computed"),
        released=column(False, unit="", zh="本周复评", meaning="evaluated again this week", source="computed"),
    ),
)  # fmt: skip


@colour_warning.remember
def stop_and_release(enterprise, own, p, now):
    """Red at an evaluation stops work for some weeks, then the place is evaluated again and released."""
    own.released = own.left == 1
    if own.left > 0:
        own.left -= 1
    if now.week % HALF_YEAR == 0 and enterprise.colour == RED:
        own.left = int(p.red_weeks)


@colour_warning.effect("allowed_production")
def stop_in_red(enterprise, own, p, now):
    """In red output stops."""
    return 1.0 - p.red_stop if own.left > 0 else 1.0


@colour_warning.effect("management_attention")
def press_the_head(enterprise, own, p, now):
    """The head of a stopped enterprise attends to it."""
    return p.urgency * p.red_stop if own.left > 0 else 0.0


@colour_warning.effect("order_pursuit")
def follow_up_by_colour(enterprise, p, now):
    """Orders are followed up by colour."""
    if enterprise.colour == RED:
        return p.red_pursuit
    return p.yellow_pursuit if enterprise.colour == YELLOW else 0.0


@colour_warning.effect("targeting_weight")
def visit_green_less(enterprise, p, now):
    """Green is visited less."""
    return p.green_weight if enterprise.colour == GREEN else 1.0


@colour_warning.effect("standing_stake")
def threaten(enterprise, p, now):
    """What a stop would cost, by how near the line the last index was."""
    above = max(enterprise.eval_index - p.red_line, 0.0)
    return p.threat * exp(-above / p.reach)


@colour_warning.effect("evaluation_stake")
def make_it_matter(enterprise, p, now):
    """A colour is worth being told well."""
    return p.stake


@colour_warning.transfers("worker", "enterprise", "wages not paid while stopped", zh="停产期间少发工资")
def stop_allowances(enterprise, industry, own, p, now):
    """Part of the wages is not paid while output stops."""
    unpaid = p.wage_lost * p.red_stop * industry.wage * float(enterprise.crew) / WEEKS_A_YEAR
    return unpaid if own.left > 0 else 0.0


@colour_warning.inspector_hours("evaluations before release", zh="解除前复评")
def evaluate_again(enterprise, own, p, now):
    """Who is released is evaluated again."""
    return p.again_hours if own.released else 0.0
