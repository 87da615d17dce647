"""Where the first population stands before the status quo is played: near what it comes to by itself (decision 21)."""

from govsim.language import WEEKS_A_YEAR, clip, exp, helper, log, normal, parameter, power, purpose, title, trait
from govsim.populations.sizes import SMALL

title("First population", zh="首批企业与工人")

CAPITAL = purpose("trait_capital")

REST = "set in experiments/at_rest to years 10 to 30 of the status quo, by regression on size and commitment"

# fmt: off
parameter("start_capital", 0.671, low=0.5, high=0.8, unit="required equipment = 1", zh="初始设备",
          meaning="safety equipment in the first population, at 25 workers and middling commitment", source=REST)
parameter("start_capital_size", 0.019, low=0.0, high=0.05, unit="required equipment = 1 an e-fold of workers",
          zh="规模对初始设备的作用", meaning="how much better equipped large enterprises are at the start", source=REST)
parameter("start_capital_commitment", 0.35, low=0.0, high=0.7, unit="required equipment = 1 a unit of commitment",
          zh="承诺对初始设备的作用", meaning="how much better equipped committed enterprises are at the start",
          source=REST)
parameter("capital_spread", 0.053, low=0.0, high=0.15, unit="required equipment = 1", zh="初始设备离散度",
          meaning="standard deviation of equipment beside size and commitment", source=REST)
parameter("start_lacking", 0.024, low=0.0, high=0.05, unit="share", zh="初始能力差距",
          meaning="capability that the first population lacks on the mean, since some of it is young", source=REST)
parameter("start_lacking_size", 0.005, low=0.0, high=0.02, unit="share an e-fold of workers", zh="规模缩小初始能力差距",
          meaning="how much less capability large enterprises lack at the start: visits teach them", source=REST)
parameter("start_taught", 0.003, low=0.0, high=0.01, unit="share", zh="处罚提高的初始承诺",
          meaning="commitment that penalties have added by the start", source=REST)
parameter("start_latent", 12.3, low=6.0, high=18.0, unit="hazards at 25 workers", zh="初始潜在隐患",
          meaning="latent hazards at the start, at middling commitment and usual equipment", source=REST)
parameter("start_open", 2.18, low=1.0, high=4.0, unit="hazards at 25 workers", zh="初始已知隐患",
          meaning="known hazards at the start, at middling commitment and usual equipment", source=REST)
parameter("start_major", 2.7, low=1.0, high=4.0, unit="multiple of the yearly inflow", zh="初始重大隐患",
          meaning="latent major hazards at the start", source=REST)
parameter("start_latent_size", 0.125, low=0.0, high=0.3, unit="exponent", zh="规模减少初始潜在隐患",
          meaning="how much fewer latent hazards large enterprises have at the start, beside equipment", source=REST)
parameter("start_care", 1.4, low=0.0, high=3.0, unit="e-folds a unit of commitment", zh="承诺减少初始隐患",
          meaning="how much fewer ordinary hazards committed enterprises have at the start", source=REST)
parameter("start_equipped", 1.95, low=0.0, high=4.0, unit="e-folds a unit of equipment", zh="设备减少初始隐患",
          meaning="how much fewer ordinary hazards equipped enterprises have at the start", source=REST)
parameter("start_risk", 0.963, low=0.9, high=1.0, unit="multiple", zh="存续企业固有风险",
          meaning="lasting risk of the first population against that of entrants: the riskiest have closed",
          source=REST)
parameter("start_belief", 0.204, low=0.1, high=0.4, unit="weight a year", zh="初始感知查处",
          meaning="perceived detection in the first population, at 25 workers", source=REST)
parameter("start_belief_size", 0.013, low=0.0, high=0.05, unit="weight a year an e-fold of workers",
          zh="规模对初始感知的作用", meaning="how much surer large enterprises are of being caught at the start",
          source=REST)
parameter("start_attention", 0.0665, low=0.03, high=0.2, unit="share", zh="初始执法关注",
          meaning="attention to enforcement in the first population, at 25 workers", source=REST)
parameter("start_attention_size", 0.036, low=0.0, high=0.1, unit="share an e-fold of workers",
          zh="规模对初始关注的作用", meaning="how much more large enterprises attend to enforcement at the start",
          source=REST)
parameter("start_hurt", 0.11, low=0.0, high=0.4, unit="share", zh="初始受伤记忆",
          meaning="memory of injuries in the first crews", source=REST)
parameter("start_lesson", 0.05, low=0.0, high=0.2, unit="share", zh="初始他人教训",
          meaning="what disasters elsewhere have taught by the start", source=REST)
parameter("start_effort", 0.44, low=0.2, high=0.7, unit="share", zh="初始努力程度",
          meaning="effort in the first population, at 25 workers and middling commitment", source=REST)
parameter("start_effort_size", 0.023, low=0.0, high=0.1, unit="share an e-fold of workers",
          zh="规模对初始努力程度的作用", meaning="how much more effort large enterprises make at the start",
          source=REST)
parameter("start_effort_commitment", 0.64, low=0.0, high=1.2, unit="share a unit of commitment",
          zh="承诺对初始努力程度的作用", meaning="how much more effort committed enterprises make at the start",
          source=REST)
parameter("start_attitude", 0.509, low=0.4, high=0.6, unit="attitude", zh="初始安全态度",
          meaning="safety attitude of the first workers, at 25 workers and middling commitment", source=REST)
parameter("start_attitude_size", 0.008, low=0.0, high=0.03, unit="attitude an e-fold of workers",
          zh="规模对初始态度的作用", meaning="how much better the attitude is in large enterprises at the start",
          source=REST)
parameter("start_attitude_commitment", 0.35, low=0.0, high=0.7, unit="attitude a unit of commitment",
          zh="承诺对初始态度的作用", meaning="how much better the attitude is in committed enterprises at the start",
          source=REST)
parameter("start_habit", 0.519, low=0.4, high=0.6, unit="attitude", zh="初始安全习惯",
          meaning="habit of the first workers, under middling commitment", source=REST)
parameter("start_habit_commitment", 0.16, low=0.0, high=0.4, unit="attitude a unit of commitment",
          zh="承诺对初始习惯的作用",
          meaning="how much better the first workers of committed enterprises are accustomed", source=REST)
parameter("start_habit_spread", 0.11, low=0.05, high=0.25, unit="attitude", zh="初始习惯离散度",
          meaning="standard deviation of that beside commitment", source=REST)
parameter("start_skill", 0.437, low=0.3, high=0.6, unit="skill", zh="初始技能",
          meaning="skill of the first workers where nobody is trained", source=REST)
parameter("start_skill_training", 0.19, low=0.0, high=0.4, unit="skill at 24 hours of training a year",
          zh="培训对初始技能的作用", meaning="what legal training adds to the skill of the first workers", source=REST)
parameter("start_skill_spread", 0.08, low=0.03, high=0.25, unit="skill", zh="初始技能离散度",
          meaning="standard deviation of skill between the first workers", source=REST)
# fmt: on


@helper
def at_start(middle, slope, size):
    """A share of the first population: middle at 25 workers, slope an e-fold more; size is the log of posts over 25."""
    return clip(middle + slope * size, 0.0, 1.0)


@helper
def first_equipment(now, enterprise, size, p):
    """Equipment of an enterprise of the first population; size is the log of posts over 25."""
    usual = p.start_capital + p.start_capital_size * size
    usual = usual + p.start_capital_commitment * (enterprise.commitment - 0.5)
    return usual + p.capital_spread * normal(trait(now, enterprise, CAPITAL))


@helper
def first_effort(enterprise, size, p):
    """Effort of an enterprise of the first population."""
    usual = p.start_effort + p.start_effort_size * size
    return clip(usual + p.start_effort_commitment * (enterprise.commitment - 0.5), 0.0, 1.0)


@helper
def fewer_by_care(enterprise, p):
    """Ordinary hazards against those at middling commitment and usual equipment."""
    missing = p.capital_mean - enterprise.safety_capital
    return exp(p.start_equipped * missing - p.start_care * (enterprise.commitment - 0.5))


@helper
def latent_at_size(enterprise, p):
    """Latent hazards against those at 25 workers, beyond what size_scale says."""
    return power(float(max(enterprise.headcount, 1)) / SMALL, -p.start_latent_size)


@helper
def temporary_in_stock(enterprise, industry, p):
    """Share of temporary workers among those in posts: they leave more often than they are hired.

    Each kind is there as long as it stays: hired share over the rate at which posts end, by leaving or by closure.
    """
    closes = p.exit_base * enterprise.size_exit / WEEKS_A_YEAR
    hired = industry.temporary_share / (enterprise.leave_chance * (1.0 + p.leave_temporary) + closes)
    return hired / (hired + (1.0 - industry.temporary_share) / (enterprise.leave_chance + closes))


@helper
def first_habit(enterprise, p):
    """Mean habit of the first workers of an enterprise."""
    return p.start_habit + p.start_habit_commitment * (enterprise.commitment - 0.5)


@helper
def first_attitude(enterprise, p):
    """Mean attitude of the first workers of an enterprise."""
    size = log(float(max(enterprise.headcount, 1)) / SMALL)
    usual = p.start_attitude + p.start_attitude_size * size
    return usual + p.start_attitude_commitment * (enterprise.commitment - 0.5)


@helper
def first_skill(enterprise, p):
    """Mean skill of the first workers of an enterprise."""
    return p.start_skill + p.start_skill_training * enterprise.legal_training
