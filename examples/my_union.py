"""A trade union: a federation of the county that hears of injuries and speaks up for the members of larger enterprises.

Mechanism: injuries on record alarm the federation; alarmed officers ask questions, which managements with a branch
attend to; alarm fades. A branch needs 25 members, as the trade-union law has it.
Expected: effort up where injuries were told; nothing where they were hidden.
Evidence: E027 (fewer injuries in union mines), E227 (no effect on recorded injuries); the sizes are assumed.
"""

from govsim.language import (
    Instrument,
    Table,
    channel,
    column,
    columns,
    membership,
    outcome,
    parameter,
    payer,
    rule,
    setting,
    spends,
    title,
    toward,
)

title("Trade union", zh="工会")

# Who it is: one row a county, and a party of the ledger. Numbers from 64 on are for tables of your own.
payer("union", en="unions", zh="工会")
Table("union", code=64, zh="工会", plural="unions", parents=("region",))
membership("enterprise", "union", of=lambda structure: [0] * len(structure))

# What it remembers, and what it leaves on others. A column stands in the file of the rule that writes it.
columns("union", alarm=column(
    0.0, unit="share", low=0.0, high=1.0, zh="工会警觉", meaning="how alarmed the federation is", source="assumed",
))  # fmt: skip
columns("enterprise", union_asks=column(
    False, unit="", zh="工会质询", meaning="the branch asks the management questions this week", source="assumed",
), union_spent=column(
    0.0, unit="CNY a week", low=0.0, zh="质询支出", meaning="what asking costs the federation", source="computed",
))  # fmt: skip

# What it costs whom: an entry of the ledger says who spends, or who pays whom, what is in a column.
spends("union", "questions asked", column="enterprise.union_spent", zh="质询")

# fmt: off
channel("union_reach", level="union", unit="share of injuries on record", neutral=0.3, combine="max", low=0.0, high=1.0,
        zh="工会知情比例", meaning="share of recorded injuries that the federation hears of; read by union")
parameter("union_speed", 0.1, low=0.02, high=0.5, unit="share a week", zh="工会警觉变化速度",
          meaning="speed at which alarm follows what is heard", source="assumed: weeks")
parameter("union_alarm_at", 2.0, low=0.5, high=10.0, unit="injuries heard of a week", zh="工会半警觉点",
          meaning="injuries heard of in a week that bring half of full alarm", source="assumed")
parameter("union_members", 25.0, low=1.0, high=200.0, unit="workers", zh="建会人数",
          meaning="fewest workers of an enterprise with a branch", source="assumed: the line of the trade-union law")
parameter("union_weight", 0.4, low=0.0, high=1.0, unit="logit of effort", zh="工会质询的作用",
          meaning="how much a fully alarmed federation is attended to", source="assumed; E027 for the direction")
parameter("union_hour", 60.0, low=20.0, high=200.0, unit="CNY a question", zh="每次质询支出",
          meaning="what a question costs the federation", source="assumed: an hour of an officer")
outcome("union_alarm", total="union.alarm", kind="stock", unit="share", zh="工会警觉",
        meaning="how alarmed the federation is")
outcome("union_questions", total="enterprise.union_asks", unit="weeks", zh="工会质询次数",
        meaning="weeks in which branches asked questions, summed over enterprises")
outcome("cost_union", total="*.cost_union", unit="CNY", zh="工会成本", better="less",
        meaning="what unions spend and pay, less what they receive")
# fmt: on


@rule(writes=("alarm",), phase="parties")
def take_note(union, enterprises, p, now):
    """Alarm moves to h / (h + half), h the injuries of last week that it heard of. Evidence: assumed."""
    heard = 0.0
    for enterprise in enterprises:
        heard += float(enterprise.injuries_recorded)
    heard = heard * union.union_reach
    union.alarm = toward(union.alarm, heard / (heard + p.union_alarm_at), p.union_speed)


@rule(writes=("union_asks", "union_spent", "management_attention"), after="take_note")
def ask_questions(enterprise, union, p, now):
    """Managements with a branch attend to safety as far as the federation is alarmed. Evidence: E027, direction."""
    enterprise.union_asks = float(enterprise.headcount) >= p.union_members and union.alarm > 0.1
    enterprise.union_spent = p.union_hour if enterprise.union_asks else 0.0
    if enterprise.union_asks:
        enterprise.management_attention += p.union_weight * union.alarm


letters = Instrument(
    "union_letterbox", zh="工会信箱", en="union letterbox",
    meaning="Members tell the federation of injuries, on record or not yet.",
    settings=dict(
        reach=setting(
            0.9, low=0.0, high=1.0, neutral=0.0, unit="share of injuries on record", zh="知情比例",
            source="assumed: nearly all is told", moves="union_reach",
        ),
        post=setting(
            500.0, low=0.0, high=5_000.0, neutral=0.0, unit="CNY a week", zh="信箱成本",
            source="assumed: a day of an officer",
        ),
    ),
)  # fmt: skip


@letters.spends("union", "the letterbox", zh="信箱")
def keep_the_letterbox(union, p, now):
    """An officer reads the letters."""
    return p.post
