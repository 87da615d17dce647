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
        "the pairs of inspection, hotline, credit, disclosure and rated insurance do differ. Flat insurance and "
        "fines add up to within half a per cent, and that is how effort is built: it answers linearly to the sum "
        "of what is at stake (benefit linear, cost quadratic), so cover takes money off one side and the fine "
        "adds to the other without meeting. They would meet only where effort nears none or all, and bends."
    ),
    "steady_combined": (
        "hazards, violations, effort and skill stay; what moves is which enterprises are large and risky by "
        "nature, since a closed one is replaced by an entrant with a draw of its own."
    ),
}
SURPRISES: list[str] = [
    "* **Recorded injuries mislead in both directions.** Disclosure lowers true injuries while recorded ones "
    "rise, for more is told and written down. Credit penalties, incentives and rated insurance lower recorded "
    "injuries by more than true ones, rated insurance by nearly twice as much, for money hangs on the record. "
    "Whoever judges by the record would drop the first and praise the others too much.",
    "* **Video can do harm.** Video hours take the place of the practised part of the legal hours, so training "
    "that is video only raises injuries by about one per cent. The sign hangs on what an hour of video gives "
    "(`lecture_gain`): from none to two fifths of an hour of practice it goes from clearly harmful to clearly "
    "useful. No study says where in between the truth lies (E097).",
    "* **Rated insurance stops working where accidents are dear.** It takes over a share of the cost of accidents"
    " and gives a premium that follows the record. Where an injury costs the employer three times the default "
    "(`accident_cost` at its high end), the cover takes away at least as much reason for care as the premium "
    "gives back.",
    "* **A hotline can drown.** Tips that go where hazards are known find more than planned visits. But tips may "
    "take at most three fifths of the visits; where they are already frequent (`tip_rate` at its high end), four "
    "times as many leave half of the enterprises waiting, the choice among them is a lottery, and what a tip says"
    " is lost: fewer hazards are found a visit, and injuries rise.",
    "* **Risk grading lowers mean effort and injuries at once.** In the third of enterprises that loses visits "
    "effort falls and injuries rise by about a tenth; in the third that gains them, where seven in ten injuries "
    "happen, effort rises and injuries fall by more.",
    "* **Double random does not lower injuries.** A pure lottery undoes the rotation of the status quo: one "
    "enterprise in twenty then waits for more than two years, where hardly one did. Its publication of results "
    "makes hiding deaths harder.",
    "* **The first inspectors matter most by far.** The step from none to eight averts several times as much an "
    "inspector as the step from sixteen to twenty-four: without visits nothing keeps perceived detection and "
    "attention up.",
    "* **Insurance closes a few enterprises, rated or flat**: the premium puts more of them in distress. Fines "
    "close some too; repair and incentives keep some open.",
    "* **A visit helps those who were not visited, a little**: half of the county visited in one week is seen by "
    "the other half, whose perceived detection rises, and which gets about three in ten more planned visits in "
    "the next quarter.",
    "* **Safety points reach the programme's reports, not its violations, in the first year.** At the default the"
    " effects are less than half of those stated. The strongest setting exceeds +200 % reports but stays short of"
    " -45 % violations, which it comes near only years later; it is more than twice the default, for which E094 "
    "halved already stands.",
    "* **Part of what credit penalties do is replacement.** About a sixth of the fall of injuries comes from "
    "enterprises of high fixed risk that close and give way to average ones. It is not that penalties bite where "
    "risk is highest: effort rises least in the riskiest quarter.",
    "* How the reasons above were checked: `experiments/effects/reasons.py` prints the numbers behind them.",
]
DOUBTS: list[str] = [
    "* `effort_scale`, `hassle`, `intrinsic_value` and the money values of stakes have no source, and every "
    "economic lever scales with them: read these effects as the band, not the default.",
    "* Bands move one number at a time, and the baseline is not fitted again at the ends.",
    "* One county (`population.seed=1`). Its few large enterprises weigh heavily in injuries, and a closure and "
    "its replacement move the sums by more than many instruments do; that is most of what widens the intervals.",
    "* A penalised visit gives half of the -20 % of E007, E191 and E229, and about E193's -11 %; single visits do"
    " not reach the long-run -23 % of E016; no effect below 20 or above 250 workers (E009) is built in.",
    "* Numbers of inspectors differ from the first week on, while instruments start in week 156.",
    "* Everybody adopts at once, and nothing is lost on the way: full reach is the default of every instrument.",
    "* Costs are differences of the whole ledger: effort, premiums, fines and whatever instruments book, by party. "
    "What accidents cost is not in them, and officers' time is counted in hours. Deaths averted rest on chances of "
    "rare events.",
]
