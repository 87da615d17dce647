"""The leader: pressure that follows evaluation and public attention, and campaigns (R17)."""

from govsim.language import clip, column, columns, parameter, rule, title, toward

title("Leadership", zh="领导压力与整治")

# fmt: off
columns(
    "leader",
    safety_weight=column(0.10, unit="share of evaluation", low=0.0, high=1.0, zh="考核中的安全权重",
                         meaning="weight of safety in the leader's own evaluation",
                         source="programme 6.1.3 states .15 or more as the goal; .10 assumed"),
    safety_pressure=column(0.10, unit="share of attention", low=0.0, high=1.0, zh="安全压力",
                           meaning="pressure that the leader puts on the inspectorate", source="assumed"),
    campaign_weeks=column(0, unit="weeks left", low=0, high=520, zh="专项整治剩余周数",
                          meaning="weeks left of a campaign; 0 when there is none", source="E037"),
    campaign_rest=column(0, unit="weeks left", low=0, high=520, zh="整治间歇剩余周数",
                         meaning="weeks until a new campaign is possible", source="assumed"),
    in_campaign=column(0.0, unit="1 in a campaign", low=0.0, high=1.0, zh="是否处于专项整治",
                       meaning="1 in the weeks of a campaign, counted as an outcome", source="computed"),
)
parameter("usual_safety_weight", 0.10, low=0.05, high=0.2, unit="share of evaluation", zh="平时考核权重",
          meaning="weight of safety in the leader's evaluation without instruments",
          source="assumed; programme 6.1.3 states .15 as the goal")
parameter("leader_answer", 0.6, low=0.2, high=1.0, unit="pressure a unit of attention or weight", zh="领导对关注的反应",
          meaning="pressure that attention, or added weight in the evaluation, makes", source="assumed; E036, E302")
parameter("leader_speed", 0.04, low=0.02, high=0.1, unit="share a week", zh="领导压力调整速度",
          meaning="speed at which the leader's pressure follows", source="assumed")
parameter("campaign_threshold", 0.12, low=0.05, high=0.4, unit="attention", zh="专项整治触发值",
          meaning="public attention above which a campaign starts", source="assumed; E037")
parameter("campaign_length", 12.0, low=4.0, high=26.0, unit="weeks", zh="专项整治周数",
          meaning="length of a campaign", source="assumed; E160: a campaign of months")
parameter("campaign_pause", 52.0, low=13.0, high=104.0, unit="weeks", zh="专项整治间歇",
          meaning="weeks after a campaign before the next is possible", source="assumed")
# fmt: on


@rule(writes=("safety_weight", "safety_pressure", "campaign_weeks", "campaign_rest", "in_campaign"))
def lead(leader, publics, p, now):
    """A leader presses as evaluation and public attention ask, and launches a campaign when attention is high.

    pressure <- + .04 (weight + .6 attention + .6 leader_weight + pressure_asked - pressure); a campaign of
    campaign_length weeks starts when attention exceeds the threshold and the last one is long enough ago. Evidence:
    E036, E037, E300, E302.
    """
    attention = 0.0
    for public in publics:
        attention = max(attention, public.attention)
    leader.safety_weight = clip(p.usual_safety_weight + leader.leader_weight, 0.0, 1.0)
    asked = p.usual_safety_weight + p.leader_answer * (attention + leader.leader_weight)
    asked = asked + leader.pressure_asked
    leader.safety_pressure = clip(toward(leader.safety_pressure, asked, p.leader_speed), 0.0, 1.0)
    if leader.campaign_weeks > 0:
        leader.campaign_weeks -= 1
        if leader.campaign_weeks == 0:
            leader.campaign_rest = int(p.campaign_pause)
    elif leader.campaign_rest > 0:
        leader.campaign_rest -= 1
    elif attention > p.campaign_threshold:
        leader.campaign_weeks = int(p.campaign_length)
    leader.in_campaign = 1.0 if leader.campaign_weeks > 0 else 0.0
