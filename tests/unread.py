#!/usr/bin/env python3
"""Counts the numbers of published files by itself and holds Levelbook to a word on every one of them.

    python3 tests/unread.py PROGRAM FOLDER_OR_FILE ...

PROGRAM is the built `levelbook`. Each workbook or CSV file is read with none of Levelbook's code, and every cell with a number
that is no year must stand in a header, in a column of a table that was given a role, or among those that Levelbook says it left
unread; and no column of figures may hold more numbers than were read as kept or rejected, or as limits. Exit status: 0 all is
accounted for, 1 some numbers are passed over in silence, 2 wrong usage. Old Excel workbooks need `xlrd`.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from acceptance import ods_sheets, xls_sheets, xlsx_sheets  # noqa: E402

# Larger files are one table of rows that stand alone.
LARGEST = 4_000_000
# Fewer numbers outside all tables are a version or a telephone number.
FEW = 3


def csv_sheet(raw, name):
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            text = raw.decode(encoding)
            break
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
    sample = text[:20_000]
    delimiter = max(",;\t|¬", key=sample.count)
    cells, line = {}, 1
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    for record in reader:
        cells.update({(line, column): cell for column, cell in enumerate(record, 1) if cell.strip()})
        line = reader.line_num + 1
    return {name: cells}


def archive_sheets(path):
    """The CSV files of a zip archive, as Levelbook names them."""
    sheets = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".csv") and not name.lower().endswith(".meta.csv"):
                sheets.update(csv_sheet(archive.read(name), name))
    return sheets


def sheets_of(path):
    head = open(path, "rb").read(4)
    if head == b"PAR1":
        return {}  # Columns with types of their own: tests/parquet_files.rs.
    if head.startswith(b"PK"):
        names = zipfile.ZipFile(path).namelist()
        if "content.xml" in names:
            return ods_sheets(path)
        return xlsx_sheets(path) if any(name.startswith("xl/") for name in names) else archive_sheets(path)
    if head.startswith(b"\xd0\xcf"):
        return xls_sheets(path)
    return csv_sheet(open(path, "rb").read(), os.path.basename(path))


def as_number(cell):
    return float(cell) if not isinstance(cell, str) else float(cell.strip().rstrip("%").replace(",", ""))


def is_number(cell):
    """A number that is no year, typed or written plainly."""
    if not isinstance(cell, float):
        text = str(cell).strip()
        if not re.fullmatch(r"-?[\d,]*\d(\.\d+)?%?", text):
            return False
        cell = float(text.rstrip("%").replace(",", ""))
    return not (cell == int(cell) and 1900 <= cell <= 2100)


def letters(column):
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def counts_up(numbers):
    """Numbers of columns: 1, 2, 3 and so on, a column of names being 1 too."""
    return len(numbers) > 1 and numbers[-1] == len(set(numbers)) and sorted(set(numbers)) == list(range(1, int(numbers[-1]) + 1))


def unexplained(cells, tables):
    """Cells with numbers that are in no table, and tables whose columns of figures hold more numbers than were read."""
    header = {row for table in tables for row in table["header_rows"]}
    left, by_row, more = [], {}, []
    for (row, column), cell in sorted(cells.items()):
        by_row.setdefault(row, []).append((column, cell))
    of_columns = set()
    for row, filled in by_row.items():
        numbers = [column for column, cell in filled if is_number(cell)]
        if row in header or not numbers:
            continue
        values = [as_number(cell) for _, cell in filled if is_number(cell)]
        if len(values) == len(filled) and counts_up(values):
            of_columns.add(row)
            continue
        here = [table for table in tables if max(table["header_rows"], default=0) < row <= table["last_row"]]
        known = {column["column"] for table in here for column in table["columns"]}
        outside = [column for column in numbers if letters(column) not in known]
        words = any(not is_number(cell) and letters(column) not in known for column, cell in filled)
        is_note = outside == [filled[0][0]] and len(filled) == 2
        if len(outside) > 1 or (words and not is_note):
            left += [(row, column) for column in outside]
    for table in tables:
        roles = {column["column"]: column["role"] for column in table["columns"]}
        if {"lower", "upper", "denominator"} & set(roles.values()):
            continue  # Their numbers may stand in rows under the figures.
        first = max(table["header_rows"], default=0)
        held = sum(
            is_number(cell)
            for (row, column), cell in cells.items()
            if row not in of_columns and first < row <= table["last_row"] and roles.get(letters(column)) == "value"
        )
        if held > table["read"]:
            more.append((table["sheet"], held, table["read"]))
    return left, more


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    program, silent, looked_at, numbers = sys.argv[1], 0, 0, 0
    paths = []
    for given in sys.argv[2:]:
        if os.path.isfile(given):
            paths.append(given)
        for folder, _, names in os.walk(given):
            paths += [os.path.join(folder, name) for name in names]
    with tempfile.TemporaryDirectory() as folder:
        book = os.path.join(folder, "book.levelbook")
        subprocess.run([program, "new", book], check=True, capture_output=True)
        for path in sorted(paths):
            if os.path.getsize(path) > LARGEST:
                continue
            ran = subprocess.run([program, "import", book, path, "--check", "--json"], capture_output=True, text=True)
            said = ran.stdout.strip().splitlines()
            try:
                sheets = sheets_of(path) if said else None
            except Exception as error:
                print(f"passed over: {path}: {error!r}")
                continue
            if not sheets:
                continue
            looked_at += 1
            for name, cells in sheets.items():
                numbers += sum(map(is_number, cells.values()))
                tables = [
                    table
                    for table in json.loads(said[-1])["sheets"]
                    if table["sheet"] == name or table["sheet"].startswith(name + " (table ")
                ]
                read = [table for table in tables if table["read"]]
                if not read or len({row for row, _ in cells}) > 30_000:
                    continue
                left, more = unexplained(cells, read)
                told = sum(
                    int(problem["examples"][0]["message"].split()[0])
                    for table in read
                    for problem in table["problems"]
                    if problem["code"] == "unread-numbers"
                )
                if len(left) >= FEW and told < len(left):
                    silent += len(left) - told
                    print(f"{path} {name}: {len(left)} numbers in no table, {told} of them named, from {letters(left[0][1])}{left[0][0]}")
                for table, held, kept in more:
                    silent += held - kept
                    print(f"{path} {table}: {held} numbers in columns of figures, {kept} read")
    print(f"{looked_at} files with {numbers} numbers: {silent} passed over in silence")
    return int(silent > 0)


if __name__ == "__main__":
    sys.exit(main())
