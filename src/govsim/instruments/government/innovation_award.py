"""Innovation awards: officers and workers who bring a better way of doing things are rewarded.

Mechanism: agencies try more ideas of their own; a tenth works and lets an inspector make more visits, the rest costs a
little; other agencies copy what works, with a loss. Workers report more, since ideas begin with what they see.
Expected: visits that an inspector makes up over the years, first where the idea was tried; most ideas fail.
Side effects: failed tries take time; a method that fitted there fits here less.
Evidence: programme 6.3.2 (an idea tried in a township, rolled out to the county, supervision efficiency +50 %; most
ideas fail) is a claim to be explained, to which nothing is set; E099-E102 for reports that are answered.
Doubt: how many ideas there are, how many work and what they bring is assumed. With the usual gain of .15 it takes three
working ideas to come to half as many visits again.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

innovation_award = Instrument(
    "innovation_award",
    zh="安全创新奖",
    en="innovation awards",
    meaning="Officers and workers are rewarded for better ways; what works is copied by others.",
    needs=("regions",),
    actors=("government", "regulator", "worker"),
    acts_on="both",
    per="agency",
    shows="mean_method",
    direction="up",
    related=("error_tolerance", "suggestion_rewards"),
    link="detect",
    settings=dict(
        ideas=setting(
            2.0, low=0.0, high=10.0, neutral=0.0, unit="ideas tried a year an agency", zh="年试行创新数",
            source="assumed: an agency of eight tries one in half a year",
            moves="idea_rate",
        ),
        worker_ideas=setting(
            0.1, low=0.0, high=0.4, neutral=0.0, unit="reward of reporting, 0 to 1", zh="工人创新奖励",
            source="assumed: a tenth of what a full reward for reports would be",
            moves="report_reward",
        ),
        prize=setting(
            20000.0, low=0.0, high=100000.0, neutral=0.0, unit="CNY a year an agency", zh="年奖金",
            source="assumed: some prizes of a few thousand each",
        ),
        trial_hours=setting(
            40.0, low=0.0, high=160.0, neutral=0.0, unit="officer-hours an idea tried", zh="每项创新试行工时",
            source="assumed: a week of an officer",
        ),
    ),
)  # fmt: skip


@innovation_award.spends("government", "prizes and ceremony", zh="奖金与颁奖")
def give_prizes(regulator, p, now):
    """Every year."""
    return p.prize / WEEKS_A_YEAR


@innovation_award.inspector_hours("trials of ideas", zh="创新试行")
def try_it_out(regulator, p, now):
    """Each idea that is tried takes hours."""
    return p.trial_hours * float(regulator.ideas_tried)
