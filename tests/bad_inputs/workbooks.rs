//! Workbooks that a spreadsheet program could have written, with what is odd about them.

/// A workbook with a hidden sheet, and one with a chart for a sheet.
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
    filled(&mut hidden, "Open", 1.5);
    hidden
        .worksheet_from_name("Open")
        .unwrap()
        .set_row_hidden(7)
        .unwrap();
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

/// Labels such as `1-2`, of which a spreadsheet has made dates.
pub(crate) fn mangled_labels() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let shown = rust_xlsxwriter::Format::new().set_num_format("d-mmm");
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["areacd", "areanm", "period", "band", "value"]) {
        sheet.write(0, column, text).unwrap();
    }
    let of = |month| rust_xlsxwriter::ExcelDateTime::from_ymd(2026, month, 1).unwrap();
    for row in 1..4 {
        sheet.write(row, 0, "E12000001").unwrap();
        sheet.write(row, 1, "North East").unwrap();
        sheet.write(row, 2, 2020).unwrap();
        match row {
            3 => sheet.write(row, 3, "5-9").unwrap(),
            row => {
                let date = of(u8::try_from(row).unwrap() + 1);
                sheet.write_with_format(row, 3, &date, &shown).unwrap()
            }
        };
        sheet.write(row, 4, f64::from(row) + 0.5).unwrap();
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
