"""Control of subcontracting: the main contractor answers for the tiers below, supervises on site, ends the deepest.

Mechanism: the main contractor pays part of the recorded harm of its contractors, so that it cares more and presses
less; its supervisor on site holds what else is lost from tier to tier, and finds hazards; work may not be handed on
beyond a tier, so that further down only those of low risk get in anew; part of what tiers keep back has to be paid
down. Some of the deepest tiers go on as labour service.
Expected: injuries and deaths in lower tiers down; on-site supervision does more than liability alone.
Side effects: all of the chain pays the supervisor, and the price of work rises; without money paid down the weak are in
distress sooner; hidden tiers go on.
Evidence: E634 (subcontractors' deaths 2.8 times their share of workers), E400 (rate ratio 1.66 [1.09, 2.41]), E402 (.69
where one is both), E403 (small employers carry two thirds of deaths in construction), E518 (contractors' assessments
hardly tell their climate), E452.
Doubt: principal liability is the model's remedy, no study of one was found; which part of the danger is handed down
with the work, and which is behaviour, is not known. All sizes are assumed.
"""

from govsim.language import WEEKS_A_YEAR, Instrument, helper, setting

subcontract_control = Instrument(
    "subcontract_control",
    zh="转包治理、总包责任",
    en="control of subcontract chains",
    meaning="Main contractors answer for the tiers below, supervise on site, and may not hand work on without end.",
    needs=("chains",),
    actors=("enterprise", "regulator"),
    acts_on="both",
    per="plant",
    shows="injury_rate_below",
    direction="down",
    related=("responsibility_chain", "platform_liability", "safety_steward"),
    link="control",
    settings=dict(
        answer=setting(
            0.6, low=0.0, high=1.0, neutral=0.0, unit="share of the recorded harm in the tiers below",
            zh="总包责任比例", source="assumed: joint liability that is claimed; no text of the programme asks for it",
        ),
        hold=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="share of what a tier loses", zh="现场监督压实比例",
            source="assumed; E455 for the direction",
        ),
        finding=setting(
            0.02, low=0.0, high=0.1, neutral=0.0, unit="chance a hazard and week", zh="现场监督发现率",
            source="assumed: a round of the site each fortnight or so; E162, E163 for what is found and fixed",
        ),
        max_tier=setting(
            2.0, low=0.0, high=4.0, neutral=4.0, unit="tiers below the main contractor", zh="允许的最深层级",
            source="assumed: work and labour may each be given on once",
        ),
        hidden=setting(
            0.5, low=0.0, high=1.0, unit="share of deeper tiers that go on as labour service", zh="以劳务名义隐藏比例",
            source="assumed: nobody has counted them",
        ),
        relief=setting(
            0.3, low=0.0, high=1.0, neutral=0.0, unit="share of what is kept back that has to be paid down",
            zh="工程款下付比例", source="assumed: safety money that may not be competed away",
        ),
        supervisor=setting(
            120_000.0, low=0.0, high=300_000.0, neutral=0.0, unit="CNY a site-year", zh="现场监督员成本",
            source="assumed: a quarter above the high end of county-defaults wage (98,096); a chain is a site",
        ),
    ),
)  # fmt: skip

CONTRACTS = 2  # kind of a head, in chain_kind


@helper
def is_below(enterprise):
    """Whether it works for a main contractor."""
    return enterprise.chain_kind == CONTRACTS and enterprise.depth > 0


@subcontract_control.effect("head_answer")
def answer_for_tiers(enterprise, p, now):
    """The main contractor pays part of what happens below."""
    return p.answer if is_below(enterprise) else 0.0


@subcontract_control.effect("chain_hold")
def supervise_on_site(enterprise, p, now):
    """Somebody of the main contractor's is there."""
    return p.hold if is_below(enterprise) else 0.0


@subcontract_control.effect("outside_finding")
def find_on_site(enterprise, p, now):
    """The supervisor sees what the contractor leaves."""
    return p.finding if is_below(enterprise) else 0.0


@subcontract_control.effect("entry_barrier")
def end_the_deepest(enterprise, p, now):
    """Beyond the tier allowed the risky get in no more, but for those that hide as labour service."""
    deeper = is_below(enterprise) and float(enterprise.depth) > p.max_tier
    return 1.0 - p.hidden if deeper else 0.0


@subcontract_control.transfers("outside", "enterprise", "price of the work paid down", zh="工程款下付")
def pay_down(enterprise, p, now):
    """Part of what the tiers above kept back last week."""
    return p.relief * enterprise.squeezed


@subcontract_control.spends("enterprise", "supervisors on site", zh="现场监督员")
def pay_supervisors(enterprise, chain, p, now):
    """One a site, shared by all of the chain by workers."""
    if enterprise.chain_kind != CONTRACTS:
        return 0.0
    return p.supervisor * float(enterprise.crew) / float(max(chain.crew, 1)) / WEEKS_A_YEAR
