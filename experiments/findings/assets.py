"""Machines, certificates, grades, headsets and ledgers: what was published of their effects."""

from govsim.claims.effects.cases import build
from govsim.claims.findings.finding import Finding, Published, also, evidence
from govsim.claims.findings.lab import Lab, change
from govsim.study.analysis.arms import Sums
from govsim.study.runs.statistics import Estimate

SEEDS = 24
NOBODY = "nobody"
ARMS = {
    "machines": {"automation": {}},
    "certificates": {"worker_certification": {}},
    "grades": {"standardisation_grading": {"line": 0.3}},  # so low that nearly everybody takes part
    "headsets": {"vr_training": {}},
    "lectures": {"safety_training": {"added_hours": 8.0, "drilled_share": 0.0}},
    "ledgers": {"dual_prevention": {}},
    "platform": {"digital_supervision": {}},
}
HOW = ("for all from week 156 on, years 6 to 10", "自第 156 周起全部企业实行，第 6 至 10 年")


def arms(lab: Lab) -> Sums:
    """Yearly sums of the usual county under each of them; made once in a lab."""
    made = {name: build(name, instruments) for name, instruments in ({NOBODY: {}} | ARMS).items()}
    return lab.once("assets", lambda: lab.sums(made, SEEDS))


def against(lab: Lab, arm: str, outcome: str, base: str = NOBODY) -> Estimate:
    """Change of an outcome over years 6 to 10 in per cent, ratio of paired sums."""
    found = arms(lab)
    return change(found.value(arm, outcome), found.value(base, outcome))


FINDINGS = (
    Finding(
        "assets.machines",
        ("injuries where machines take over dangerous work, %", "机器承担危险作业后的伤害变化，%"),
        ("E646", "E647"),
        also(
            HOW,
            "published for a standard deviation of robots, which the model does not know: held against the sign alone",
            "公布值对应机器人的一个标准差，模型中没有，只对照符号",
        ),
        lambda lab: against(lab, "machines", "injuries_expected"),
        Published(-1.0, direction=True),
    ),
    Finding(
        "assets.grades",
        ("recorded injuries under standardisation grading, %", "标准化评级下在册伤害的变化，%"),
        ("E540",),
        also(
            HOW,
            "the lowest line so low that nearly everybody takes part; published for certified against matched",
            "最低等级线很低，几乎全部企业参评；公布值为认证企业与匹配企业之比",
        ),
        lambda lab: against(lab, "grades", "injuries_recorded"),
        evidence("E540"),
    ),
    Finding(
        "assets.certificates",
        ("injuries under certification of key posts, %", "关键岗位持证下的伤害变化，%"),
        ("E546",),
        also(
            HOW,
            "published: no systematic effect of licences of electricians; within 5 % counts as met, our choice",
            "公布：电工执照没有系统影响；上下 5% 以内视为符合，为我们的选择",
        ),
        lambda lab: against(lab, "certificates", "injuries_expected"),
        evidence("E546"),
        band=(-5.0, 5.0),
    ),
    Finding(
        "assets.cranes",
        ("crane injuries after certification, %", "起重作业持证后的伤害变化，%"),
        ("E645",),
        (
            "cannot be: key posts are a share of the crew here, and single posts are not told apart",
            "不能：此处关键岗位是班组的一个比例，不区分单个岗位",
        ),
        None,
        evidence("E645"),
    ),
    Finding(
        "assets.headsets",
        ("skill under headsets against as many hours of video, %", "沉浸式培训与同学时视频培训相比的技能，%"),
        ("E658",),
        also(HOW, "8 added hours either way; only the sign was published", "均新增 8 学时；只公布了符号"),
        lambda lab: against(lab, "headsets", "mean_skill", "lectures"),
        evidence("E658"),
    ),
    Finding(
        "assets.ledgers",
        ("major hazards that enterprises find under dual prevention, %", "双重预防下企业自查重大隐患的变化，%"),
        ("E573",),
        also(
            HOW,
            "published for a country in a year, of which dual prevention was a part",
            "公布值为全国一年的变化，双重预防只是其中一部分",
        ),
        lambda lab: against(lab, "ledgers", "majors_self_found"),
        evidence("E573"),
    ),
    Finding(
        "assets.platform",
        ("visits under digital supervision, %", "数字化监管下检查次数的变化，%"),
        ("E481",),
        also(
            HOW,
            "published for inspectors of rural clinics who hardly came: an upper bound, so all up to it is met",
            "公布值针对原先很少到场的乡村诊所检查人员：为上限，不超过即为符合",
        ),
        lambda lab: against(lab, "platform", "visits"),
        evidence("E481"),
        band=(0.0, 104.0),
    ),
)
