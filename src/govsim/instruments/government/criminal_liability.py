"""Criminal liability: grave violations and fatal accidents are prosecuted, and managers answer in person.

Mechanism: a penalty for a major hazard, or a recorded fatal accident, leads to a trial with some chance. A
convicted head loses income for years. Everybody reckons with it, as far as detection is believed; where it has
happened the head attends to safety, fading over a year. Who may be tried has a reason to hide a death.
Expected: effort up a little; a larger share of deaths hidden, so that the record falls more than the truth.
Side effects: hiding of fatal accidents; care for papers that clear the head; officers' days go into files.
Evidence: E499, E501, E503 (cases a year), E500, E502 (a fifth is not tried, three quarters are not arrested),
E505-E507 (Korea: deaths fell by a tenth where the act did not hold, over half of the firms did nothing more),
E144-E148, E303-E306.
Stake: what is reckoned with is the chance of a trial times `personal_loss`, and each trial takes that sum from
the person (party `worker`) in the ledger; freedom has no price in it. Over three years effort earns twice what is
reckoned with of accidents (experiments/beliefs): deaths hang more on effort than heads believe.
Doubt: what prison is worth to those who may go there is not in the sum; the high end of `personal_loss` stands
for it.
"""

from govsim.instruments.impressions import impression
from govsim.language import Instrument, column, purpose, setting, uniform

TRIED_FOR_BREACH = purpose("tried_for_breach")
TRIED_FOR_DEATH = purpose("tried_for_death")

criminal_liability = Instrument(
    "criminal_liability",
    zh="行刑衔接",
    en="criminal liability for severe violations",
    meaning="Grave violations and fatal accidents are passed on for prosecution; managers answer in person.",
    actors=("government", "regulator"),
    acts_on="both",
    per="case",
    shows="concealed_share_expected",
    direction="up",
    related=("accountability", "administrative_fines", "accident_investigation"),
    settings=dict(
        breach_trial=setting(
            0.03, low=0.0, high=0.2, neutral=0.0, unit="chance a penalty for a major hazard", zh="违法移送起诉概率",
            source=(
                "E501 over E160, E161: 1,640 cases a year for 113,800 major hazards found by departments, of which "
                "half are punished; assumed to hold for a county"
            ),
        ),
        grave_share=setting(
            0.12, low=0.06, high=0.3, unit="share of penalties", zh="涉重大隐患处罚比例",
            source=(
                "assumed: known to enterprises, the share of penalties for which a major hazard was found, measured in "
                "60 counties of the status quo"
            ),
        ),
        death_trial=setting(
            0.2, low=0.0, high=0.6, neutral=0.0, unit="chance a recorded fatal accident", zh="死亡事故起诉概率",
            source="E499 (2,000 cases a year), E503; assumed: one recorded fatal accident in five beyond today's",
        ),
        personal_loss=setting(
            1000000.0, low=200000.0, high=5000000.0, unit="CNY a trial", zh="个人损失",
            source=(
                "assumed: five years' income of the head, 200,000 CNY a year, since the law keeps the convicted from "
                "the post for five years"
            ),
        ),
        shock=setting(
            1.0, low=0.0, high=2.0, neutral=0.0, unit="logit of effort after a trial", zh="起诉后的震慑",
            source="assumed: a head on trial changes much; E507 for those who only hear of it",
        ),
        keep=setting(
            0.98, low=0.94, high=0.995, unit="share a week", zh="震慑保留",
            source="assumed; E191 (attention after enforcement fades): half is gone after eight months",
        ),
        hide=setting(
            0.2, low=0.0, high=1.0, neutral=0.0, unit="logit added to hiding a fatal accident", zh="瞒报动机",
            source="assumed: E303-E306 show that concealment exists, not what drives it",
            moves="concealment_stake",
        ),
        file_hours=setting(
            160.0, low=0.0, high=400.0, neutral=0.0, unit="officer-hours a case passed on", zh="移送办案工时",
            source="assumed: twenty officer-days for a file that holds before a court",
        ),
    ),
    remembers=dict(
        tried=column(0, unit="trials a week", low=0, high=100, zh="本周移送起诉",
                     meaning="heads put on trial this week",
                     source="computed"),
        alarm=column(0.0, unit="share", low=0.0, high=1.0, zh="震慑", meaning="what is left of the shock of a trial",
                     source="computed"),
    ),
)  # fmt: skip


@criminal_liability.remember
def put_on_trial(enterprise, own, p, now):
    """A penalty with a major hazard found, and a recorded fatal accident, lead to a trial with their chances."""
    own.tried = 0
    if enterprise.penalised and enterprise.found_major > 0:
        if uniform(now, enterprise, TRIED_FOR_BREACH) < p.breach_trial:
            own.tried += 1
    if enterprise.fatal_recorded > 0:
        if uniform(now, enterprise, TRIED_FOR_DEATH) < p.death_trial:
            own.tried += 1
    own.alarm = impression(own.alarm, 1.0, p.keep, 1.0 if own.tried > 0 else 0.0)


@criminal_liability.effect("sanction_other")
def reckon_with_a_trial(enterprise, p, now):
    """Expected loss of a penalty: its chance to be for a major hazard, to be tried for it, and what that costs."""
    return p.grave_share * p.breach_trial * p.personal_loss


@criminal_liability.effect("accident_sanction")
def reckon_with_a_death(enterprise, p, now):
    """What a recorded death would cost the persons responsible, by the chance of a trial."""
    return p.death_trial * p.personal_loss


@criminal_liability.effect("management_attention")
def live_with_a_trial(enterprise, own, p, now):
    """Managers attend to safety while a trial of their own is fresh."""
    return p.shock * own.alarm


@criminal_liability.spends("worker", "income of convicted managers", zh="被追刑责人员收入损失")
def lose_income(enterprise, own, p, now):
    """What a trial takes from the head of the enterprise, booked in the week of the trial."""
    return p.personal_loss * float(own.tried)


@criminal_liability.inspector_hours("files for prosecution", zh="案件移送")
def write_files(enterprise, own, p, now):
    """Hours of officers for the files of those put on trial this week."""
    return p.file_hours * float(own.tried)
