#!/usr/bin/env python3
"""Reads published files by itself and holds Levelbook to the same counts and, cell by cell, to the same figures.

    python3 tests/acceptance.py PROGRAM SHARED [CASE ...]

PROGRAM is the built `levelbook`; SHARED the folder of published files (`../shared/data`). Without CASE every case runs. Nothing
beyond Python's own library is needed but for the case of an old Excel workbook, which is passed over where `xlrd` is not
installed. Exit status: 0 all agree, 1 something differs, 2 wrong usage.

A case reads the source with none of Levelbook's code and says for every cell that holds a figure: sheet, row, column, subject,
indicator in the source's words, when it starts and how long it lasts, and the figure or why there is none. What `levelbook import
--json` counts and what `levelbook export` writes must be exactly that.
"""

import collections
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile

Figure = collections.namedtuple(
    "Figure", "sheet row column subject indicator start length state value lower upper group"
)

# Codes that were replaced by another for the same place, from the published history of codes, and the statistical regions that are
# a region or a nation under another code: figures are kept under the code of today.
SAME_PLACE = {
    "E06000048": "E06000057", "E07000097": "E07000242", "E07000100": "E07000240", "E07000101": "E07000243",
    "E07000104": "E07000241", "E08000016": "E08000038", "E08000019": "E08000039", "E08000020": "E08000037",
    "E11000004": "E11000007", "S12000009": "S12000015", "S12000015": "S12000047", "S12000024": "S12000048",
    "S12000043": "S12000044", "S12000044": "S12000050", "S12000046": "S12000049",
    "TLC": "E12000001", "TLD": "E12000002", "TLE": "E12000003", "TLF": "E12000004", "TLG": "E12000005",
    "TLH": "E12000006", "TLI": "E12000007", "TLJ": "E12000008", "TLK": "E12000009", "TLL": "W92000004",
    "TLM": "S92000003", "TLN": "N92000002",
}  # fmt: skip


def today(code):
    """The code of today for the place of a code."""
    while code in SAME_PLACE:
        code = SAME_PLACE[code]
    return code


def figure(sheet, row, column, subject, indicator, period, value, state="", lower=None, upper=None, group=""):
    """A figure; a number says its state itself, anything else needs a state."""
    state = (state or "x") if value is None else ("zero" if value == 0 else "value")
    lower, upper = (None, None) if value is None else (lower, upper)
    return Figure(sheet, row, column, today(subject), indicator, *period, state, value, lower, upper, group)


# --- reading without Levelbook ---------------------------------------------------------------------------------------------


def read_csv(path, encoding):
    """Records with the line on which each starts, from 1."""
    with open(path, encoding=encoding, newline="") as file:
        reader, records, start = csv.reader(file), [], 1
        for record in reader:
            records.append((start, record))
            start = reader.line_num + 1
    return records


def place_code(text):
    """A code, or nothing where a publisher writes `NA`, `na` or `z` instead of one."""
    text = text.strip().upper()
    return text if len(text) > 2 else ""


def number(text):
    """A number as a publisher writes it, or None."""
    text = text.strip().replace(",", "")
    try:
        return float(text)
    except ValueError:
        return None


def xlsx_sheets(path):
    """Sheets of a workbook as {name: {(row, column): text or number}}, rows and columns from 1."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    sheets = {}
    with zipfile.ZipFile(path) as book:
        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")):
                parts = [part for part in item.iter(main + "t")]
                strings.append("".join(part.text or "" for part in parts))
        targets = {}
        for relation in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels")):
            targets[relation.get("Id")] = relation.get("Target").lstrip("/").removeprefix("xl/")
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(main + "sheet"):
            cells = {}
            for cell in ElementTree.fromstring(book.read("xl/" + targets[sheet.get(link)])).iter(main + "c"):
                letters, digits = re.match(r"([A-Z]+)(\d+)", cell.get("r")).groups()
                column = 0
                for letter in letters:
                    column = column * 26 + ord(letter) - 64
                kind, value = cell.get("t"), cell.find(main + "v")
                if kind == "inlineStr":
                    text = "".join(part.text or "" for part in cell.iter(main + "t"))
                elif value is None or value.text is None:
                    continue
                elif kind == "s":
                    text = strings[int(value.text)]
                elif kind in ("str", "e"):
                    text = value.text
                else:
                    text = float(value.text)
                cells[int(digits), column] = text
            sheets[sheet.get("name")] = cells
    return sheets


def ods_sheets(path):
    """Sheets of an OpenDocument workbook, as `xlsx_sheets` gives them."""
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    words = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    with zipfile.ZipFile(path) as book:
        root = ElementTree.fromstring(book.read("content.xml"))
    sheets = {}
    for sheet in root.iter(table + "table"):
        cells, row = {}, 1
        for line in sheet.iter(table + "table-row"):
            times = int(line.get(table + "number-rows-repeated", "1"))
            held, column = {}, 1
            for cell in line:
                if cell.tag not in (table + "table-cell", table + "covered-table-cell"):
                    continue
                span = int(cell.get(table + "number-columns-repeated", "1"))
                text = "\n".join("".join(part.itertext()) for part in cell.findall(words + "p"))
                if cell.get(office + "value-type") in ("float", "percentage"):
                    text = float(cell.get(office + "value"))
                if text != "":
                    held.update({column + at: text for at in range(span)})
                column += span
            if held:
                for at in range(times):
                    cells.update({(row + at, column): text for column, text in held.items()})
            row += times
        sheets[sheet.get(table + "name")] = cells
    return sheets


def xls_sheets(path):
    """Sheets of an old Excel workbook, as `xlsx_sheets` gives them; None where nothing can read it."""
    try:
        import xlrd
    except ImportError:
        return None
    book = xlrd.open_workbook(path)
    sheets = {}
    for sheet in book.sheets():
        cells = {}
        for row in range(sheet.nrows):
            for column in range(sheet.ncols):
                value = sheet.cell_value(row, column)
                if value != "":
                    cells[row + 1, column + 1] = value
        sheets[sheet.name] = cells
    return sheets


# --- the cases -------------------------------------------------------------------------------------------------------------


def iso_period(text):
    """`2019-08-01/P1Y` and `2010-03-15`, which is a day; `2022-08-01T00:00:00/P3M`."""
    start, _, length = text.strip().upper().partition("/")
    return start[:10], length or "P1D"


def tidy_long(path, value="observation", encoding="utf-8-sig"):
    """The columns of ONS's own long files, whatever their order."""
    name = os.path.basename(path)
    rows = read_csv(path, encoding)
    at = {header.strip().lower(): column for column, header in enumerate(rows[0][1])}
    found = []
    for line, row in rows[1:]:
        if not any(cell.strip() for cell in row):
            continue
        limits = [number(row[at[header]]) for header in ("lci_95", "uci_95")]
        status = row[at["status"]].strip() if "status" in at else ""
        found.append(
            figure(
                name, line, at[value] + 1, place_code(row[at["areacd"]]) or "name:" + row[at["areanm"]].strip(),
                row[at["indicator"]].strip(),
                iso_period(row[at["period"]]), number(row[at[value]]), status, *limits,
            )
        )
    return found


def els_2026(shared):
    """The whole of ONS's Explore local statistics: 41 folders, a CSV and a JSON each."""
    folder = os.path.join(shared, "els", "els-2026")
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name, name + ".csv")
        if os.path.isfile(path):
            yield path, [], tidy_long(path)


def machine_readable(shared):
    """36 indicators in Windows-1252; periods that lost their dashes: `202021` and `201820`."""
    path = os.path.join(shared, "els", "ONSvisual+subnational-indicators", "machine_readable.csv")
    found = []
    for line, row in read_csv(path, "cp1252")[3:]:
        code, name, _, indicator, _, period, _, _, value = (cell.strip() for cell in row[:9])
        when = {
            "201820": ("2018-01-01", "P3Y"), "201618": ("2016-01-01", "P3Y"), "201821": ("2018-04-01", "P3Y"),
        }.get(period)  # fmt: skip
        if when is None:
            # Of schools, learners and apprentices the year is the school year, whatever the other years are.
            school = re.search(r"schools|GCSE|Further Education|further education|apprenticeships", indicator)
            when = f"{period[:4]}-{('09' if school else '04') if period[4:] else '01'}-01", "P1Y"
        subject = place_code(code) or "name:" + name
        found.append(figure(os.path.basename(path), line, 9, subject, indicator, when, number(value)))
    # What these are must be asked, and one answer settles them all.
    yield path, ["--period-kind", "financial"], found


def gender_pay_gap(shared):
    """10,491 employers with 14 measures side by side and the year in the file's name."""
    path = os.path.join(
        shared, "org", "jonathon0301+comp0035-cw-g-team-18", "UK Gender Pay Gap Data - 2021 to 2022-2.csv"
    )
    rows = read_csv(path, "utf-8-sig")
    headers = rows[0][1]
    measures = [column for column, header in enumerate(headers) if re.match(r"(Diff|Male|Female)", header)]
    assert len(measures) == 14
    at, found = headers.index("EmployerId"), []
    for line, row in rows[1:]:
        for column in measures:
            found.append(
                figure(
                    os.path.basename(path), line, column + 1, row[at].strip(), headers[column],
                    ("2021-04-01", "P1Y"), number(row[column]),
                )
            )
    yield path, [], found


def fuel_poverty(shared):
    """Four sheets: regions, mixed levels, 33,755 small areas, constituencies."""
    path = os.path.join(shared, "gov", "Conall66+Fuel-Poverty-UK-Project", "2022_Sub-Regional-Data-LILEE.xlsx")
    found = []
    for sheet, cells in xlsx_sheets(path).items():
        if not sheet.startswith("Table"):
            continue
        columns = {column: cells[3, column] for row, column in cells if row == 3}
        measures = {column: header for column, header in columns.items() if header.startswith(("Number", "Proportion"))}
        for row in range(4, max(row for row, _ in cells) + 1):
            if not isinstance(cells.get((row, min(measures))), float):
                continue
            code = str(cells[row, 1]).strip()
            subject = code if re.fullmatch(r"[A-Z]\d{8}", code) else "name:" + code
            for column, header in measures.items():
                value = cells[row, column]
                found.append(figure(sheet, row, column, subject, header.strip(), ("2022-01-01", "P1Y"), value))
    yield path, [], found


def civil_service(shared):
    """Two sheets with the header in row 5 and `[c]` for what is suppressed; the subject is the organisation."""
    path = os.path.join(shared, "ods_gov", "ropensci+readODS", "civil-service-postcodes-2021.ods")
    periods = {"Staff_in_post": ("2021-03-31", "P1D"), "Leavers": ("2020-04-01", "P1Y")}
    found = []
    for sheet, cells in ods_sheets(path).items():
        if sheet not in periods:
            continue
        last = max(row for row, _ in cells)
        for row in range(6, last + 1):
            if (row, 2) not in cells:
                continue
            for column in range(5, 12):
                value = cells.get((row, column))
                state = "c" if value == "[c]" else ""
                found.append(
                    figure(
                        sheet, row, column, "name:" + str(cells[row, 2]), str(cells[5, column]), periods[sheet],
                        value if isinstance(value, float) else None, state,
                        # Where the postcode is suppressed, rows are told apart by nothing but their place.
                        group=(cells.get((row, 3)), cells.get((row, 4)), row),
                    )
                )
    yield path, [], found


def staff_nationality(shared):
    """Old Excel: two header rows, names indented over columns, footnotes below."""
    path = os.path.join(
        shared, "org", "TechForUK+my_eu", "HCHS_staff_with_an_EU_or_UK_nationality__by_staff_group_and_organisation.xls"
    )
    sheets = xls_sheets(path)
    if sheets is None:
        print("passed over: staff_nationality needs the Python package xlrd")
        return
    found = []
    cells = sheets["final"]
    for row in range(6, max(row for row, _ in cells) + 1):
        if not isinstance(cells.get((row, 5)), float):
            continue
        code = str(cells.get((row, 4), "")).strip()
        names = [str(cells[row, column]).strip() for column in (1, 2, 3) if (row, column) in cells]
        subject = code if code else "name:" + names[0]
        for column in range(5, 13):
            band = "European Union" if column < 9 else "United Kingdom"
            header = f"{band} {cells[5, column]}"
            found.append(figure("final", row, column, subject, header, ("2017-04-30", "P1D"), cells[row, column]))
    yield path, [], found


def anxiety(shared):
    """Lower-case codes, a status column and intervals; years `2011-2012` are financial ones."""
    path = os.path.join(shared, "csvw", "ONSdigital+csvcubed", "anxiety.csv")
    rows = read_csv(path, "utf-8-sig")
    at = {header: column for column, header in enumerate(rows[0][1])}
    found = []
    for line, row in rows[1:]:
        first = row[at["Period"]][:4]
        found.append(
            figure(
                "anxiety.csv", line, at["Value"] + 1, row[at["AREACD"]].strip().upper(), row[at["Indicator"]],
                (f"{first}-04-01", "P1Y"), number(row[at["Value"]]), row[at["Observation Status"]].strip(),
                number(row[at["Lower Confidence Interval (95%)"]]), number(row[at["Upper Confidence Interval (95%)"]]),
            )
        )
    yield path, [], found


def pay_gap_by_home(shared):
    """Annual survey of hours and earnings: three header rows, `x`, a key beside the data, a sheet each working pattern."""
    path = os.path.join(
        shared, "gov", "mjthomas01+UK-Gender-Pay-Gap-Data-Analysis",
        "PROV - Home Geography Table 8.12  Gender pay gap 2025.xlsx",
    )
    found = []
    for sheet, cells in xlsx_sheets(path).items():
        if sheet == "Notes":
            continue
        for row in range(6, max(row for row, _ in cells) + 1):
            if (row, 3) not in cells or (row, 4) not in cells:
                continue
            code = str(cells.get((row, 2), "")).strip()
            subject = code if code else "name:" + str(cells[row, 1]).strip()
            for column in (3, 4):
                value = cells[row, column]
                value = value if isinstance(value, float) else None
                found.append(
                    figure(sheet, row, column, subject, cells[5, column], ("2025-01-01", "P1Y"), value, group=sheet)
                )
    yield path, [], found


def beds(shared):
    """13 rows above the header; the names of the columns repeat under three bands."""
    path = os.path.join(
        shared, "org", "britishredcrosssociety+resilience-index",
        "2021-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx",
    )
    found = []
    for sheet, cells in xlsx_sheets(path).items():
        if sheet == "Data Quality":
            continue
        by_region = sheet == "Region by Sector"
        code_at = 4 if by_region else 5
        columns = [column for row, column in cells if row == 15 and column > (5 if by_region else 6)]
        for row in range(16, max(row for row, _ in cells) + 1):
            code = str(cells.get((row, code_at), "")).strip()
            name = str(cells.get((row, code_at + 1), "")).strip()
            if not name:
                continue
            subject = code if code and code != "-" else "name:" + name
            if name.lower() == "england":
                subject = "E92000001"
            for column in sorted(columns):
                band = "" if sheet == "Occupied by Specialty" else (column - 7 + by_region) // 6
                header = f"{band} {str(cells[15, column]).strip()}"
                value = cells.get((row, column))
                value = value if isinstance(value, float) else None
                if value is not None and band == 2:
                    value *= 100
                found.append(figure(sheet, row, column, subject, header, ("2020-04-01", "P3M"), value))
    # What `-` is must be asked.
    yield path, ["--marker", "-=x"], found


def staff_survey(shared):
    """Trusts with rates side by side, each with its base."""
    path = os.path.join(shared, "org", "ebmgt+NHS-Gender", "data_trusts_well-being - organisational results.csv")
    rows = read_csv(path, "utf-8-sig")
    headers = rows[0][1]
    columns = [column for column, header in enumerate(headers) if header.endswith("_rate") or header == "Respondents"]
    found = []
    for line, row in rows[1:]:
        for column in columns:
            found.append(
                figure(
                    os.path.basename(path), line, column + 1, row[0].strip(), headers[column],
                    (row[1].strip(), None), number(row[column]),
                )
            )
    yield path, [], found


CASES = {
    "els-2026": els_2026,
    "machine-readable": machine_readable,
    "gender-pay-gap": gender_pay_gap,
    "fuel-poverty": fuel_poverty,
    "civil-service": civil_service,
    "staff-nationality": staff_nationality,
    "anxiety": anxiety,
    "pay-gap-by-home": pay_gap_by_home,
    "beds": beds,
    "staff-survey": staff_survey,
}

# --- comparing -------------------------------------------------------------------------------------------------------------


def run(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def imported(program, path, options):
    """What the program says of a file and every figure that it exports, by cell."""
    with tempfile.TemporaryDirectory() as folder:
        book, out = os.path.join(folder, "book.levelbook"), os.path.join(folder, "all.csv")
        run(program, "new", book)
        said = json.loads(run(program, "import", "--json", *options, book, path))
        run(program, "export", "-o", out, book)
        with open(out, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    return said, rows


def close(a, b):
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def compare(said, rows, expected):
    """Sentences on everything that differs."""
    wrong = []

    def same(what, program, independent):
        if program != independent:
            wrong.append(f"{what}: the program says {program}, an independent reading {independent}")

    counts = collections.Counter()
    withheld = collections.Counter()
    for sheet in said["sheets"]:
        for key in ("read", "kept", "rejected"):
            counts[key] += sheet[key]
        withheld.update(sheet["withheld"])
    same("figures read", counts["read"], len(expected))
    same("kept and left out", counts["kept"] + counts["rejected"], counts["read"])
    same("withheld", dict(withheld), dict(collections.Counter(one.state for one in expected if one.value is None)))
    subjects, indicators = {}, {}
    codes = collections.defaultdict(set)
    held = {(row["sheet"], int(row["row"]), int(row["column"])): row for row in rows}
    for one in expected:
        row = held.get((one.sheet, one.row, one.column))
        if row is None:
            continue
        where = f"{one.sheet} row {one.row} column {one.column}"
        if one.subject.startswith("name:"):
            known = subjects.setdefault(one.subject, row["subject_code"])
            if known != row["subject_code"]:
                wrong.append(f"{where}: {one.subject} is {known} and {row['subject_code']}")
        elif row["subject_code"] != one.subject:
            wrong.append(f"{where}: subject {row['subject_code']}, not {one.subject}")
        known = indicators.setdefault(one.indicator, row["indicator_code"])
        codes[row["indicator_code"]].add(one.indicator)
        if known != row["indicator_code"]:
            wrong.append(f"{where}: “{one.indicator}” is {known} and {row['indicator_code']}")
        if one.start is not None and not row["period_start"].startswith(one.start):
            wrong.append(f"{where}: starts {row['period_start']}, not {one.start}")
        if one.length is not None and row["period_length"] != one.length:
            wrong.append(f"{where}: lasts {row['period_length']}, not {one.length}")
        if row["state"] != one.state:
            wrong.append(f"{where}: state {row['state']}, not {one.state}")
        for name in ("value", "lower", "upper"):
            text, true = row[name], getattr(one, name)
            if not close(float(text) if text else None, true):
                wrong.append(f"{where}: {name} {text or 'none'}, not {true}")
    # What is given twice for one subject, indicator, period and group is kept once; another figure for the same is left out.
    first, conflicts = {}, 0
    for one in expected:
        subject = subjects.get(one.subject, one.subject)
        key = subject, one.indicator, one.start, one.length, one.group
        given = first.setdefault(key, one)
        if given is not one and not (close(given.value, one.value) and given.state == one.state):
            conflicts += 1
    same("figures in the book", len(rows), len(first))
    same("left out", counts["rejected"], conflicts)
    for code, names in codes.items():
        if len(names) > 1:
            wrong.append(f"one indicator, {code}, holds {sorted(names)}")
    same("indicators", len({row["indicator_code"] for row in rows}), len({one.indicator for one in expected}))
    return wrong


def main(arguments):
    sys.stdout.reconfigure(encoding="utf-8")
    if len(arguments) < 2 or any(name not in CASES for name in arguments[2:]):
        print(__doc__, file=sys.stderr)
        return 2
    program, shared = arguments[:2]
    if not os.path.isdir(shared):
        print(f"passed over: {shared} is not there")
        return 0
    differs = False
    for name in arguments[2:] or CASES:
        for path, options, expected in CASES[name](shared):
            said, rows = imported(program, path, options)
            wrong = compare(said, rows, expected)
            differs = differs or bool(wrong)
            subjects = len({one.subject for one in expected})
            print(
                f"{'differs' if wrong else 'agrees '} {name} {os.path.basename(path)}: {len(expected)} figures, "
                f"{sum(one.value is None for one in expected)} withheld, {subjects} subjects"
            )
            for sentence in wrong[:8]:
                print("    " + sentence)
            if len(wrong) > 8:
                print(f"    and {len(wrong) - 8} more")
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
