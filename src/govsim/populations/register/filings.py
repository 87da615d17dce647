"""Rows that are filings, cases or visits of enterprises: to count each as an enterprise would make too many."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from govsim.populations.register.cells import is_blank, plain
from govsim.populations.register.findings import Findings
from govsim.populations.register.headers import Header, folded
from govsim.populations.register.messages import Rows, Shown
from govsim.populations.register.rows import Sheet
from govsim.populations.register.tables import Table

_MATTER = "case|incident|accident|injury|inspection|insp|violation|citation|penalty|event|claim|complaint|activity"
_EVENT = re.compile(
    rf"(osha_|msha_)?({_MATTER})_?(id|no|nr|nbr|num|number|key)|({_MATTER})_?(date|dt|time|datetime)|"
    rf"date(_and_time)?_of_({_MATTER}|death)|eventdate|open_date|open_dt|close_case_date|close_dt|"
    r"nature_of_injury|(injured_)?(part_of_body|body_part)(_title)?|event_(title|keyword|desc|description)|"
    r"(final_|event_)?narrative|(accident|incident)_(type|desc|description|cause)|injury_(type|description)|"
    r"(事故|案件|伤害|工伤|伤亡|处罚|行政处罚|处罚决定|隐患|举报|投诉|文书|立案|检查|执法|执法检查|监督检查|巡查|违法行为)"
    r"(记录|决定书?|报告|受理|认定|单据?|台账)?(编号|编码|号|文号|单号|流水号)|决定书文号|案号|案由|案件名称|"
    r"事故(发生)?(时间|日期|地点|类型|类别|经过|简要经过|原因|名称|等级)|发生(时间|日期|地点)|受伤(部位|日期|时间|人员|人|程度)|"
    r"伤害(部位|程度|性质)|(伤者|死者|伤亡人员|受伤人员)(姓名)?|(处罚|立案|结案)(日期|时间|金额|种类|内容)|"
    r"隐患(描述|内容|名称|部位|地点|类别)|违法(事实|行为描述|情节)"
)
_VISIT = re.compile(
    r"(last_)?(inspection|insp)_(type|scope|result|outcome)|inspector|visit_(date|no|number|type|result)|"
    r"visited_on|date_of_visit|findings|"
    r"(worker|employee|person)(_name|_id|_no)?|(birth_date|date_of_birth)|occupation|job_title|machine(_id|_no)?|"
    r"(工人|职工|员工|人员)?姓名|出生(日期|年月)|身份证号码?|工种|设备(编号|名称)|"
    r"(执法|监督|现场|安全|日常)?(检查|巡查)(日期|时间|内容|人员|人|结果|情况|意见|类型|方式)|"
    r"整改(期限|情况|状态|措施|日期|结果)|复查(日期|时间|结果|情况)"
)
_PLACE = re.compile(
    r"(address|street|city|town|zip|postcode|postal|location|site|branch|store|shop|latitude|longitude|"
    r"地址|住所|场所|街道|乡镇|镇街|社区|邮编|门店|分店|网点|经度|纬度|电话)"
)
_DAY = re.compile(
    r"\d{4} ?[-/.年] ?\d{1,2} ?[-/.月] ?\d{1,2}日?([T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}([T ].*)?|\d{8}|"
    r"\d{1,2}[- ][A-Za-z]{3,9}[-, ]+\d{4}|[A-Za-z]{3,9} \d{1,2},? \d{4}",
    re.ASCII,
)


def ask_what_rows_are(table: Table, header: Header, sheet: Sheet, own: Mapping[str, str], findings: Findings) -> None:
    """Refuse a table whose rows seem to be filings, cases or visits, unless a column tells enterprises apart.

    A column that is an enterprise's id by its name does (its repetitions are refused elsewhere), and so does one that
    the user names. A bare `id` does not: it may be a number of the row.

    Args:
        table: the table.
        header: its header.
        sheet: the rows of one period.
        own: the user's names of columns, by meaning.
        findings: where problems go.
    """
    if "id" in own or "id" in sheet.names and folded(sheet.names["id"]) != "id":
        return
    names = [plain(record.text("name")).casefold() for record in sheet.records]
    told = bool(names) and all(names) and len(set(names)) == len(names)
    used = {sheet.names[meaning] for meaning in sheet.names if meaning not in ("date", "year")}
    free = [name for name in header.names if name not in used]
    of_events = [name for name in free if _EVENT.fullmatch(folded(name))]
    of_events += [name for name in free if not told and _VISIT.fullmatch(folded(name))]
    if of_events and len(sheet.records) > 1:
        findings.refuse("rows_of_events", columns=[Shown(name) for name in of_events[:4]])
    elif "id" in sheet.names and (alike := _alike(table, header, sheet)):
        findings.refuse("rows_alike", column=sheet.shown("id"), rows=Rows(alike))
    elif not any(names) and "date" in sheet.names:
        days = {plain(record.cells["date"]) for record in sheet.records}
        if len(days) > 1 and all(_DAY.fullmatch(day) for day in days if not is_blank(day)):
            findings.refuse("rows_of_days", column=sheet.shown("date"), count=len(days))


def _alike(table: Table, header: Header, sheet: Sheet) -> list[int]:
    """Rows of which another is the same by name, further ids, industry and place."""
    by_row = dict(table.rows)
    naming = [*header.columns.get("name", ()), *header.columns.get("id", ())[1:]]
    placing = [*header.columns.get("region", ()), *header.columns.get("industry", ())]
    placing += [place for place, name in enumerate(header.names) if _PLACE.search(folded(name))]
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for record in sheet.records:
        cells = by_row[record.row]
        if any(_said(cells, naming)):
            rows[(*_said(cells, naming), *_said(cells, placing))].append(record.row)
    return sorted(row for same in rows.values() if len(same) > 1 for row in same)


def _said(cells: Sequence[str], places: Sequence[int]) -> list[str]:
    found = [plain(cells[place]).casefold() if place < len(cells) else "" for place in places]
    return ["" if is_blank(cell) else cell for cell in found]
