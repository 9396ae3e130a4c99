use super::SourceFile;
use super::layout::Table;
use super::title_block::TitleBlock;
use crate::domain::Source;

/// Where a sheet says that its figures come from; what it does not say stays empty, but for the name of the dataset.
pub(super) fn of_sheet(file: &SourceFile, block: &TitleBlock, table: &Table) -> Source {
    let stem = file
        .name
        .rsplit_once('.')
        .map_or(file.name.as_str(), |(stem, _)| stem);
    let has = |name: &str| {
        table
            .headers
            .iter()
            .any(|header| header.eq_ignore_ascii_case(name))
    };
    if has("DiffMedianHourlyPercent") && has("EmployerName") {
        return Source {
            publisher: "Gender pay gap service".to_owned(),
            dataset: stem.to_owned(),
            licence: "Open Government Licence v3.0".to_owned(),
            url: "https://gender-pay-gap.service.gov.uk".to_owned(),
            ..Source::default()
        };
    }
    let get = |keys: &[&str]| block.get(keys).unwrap_or("").to_owned();
    let mut source = Source {
        publisher: get(&["publisher"]),
        dataset: get(&["dataset"]),
        released: get(&["released", "release date", "published", "publication date"]),
        licence: get(&["licence", "license"]),
        url: get(&["url", "link"]),
    };
    let stated = block.get(&["source"]).unwrap_or("");
    if stated.starts_with("http") && source.url.is_empty() {
        stated.clone_into(&mut source.url);
    } else if source.publisher.is_empty() {
        source.publisher = get(&["source"]);
    }
    if source.dataset.is_empty() {
        source.dataset = block
            .get(&["title"])
            .map(str::to_owned)
            .or_else(|| block.title().filter(|title| title.chars().count() <= 160))
            .unwrap_or_else(|| stem.replace('_', " "));
    }
    source
}
