"""Chinese names of columns as offices compose them: 国民经济行业代码, 所属行业小类, 年末从业人员总数, 隐患数量.

No list holds them all, so they are recognised by what they are composed of. Counts of a part (重大隐患数, 女职工人数,
未整改隐患数) are no names of the whole and match nothing.
"""

from __future__ import annotations

import re
from functools import cache

_WHOSE = "(?:本|该)?(?:企业|单位|公司|法人单位|生产经营单位|市场主体|机构|工贸企业)?"
_COUNT = "(?:总)?(?:数|数量|总数|次数|频次|条数|个数|项数|起数|件数|宗数|总计)"
_PATTERNS = {
    "id": (
        rf"{_WHOSE}(?:统一)?社会信用代码(?:证)?(?:号码?|组织机构代码|注册号)?|统一信用代码|"
        rf"(?:企业|单位|公司|法人单位|机构|主体)(?:统一)?(?:编号|编码|代码|标识码|识别码|标识)|"
        rf"(?:企业|单位)?(?:工商)?(?:注册|登记)(?:号码?|编号)|营业执照(?:注册)?(?:号码?|编号)"
    ),
    "employees": (
        rf"{_WHOSE}(?:年末|期末|年初|年平均|全年平均|年均|平均|现有|实有|全部|在岗|在册|在职|全体)*"
        rf"(?:从业|职工|员工|用工|雇员|就业|工作|在岗|在册|在职)(?:人员|人)?(?:年末|期末|年平均|平均|年均)?"
        rf"(?:(?:总)?人数|总?数|数量|总数|总人数)|{_WHOSE}(?:总人数|从业人员|全部职工|全部从业人员|在岗职工|在册职工|"
        rf"在册人员|在岗人员)"
    ),
    "hours": r"(?:全年|年度|年|实际|累计|总)*(?:工时|工作小时)(?:总)?(?:数|总数|合计|总计)?",
    "cases": (
        rf"(?:生产安全|安全生产|安全|工伤|伤亡|伤害|工亡)?事故(?:发生)?{_COUNT}|工伤(?:总)?(?:起数|人数|人次|件数|数)|"
        r"(?:伤亡|伤害|受伤)(?:人次|起数)"
    ),
    "lost_time_cases": r"(?:损工|损失工时|误工)(?:事故|伤害)(?:数|起数|次数|件数|数量)?",
    "days_lost": r"(?:事故|工伤)?损失工(?:作)?日(?:数|总数|天数)?|误工(?:天数|日数|总天数)",
    "deaths": r"(?:生产安全|安全|工伤)?(?:事故)?(?:死亡|工亡|因工死亡|亡人)(?:总)?(?:人数|数)",
    "violations": (
        rf"(?:累计|排查|查出|发现|查处|检查|检查发现|排查发现|存在|上报|登记)*(?:的)?(?:问题|安全|事故|安全事故|生产安全|"
        rf"生产安全事故|安全生产)?隐患(?:问题|和问题)?{_COUNT}|(?:查处|发现)?(?:违法|违规|违法违规)行为{_COUNT}"
    ),
    "inspections": (
        rf"(?:全年|年度|年|累计|接受|被|执法|监督|监管|监察|行政|安全|现场|日常|安全生产)*(?:检查|执法检查|巡查){_COUNT}"
    ),
    "year": r"(?:统计|填报|报告|年报|所属|数据|核算|报表)?(?:年度|年份|会计年度)",
    "date": r"(?:统计|填报|报告|报表|数据|所属)(?:日期|时间|期|月份)",
    "region": (
        r"(?:企业|单位)?(?:所在|所属|注册|行政|归属|登记|经营)*(?:区县|县区|市县|县|县市|县市区|县市、区|县、市、区|市区县|"
        r"地区|区域|行政区|行政区划|辖区)(?:名称|代码)?"
    ),
    "active": rf"{_WHOSE}(?:登记|经营|营业|存续|生产|运营|开业|生产经营|注册|主体|运行)(?:状态|状况)|"
    r"是否(?:在营|在业|营业|开业|正常生产|正常经营|正常营业|生产)",
    "risk": (
        rf"{_WHOSE}(?:安全|安全生产|生产|综合|整体|固有|现实|静态|动态|最高)*风险(?:等级|级别|分级|颜色|评级|类别|评定|"
        r"评估|分类|管控|四色|色)+(?:等级|结果|级别|标识)?|(?:风险)?四色(?:等级|分级|图|标识)?"
    ),
    "name": (
        r"(?:企业|单位|公司|生产经营单位|法人单位|法人|机构|市场主体|工商户|商户|被检查单位|被检查企业|受检单位)+(?:详细|全|中文)?"
        r"(?:名称|全称|名)|生产经营单位|"
        r"(?:被检查|受检|被查|被处罚|事故|事故发生|涉事|责任|用人|违法|填报|申报)(?:单位|企业)(?:名称)?|当事人(?:名称)?"
    ),
}
_INDUSTRY = re.compile(
    r"(?:企业|单位)?(?:国民经济|所属|所在|主要|主营|归属|监管|经济|登记|的)*"
    r"(?:行业(?:领域)?(?P<level>小类|中类|大类|门类)?(?:类别|分类|类型|类|种类|属性|性质|归属)?|(?:所属|行业|监管)领域)"
    r"(?P<level2>小类|中类|大类|门类)?(?:名称)?(?:及|和)?(?P<code>代码|编码|代号|码)?(?:名称)?(?:[二三四]位)?"
)
_FINENESS = ("小类", "中类", "", "大类", "门类")
_COMPILED = {meaning: re.compile(pattern) for meaning, pattern in _PATTERNS.items()}


@cache
def compound_meaning(name: str) -> str:
    """The meaning of a folded Chinese name of a column by what it is composed of; "" where nothing fits."""
    bare = re.sub(r"[()\[\]【】/]", "", name)
    if bare.isascii():
        return ""
    if _INDUSTRY.fullmatch(bare):
        return "industry"
    return next((meaning for meaning, pattern in _COMPILED.items() if pattern.fullmatch(bare)), "")


@cache
def industry_rank(name: str) -> int:
    """How much a Chinese column of industries is preferred, 0 first: codes before words, finer classes before broad."""
    found = _INDUSTRY.fullmatch(re.sub(r"[()\[\]【】/]", "", name))
    if found is None:
        return 2 * len(_FINENESS)
    level = found["level"] or found["level2"] or ""
    return _FINENESS.index(level) + (0 if found["code"] else len(_FINENESS))
