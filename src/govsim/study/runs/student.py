"""The quantile of Student's t behind 95 % intervals, without the library that computes it.

To import that library takes longer than the rest of a short command's statistics, so the numbers are kept for as many
degrees of freedom as commands usually have.
"""

from __future__ import annotations

import functools
import math

MOST_STEPS = 400  # of a continued fraction, which comes to rest in some thirty
CONFIDENCE = 0.95  # two-sided; the usual level of published effect sizes
QUANTILES = (  # of 1, 2, 3 ... degrees of freedom; as scipy.special.stdtrit(freedom, 0.975) of scipy 1.17 gives them
    12.706204736174694, 4.302652729749462, 3.1824463052837078, 2.7764451051977934, 2.5705818356363146,
    2.4469118511449786, 2.364624251592784, 2.306004135204166, 2.262157162798205, 2.228138851986274, 2.200985160091639,
    2.1788128296672284, 2.1603686564627913, 2.144786687917804, 2.131449545559776, 2.1199052992212546,
    2.1098155778333156, 2.1009220402410382, 2.0930240544083087, 2.085963447265864, 2.0796138447276795,
    2.0738730679040254, 2.0686576104190486, 2.0638985616280245, 2.0595385527532972, 2.0555294386428735,
    2.0518305164802846, 2.0484071417952454, 2.045229642132703, 2.0422724563012378, 2.039513446396408,
    2.0369333434601016, 2.0345152974493383, 2.0322445093177186, 2.030107928250343, 2.0280940009804502,
    2.0261924630291093, 2.0243941639119694, 2.022690920036761, 2.021075390306273, 2.019540970441376,
    2.0180817028184443, 2.016692199227824, 2.0153675744437636, 2.014103388880846, 2.012895598919429,
    2.0117405137297655, 2.010634757624232, 2.0095752371292392, 2.008559112100761, 2.007583770315836,
    2.006646805061688, 2.0057459953178687, 2.0048792881880564, 2.0040447832891455, 2.003240718847872,
    2.002465459291007, 2.0017174841452356, 2.000995378088267, 2.0002978220142604, 1.999623584994939,
    1.9989715170333788, 1.998340542520741, 1.997729654317693, 1.9971379083920038, 1.9965644189523117,
    1.996008354025296, 1.9954689314298435, 1.9949454151072374, 1.994437111771186, 1.9939433678456255,
    1.9934635666618719, 1.992997125889855, 1.992543495180932, 1.9921021540022417, 1.9916726096446642,
    1.9912543953883846, 1.9908470688116906, 1.9904502102301285, 1.990063421254446, 1.9896863234569029,
    1.989318557136572, 1.9889597801751624, 1.9886096669757083, 1.9882679074772216, 1.98793420623902,
    1.9876082815890708, 1.9872898648311692, 1.986978699506281, 1.9866745407037683, 1.9863771544186177,
    1.98608631695113, 1.9858018143458227, 1.985523441866604, 1.9852510035054978, 1.984984311522457,
    1.9847231860139845, 1.9844674545084815, 1.9842169515864174, 1.9839715185235518,
)  # fmt: skip


@functools.cache
def student(freedom: int, confidence: float = CONFIDENCE) -> float:
    """How many standard errors an interval reaches to each side: the quantile of Student's t.

    Args:
        freedom: degrees of freedom, one or more.
        confidence: how often the interval holds what it is of.
    """
    if freedom <= len(QUANTILES) and confidence == CONFIDENCE:
        return QUANTILES[freedom - 1]
    from scipy.special import stdtrit  # of scipy only what is needed, when it is: all of it takes longer than a run

    return float(stdtrit(freedom, 0.5 + confidence / 2))


def below(value: float, freedom: int) -> float:
    """The chance that Student's t lies below a value, from the continued fraction of the incomplete beta function.

    Args:
        value: in standard errors.
        freedom: degrees of freedom, one or more.
    """
    share = freedom / (freedom + value * value)
    if share >= 1.0:
        return 0.5
    first, second = freedom / 2.0, 0.5
    scale = math.exp(
        math.lgamma(first + second) - math.lgamma(first) - math.lgamma(second)
        + first * math.log(share) + second * math.log1p(-share)
    )  # fmt: skip
    if share < (first + 1.0) / (first + second + 2.0):
        inside = scale * _fraction(first, second, share) / first
    else:
        inside = 1.0 - scale * _fraction(second, first, 1.0 - share) / second
    return inside / 2.0 if value < 0 else 1.0 - inside / 2.0


def _fraction(first: float, second: float, at: float) -> float:
    """The continued fraction, after Lentz."""
    upper, lower = 1.0, 1.0 / _apart(1.0 - (first + second) * at / (first + 1.0))
    made = lower
    for step in range(1, MOST_STEPS):
        twice = first + 2 * step
        even = step * (second - step) * at / ((twice - 1.0) * twice)
        odd = -(first + step) * (first + second + step) * at / (twice * (twice + 1.0))
        for part in (even, odd):
            lower = 1.0 / _apart(1.0 + part * lower)
            upper = _apart(1.0 + part / upper)
            made *= lower * upper
        if abs(lower * upper - 1.0) < 1e-14:
            break
    return made


def _apart(value: float) -> float:
    """A value that can be divided by."""
    return value if abs(value) > 1e-300 else 1e-300
