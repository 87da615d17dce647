"""Recorded injuries by size of enterprise: an inverted U."""

from functools import partial

from govsim.claims.findings.county import of_size, rate_of_size
from govsim.claims.findings.finding import Finding, Published, evidence

HOW = (
    "status quo of a county of 864 enterprises, years 6 to 10; a ratio of two published rates, as levels differ "
    "between countries. The filings of R42-R54 fall with size: both cannot be the recorded rate of one world",
    "864 家企业的县的现状，第 6 至 10 年；因各国水平不同，取两个公布比率之比。"
    "R42-R54 的申报随规模下降：两者不能同属一个世界",
)

BESIDE = (
    "status quo of a county of 864 enterprises, years 6 to 10; of no use to hold against levels of another country",
    "864 家企业的县的现状，第 6 至 10 年；不宜与他国水平对照",
)


def ratio(one, other):
    return Published(evidence(one).value / evidence(other).value)


def row(name, over, by, source, how, published):
    text = (f"recorded injuries a worker, {over} over {by} workers, ratio", f"人均在册伤害，{over} 人与 {by} 人之比")
    measure = partial(_of, over, by)
    return Finding(f"size_recording.{name}", text, source, how, measure, published, neutral=1.0, factor=1.25)


def _of(over, by, lab):
    return of_size(lab, "injuries_recorded", over, by)


def _rate(band, lab):
    return rate_of_size(lab, "injuries_recorded", band)


FINDINGS = (
    row("E055_E054", "11-49", "1-10", ("E054", "E055"), HOW, ratio("E055", "E054")),
    row("E056_E055", "50-249", "11-49", ("E055", "E056"), HOW, ratio("E056", "E055")),
    *(
        Finding(
            f"size_recording.rate.{band}",
            (f"recorded injuries per 100 workers, {band} workers", f"每百人在册伤害，{band} 人"),
            ("E054", "E055", "E056"),
            BESIDE,
            partial(_rate, band),
        )
        for band in ("1-10", "11-49", "50-249", "250+")
    ),
)
