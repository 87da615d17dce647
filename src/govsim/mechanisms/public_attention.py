"""Public attention: accidents in the county and news from outside raise it, time lets it fade (R17)."""

from govsim.language import (
    WEEKS_A_YEAR,
    clip,
    column,
    columns,
    exp,
    parameter,
    poisson,
    purpose,
    rule,
    title,
    toward,
    uniform,
)

title("Public attention", zh="公众关注")

NEWS = purpose("national_news")

# fmt: off
columns(
    "public",
    attention=column(0.0, unit="share", low=0.0, high=1.0, zh="公众关注度",
                     meaning="public attention to work safety, raised by accidents and fading", source="E302"),
    perceived_safety=column(0.85, unit="share who feel safe", low=0.0, high=1.0, zh="公众安全感",
                            meaning="share of residents who feel safe", source="E251, E252"),
    national_news=column(0, unit="accidents heard of", low=0, high=50, zh="听闻的外地重大事故数",
                         meaning="grave accidents elsewhere that the county hears of this week",
                         source="series CN_accidents_10plus_deaths; share heard assumed"),
    bystanders_killed=column(0, unit="deaths a week", low=0, high=10_000, zh="周边群众死亡数",
                             meaning="deaths of people near an accident who do not work there", source="computed"),
    enterprise_count=column(0, unit="enterprises", low=0, high=1_000_000, zh="存续企业数",
                            meaning="living enterprises", source="computed"),
    worker_count=column(0, unit="workers", low=0, high=10_000_000, zh="在岗工人数",
                        meaning="living workers", source="computed"),
    vacant_posts=column(0, unit="posts", low=0, high=10_000_000, zh="空缺岗位数",
                        meaning="posts of living enterprises that nobody fills", source="computed"),
    fatal_cases_heard=column(0.0, unit="fatal accidents, weighted by disclosure", low=0.0, high=1e6,
                             zh="公开的死亡事故", meaning="recorded fatal accidents of the week, heard in public",
                             source="computed"),
    deaths_heard=column(0.0, unit="deaths, weighted by disclosure", low=0.0, high=1e6, zh="公开的死亡人数",
                        meaning="recorded deaths of the week, heard in public; exposed ones count threefold",
                        source="computed"),
    publicity=column(0.0, unit="penalties and thrice the fatal accidents that were made public", low=0.0, high=1e6,
                     zh="公开的处罚与事故", meaning="what peers can read about others this week",
                     source="E019, E020"),
)
parameter("attention_fading", 0.10, low=0.05, high=0.2, unit="share a week", zh="关注消退速度",
          meaning="public attention lost in a week", source="assumed; E302")
parameter("attention_accident", 0.25, low=0.1, high=0.5, unit="1", zh="事故引起关注",
          meaning="strength of one recorded fatal accident on attention", source="assumed")
parameter("attention_death", 0.12, low=0.05, high=0.3, unit="1", zh="死亡引起关注",
          meaning="strength of one recorded death on attention", source="assumed")
parameter("attention_exposed", 3.0, low=1.0, high=6.0, unit="multiple", zh="瞒报曝光关注倍数",
          meaning="how much more attention a death draws that had been hidden", source="assumed")
parameter("news_rate", 0.4, low=0.1, high=2.0, unit="accidents a year", zh="外地重大事故听闻率",
          meaning="accidents of ten or more deaths elsewhere that the county takes to heart",
          source="series CN_accidents_10plus_deaths: 9 to 38 a year in the country; share heard assumed")
parameter("attention_news", 0.35, low=0.1, high=0.8, unit="1", zh="外地事故引起关注",
          meaning="strength of such news on attention", source="assumed; E302")
parameter("usual_workers", 8_530.0, low=6_000.0, high=11_000.0, unit="workers", zh="参照工人数",
          meaning="size of county for which the strength of an accident holds", source="county-defaults workers_total")
parameter("usual_enterprises", 216.0, low=205.0, high=230.0, unit="enterprises", zh="参照企业数",
          meaning="size of county for which the reach of publicity holds",
          source="county-defaults enterprises_supervised")
parameter("safe_feeling", 0.85, low=0.7, high=0.98, unit="share who feel safe", zh="平时安全感",
          meaning="share who feel safe while nothing happens", source="E251, E252")
parameter("unsafe_feeling", 0.6, low=0.2, high=1.0, unit="share a unit of attention", zh="关注对安全感的影响",
          meaning="share who stop feeling safe at full attention", source="assumed")
parameter("feeling_speed", 0.05, low=0.02, high=0.2, unit="share a week", zh="安全感调整速度",
          meaning="speed at which the feeling of safety follows", source="assumed")
# fmt: on


@rule(writes=(
    "fatal_cases_heard", "deaths_heard", "publicity", "enterprise_count", "worker_count", "vacant_posts",
    "bystanders_killed",
))  # fmt: skip
def read_the_news(public, enterprises, p, now):
    """What the public can learn of the week: recorded fatal accidents, louder where records are disclosed.

    Peers read penalties and fatal accidents of those who disclose. Sums are for a county of the usual size.
    Evidence: E019, E020, E022.
    """
    count = 0
    workers = 0
    vacant = 0
    cases = 0.0
    deaths = 0.0
    published = 0.0
    near = 0
    for enterprise in enterprises:
        count += 1
        workers += enterprise.crew
        vacant += enterprise.headcount - enterprise.crew
        near += enterprise.bystanders_killed
        if enterprise.penalised or enterprise.deaths_recorded > 0:
            loud = 1.0 + enterprise.disclosure
            fatal = float(enterprise.fatal_recorded)
            told = float(enterprise.deaths_told) + p.attention_exposed * float(enterprise.deaths_exposed)
            cases += loud * fatal
            deaths += loud * told
            published += enterprise.disclosure * (float(enterprise.sanctions) + p.publicity_fatal * fatal)
    public.enterprise_count = count
    public.worker_count = workers
    public.vacant_posts = vacant
    public.bystanders_killed = near
    public.fatal_cases_heard = cases * p.usual_workers / float(max(workers, 1))
    public.deaths_heard = deaths * p.usual_workers / float(max(workers, 1))
    public.publicity = published * p.usual_enterprises / float(max(count, 1))


@rule(writes=("attention", "national_news", "perceived_safety"))
def pay_attention(public, p, now):
    """Attention jumps with deaths in the county and grave accidents elsewhere, and fades within weeks.

    A <- .9 A + (1 - .9 A)(1 - exp(-(.25 accidents + .12 deaths + .35 news))); the feeling of safety follows it.
    Evidence: E251, E252, E302; series CN_accidents_10plus_deaths for the news.
    """
    news = poisson(uniform(now, public, NEWS), p.news_rate / WEEKS_A_YEAR)
    stir = p.attention_accident * public.fatal_cases_heard + p.attention_death * public.deaths_heard
    stir = stir + p.attention_news * float(news)
    kept = (1.0 - p.attention_fading) * public.attention
    public.national_news = news
    public.attention = clip(kept + (1.0 - kept) * (1.0 - exp(-stir)), 0.0, 1.0)
    feeling = p.safe_feeling - p.unsafe_feeling * public.attention
    public.perceived_safety = clip(toward(public.perceived_safety, feeling, p.feeling_speed), 0.0, 1.0)
