/// A country or region that every publisher names and few give a code for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nation {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
}

const NATIONS: [Nation; 16] = [
    Nation {
        code: "K02000001",
        name: "United Kingdom",
    },
    Nation {
        code: "K03000001",
        name: "Great Britain",
    },
    Nation {
        code: "K04000001",
        name: "England and Wales",
    },
    Nation {
        code: "E92000001",
        name: "England",
    },
    Nation {
        code: "W92000004",
        name: "Wales",
    },
    Nation {
        code: "S92000003",
        name: "Scotland",
    },
    Nation {
        code: "N92000002",
        name: "Northern Ireland",
    },
    Nation {
        code: "E12000001",
        name: "North East",
    },
    Nation {
        code: "E12000002",
        name: "North West",
    },
    Nation {
        code: "E12000003",
        name: "Yorkshire and The Humber",
    },
    Nation {
        code: "E12000004",
        name: "East Midlands",
    },
    Nation {
        code: "E12000005",
        name: "West Midlands",
    },
    Nation {
        code: "E12000006",
        name: "East of England",
    },
    Nation {
        code: "E12000007",
        name: "London",
    },
    Nation {
        code: "E12000008",
        name: "South East",
    },
    Nation {
        code: "E12000009",
        name: "South West",
    },
];

/// The country or region of this code.
pub(super) fn by_code(code: &str) -> Option<Nation> {
    NATIONS.into_iter().find(|nation| nation.code == code)
}

/// The code of the kingdom that two letters stand for in columns of codes.
pub(super) fn by_short_code(code: &str) -> Option<&'static str> {
    match code {
        "UK" => Some("K02000001"),
        "GB" => Some("K03000001"),
        _ => None,
    }
}

/// The country or region of this name.
pub(super) fn by_name(name: &str) -> Option<Nation> {
    let low = name.trim().to_lowercase().replace('&', "and");
    let low = low.strip_suffix(" region").unwrap_or(&low);
    let wanted = match low {
        "uk" => "united kingdom",
        "gb" => "great britain",
        "east" | "eastern" | "east england" => "east of england",
        "yorkshire"
        | "yorkshire and humber"
        | "yorkshire and humberside"
        | "yorks and humber"
        | "yorks and the humber" => "yorkshire and the humber",
        other => other,
    };
    NATIONS
        .into_iter()
        .find(|nation| nation.name.to_lowercase() == wanted)
}
