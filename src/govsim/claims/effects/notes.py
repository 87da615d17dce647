"""Words of the page of effects that no number writes: how to read it, why a claim fails, what is odd, what is doubtful.

Nothing here decides a verdict; a note is shown beside a claim only while the claim does not hold.
"""

from __future__ import annotations


def how_to_read(seeds: int, band_seeds: int, event_seeds: int, long_seeds: int) -> list[str]:
    """What the tables show."""
    return [
        "The county of 216 enterprises, about 8,500 workers and 8 inspectors is run for ten years "
        "under the same seeds with and without each instrument. Instruments start in week 156; effects are sums over "
        f"years 6 to 10 (weeks 260 to 519). {seeds} seeds; every difference is taken within a seed, and the brackets "
        "hold its 95 % interval (Student's t over seeds). *Expected* sums add up the chances of injury or death that "
        "the model draws from: the same mean as the counts with far less luck; verdicts use them. Experiments with "
        f"single enterprises use {event_seeds} seeds, bands {band_seeds}, thirty years {long_seeds}. "
        "A change in % is relative, of a share too: −6 % of a share of 44 % are 2.6 points. "
        "`effects.csv` holds the main outcomes of every case.",
        "",
        "A claim holds when the interval of each measure that decides it leaves out zero on the right side. No number "
        "was moved to make a claim of this page hold. Numbers that were chosen to meet a published finding, by the fit "
        "or by hand, are called fitted in the manual and by `govsim list parameters`, and such a finding is no check "
        "of them (see `govsim findings`). None of this is a validation; that takes findings which were not used.",
    ]


EXPLAINED: dict[str, str] = {
    "pairs": (
        "the pairs of inspection, hotline, credit and disclosure do differ. Insurance adds up with fines and "
        "with credit penalties to within half a per cent, and that is how effort is built: it answers "
        "linearly to the sum of what is at stake (benefit linear, cost quadratic), so what one adds or takes "
        "away does not meet the other. They would meet only where effort nears none or all, and bends."
    ),
    "steady_combined": (
        "hazards, violations, effort and skill stay; what moves is which enterprises are large and risky by "
        "nature, since a closed one is replaced by an entrant with a draw of its own."
    ),
}
SURPRISES: list[str] = [
    "* **Injuries and deaths part company.** Training by drill lowers injuries by a sixth and deaths by hardly a "
    "twentieth, for skill keeps from falls and cuts, not from what carries high energy. Township inspectors, "
    "credit and disclosure lower deaths by more than injuries: equipment, planning and orders keep from these.",
    "* **Recorded injuries mislead in both directions.** Disclosure lowers true injuries while recorded ones stay "
    "where they are, for more is told and written down. Credit penalties lower recorded injuries by half as much "
    "again as true ones, rated insurance lowers them by more than twice as much, for money hangs on the record. "
    "Whoever judges by the record would drop the first and praise the others too much.",
    "* **Video can do harm.** Video hours take the place of the practised part of the legal hours, so training "
    "that is video only raises injuries by about one per cent. The sign hangs on what an hour of video gives "
    "(`lecture_gain`): from none to two fifths of an hour of practice it goes from clearly harmful to clearly "
    "useful. No study says where in between the truth lies (E097).",
    "* **Rated insurance takes away much of what it gives.** It takes over a share of the cost of accidents, as far "
    "as they are recorded and claimed, and gives a premium that follows the record and a grade that follows an "
    "audit of effort. Where an injury costs the employer three times the default (`accident_cost` at its high end) "
    "it takes more than it gives.",
    "* **A hotline can drown.** Tips that go where hazards are known find more than planned visits. But tips may "
    "take at most three fifths of the inspectors' days; where they are already frequent (`tip_rate` at its high "
    "end), four times as many make the choice among them a lottery, and injuries rise.",
    "* **Risk grading makes fewer visits of the same days, and lowers mean effort and injuries at once.** Visits "
    "go to large and dangerous sites, where one takes longer; effort falls at the many that lose visits, and "
    "injuries fall at the few that gain them.",
    "* **Double random works by what it publishes, not by its lottery.** A lottery finds less a visit than the "
    "rotation that it replaces. What is published of the results is read by peers, who make more effort, and "
    "makes hiding deaths harder.",
    "* **The first inspectors matter most by far.** The step from none to eight averts several times as much an "
    "inspector as the step from sixteen to twenty-four: without visits nothing keeps perceived detection and "
    "attention up.",
    "* **Flat insurance closes a few enterprises**: the premium puts more of them in distress. Fines and credit "
    "penalties close some too; repair keeps some open.",
    "* **A visit helps those who were not visited, a little**: half of the county visited in one week leaves more "
    "of the inspectors' days and of the talk to the other half.",
    "* **Safety points reach the programme's reports, not its violations, in the first year.** At the default the "
    "effects are less than half of those stated. The strongest setting exceeds +200 % reports but stays short of "
    "-45 % violations; it is more than twice the default, for which E094 halved already stands.",
    "* **A part of what credit penalties do is replacement.** Enterprises of high fixed risk close and give "
    "way to average ones: about a seventh of the fall of injuries.",
    "* How such reasons are checked: `experiments/effects/reasons.py` prints numbers behind some of them.",
]
DOUBTS: list[str] = [
    "* `effort_scale`, `hassle`, `intrinsic_value` and the money values of stakes have no source, and every "
    "economic lever scales with them: read these effects as the band, not the default.",
    "* Bands move one number at a time, and the baseline is not fitted again at the ends.",
    "* One county (`population.seed=1`). Its few large enterprises weigh heavily in injuries, and a closure and "
    "its replacement move the sums by more than many instruments do; that is most of what widens the intervals.",
    "* Visits that are nearly always punished avert a tenth in the first year and half of that in the second; "
    "`govsim findings` holds them, and really punished ones, beside E001, E007, E008, E009 and others, by size.",
    "* Numbers of inspectors differ from the first week on, while instruments start in week 156.",
    "* Everybody adopts at once, and nothing is lost on the way: full reach is the default of every instrument.",
    "* Costs are differences of the whole ledger: effort, premiums, fines and whatever instruments book, by party. "
    "What accidents cost is not in them, and officers' time is counted in hours. Deaths averted rest on chances of "
    "rare events.",
]
