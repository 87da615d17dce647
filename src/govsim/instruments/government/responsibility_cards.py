"""Yellow and red cards: a unit that failed in its duty carries a card until the duty is met.

Mechanism: an order found open at its deadline, or a breach that is punished, earns a yellow card, a second
failure a red one. While it has a card the head attends to safety, officers come back at each deadline, and papers
have to be written. The card goes when nothing is ordered any more and it has been carried for the least term.
Neither a hazard as such nor a score earns one; nothing fades while it is carried.
Expected: effort up in carded units as long as they are carded, so a little in the county.
Side effects: papers, which make effort dearer; nothing happens where nobody comes; follow-ups take days from
visits.
Evidence: E495, E496, E498 (mines that were warned or put on notice cut violations, 8 of 10 before any notice).
Doubt: the mines of E495, E496 and E498 were the worst of a country, so that part of their fall is a return to the
mean. Fear of a card before it comes is left out. Sizes are assumed.
"""

from govsim.language import Instrument, column, setting

YELLOW, RED = 1, 2

responsibility_cards = Instrument(
    "responsibility_cards",
    zh="红黄牌警示",
    en="yellow and red cards for failing units",
    meaning="A unit that fails in its duty gets a yellow card, then a red one, and keeps it until the duty is met.",
    actors=("government", "regulator"),
    acts_on="both",
    per="case",
    shows="mean_effort",
    direction="up",
    related=("regulatory_interview", "colour_warning", "listed_supervision"),
    settings=dict(
        yellow_attention=setting(
            0.4, low=0.0, high=1.0, neutral=0.0, unit="logit of effort while yellow", zh="黄牌期间关注提升",
            source="E496 direction; assumed size",
        ),
        red_attention=setting(
            0.8, low=0.0, high=2.0, neutral=0.0, unit="logit of effort while red", zh="红牌期间关注提升",
            source="E495, E498 direction; assumed size: twice that of a yellow card",
        ),
        pursuit=setting(
            0.5, low=0.0, high=1.0, neutral=0.0, unit="added chance that a deadline is followed up",
            zh="持牌期间复查概率",
            source="assumed: carded units are on the officers' list",
        ),
        least_weeks=setting(
            13.0, low=1.0, high=52.0, unit="weeks", zh="最短持牌周数",
            source="assumed: a quarter, after which a unit may ask for the card to be lifted",
        ),
        papers=setting(
            60.0, low=0.0, high=400.0, neutral=0.0, unit="CNY a worker-year at full effort, while carded",
            zh="持牌期间台账成本",
            source="assumed: some two hundredths of what full effort costs, in reports and evidence",
        ),
        card_hours=setting(
            8.0, low=0.0, high=32.0, neutral=0.0, unit="officer-hours a card", zh="发牌工时",
            source="assumed: one officer-day to issue and to lift it",
        ),
    ),
    remembers=dict(
        card=column(0, unit="0 none, 1 yellow, 2 red", low=0, high=2, zh="持牌等级", meaning="the card it carries",
                    source="computed"),
        weeks=column(0, unit="weeks", low=0, high=5200, zh="持牌周数", meaning="weeks since the last failure",
                     source="computed"),
    ),
)  # fmt: skip


@responsibility_cards.remember
def hand_out_cards(enterprise, own, p, now):
    """A failure brings the next card; it goes when nothing is ordered any more and the least term is over."""
    if enterprise.followup or enterprise.penalised:
        own.card = min(own.card + 1, RED)
        own.weeks = 0
    elif own.card > 0:
        own.weeks += 1
        if float(own.weeks) >= p.least_weeks and enterprise.order_weeks == 0 and enterprise.hazards_ordered == 0:
            own.card = 0
            own.weeks = 0


@responsibility_cards.effect("management_attention")
def be_watched(enterprise, own, p, now):
    """A red card holds the head's attention, a yellow one as far as it goes."""
    if own.card == RED:
        return p.red_attention
    return p.yellow_attention if own.card == YELLOW else 0.0


@responsibility_cards.effect("order_pursuit")
def come_back_to_the_carded(enterprise, own, p, now):
    """While a card is held, deadlines are followed up."""
    return p.pursuit if own.card > 0 else 0.0


@responsibility_cards.effect("cost_burden")
def write_papers(enterprise, own, p, now):
    """It makes effort dearer, and is paid with it: the cost of effort is an entry of the ledger."""
    return p.papers if own.card > 0 else 0.0


@responsibility_cards.inspector_hours("cards", zh="红黄牌")
def issue_cards(enterprise, own, p, now):
    """Hours of officers in the week in which a card is given."""
    return p.card_hours if own.card > 0 and own.weeks == 0 else 0.0
