"""The columns that a register can have: what each means, its bounds, and the names under which it is found."""

from __future__ import annotations

from dataclasses import dataclass

HOURS_A_JOB = 2_000  # person-hours per worker-year; assumed: 40 hours in 50 weeks, the usual full time
MOST_EMPLOYEES = 500_000  # workers per enterprise; assumed: above any single site
FEWEST_HOURS = 120  # person-hours per worker-year; assumed: less than a month of work
MOST_HOURS = 4_500  # person-hours per worker-year; assumed: 12 hours every day of the year
MOST_COUNT = 1e9  # cases, days, violations or visits a year; assumed: above any enterprise
MOST_DART = 1_000.0  # cases per 200,000 hours; assumed: every tenth worker every day is far below
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class ColumnKind:
    """A column that govsim understands.

    Attributes:
        name: what govsim calls it.
        kind: text, code, whole, number, flag or period.
        need: when it is needed, in English.
        need_zh: the same in Chinese.
        unit: its unit and bounds, in English.
        unit_zh: the same in Chinese.
        meaning: in English.
        meaning_zh: in Chinese.
        english: other names under which it is found, the ones preferred first.
        chinese: Chinese names.
    """

    name: str
    kind: str
    need: str
    need_zh: str
    unit: str
    unit_zh: str
    meaning: str
    meaning_zh: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]


def _kind(
    name: str, kind: str, need: tuple[str, str], unit: tuple[str, str], meaning: tuple[str, str], names: str
) -> ColumnKind:
    words = [word.strip() for word in names.split(",")]
    english = tuple(word for word in words if word.isascii())
    chinese = tuple(word for word in words if not word.isascii())
    return ColumnKind(name, kind, *need, *unit, *meaning, english, chinese)


OPTIONAL = ("optional", "可选")
_HEADS = (f"heads, 1 to {MOST_EMPLOYEES:,}", f"人，1 至 {MOST_EMPLOYEES:,}")
_HOURS = (
    f"person-hours a year, {FEWEST_HOURS} to {MOST_HOURS:,} per employee",
    f"人时/年，每人 {FEWEST_HOURS} 至 {MOST_HOURS:,}",
)
_CASES = ("cases a year, 0 or more", "起/年，不小于 0")

SCHEMA: tuple[ColumnKind, ...] = (
    _kind(
        "id", "text", ("row number if absent", "缺失时用行号"), ("text, unique per period", "文本，同期内唯一"),
        ("the enterprise's own number", "企业自身的编号"),
        "establishment_id, enterprise_id, mine_id, ein, UPA, "
        "企业编号, 统一社会信用代码, 组织机构代码, 法人代码, 注册号",
    ),
    _kind(
        "industry", "code", ("required", "必需"),
        ("code of 2 to 6 digits: NAICS, NACE, GB/T 4754 or SIC", "2 至 6 位代码：NAICS、NACE、GB/T 4754 或 SIC"),
        ("what the enterprise does", "企业所属行业"),
        "naics_code, naics, Primary NAICS, nace_r2, nace, NACE Rev. 2, sic_code, sic, "
        "行业代码, 行业, 行业大类, 行业类别, 行业门类",
    ),
    _kind(
        "employees", "whole", ("required, or hours", "必需，或提供工时"), _HEADS,
        ("workers in the year, on average", "年平均从业人数"),
        "annual_average_employees, avg_employee_cnt, headcount, fte, "
        "从业人数, 从业人员数, 职工人数, 员工人数, 年平均从业人数, 平均从业人数, 年末从业人数, 期末从业人数, 人数",
    ),
    _kind(
        "hours", "number", OPTIONAL, _HOURS, ("hours worked by all", "全体人员总工时"),
        "total_hours_worked, hours_worked, 总工时",
    ),
    _kind(
        "cases", "whole", OPTIONAL, _CASES, ("recorded injuries and illnesses", "记录在案的伤害起数"),
        "recordable_cases, total_recordable_cases, 事故起数, 伤害人次",
    ),
    _kind(
        "lost_time_cases", "whole", OPTIONAL,
        ("cases a year, at most the cases", "起/年，不多于事故起数"),
        ("cases with days away from work", "有损失工作日的伤害"), "total_dafw_cases, 损工事故",
    ),
    _kind(
        "days_lost", "whole", OPTIONAL, ("days a year, 0 or more", "天/年，不小于 0"),
        ("days away from work", "损失工作日"), "total_dafw_days, num.days.lost, 损失工作日",
    ),
    _kind(
        "deaths", "whole", OPTIONAL, ("deaths a year, 0 or more", "人/年，不小于 0"),
        ("deaths at work", "工亡人数"), "total_deaths, num.death, fatalities, 死亡人数",
    ),
    _kind(
        "violations", "whole", OPTIONAL, ("a period, 0 or more", "项，不小于 0"),
        ("violations or hazards on record", "查处的违法行为或隐患"),
        "viol.quantity, num_violations, 违法行为数, 隐患数",
    ),
    _kind(
        "inspections", "whole", OPTIONAL, ("a period, 0 or more", "次，不小于 0"),
        ("inspections on record", "检查次数"), "inspection_count, 检查次数",
    ),
    _kind(
        "dart", "number", OPTIONAL,
        (f"cases per 200,000 hours, 0 to {MOST_DART:,.0f}", f"每 20 万工时起数，0 至 {MOST_DART:,.0f}"),
        ("rate of cases with days away, restricted or transferred", "损工、限工与调岗伤害率"), "dart_rate",
    ),
    _kind(
        "year", "period", ("required if an id repeats", "编号重复时必需"), ("year", "年"),
        ("year of the row", "该行所属年度"),
        "year_filing_for, cal_yr, TIME_PERIOD, 年度, 年报年度, 年份",
    ),
    _kind(
        "quarter", "period", OPTIONAL, ("1 to 4", "1 至 4"), ("quarter of the row", "该行所属季度"), "cal_qtr, 季度",
    ),
    _kind(
        "date", "period", ("read when there is no year", "没有年度时读取"),
        ("a date such as 2024-12-31", "日期，如 2024-12-31"), ("date or month of the row", "该行的日期或月份"),
        "event_date, EventDate, report_date, month, period, 日期, 月份, 报告期, 统计日期",
    ),
    _kind(
        "region", "text", OPTIONAL, ("text", "文本"), ("county or area", "所在县区"),
        "county, state, geo, 区县, 行政区划, 所在地区",
    ),
    _kind(
        "active", "flag", OPTIONAL, ("1 or 0", "1 或 0"), ("whether it operates", "是否在营"),
        "status, 经营状态, 企业状态, 登记状态, 营业状态, 存续状态, 经营状况",
    ),
    _kind(
        "name", "text", OPTIONAL, ("text, never written to outputs", "文本，不写入任何输出"),
        ("name of the enterprise", "企业名称"),
        "establishment_name, company_name, Employer, 企业名称, 单位名称, 企业",
    ),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in SCHEMA}
NUMBERS = tuple(kind.name for kind in SCHEMA if kind.kind in ("whole", "number"))
COUNTS = ("cases", "lost_time_cases", "days_lost", "deaths", "violations", "inspections")
CHOSEN_BY_ORDER = ("id", "industry", "year", "quarter", "date", "region", "active", "name")
"""Of several columns with one of these meanings the first name of the schema is taken; of others, none is."""
SIZE_CLASSES = (
    "size size_band size_class sizeclas size_emp size_group size_code empszes employment_size "
    "规模 企业规模 单位规模 人员规模 规模类型 规模等级 从业人数分组 人数分组"
)
"""Folded names of columns of size classes, which are never used: bands are computed from headcounts."""
