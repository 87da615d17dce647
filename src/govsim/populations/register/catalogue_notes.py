"""The sentences of notes on a register, in English and Chinese: repairs, remarks, what was filled in."""

from __future__ import annotations

from govsim.locale import catalogue
from govsim.populations.register.catalogue import EXPECTED, PROBLEMS

REPAIRS: dict[str, tuple[str, str]] = {
    "blank_row": ("blank rows were skipped", "跳过空行"),
    "title_row": ("rows above the header were skipped", "跳过表头之前的行"),
    "header_again": ("repeated header rows were left out", "略去重复的表头行"),
    "units_row": ("a row of units below the header was left out", "略去表头下的单位行"),
    "decimal_comma_cell": (
        "a decimal comma of column {column} was read as one, though other rows have a decimal point",
        "{column}列的小数逗号按小数读取，而其他行用小数点",
    ),
    "numbering_row": ("a row that numbers the columns was left out", "略去栏次行"),
    "part_row": ("rows that count a part of the row above were left out", "略去“其中”行"),
    "surplus_cells": ("blank cells beyond the header's were dropped", "略去表头之外的空单元格"),
    "footnote": ("footnotes were left out", "略去表尾注释"),
    "total_row": ("a total ({label}) was left out", "略去合计行（{label}）"),
    "total_unlabelled": ("a last row that is the sum of the others was left out", "略去等于其余各行之和的末行"),
    "repeated_row": ("a row that repeats row {other} was left out", "略去与第 {other} 行重复的行"),
    "short_row": ("missing cells at the end were taken as blank", "行末缺少的单元格视为空"),
    "quarters": (
        "quarters were combined into one row: hours and counts added, headcounts averaged",
        "各季度合并为一行：工时与次数相加，人数取平均",
    ),
    "quarter_hours": (
        "hours of column {column} are those of fewer than four quarters and were taken up to a year",
        "{column}列的工时不足四个季度，已折算为全年",
    ),
    "trimmed": ("blanks around values of column {column} were dropped", "去除{column}列值前后的空白"),
    "full_width": ("full-width characters of column {column} were folded", "{column}列的全角字符转为半角"),
    "text_mark": ("a spreadsheet's text mark was dropped in column {column}", "去除{column}列中表格软件的文本标记"),
    "point_zero": ("values of column {column} lost the .0 of a spreadsheet", "去除{column}列编号或代码末尾的 .0"),
    "zero_restored": ("a leading zero of column {column} was restored", "补回{column}列的前导零"),
    "thousands": ("thousands separators of column {column} were dropped", "去除{column}列的千分位分隔符"),
    "missing_mark": ("marks such as N/A in column {column} were read as missing", "{column}列的 N/A 等标记视为缺失"),
    "rounded": ("headcounts of column {column} were not whole and were rounded", "{column}列人数不是整数，已四舍五入"),
    "heads_from_hours": (
        "missing headcounts of column {column} were derived, as hours / {hours}",
        "{column}列缺失的人数由工时推算（工时 ÷ {hours}）",
    ),
    "hours_dropped": (
        "impossible hours of column {column} were set to missing, as asked for",
        "按要求将{column}列不可能的工时视为缺失",
    ),
}  # fmt: skip

REMARKS: dict[str, tuple[str, str]] = {
    "read_as": ("Read as {form}, with the header in row {row}.", "读取方式：{form}，表头在第 {row} 行。"),
    "form_csv": ("CSV in {encoding}, separator {separator}", "CSV，编码 {encoding}，分隔符为{separator}"),
    "form_excel": ("Excel, sheet '{sheet}'", "Excel，工作表“{sheet}”"),
    "form_parquet": ("Parquet", "Parquet"),
    "comma": ("comma", "逗号"),
    "semicolon": ("semicolon", "分号"),
    "tab": ("tab", "制表符"),
    "repaired": ("Repaired: {reason}. Rows: {rows}.", "修复：{reason}。第 {rows} 行。"),
    "filled": ("Filled in: {what}: {value}. [{source}]", "补充：{what}：{value}。[{source}]"),
    "filled_plain": ("Filled in: {what}: {value}.", "补充：{what}：{value}。"),
    "sheet_chosen": ("Sheet {sheet} was read; not read: {others}.", "读取工作表 {sheet}；未读取：{others}。"),
    "column_chosen": (
        "Column {column} was taken as {meaning}; {others}, which mean it too, were not used.",
        "取{column}列作为 {meaning}；含义相同的 {others} 未使用。",
    ),
    "near_miss": (
        "Column {column} was not used; if it means {meaning}, say population.map=\"{meaning}={header}\".",
        "未使用{column}列；如其含义为 {meaning}，请设置 population.map=\"{meaning}={header}\"。",
    ),
    "size_class": (
        "Column {column} was not used: size bands are always computed from headcounts.",
        "未使用{column}列：规模分组一律按人数计算。",
    ),
    "unused": (
        "Columns that mean nothing to govsim and were not used: {columns}.",
        "含义未知而未使用的列：{columns}。",
    ),
    "no_id": (
        "Warning: there is no column id: enterprises are named by their row in the file.",
        "警告：没有编号列，以文件中的行号作为企业编号。",
    ),
    "scheme": ("Industry codes of column {column} were read as {scheme}.", "{column}列的行业代码按 {scheme} 读取。"),
    "strange_codes": (
        "Codes of column {column} that are of no division of {scheme} were taken as other services. Rows: {rows}.",
        "{column}列中不属于 {scheme} 任何大类的代码按其他服务业处理。第 {rows} 行。",
    ),
    "other_services": (
        "{count} enterprises ({share}) are other services, run as trade_catering.",
        "{count} 家企业（{share}）属其他服务业，按商贸餐饮模拟。",
    ),
    "decimal_comma": (
        "Numbers of columns {columns} are written with a decimal comma and were read so: 39,5 is 39.5.",
        "{columns}列的数字使用小数逗号，按此读取：39,5 即 39.5。",
    ),
    "heads_derived": (
        "There is no column employees: headcount = hours / {hours}, at least 1, from column {column}.",
        "没有从业人数列：人数 = 工时 ÷ {hours}，至少 1 人，取自{column}列。",
    ),
    "not_active": (
        "Left out as not active by column {column}: {count}. Rows: {rows}.",
        "按{column}列略去非在营企业 {count} 家。第 {rows} 行。",
    ),
    "active_blank": (
        "Rows {rows} say nothing in column {column} and were taken as active.",
        "第 {rows} 行的 {column}列为空，视为在营。",
    ),
    "year_picked": (
        "Of {year} {kept} rows were read; {left} rows of other years were left out.",
        "读取 {year} 年的 {kept} 行；略去其他年度的 {left} 行。",
    ),
    "years_together": (
        "Rows of {count} years ({years}) were read together: no enterprise comes back in another year.",
        "{count} 个年度（{years}）的行一并读取：没有企业在其他年度再次出现。",
    ),
    "fewer_quarters": (
        "{count} of {all} enterprises have fewer than four quarters; their counts are those of the quarters given.",
        "{all} 家企业中有 {count} 家不足四个季度；其次数仅为已有季度之和。",
    ),
    "regions": (
        "{count} regions in column {column} are run as one county under one agency.",
        "{column}列的 {count} 个地区作为一个县、由同一机构监管进行模拟。",
    ),
    "total_agrees": (
        "The total in row {row} says {said} employees, as do the rows read ({read}).",
        "第 {row} 行合计 {said} 人，与读取的各行之和（{read}）一致。",
    ),
    "total_differs": (
        "Warning: the total in row {row} says {said} employees; the rows read give {read}.",
        "警告：第 {row} 行合计 {said} 人，而读取的各行之和为 {read}。",
    ),
    "sum_row": (
        "Warning: row {row} is the sum of rows {rows} in column {column}: is it an enterprise?",
        "警告：第 {row} 行的{column}列等于第 {rows} 行之和：它是一家企业吗？",
    ),
    "dates_unread": (
        "Column {column} holds what is no date in rows {rows}; it was passed over.",
        "{column}列第 {rows} 行不是日期，未予理会。",
    ),
    "rows_hidden": (
        "Warning: rows {rows} are hidden in the workbook and were read like the others.",
        "警告：工作簿中第 {rows} 行被隐藏，仍照常读取。",
    ),
    "encoding_guessed": (
        "Warning: the encoding was guessed as {encoding}; if names look wrong, save the file as UTF-8.",
        "警告：编码按 {encoding} 推断；如名称显示有误，请将文件另存为 UTF-8。",
    ),
    "implausible": (
        "Warning: column {column} says more than {most} for each worker in rows {rows}.",
        "警告：{column}列第 {rows} 行超过每人 {most}。",
    ),
    "closed_unused": (
        "Warning: column {column}, which was not used, seems to mark closed enterprises in rows {rows}: they are "
        "counted. Name it with population.map=\"active=...\" if 1 or 在营 means open, or take them out of the file.",
        "警告：未使用的{column}列似乎在第 {rows} 行标明企业已关闭，但仍计入。如该列以 1 或“在营”表示营业，"
        "请用 population.map=\"active=...\" 指明，否则请从文件中删去这些行。",
    ),
    "not_used": (
        "Read and checked, but without effect on a run: {columns}. The model makes its own.",
        "已读取并检查，但不影响模拟：{columns}。模型自行产生这些数值。",
    ),
    "names_kept_out": (
        "Names of column {column} served to find repeated enterprises; no output holds them.",
        "{column}列的名称仅用于查找重复企业，不写入任何输出。",
    ),
}  # fmt: skip

FILLED: dict[str, tuple[str, str]] = {
    "fill_id": ("the row of the file", "文件行号"),
    "fill_employees": ("hours / {hours}, at least 1", "工时 ÷ {hours}，至少 1 人"),
    "fill_hours": ("{hours} a worker-year", "每人每年 {hours} 小时"),
    "fill_injuries": ("the model's injuries, by industry", "由模型按行业产生伤害"),
    "fill_hazards": ("the model's hazards, by industry", "由模型按行业产生隐患"),
    "fill_inspections": ("the model's inspections", "由模型产生检查"),
    "fill_inspectors": ("posts: {posts}", "监管人员 {posts} 名"),
    "fill_region": ("one county", "作为一个县"),
    "fill_active": ("every enterprise is active", "所有企业均在营"),
    "fill_insurer": ("drawn at random with population.seed={seed}", "以 population.seed={seed} 随机抽取"),
    "fill_economy": ("the values of its industry", "取所属行业的数值"),
}  # fmt: skip
SOURCES: dict[str, tuple[str, str]] = {
    "source_hours": ("assumed: 40 hours in 50 weeks", "假定：每周 40 小时，一年 50 周"),
    "source_injuries": (
        "industries.csv: injury_base, fatal_share (calibrated to E047, E104-E106, E233-E246)",
        "industries.csv：injury_base、fatal_share（按 E047、E104-E106、E233-E246 校准）",
    ),
    "source_hazards": (
        "industries.csv: hazard_rate, major_inflow (assumed)",
        "industries.csv：hazard_rate、major_inflow（假定）",
    ),
    "source_inspections": ("the model's agency", "模型中的监管机构"),
    "source_inspectors": (
        "county-defaults: 8 inspectors for 216 enterprises",
        "county-defaults：216 家企业配 8 名监管人员",
    ),
    "source_insurer": ("assumed: three insurers", "假定：三家保险机构"),
    "source_economy": (
        "industries.csv: wage, turnover, temporary_share, training_hours, revenue, tender_share, premium_rate",
        "industries.csv 中的 wage、turnover、temporary_share、training_hours、revenue、tender_share、premium_rate",
    ),
}  # fmt: skip

TEXTS: dict[str, dict[str, str]] = {
    code: {"en": english, "zh": chinese}
    for part in (PROBLEMS, EXPECTED, REPAIRS, REMARKS, FILLED, SOURCES)
    for code, (english, chinese) in part.items()
} | {key: texts for key, texts in catalogue().items() if key.startswith("os.")}
