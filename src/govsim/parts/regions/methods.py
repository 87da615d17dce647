"""What agencies do differently: how strict they are, what they try, and what they copy from each other."""

from govsim.language import (
    WEEKS_A_YEAR,
    channel,
    clip,
    column,
    columns,
    count,
    normal,
    parameter,
    poisson,
    purpose,
    rule,
    title,
    uniform,
)

title("Methods of supervision", zh="监管方法的创新与推广")

IDEA = purpose("method_idea")
WORTH = purpose("method_worth")
GAIN = purpose("method_gain")
COPY = purpose("method_copied")

# fmt: off
columns(
    "regulator",
    method=column(1.0, unit="multiple of the usual visits", low=0.8, high=2.5, zh="监管方法效率",
                  meaning="visits that its methods let an inspector make", source="assumed"),
    ideas_tried=count("ideas a week", "试行创新数", "new methods that the agency tried this week"),
    ideas_failed=count("ideas a week", "失败创新数", "of these, those that did not work"),
    methods_copied=count("methods a week", "引进方法数", "methods of others that the agency took over this week"),
)
columns("region", best_method=column(1.0, unit="multiple of the usual visits", low=0.8, high=2.5, zh="地区最佳方法",
                                     meaning="the best method of the region's agency", source="computed"))
columns("province", best_known=column(1.0, unit="multiple of the usual visits", low=0.8, high=2.5, zh="全省最佳方法",
                                      meaning="the best method in use anywhere", source="computed"))

channel("idea_rate", level="regulator", unit="ideas a year", neutral=0.0, combine="add", low=0.0, high=100.0,
        zh="创新提议数", meaning="new methods that an agency tries in a year; read by methods of supervision")
channel("tolerance", level="leader", unit="share of the fear of failing", neutral=0.0, combine="any", low=0.0, high=1.0,
        zh="容错程度", meaning="share of the fear of failing that the leader takes away; read by methods of "
           "supervision")
channel("blame", level="regulator", unit="share of the will to try", neutral=0.0, combine="any", low=0.0, high=1.0,
        zh="问责顾虑",
        meaning="share of the will to try something new that the fear of being held to account takes; read by methods "
                "of supervision")
parameter("idea_works", 0.1, low=0.02, high=0.3, unit="share of ideas", zh="创新成功率",
          meaning="share of tried ideas that work", source="assumed; programme 6.3.2: most ideas fail")
parameter("idea_gain", 0.15, low=0.05, high=0.6, unit="multiple of the usual visits", zh="成功创新的效率增益",
          meaning="what an idea that works adds to the visits that an inspector makes, on the mean",
          source="assumed; the programme states .5 for one method, to which this is not set")
parameter("idea_spread", 0.5, low=0.0, high=1.0, unit="share of the gain", zh="创新增益离散度",
          meaning="standard deviation of that gain", source="assumed")
parameter("idea_loss", 0.01, low=0.0, high=0.05, unit="multiple of the usual visits", zh="失败创新的损失",
          meaning="what an idea that fails takes from the visits that an inspector makes", source="assumed")
parameter("ideas_held_back", 1.0, low=0.0, high=4.0, unit="ideas a year an agency", zh="未敢试行的创新",
          meaning="ideas that officers have and try only where failing is forgiven", source="assumed")
parameter("copy_rate", 0.5, low=0.1, high=2.0, unit="a year", zh="方法引进率",
          meaning="how soon a better method of others is copied where nobody fears to fail",
          source="assumed; E492 and programme 6.3.2 for the roll-out")
parameter("copy_caution", 0.7, low=0.3, high=0.95, unit="share", zh="引进审慎程度",
          meaning="share of copying that fear of failing keeps from", source="assumed")
parameter("copy_takes", 0.8, low=0.4, high=1.0, unit="share of the gap", zh="引进后的效率比例",
          meaning="share of what a method is better by that is left where it is copied",
          source="assumed: conditions differ, and what fitted there fits here less")
parameter("copy_from", 0.02, low=0.005, high=0.1, unit="multiple of the usual visits", zh="引进门槛",
          meaning="advantage of another's method below which nobody looks at it", source="assumed")
parameter("method_decay", 0.05, low=0.0, high=0.2, unit="share a year", zh="方法效率消退",
          meaning="share of a method's advantage that wears off in a year", source="assumed")
parameter("eased_diligence", 0.15, low=0.0, high=0.5, unit="logit of competence", zh="容错对履职的松弛",
          meaning="diligence that fear of being held to account makes, and that forgiving errors takes away again",
          source="assumed: half of what accountability adds between cases and a fresh one")
# fmt: on

LEAST, MOST = 0.8, 2.5


@rule(writes=("enforcement_strictness",), phase="parties")
def enforce_as_here(enterprise, regulator, p, now):
    """An agency punishes what it finds as strictly as is usual in its region: enforcement_strictness x strictness."""
    enterprise.enforcement_strictness = enterprise.enforcement_strictness * regulator.strictness


@rule(writes=("method", "ideas_tried", "ideas_failed"), after="enforce_as_here")
def try_ideas(regulator, leader, p, now):
    """Ideas come now and then; most fail, and a failed one costs a little; methods that nobody tends wear off.

    Ideas a week ~ Poisson((idea_rate + ideas_held_back tolerance)(1 - blame (1 - tolerance))/52). Each works with
    chance idea_works and adds idea_gain (1 + idea_spread N), at least nothing; or it fails and takes idea_loss.
    What a method is better or worse than the usual fades by method_decay a year. Evidence: assumed.
    """
    willing = 1.0 - regulator.blame * (1.0 - leader.tolerance)
    rate = (regulator.idea_rate + p.ideas_held_back * leader.tolerance) * willing
    tried = poisson(uniform(now, regulator, IDEA), rate / WEEKS_A_YEAR)
    method = regulator.method - p.method_decay / WEEKS_A_YEAR * (regulator.method - 1.0)
    failed = 0
    for k in range(tried):
        if uniform(now, regulator, WORTH, k) < p.idea_works:
            method += p.idea_gain * max(1.0 + p.idea_spread * normal(uniform(now, regulator, GAIN, k)), 0.0)
        else:
            method -= p.idea_loss
            failed += 1
    regulator.ideas_tried = tried
    regulator.ideas_failed = failed
    regulator.method = clip(method, LEAST, MOST)


@rule(writes=("best_method",), after="try_ideas")
def gather_methods(region, regulators, p, now):
    """The best method of the region's agencies. Evidence: computed."""
    best = LEAST
    for regulator in regulators:
        best = max(best, regulator.method)
    region.best_method = best


@rule(writes=("best_known",), after="gather_methods")
def publish_methods(province, regions, p, now):
    """The best method in use anywhere under this government. Evidence: computed."""
    best = LEAST
    for region in regions:
        best = max(best, region.best_method)
    province.best_known = best


@rule(writes=("visit_productivity", "method", "methods_copied"), after="publish_methods")
def copy_and_use_methods(regulator, leader, province, p, now):
    """A better method elsewhere is copied, the sooner the more errors are forgiven; what is in use multiplies visits.

    Where the best is better by more than copy_from it is copied with chance copy_rate (1 - copy_caution (1 -
    tolerance))(1 - blame (1 - tolerance))/52, which takes copy_takes of the gap; visit_productivity x method. That a
    method is tried in one place before it spreads follows from this, and is no script. Evidence: assumed.
    """
    regulator.methods_copied = 0
    gap = province.best_known - regulator.method
    if gap > p.copy_from:
        fear = 1.0 - leader.tolerance
        daring = (1.0 - p.copy_caution * fear) * (1.0 - regulator.blame * fear)
        if uniform(now, regulator, COPY) < p.copy_rate * daring / WEEKS_A_YEAR:
            regulator.method = clip(regulator.method + p.copy_takes * gap, LEAST, MOST)
            regulator.methods_copied = 1
    regulator.visit_productivity = regulator.visit_productivity * regulator.method


@rule(writes=("inspector_competence",), after="copy_and_use_methods")
def ease_diligence(enterprise, regulator, leader, p, now):
    """Where errors are forgiven, fear of being held to account makes officers look less closely than it did.

    inspector_competence - eased_diligence x blame x tolerance. Evidence: assumed.
    """
    enterprise.inspector_competence -= p.eased_diligence * regulator.blame * leader.tolerance
