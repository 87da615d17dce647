"""A visit that really ended in a penalty, by size and year."""

from govsim.claims.findings.finding import also, evidence
from govsim.claims.findings.visits import visit_row, visit_rows

HOW = (
    "forced visit, punished whenever something is found; those really punished, against themselves without the visit",
    "查出问题即处罚的强制检查；取确实受罚的企业，与其自身未受检查时对照",
)

NONE_FOUND = also(
    HOW,
    "none was found, so it counts as met where the interval holds 0. E196 says the contrary of the small: "
    "more in smaller plants",
    "原研究未发现效果，区间含 0 即为符合。E196 对小企业的结论相反：小企业效果更大",
)
LARGE = also(
    HOW,
    "large plants are those of 251 workers and more. E009 found nothing above 250: both cannot hold",
    "大厂指 251 人及以上。E009 在 250 人以上未发现效果，两者不能同时成立",
)
ERA = also(
    HOW,
    "manufacturing taken as all; the same study gives -19, -11 and -1 % for three periods (E192, E193, "
    "E194), and one model cannot give all",
    "以全部行业代表制造业；同一研究三个时期分别为 -19%、-11%、-1%（E192、E193、E194），一个模型不能全部给出",
)
CITED = also(HOW, "a citation is taken as a penalty", "立案视为处罚")
BESIDE = ("the same visit by size and year; nothing was published", "同一检查按规模和年份；没有公布数据")


def row(name, size, years, how):
    return visit_row(
        f"visit_punished.{name}",
        "punished",
        size,
        years,
        (name.partition(".")[0],),
        how,
        evidence(name.partition(".")[0]),
    )


FINDINGS = (
    row("E007.year1", "20-250", range(1, 2), HOW),
    row("E007.year2", "20-250", range(2, 3), HOW),
    row("E009.small", "1-19", range(1, 2), NONE_FOUND),
    row("E009.large", "251+", range(1, 2), NONE_FOUND),
    row("E191", "251+", range(1, 4), LARGE),
    row("E192", "all", range(1, 4), ERA),
    row("E193", "all", range(1, 4), ERA),
    row("E194", "all", range(1, 4), ERA),
    row("E229", "10+", range(1, 2), CITED),
    *visit_rows("visit_punished", "punished", ("E007", "E009"), BESIDE),
)
