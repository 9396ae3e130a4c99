use super::Part;
use super::time_names::time_or_limit;
use crate::domain::IdKind;
use crate::import::subject_header::part_of_key;

/// The part that a header names, if it names one: capital letters, spaces and signs do not matter.
pub(in crate::import) fn part_of_header(header: &str) -> Option<Part> {
    let key: String = header
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if key.is_empty() || key.len() > 60 {
        return None;
    }
    // Figures of the open data of the ONS, with so many columns of marks behind them.
    if key.len() == 3 && key.starts_with("v4") && key.ends_with(|c: char| c.is_ascii_digit()) {
        return Some(Part::Value);
    }
    if let Some(part) = time_or_limit(&key) {
        return Some(part);
    }
    Some(match key.as_str() {
        "refarea" | "subjectcode" => Part::Code(None),
        "employerid" => Part::Code(Some(IdKind::EmployerId)),
        "ukprn" | "instid" | "providerukprn" => Part::Code(Some(IdKind::Ukprn)),
        "companynumber" | "companyno" => Part::Identifier(IdKind::CompanyNumber),
        "formeronscode" | "oldonscode" | "previousonscode" | "oldareacode" => {
            Part::Identifier(IdKind::OldOns)
        }
        "oldlacode" | "lea" | "dfelanumber" | "dfelacode" => Part::Identifier(IdKind::DfeNumber),
        "schoolurn" | "urn" | "laestab" => Part::Identifier(IdKind::Other),
        "subject" | "currentname" | "geographicaldescription" | "atname" => {
            Part::Name { weak: false }
        }
        "description" | "name" => Part::Name { weak: true },
        "geography" | "level" | "geographiclevel" | "areatype" | "geographytype"
        | "geographylevel" => Part::Level,
        "type" | "organisationtype" | "benchmarkinggroup" | "providertype" | "trusttype" => {
            Part::Type
        }
        "indicator"
        | "indicatorname"
        | "variablename"
        | "shortdesc"
        | "indicatortitle"
        | "metric"
        | "statistic"
        | "statisticlabel"
        | "measurename"
        | "metricname"
        | "performanceindicator"
        | "keyperformanceindicator"
        | "performancemeasure"
        | "kpi"
        | "metriclabel"
        | "metrictypelabel"
        | "indicatorlabel"
        | "seriesname" => Part::Indicator,
        "indicatorcode"
        | "indicatorid"
        | "measurecode"
        | "measureid"
        | "metricid"
        | "metrictypeidentifier" => Part::IndicatorCode,
        "datavalues" | "value" | "values" | "observation" | "obsvalue" | "figure" | "estimate"
        | "datavalue" | "indicatorvalue" | "measurevalue" | "metricvalue" | "v40" | "obs" => {
            Part::Value
        }
        "count" | "numerator" | "dataitem" => Part::Count,
        "denominator" | "denom" => Part::Denominator,
        "datadescription" | "unit" | "units" | "unitofmeasure" | "unitofmeasurement"
        | "unitmeasure" => Part::Unit,
        "measure" | "measures" | "measurement" => Part::Measure,
        "datamarking" | "status" | "observationstatus" | "obsstatus" | "state" | "markers"
        | "marker" | "valuenote" | "statusflag" => Part::Status,
        "notes" | "note" | "footnote" | "footnotes" | "comment" | "comments" | "caveats" => {
            Part::Note
        }
        "raw" => Part::Raw,
        "polarity" => Part::Polarity,
        "decimals" | "decimalplaces" | "dps" => Part::Decimals,
        "employersize" | "sizeband" => Part::SizeBand,
        "siccodes" => Part::Sector,
        "publisher" => Part::Publisher,
        "dataset" => Part::Dataset,
        "licence" => Part::Licence,
        "sex"
        | "gender"
        | "age"
        | "agegroup"
        | "ageband"
        | "ethnicity"
        | "ethnicgroup"
        | "ethnicitymajor"
        | "ethnicityminor"
        | "disability"
        | "disabilitystatus"
        | "religion"
        | "sexualorientation"
        | "socioeconomicstatus"
        | "nssec"
        | "fsm"
        | "fsmstatus"
        | "sen"
        | "senstatus"
        | "quintile"
        | "decile"
        | "deprivation"
        | "group"
        | "peoplegroup"
        | "staffgroup"
        | "nationality"
        | "modeoftravel"
        | "phase"
        | "educationphase"
        | "firstlanguage"
        | "sexid"
        | "ageid"
        | "deprivationdecile"
        | "deprivationcategory"
        | "agefromyearsinclusive"
        | "agetoyearsinclusive"
        | "categoryid" => Part::Group(header.trim().to_lowercase()),
        "address"
        | "companylinktogpginfo"
        | "responsibleperson"
        | "submittedafterthedeadline"
        | "datesubmitted"
        | "mad"
        | "file"
        | "sheet"
        | "row"
        | "column"
        | "unique"
        | "link"
        | "url"
        | "notenumber"
        | "email"
        | "telephone"
        | "contact"
        | "latitude"
        | "longitude"
        | "lat"
        | "long"
        | "easting"
        | "northing"
        | "objectid"
        | "fid"
        | "shapearea"
        | "shapelength"
        | "parentcode"
        | "mission"
        | "timeperiodsortable"
        | "recenttrend"
        | "comparedtoenglandvalueorpercentiles"
        | "lowerci998limit"
        | "upperci998limit"
        | "previousvalue"
        | "formattedvalue"
        | "valuetype"
        | "periodidentifier"
        | "bnge"
        | "bngn"
        | "globalid"
        | "rectype"
        | "estab"
        | "schoollaestab"
        | "unitmultiplier"
        | "rank" => Part::Ignore,
        _ => return part_of_key(&key).or_else(|| by_ending(&key)),
    })
}

/// Columns told by the end of their name: `LADCODE21`, and what StatsWales puts beside every dimension, `Area_SortOrder`,
/// `Area_ItemName_ENG`.
fn by_ending(key: &str) -> Option<Part> {
    if ["sortorder", "hierarchy", "itemnotes", "itemnotesmain"]
        .iter()
        .any(|end| key.ends_with(end) && key.len() > end.len())
    {
        return Some(Part::Ignore);
    }
    if let Some(stem) = key.strip_suffix("itemnameeng") {
        return match part_of_header(stem)? {
            Part::Measure => Some(Part::Indicator),
            part => Some(part),
        };
    }
    if ["measurecode", "indicatorcode"]
        .iter()
        .any(|end| key.ends_with(end))
    {
        return Some(Part::IndicatorCode);
    }
    let bare = key.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = matches!(key.len() - bare.len(), 2 | 4) && bare.len() > 5;
    year.then(|| part_of_header(bare))
        .flatten()
        .filter(|part| matches!(part, Part::Code(_) | Part::Name { .. }))
}

#[cfg(test)]
mod tests {
    use super::{Part, part_of_header};
    use crate::domain::IdKind;
    use crate::import::columns::PeriodPart;

    #[test]
    fn headers_are_known_however_they_are_written() {
        for (header, part) in [
            ("AREACD", Some(Part::Code(None))),
            ("Area Codes", Some(Part::Code(None))),
            ("LAD23CD", Some(Part::Code(None))),
            ("Observation Status", Some(Part::Status)),
            ("Lower Confidence Interval (95%)", Some(Part::Lower)),
            ("time_identifier", Some(Part::Period(PeriodPart::Kind))),
            ("UKPRN", Some(Part::Code(Some(IdKind::Ukprn)))),
            ("ladcode21", Some(Part::Code(None))),
            ("Area_ItemName_ENG", Some(Part::Name { weak: false })),
            ("Year_SortOrder", Some(Part::Ignore)),
            ("Former ONS code", Some(Part::Identifier(IdKind::OldOns))),
            ("MaleLowerQuartile", None),
            ("Number of households", None),
        ] {
            assert_eq!(part_of_header(header), part, "{header}");
        }
    }
}
