//! Workbooks that a spreadsheet program could have written, with what is odd about them.

/// A workbook with a hidden sheet, row and column, and one with a chart for a sheet.
pub(crate) fn hidden_and_charts() -> (Vec<u8>, Vec<u8>) {
    let filled = |book: &mut rust_xlsxwriter::Workbook, name: &str, value: f64| {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (column, text) in (0..).zip(["areacd", "areanm", "period", "value"]) {
            sheet.write(0, column, text).unwrap();
        }
        for (column, text) in (0..).zip(["E12000001", "North East", "2020"]) {
            sheet.write(1, column, text).unwrap();
        }
        sheet.write(1, 3, value).unwrap();
    };
    let mut hidden = rust_xlsxwriter::Workbook::new();
    let sheet = hidden.add_worksheet().set_name("Open").unwrap();
    for (column, text) in (0..).zip(["areacd", "areanm", "period", "Rate one", "Rate two"]) {
        sheet.write(0, column, text).unwrap();
    }
    for (row, code, name, first, second) in [
        (1, "E12000001", "North East", 1.5, 55),
        (2, "E12000002", "North West", 77.0, 55),
        (3, "E12000007", "London", 2.5, 55),
    ] {
        sheet.write(row, 0, code).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 2, 2020).unwrap();
        sheet.write(row, 3, first).unwrap();
        sheet.write(row, 4, second).unwrap();
    }
    sheet.set_row_hidden(2).unwrap();
    sheet.set_column_hidden(4).unwrap();
    filled(&mut hidden, "Secret", 99.0);
    hidden
        .worksheet_from_name("Secret")
        .unwrap()
        .set_hidden(true);
    let mut charts = rust_xlsxwriter::Workbook::new();
    filled(&mut charts, "Open", 1.5);
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Line);
    chart.add_series().set_values("Open!$D$2:$D$2");
    charts
        .add_chartsheet()
        .set_name("Chart")
        .unwrap()
        .insert_chart(0, 0, &chart)
        .unwrap();
    (
        hidden.save_to_buffer().unwrap(),
        charts.save_to_buffer().unwrap(),
    )
}

/// Labels such as `1-2` in three rows, of the first so many of which a spreadsheet has made dates.
pub(crate) fn mangled_labels(header: &str, dates: u32) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let shown = rust_xlsxwriter::Format::new().set_num_format("d-mmm");
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["areacd", "areanm", "period", header, "value"]) {
        sheet.write(0, column, text).unwrap();
    }
    let of = |month| rust_xlsxwriter::ExcelDateTime::from_ymd(2026, month, 1).unwrap();
    for row in 1..4 {
        sheet.write(row, 0, "E12000001").unwrap();
        sheet.write(row, 1, "North East").unwrap();
        sheet.write(row, 2, 2020).unwrap();
        if row > dates {
            sheet.write(row, 3, "5-9").unwrap();
        } else {
            let date = of(u8::try_from(row).unwrap() + 1);
            sheet.write_with_format(row, 3, &date, &shown).unwrap();
        }
        sheet.write(row, 4, f64::from(row) + 0.5).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// Shares of which most are shown as per cent and one is left as a share of one.
pub(crate) fn per_cents() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let shown = rust_xlsxwriter::Format::new().set_num_format("0%");
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["areacd", "areanm", "period", "Smoking %"]) {
        sheet.write(0, column, text).unwrap();
    }
    for (row, code, value) in [
        (1, "E12000001", 0.15),
        (2, "E12000002", 0.16),
        (3, "E12000007", 0.17),
    ] {
        sheet.write(row, 0, code).unwrap();
        sheet.write(row, 2, 2020).unwrap();
        if row == 3 {
            sheet.write(row, 3, value).unwrap();
        } else {
            sheet.write_with_format(row, 3, value, &shown).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// Serial numbers that are no dates of the calendar, in cells that are shown as dates.
pub(crate) fn odd_dates() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let shown = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["areacd", "areanm", "period", "value"]) {
        sheet.write(0, column, text).unwrap();
    }
    for (row, serial) in (1..).zip([60.0, 0.0, -5.0, 1e300, 44_000.0, 2_958_466.0]) {
        sheet.write(row, 0, "E12000001").unwrap();
        sheet.write(row, 1, "North East").unwrap();
        sheet
            .write_number_with_format(row, 2, serial, &shown)
            .unwrap();
        sheet.write(row, 3, f64::from(row)).unwrap();
    }
    book.save_to_buffer().unwrap()
}
