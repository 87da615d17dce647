"""Findings on what the model has that it cannot emulate yet, and why."""

from govsim.claims.findings.finding import Finding, evidence

ROWS = (
    (
        "E005",
        "serious injuries averted a visit over five years",
        "每次检查五年内避免的重伤",
        "cannot be: sites of that programme are many times larger and riskier than the county's",
        "不能：该计划的场所规模和风险远大于本县企业",
    ),
    (
        "E014",
        "violations cited when the last visit was five years ago, %",
        "距上次检查五年时的立案数变化，%",
        "cannot be: no enterprise of the county waits five years for a visit",
        "不能：本县没有企业五年不受检查",
    ),
    (
        "E024",
        "labour productivity under disclosure, %",
        "公开下的劳动生产率变化，%",
        "cannot be: output of a worker is not in the model",
        "不能：模型没有人均产出",
    ),
    (
        "E085",
        "climate and injuries of single workers, correlation",
        "个人氛围感知与伤害的相关",
        "not yet: injuries of single workers are not kept over a year",
        "尚不能：单个工人的伤害未按年保存",
    ),
    (
        "E218",
        "injuries by local unemployment, elasticity",
        "伤害对当地失业率的弹性",
        "cannot be: the county has no labour market outside its enterprises",
        "不能：本县在企业之外没有劳动力市场",
    ),
    (
        "E213",
        "injuries by price of the product, elasticity",
        "伤害对产品价格的弹性",
        "cannot be: the model has no prices",
        "不能：模型没有价格",
    ),
    (
        "E220",
        "productivity after a disaster nearby, %",
        "附近发生特别重大事故之后的生产率变化，%",
        "cannot be: output of a worker is not in the model",
        "不能：模型没有人均产出",
    ),
    (
        "E301",
        "deaths by deaths of the year before, coefficient",
        "死亡对上年死亡的系数",
        "cannot be: a county has one death in two years, the figure is of provinces",
        "不能：一县约两年一例死亡，该数据为各省",
    ),
    (
        "E495",
        "grave violations of mines on notice, %",
        "被列入名单的矿山重大违规变化，%",
        "not yet: enterprises with a card are not followed before and after; part of such a fall is chance",
        "尚不能：没有跟踪持牌企业前后的变化；这样的下降部分出于偶然",
    ),
    (
        "E641",
        "fatal accidents of a mine in the two years after its own, %",
        "矿山自身事故后两年内的死亡事故变化，%",
        "not yet: single enterprises are not followed from an accident on, and a county has one in two years",
        "尚不能：没有从事故起跟踪单个企业，一县约两年一起",
    ),
)

FINDINGS = tuple(
    Finding(f"not_emulated.{source}", (en, zh), (source,), (why, why_zh), None, evidence(source))
    for source, en, zh, why, why_zh in ROWS
)
