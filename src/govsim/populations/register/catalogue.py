"""The sentences about registers, in English and Chinese.

Problems continue the file's name: they begin with a colon, or with a comma and a row. Places in braces are filled
with the values of a message; every sentence has the same places in both languages.
"""

from __future__ import annotations

_CELL = (", row {row}, column {column}: ", "，第 {row} 行，{column}列：")
_EXPECTED = ("; expected ", "；应为")

PROBLEMS: dict[str, tuple[str, str]] = {
    # the file
    "summary": (": {count} problems", "：共 {count} 个问题"),
    "more": (": {count} more of this kind{where}, rows {rows}", "：另有 {count} 个同类问题{where}，第 {rows} 行"),
    "no_file": (
        ": there is no such file; expected a register as CSV, Excel (.xlsx) or Parquet",
        "：文件不存在；应为 CSV、Excel（.xlsx）或 Parquet 格式的企业名录",
    ),
    "not_a_file": (
        ": not a file; expected a register as CSV, Excel (.xlsx) or Parquet",
        "：不是文件；应为 CSV、Excel（.xlsx）或 Parquet 格式的企业名录",
    ),
    "unreadable": (": the file cannot be opened: {reason}", "：无法打开文件：{reason}"),
    "too_large": (": the file is too large; expected at most {most} MB", "：文件过大；应不超过 {most} MB"),
    "empty_file": (
        ": the file is empty; expected a header row and one row an enterprise",
        "：文件为空；应有一行表头，其下每行一家企业",
    ),
    "lfs_pointer": (
        ": a Git LFS pointer, not the data ({size} bytes lie elsewhere); fetch them with `git lfs pull` in the "
        "repository, or download the file itself",
        "：这是 Git LFS 指针，不是数据（实际数据 {size} 字节存放在别处）；"
        "请在仓库中运行 `git lfs pull`，或直接下载该文件",
    ),
    "other_pointer": (
        ": a pointer of git-annex or DVC, not the data; fetch it with `git annex get` or `dvc pull`",
        "：这是 git-annex 或 DVC 的指针，不是数据；请用 `git annex get` 或 `dvc pull` 取回",
    ),
    "json": (
        ": JSON is not read; save the table as CSV, one row an enterprise and a column for the year",
        "：不读取 JSON；请另存为 CSV，每行一家企业，年度单独成列",
    ),
    "web_page": (
        ": a web page (HTML), whatever its name says; open it in a spreadsheet program and save it as .xlsx or CSV, "
        "or download the data itself",
        "：无论扩展名为何，这是网页（HTML）；请用表格软件打开后另存为 .xlsx 或 CSV，或下载数据本身",
    ),
    "xml_excel": (
        ": an Excel 2003 XML file; open it in a spreadsheet program and save it as .xlsx or CSV",
        "：这是 Excel 2003 XML 文件；请用表格软件打开后另存为 .xlsx 或 CSV",
    ),
    "xml": (": XML is not read; save the table as CSV or .xlsx", "：不读取 XML；请另存为 CSV 或 .xlsx"),
    "failed_download": (
        ": the answer of a failed download ({text}), not the data; download the file again",
        "：这是下载失败时的返回信息（{text}），不是数据；请重新下载",
    ),
    "old_excel": (
        ": an Excel 97-2003 workbook (.xls) or one with a password; save it as .xlsx without a password",
        "：这是 Excel 97-2003 工作簿（.xls）或加密工作簿；请另存为不加密的 .xlsx",
    ),
    "other_format": (
        ": {what}; expected a register as CSV, Excel (.xlsx) or Parquet",
        "：文件格式为 {what}；应为 CSV、Excel（.xlsx）或 Parquet 格式的企业名录",
    ),
    "binary": (
        ": not text, and no workbook or Parquet file either; expected a register as CSV, Excel (.xlsx) or Parquet",
        "：既非文本，也非工作簿或 Parquet 文件；应为 CSV、Excel（.xlsx）或 Parquet 格式的企业名录",
    ),
    "damaged": (": a damaged {what} file; save or download it again", "：{what} 文件已损坏；请重新保存或下载"),
    "broken_text": (
        ", row {row}: bytes that are no {encoding} text; save the file again as CSV UTF-8",
        "，第 {row} 行：含有不属于 {encoding} 的字节；请将文件重新存为 UTF-8 编码的 CSV",
    ),
    "unknown_encoding": (
        ", row {row}: neither UTF-8, UTF-16 nor GB18030; save the file as CSV UTF-8",
        "，第 {row} 行：不是 UTF-8、UTF-16 或 GB18030 编码；请存为 UTF-8 编码的 CSV",
    ),
    "open_quote": (
        ", row {row}: a quotation mark that is never closed; expected quotes around whole cells only",
        "，第 {row} 行：引号没有闭合；引号只应括住整个单元格",
    ),
    "swallowed": (
        ", row {row}: a quotation mark takes the lines after it into one cell; expected quotes around whole cells only",
        "，第 {row} 行：引号把其后各行并入了一个单元格；引号只应括住整个单元格",
    ),
    "broken_csv": (
        ", row {row}: a quotation mark within a cell, or a cell that is too long; expected quotes around whole "
        "cells, and doubled within them",
        "，第 {row} 行：单元格内有引号，或单元格过长；引号应括住整个单元格，其内的引号应写两个",
    ),
    "empty_sheets": (
        ": no sheet has a cell with a value ({sheets}); expected a header row and one row an enterprise",
        "：所有工作表均为空（{sheets}）；应有一行表头，其下每行一家企业",
    ),
    "several_sheets": (
        ": several sheets look like registers ({sheets}); choose one, as population.sheet='{example}'",
        "：多个工作表都像企业名录（{sheets}）；请选定一个，如 population.sheet='{example}'",
    ),
    "no_sheet": (
        ": there is no sheet {sheet}; expected one of {known}{hint}",
        "：没有工作表 {sheet}；应为 {known} 之一{hint}",
    ),
    "sheet_of_no_book": (
        ": population.sheet={sheet}, but the file is no workbook",
        "：已设 population.sheet={sheet}，但该文件不是工作簿",
    ),
    "not_a_table": (
        ": no table, but {text}; expected a header row and one row an enterprise",
        "：不是表格，而是 {text}；应有一行表头，其下每行一家企业",
    ),
    "formula": (
        ", row {row}: the formula {value} has no stored result; open the file in a spreadsheet program and save it",
        "，第 {row} 行：公式 {value} 没有保存计算结果；请用表格软件打开并保存",
    ),
    "too_many_rows": (": more than {most} rows", "：超过 {most} 行"),
    "too_many": (
        ": {count} enterprises; expected at most {most}",
        "：共 {count} 家企业；应不超过 {most} 家",
    ),
    "no_rows": (
        ": no row below the header is an enterprise; expected one row an enterprise",
        "：表头以下没有企业；应每行一家企业",
    ),
    # the header
    "aggregates": (
        ": a table of aggregates, not a register: {reason}; expected one row an enterprise",
        "：这是汇总表，不是企业名录：{reason}；应每行一家企业",
    ),
    "missing_column": (
        ", row {row}: no column {what} among {header}; expected one of {accepted}, or "
        "population.map=\"{example}\"{hint}",
        "，第 {row} 行：表头{header}中没有{what}列；应为 {accepted} 之一，或用 "
        "population.map=\"{example}\" 指定{hint}",
    ),
    "header_twice": (
        ": column {column} appears {times} times; expected once",
        "：{column}列出现 {times} 次；应只出现一次",
    ),
    "two_columns": (
        ": columns {columns} all mean {meaning} and differ; say which with population.map=\"{meaning}={example}\"",
        "：{columns} 各列都表示 {meaning} 但内容不同；请用 population.map=\"{meaning}={example}\" 指明",
    ),
    "map_no_header": (
        ": population.map names column {header} for {meaning}, which the header has not{hint}",
        "：population.map 为 {meaning} 指定的 {header} 列不在表头中{hint}",
    ),
    "map_unknown": (
        ": population.map: {meaning} is none of {known}{hint}",
        "：population.map：{meaning} 不属于 {known}{hint}",
    ),
    "map_no_pair": (
        ": population.map: {pair}: expected pairs as employees=Employees (avg), separated by commas",
        "：population.map：{pair}：应为 employees=平均人数 这样的对应关系，以逗号分隔",
    ),
    "map_same": (
        ": population.map gives column {column} two meanings; expected one",
        "：population.map 为{column}列指定了两种含义；应只有一种",
    ),
    "map_twice": (
        ": population.map gives the same meaning twice; expected once",
        "：population.map 重复指定了同一含义；应只指定一次",
    ),
    "option": (": {key} = {value}: expected one of {known}", "：{key} = {value}：应为 {known} 之一"),
    "option_year": (
        ": population.year = {value}: expected a year from {low} to {high}",
        "：population.year = {value}：应为 {low} 至 {high} 之间的年份",
    ),
    # the template
    "template_suffix": (
        ": a template ends in .csv or .xlsx, not in {suffix}",
        "：模板文件应以 .csv 或 .xlsx 结尾，而非 {suffix}",
    ),
    "template_exists": (
        ": the file is there already; give another name, or remove it",
        "：文件已存在；请换一个名称，或先删除该文件",
    ),
    "not_written": (": the file cannot be written: {reason}", "：无法写入文件：{reason}"),
    # rows and periods
    "long_row": (
        ", row {row}: {cells} cells; expected the header's {width} (is a cell with {separator} in it without quotes?)",
        "，第 {row} 行：有 {cells} 个单元格；应与表头一致，为 {width} 个（是否有含 {separator} 的单元格未加引号？）",
    ),
    "other_header": (
        ", row {row}: a second header whose columns stand in another order; expected one table in the file",
        "，第 {row} 行：第二个表头的列次序与前不同；文件中应只有一张表",
    ),
    "scaled": (
        ", row {row}: {unit}, numbers in hundreds, thousands or more; expected each written out, in persons and hours",
        "，第 {row} 行：{unit}，数值以百、千、万等为单位；应按人和小时逐一写出",
    ),
    "month_hours": (
        ", column {column}: rows of single months, whose hours give no headcount; expected hours of a year, or a "
        "column employees",
        "，{column}列：各行为单月数据，其工时无法推算人数；应为全年工时，或提供从业人数列",
    ),
    "none_active": (
        ": no row is active by column {column}; expected at least one",
        "：按{column}列没有一家企业在营；应至少有一家",
    ),
    "no_year_column": (
        ": population.year={year}, but there is no column year; name it with population.map=\"year=...\"",
        "：已设 population.year={year}，但没有年度列；请用 population.map=\"year=...\" 指明",
    ),
    "year_absent": (
        ", column {column}: no row is of {year}; expected one of the years {years}",
        "，{column}列：没有 {year} 年的行；应为以下年度之一：{years}",
    ),
    "several_years": (
        ", column {column}: rows of {count} years ({years}), and {found}; {how}",
        "，{column}列：含 {count} 个年度（{years}），且{found}；{how}",
    ),
    "id_twice": (
        ", row {row}, column {column}: {value}; expected each id once (it stands in row {other} too)",
        "，第 {row} 行，{column}列：{value}；每个编号应只出现一次（第 {other} 行已有）",
    ),
    "id_in_period": (
        ", row {row}, column {column}: {value} stands in rows {rows}{where}; expected one row an enterprise and period",
        "，第 {row} 行，{column}列：{value} 出现在第 {rows} 行{where}；每家企业每期应只有一行",
    ),
    "name_twice": (
        ": rows {rows} have one name and there is no column id; expected an id, so that it is known whether they are "
        "one enterprise",
        "：第 {rows} 行名称相同，且没有编号列；应提供编号，以便判断是否为同一企业",
    ),
    "code_changed": (
        ": rows {rows} are one enterprise whose industry code changes: {codes}",
        "：第 {rows} 行为同一企业，但行业代码前后不同：{codes}",
    ),
    "more_code_changed": (
        ": {count} more enterprises whose industry code changes, rows {rows}",
        "：另有 {count} 家企业行业代码前后不同，第 {rows} 行",
    ),
    "name_repeated": (": rows {rows} have one name", "：第 {rows} 行名称相同"),
    "more_name_repeated": (
        ": {count} more names that repeat, rows {rows}",
        "：另有 {count} 个重复的名称，第 {rows} 行",
    ),
    "names_alike": (
        ": rows {rows} have names of which one begins with the other; they may be one enterprise",
        "：第 {rows} 行的名称一个以另一个开头；可能为同一企业",
    ),
    "more_names_alike": (
        ": {count} more pairs of names that begin alike, rows {rows}",
        "：另有 {count} 对名称开头相同，第 {rows} 行",
    ),
    # cells
    "cell": (_CELL[0] + "{value}" + _EXPECTED[0] + "{expected}", _CELL[1] + "{value}" + _EXPECTED[1] + "{expected}"),
    "hours": (
        _CELL[0] + "{value}; expected {low} to {high} hours for each of {heads} employees, this is {each} for each "
        "(population.impossible=missing sets such hours to missing)",
        _CELL[1] + "{value}；{heads} 名从业人员人均工时应为 {low} 至 {high}，此处人均 {each}"
        "（population.impossible=missing 可将此类工时视为缺失）",
    ),
    "no_scheme": (
        ", column {column}: the codes are not all NAICS and the header names no classification; say "
        "population.scheme={schemes}",
        "，{column}列：代码不全是 NAICS，表头也未说明分类标准；请设置 population.scheme={schemes}",
    ),
    "not_of_scheme": (
        _CELL[0] + "{value}, one of {count} codes of no division of {scheme}; expected {scheme}, or say "
        "population.scheme={schemes}",
        _CELL[1] + "{value} 等共 {count} 个代码不属于 {scheme} 的任何大类；应为 {scheme} 代码，或设置 "
        "population.scheme={schemes}",
    ),
    "strict": (
        ", rows {rows}: {reason}; refused because population.strict=true",
        "，第 {rows} 行：{reason}；因 population.strict=true 而拒绝",
    ),
}  # fmt: skip

EXPECTED: dict[str, tuple[str, str]] = {
    "expect_id": ("an id", "编号"),
    "expect_all_digits": (
        "all digits of the id (a spreadsheet shortened it: format the column as text before it is filled)",
        "完整的编号（表格软件已将其缩写：请先将该列设为文本格式再填写）",
    ),
    "expect_code": (
        "a {scheme} code of 2 to {longest} digits, leading zeros kept, or the name of an industry{hint}",
        "2 至 {longest} 位 {scheme} 代码（保留前导零）或行业名称{hint}",
    ),
    "expect_zeros": (
        "a {scheme} code with its leading zero, if it has one: without it the industry is another",
        "保留前导零的 {scheme} 代码：缺少前导零会被当作另一行业",
    ),
    "expect_heads": ("a headcount from 1 to {most}", "1 至 {most} 的人数"),
    "expect_heads_or_hours": ("{heads}, or hours from which it can be derived", "{heads}，或可据以推算的工时"),
    "expect_hours": ("person-hours a year above 0", "大于 0 的年度总工时"),
    "expect_total_hours": ("person-hours a year from {low} to {high}", "{low} 至 {high} 的年度总工时"),
    "expect_count": ("a whole number of 0 or more", "不小于 0 的整数"),
    "expect_at_most_cases": ("at most the {cases} of column {column}", "不多于{column}列的 {cases}"),
    "expect_dart": ("cases per 200,000 hours from 0 to {most}", "每 20 万工时 0 至 {most} 起"),
    "expect_year": ("a year such as 2024", "年份，如 2024"),
    "expect_date": ("a date such as 2024-12-31", "日期，如 2024-12-31"),
    "expect_quarter": ("a quarter from 1 to 4", "1 至 4 的季度"),
    "expect_active": (
        "1 (active) or 0, or a status such as active, closed, 在营, 注销",
        "1（在营）或 0，或在营、存续、注销、吊销等状态",
    ),
    "expect_digits": (
        "{expected}, written with digits and at most a decimal point",
        "{expected}，只用数字，至多一个小数点",
    ),
    "expect_sure": (
        "{expected}, without a mark that could be of thousands or of decimals",
        "{expected}，且不含既可能是千分位又可能是小数点的符号",
    ),
    "expect_one_writing": (
        "{expected}, written as in the other rows: a point and a comma cannot both be decimal",
        "{expected}，写法应与其他行一致：小数点与小数逗号不能并用",
    ),
    "expect_no_band": ("{expected}, not a size class", "{expected}，而非规模区间"),
    # parts of sentences
    "nothing": ("", ""),
    "plain_list": ("{items}", "{items}"),
    "from_to": ("{first} to {last}", "{first} 至 {last}"),
    "either": ("{first} or {second}", "{first}或{second}"),
    "did_you_mean": ("; did you mean {name}?", "；是否指 {name}？"),
    "meant_to_be": ("; is {name} meant to be {word}?", "；{name} 是否应为 {word}？"),
    "more_in_column": (" in column {column}", "（{column}列）"),
    "no_id_column": (
        "there is no column id to tell whether they are the same enterprises",
        "没有编号列，无法判断是否为同一企业",
    ),
    "marks_come_back": ("enterprises come back in several of them", "同一企业出现在多个年度"),
    "ids_come_back": (
        "ids repeat: {count} of them ({id} in rows {rows})",
        "有 {count} 个编号重复（{id}出现在第 {rows} 行）",
    ),
    "only_year": ("choose one, as population.year={year}", "请选定一个年度，如 population.year={year}"),
    "id_or_year": (
        "choose one, as population.year={year}, or name a column of ids, as population.map=\"id=...\"",
        "请选定一个年度，如 population.year={year}，或用 population.map=\"id=...\" 指明编号列",
    ),
    "within_year": (" within {year}", "（{year} 年内）"),
    "within_quarter": (" within one quarter", "（同一季度内）"),
    "aggregate_sdmx": (
        "columns {columns} are those of SDMX, in which statistical offices publish sums",
        "{columns}列是统计机构发布汇总数据所用的 SDMX 格式",
    ),
    "aggregate_years": ("its columns are years ({columns})", "各列为年度（{columns}）"),
    "aggregate_counts": ("column {column} counts enterprises", "{column}列为企业数量"),
    "aggregate_bands": (
        "column {column} holds size classes (row {row}) and no column names an enterprise",
        "{column}列为规模区间（第 {row} 行），且没有标识企业的列",
    ),
    "aggregate_long": (
        "column {column} says what is measured and a column holds the values, but no column names an enterprise",
        "{column}列为指标名称，另有数值列，而没有标识企业的列",
    ),
    "aggregate_industries": (
        "column {column} has one row for each broad industry and no column names an enterprise",
        "{column}列每个行业门类只有一行，且没有标识企业的列",
    ),
    "aggregate_nested": (
        "column {column} has codes that begin others (row {row}: {value}) and no column names an enterprise",
        "{column}列的代码有上下级关系（第 {row} 行：{value}），且没有标识企业的列",
    ),
    "aggregate_sums": (
        "column {column} mixes totals with their parts (row {row}: {value}) and no column names an enterprise",
        "{column}列混有合计与分项（第 {row} 行：{value}），且没有标识企业的列",
    ),
}  # fmt: skip
