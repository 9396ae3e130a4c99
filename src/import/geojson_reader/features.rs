//! The features of a map: their properties, and how many points their outlines have.

use std::collections::HashMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::import::limits;

/// What a property holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Property {
    Nothing,
    Text(String),
    Number(f64),
    Bool(bool),
    /// A list or further properties.
    Several,
}

/// The features of a map.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// Names of the properties, in the order in which they were met.
    pub(super) names: Vec<String>,
    /// The properties of each feature by the places of their names.
    pub(super) rows: Vec<Vec<(u32, Property)>>,
    /// Points of all outlines.
    pub(super) points: u64,
    /// Those that are no longitude and latitude.
    pub(super) elsewhere: u64,
}

impl Features {
    /// What there is too much of, as a clause.
    pub(super) fn too_many(&self) -> Option<String> {
        use crate::import::outlet::grouped;
        if self.rows.len() > limits::MAP_FEATURES {
            let most = grouped(limits::MAP_FEATURES as u64);
            return Some(format!("it has more than {most} features"));
        }
        (self.points > limits::MAP_POINTS).then(|| {
            let most = grouped(limits::MAP_POINTS);
            format!("its outlines have more than {most} points")
        })
    }

    /// Takes a feature in. Those beyond the limit are counted by one and not kept.
    fn take(&mut self, feature: Feature, places: &mut HashMap<String, u32>) {
        self.points = self.points.saturating_add(feature.points.all);
        self.elsewhere = self.elsewhere.saturating_add(feature.points.elsewhere);
        if self.rows.len() > limits::MAP_FEATURES {
            return;
        }
        let mut row = Vec::with_capacity(feature.properties.0.len());
        for (name, property) in feature.properties.0 {
            let place = places.get(&name).copied().unwrap_or_else(|| {
                let place = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
                self.names.push(name.clone());
                places.insert(name, place);
                place
            });
            row.push((place, property));
        }
        self.rows.push(row);
    }
}

impl<'de> Deserialize<'de> for Features {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OfMap;

        impl<'de> Visitor<'de> for OfMap {
            type Value = Features;

            fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
                words.write_str("a collection of features")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Features, A::Error> {
                let mut features = Features::default();
                let mut places = HashMap::new();
                // A file may be one feature alone.
                let mut alone = Feature::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "features" => map.next_value_seed(Each(&mut features, &mut places))?,
                        "properties" => alone.properties = map.next_value()?,
                        "geometry" => alone.points = map.next_value()?,
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                if features.rows.is_empty() && !alone.properties.0.is_empty() {
                    features.take(alone, &mut places);
                }
                Ok(features)
            }
        }

        deserializer.deserialize_map(OfMap)
    }
}

/// The list of features, one at a time.
struct Each<'a>(&'a mut Features, &'a mut HashMap<String, u32>);

impl<'de> serde::de::DeserializeSeed<'de> for Each<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Each<'_> {
    type Value = ();

    fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        words.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(feature) = list.next_element::<Feature>()? {
            self.0.take(feature, self.1);
        }
        Ok(())
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Feature {
    properties: Properties,
    #[serde(rename = "geometry")]
    points: Points,
}

/// Properties in their order.
#[derive(Debug, Default)]
struct Properties(Vec<(String, Property)>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Named;

        impl<'de> Visitor<'de> for Named {
            type Value = Properties;

            fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
                words.write_str("the properties of a feature")
            }

            fn visit_unit<E>(self) -> Result<Properties, E> {
                Ok(Properties::default())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = map.next_entry()? {
                    all.push(one);
                }
                Ok(Properties(all))
            }
        }

        deserializer.deserialize_any(Named)
    }
}

impl<'de> Deserialize<'de> for Property {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct One;

        impl<'de> Visitor<'de> for One {
            type Value = Property;

            fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
                words.write_str("a property")
            }

            fn visit_unit<E>(self) -> Result<Property, E> {
                Ok(Property::Nothing)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Property, E> {
                Ok(Property::Bool(value))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Property, E> {
                Ok(Property::Number(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Property, E> {
                Ok(whole(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Property, E> {
                Ok(whole(value.into()))
            }

            fn visit_str<E>(self, text: &str) -> Result<Property, E> {
                Ok(Property::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Property, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Property::Several)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Property, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Property::Several)
            }
        }

        deserializer.deserialize_any(One)
    }
}

/// A whole number; as text where a number would not hold all of its digits.
fn whole(value: i128) -> Property {
    let exact = value.unsigned_abs() <= 1 << 53;
    if exact {
        Property::Number(value as f64)
    } else {
        Property::Text(value.to_string())
    }
}

/// How many points an outline has, and how many of them are no longitude and latitude.
#[derive(Clone, Copy, Debug, Default)]
struct Points {
    all: u64,
    elsewhere: u64,
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(default)]
        #[derive(Default)]
        struct Outline {
            coordinates: Nest,
            geometries: Vec<Points>,
        }
        let outline = Option::<Outline>::deserialize(deserializer)?.unwrap_or_default();
        let all = outline
            .geometries
            .into_iter()
            .fold(outline.coordinates.points, Points::with);
        Ok(all)
    }
}

impl Points {
    fn with(self, other: Self) -> Self {
        Self {
            all: self.all.saturating_add(other.all),
            elsewhere: self.elsewhere.saturating_add(other.elsewhere),
        }
    }
}

/// Coordinates, lists in lists: a list that begins with a number is a point.
#[derive(Clone, Copy, Debug, Default)]
struct Nest {
    number: Option<f64>,
    points: Points,
}

impl<'de> Deserialize<'de> for Nest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Within;

        impl<'de> Visitor<'de> for Within {
            type Value = Nest;

            fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
                words.write_str("coordinates")
            }

            fn visit_unit<E>(self) -> Result<Nest, E> {
                Ok(Nest::default())
            }

            fn visit_f64<E>(self, value: f64) -> Result<Nest, E> {
                Ok(Nest {
                    number: Some(value),
                    points: Points::default(),
                })
            }

            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Nest, E> {
                self.visit_f64(value as f64)
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Nest, E> {
                self.visit_f64(value as f64)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Nest, A::Error> {
                let mut points = Points::default();
                let (mut at, mut is_point, mut in_range) = (0_usize, false, true);
                while let Some(inner) = list.next_element::<Nest>()? {
                    points = points.with(inner.points);
                    if let Some(number) = inner.number {
                        is_point = true;
                        // Longitude, latitude, and perhaps a height.
                        let most = [180.0, 90.0, f64::MAX].get(at).copied().unwrap_or(f64::MAX);
                        in_range &= number.abs() <= most;
                    }
                    at += 1;
                }
                if is_point {
                    points.all = points.all.saturating_add(1);
                    points.elsewhere = points.elsewhere.saturating_add(u64::from(!in_range));
                }
                Ok(Nest {
                    number: None,
                    points,
                })
            }
        }

        deserializer.deserialize_any(Within)
    }
}

#[cfg(test)]
mod tests {
    use super::{Features, Property};
    use crate::import::limits;

    fn of(text: &str) -> Features {
        serde_json::from_str(text).expect("GeoJSON")
    }

    #[test]
    fn properties_are_read_and_points_are_counted() {
        let read = of(r#"{"type":"FeatureCollection","crs":{"a":[1]},"features":[
            {"type":"Feature","id":1,"properties":{"code":"E12000001","rate":1.5,"long":123456789012345678,"list":[1,2],"none":null},
             "geometry":{"type":"Polygon","coordinates":[[[-1.5,54],[400000,54],[-1,91,20]]]}},
            {"type":"Feature","properties":{"rate":2,"more":true},
             "geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}},
            {"type":"Feature","properties":null,"geometry":null}]}"#);
        assert_eq!(read.names, ["code", "rate", "long", "list", "none", "more"]);
        assert_eq!(
            read.rows,
            [
                vec![
                    (0, Property::Text("E12000001".to_owned())),
                    (1, Property::Number(1.5)),
                    (2, Property::Text("123456789012345678".to_owned())),
                    (3, Property::Several),
                    (4, Property::Nothing),
                ],
                vec![(1, Property::Number(2.0)), (5, Property::Bool(true))],
                vec![],
            ]
        );
        assert_eq!((read.points, read.elsewhere), (4, 2));
        let alone = of(
            r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"a":1}}"#,
        );
        assert_eq!((alone.names.len(), alone.points), (1, 1));
    }

    #[test]
    fn a_map_may_have_so_many_features_and_points_and_no_more() {
        let mut features = of(r#"{"features":[{"properties":{"a":1}}]}"#);
        features.points = limits::MAP_POINTS;
        features.rows = vec![Vec::new(); limits::MAP_FEATURES];
        assert_eq!(features.too_many(), None);
        features.points += 1;
        assert!(
            features
                .too_many()
                .is_some_and(|what| what.contains("5,000,000 points"))
        );
        features.points = 0;
        features.rows.push(Vec::new());
        assert!(
            features
                .too_many()
                .is_some_and(|what| what.contains("20,000 features"))
        );
    }
}
