"""The leader of the county's government: what the evaluation asks, how much pressure it makes, and campaigns."""

from govsim.language import Table, column, payer

payer("government", en="government", zh="政府")

leader = Table("leader", code=1, zh="地方政府领导", plural="leaders", parents=("region",), pays=("government",),
               columns={
    "safety_weight": column(0.10, unit="share of evaluation", low=0.0, high=1.0, zh="考核中的安全权重",
                            meaning="weight of safety in the leader's own evaluation",
                            source="programme 6.1.3 states .15 or more as the goal; .10 assumed"),
    "safety_pressure": column(0.10, unit="share of attention", low=0.0, high=1.0, zh="安全压力",
                              meaning="pressure that the leader puts on the inspectorate", source="assumed"),
    "campaign_weeks": column(0, unit="weeks left", low=0, high=520, zh="专项整治剩余周数",
                             meaning="weeks left of a campaign; 0 when there is none", source="E037"),
    "campaign_rest": column(0, unit="weeks left", low=0, high=520, zh="整治间歇剩余周数",
                            meaning="weeks until a new campaign is possible", source="assumed"),
    "in_campaign": column(0.0, unit="1 in a campaign", low=0.0, high=1.0, zh="是否处于专项整治",
                          meaning="1 in the weeks of a campaign, counted as an outcome", source="computed"),
})  # fmt: skip
