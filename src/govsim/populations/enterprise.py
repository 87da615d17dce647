"""Enterprises: who they are for life. What happens to them are columns of the mechanisms that write them."""

from typing import Any

from govsim.language import Rows, Table, amount, column, share

KINDS = {"group": 1, "contracts": 2, "platform": 3}  # of heads


def establishments(structure: Any) -> Rows:
    """A row an enterprise of the county."""
    return Rows(
        len(structure),
        {
            "industry": structure.industry,
            "insurer": structure.insurer,
            "headcount": structure.headcount,
            "in_register": structure.ids is not None,
            **dict.fromkeys(("regulator", "public", "leader", "region"), structure.region_of),
            "place": structure.place,
            "chain_kind": [KINDS[structure.chains[one - 1].kind] if one else 0 for one in structure.chain.tolist()],
            "depth": structure.depth,
        },
    )


enterprise = Table(
    "enterprise", code=6, zh="企业", plural="enterprises", rows=establishments,
    parents=("industry", "regulator", "insurer", "public", "leader", "region", "province"),
    books=True,
    columns={
    "headcount": column(0, unit="workers", low=0, high=1e6, zh="从业人数", meaning="posts", source="E117, E118",
                        static=True),
    "in_register": column(False, unit="", zh="登记在册", static=True, source="computed",
                          meaning="the enterprise stands in a register, so that it exists in week 0"),
    "place": column(0, unit="number of a place, 0 for none", low=0, high=1e6, zh="所在园区编号", static=True,
                    source="structure", meaning="number of the park or other place where it stands; 0 for none"),
    "chain_kind": column(0, unit="0 none, 1 group, 2 contractors, 3 platform", low=0, high=3, zh="上级类别",
                         static=True, source="structure", meaning="0 no head, 1 group, 2 contractors, 3 platform"),
    "depth": column(0, unit="levels", low=0, high=4, zh="层级", static=True, source="structure",
                    meaning="levels between the enterprise and the head of its chain"),
    "size_scale": amount("1 at 25 workers", "规模系数", "(posts / 25) to the power .8: hazards grow less than posts",
                         "assumed"),
    "size_major": amount("1 at 25 workers", "重大隐患规模系数", "(posts / 25) to the power .4", "assumed"),
    "size_fine": amount("1 at 25 workers", "罚款规模系数", "(posts / 25) to the power of fine_size_power", "assumed"),
    "size_exit": amount("1 at 25 workers", "退出规模系数", "(posts / 25) to the power of -exit_size_power", "assumed"),
    "size_visit": amount("inspection days", "检查所需天数", "days that a visit takes here, at the usual productivity"),
    "size_seen": share(1.0, "检查覆盖比例", "share of the site that these days can look at"),
    "size_grasp": share(1.0, "执法应对能力", "share of what enforcement stirs up that this size turns into action"),
    "size_record": amount("e-folds of 25 workers", "记录规模系数", "log of size, up to record_top, for recording",
                          low=-9.0),
    "usual_recording": amount("1 at 25 workers", "平时记录系数", "share recorded at this size, against 25 workers",
                              start=1.0),
    "death_sum": amount("deaths", "重大事故预计死亡系数", "mean deaths of a fatal major accident before rescue"),
    "legal_training": amount("24 hours a worker-year", "法定培训学时", "yearly training that the law asks for",
                             "industries.csv"),
    "legal_drilled": amount("24 hours a worker-year", "法定实操学时", "part of the legal training that is practised",
                            "assumed"),
    "usual_announced_share": share(0.7, "平时通知比例", "planned visits told of beforehand without instruments"),
    "usual_cost_cover": share(0.3, "平时成本转移", "accident cost that work-injury insurance takes from the employer"),
    "revenue": amount("CNY a worker-year", "人均收入", "revenue for each worker", "industries.csv"),
    "margin": amount("share of revenue", "利润率", "profit before safety costs over revenue", "assumed", low=-1.0),
    "debt": amount("CNY a worker", "人均负债", "loans for each worker", "assumed"),
    "commitment_home": share(0.5, "管理承诺基准", "commitment to which it returns"),
    "capability_home": share(0.5, "管理能力基准", "capability to which it returns"),
    "leave_chance": amount("chance a week", "离职率", "chance that a permanent worker leaves", "industries.csv"),
})  # fmt: skip
