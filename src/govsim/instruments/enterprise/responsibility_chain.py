"""Responsibility for safety for everybody, from the head to the front line: who answers for what, level by level.

Mechanism: of what is lost from each level to the next, between enterprises of a head and inside an enterprise, a share
is held: duties are written down for each post, explained and looked after. What management does and says reaches the
crews further down. Where management makes no effort itself the lists are paper, and hold nothing.
Expected: violations at the front line down, most of all far below the top: in large enterprises and in branches;
injuries down by less, and recorded injuries by less still, since a crew that is heard tells more.
Side effects: papers and meetings; a paper duty where effort is low, so that those who need it most gain least.
Evidence: E454 (the organisation's climate acts through that of groups; formal rules narrow the spread between them),
E455 (feedback to supervisors on their safety talks: behaviour improves), E456 (the gap between managers' and crews'
view goes with injuries), E458 (a smaller gap between near and far sites under strong heads), E452 (a course for
supervisors alone: nothing at the crew).
Doubt: no study of duty lists for every post was found; the share held is assumed. Crews of one enterprise are alike in
the model: how far they differ, which formal rules narrow, is missing.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, setting

responsibility_chain = Instrument(
    "responsibility_chain",
    zh="全员安全生产责任制、三管三必须",
    en="responsibility chain from head to front line",
    meaning="Duties for safety are written down, explained and looked after for every post, from the head to the crew.",
    needs=("chains",),
    actors=("enterprise", "worker"),
    acts_on="both",
    per="worker",
    shows="front_line_violation",
    direction="down",
    related=("subcontract_control", "safety_department", "responsibility_cards"),
    link="behave",
    settings=dict(
        hold=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of what a level loses, at full effort", zh="压实比例",
            source="assumed; E454, E455 for the direction",
        ),
        on_paper=setting(
            0.0, low=0.0, high=0.5, unit="share of it where management makes no effort", zh="纸面责任的作用",
            source="assumed; E452: what stops at the supervisors changes nothing at the crew",
        ),
        papers=setting(
            200.0, low=0.0, high=800.0, neutral=0.0, unit="CNY a worker-year", zh="责任制成本",
            source="assumed: lists, signatures, meetings and yearly checks, three hours a post",
        ),
    ),
)  # fmt: skip


@responsibility_chain.effect("chain_hold")
def hold_each_level_to_it(enterprise, p, now):
    """As far as management makes an effort itself."""
    return p.hold * (p.on_paper + (1.0 - p.on_paper) * enterprise.effort)


@responsibility_chain.spends("enterprise", "duty lists and meetings", zh="责任清单与会议")
def write_and_meet(enterprise, p, now):
    """Lists and meetings, by worker."""
    return p.papers * float(enterprise.headcount) / WEEKS_A_YEAR
