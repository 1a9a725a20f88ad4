//! A second service by hand, with versions, limits and paths that meet: what a workshop has in stock.

use std::collections::BTreeMap;

use runtime as rt;

use crate::service::ShopError;

pub const VERSIONS: &[&str] = &["1.0", "2.0", "3.0"];

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    pub name: String,
    pub count: Option<i32>,
    pub total: Option<i64>,
    pub weight: Option<f64>,
    pub made: Option<rt::UnixTime>,
    pub pin: Option<rt::Secret>,
    pub note: rt::Nullable<String>,
    pub finish: Option<Finish>,
    pub labels: Option<Vec<String>>,
    pub parts: Option<Vec<Item>>,
    pub places: Option<BTreeMap<String, Item>>,
    pub inner: Option<Box<Item>>,
}

impl rt::Model for Item {
    fn blank() -> Self {
        Self::default()
    }

    fn read<'de, A: rt::MapAccess<'de>>(
        &mut self,
        _: &str,
        value: rt::FieldValue<'_, A>,
    ) -> Result<(), A::Error> {
        value.into(&mut self.name)
    }

    fn write<S: rt::SerializeMap>(&self, to: &mut S) -> Result<(), S::Error> {
        rt::write(to, "name", &self.name)?;
        rt::write(to, "count", &self.count)?;
        rt::write(to, "note", &self.note)
    }

    fn check(&self, check: &mut rt::Check<'_>) {
        use rt::Limit::{Const, MaxLength, Maximum, MinLength, Minimum, Pattern, Since, Until};
        check.field("name", &self.name, &[MinLength(1), MaxLength(8), Pattern("^[^!]*$")]);
        check.field("count", &self.count, &[Minimum(1), Maximum(100)]);
        check.field("total", &self.total, &[Maximum(5_000_000_000)]);
        check.field("weight", &self.weight, &[Minimum(0), Maximum(1), Since("2.0")]);
        check.field("made", &self.made, &[Minimum(0)]);
        check.field("pin", &self.pin, &[MinLength(4), Const("0000")]);
        check.field("note", &self.note, &[MaxLength(3), Since("2.0"), Until("2.0")]);
        check.field("finish", &self.finish, &[]);
        check.field("labels", &self.labels, &[MinLength(2)]);
        check.field("parts", &self.parts, &[Until("2.0")]);
        check.field("places", &self.places, &[]);
        check.field("inner", &self.inner, &[]);
        check.absent_if("pin", &self.pin, "finish", &self.finish, "raw");
        check.absent_if("made", &self.made, "note", &self.note, "new");
        check.absent_if("note", &self.note, "count", &self.count, "7");
        check.absent_if("total", &self.total, "labels", &self.labels, "bulk");
        check.absent_if("total", &self.total, "inner", &self.inner, "bulk");
        let counts = self.parts.iter().flatten().filter_map(|part| part.count.as_ref());
        check.at_most("parts.count", counts, 3, "count", &self.count);
        // The two may be of different types.
        check.at_most("count", &self.count, 1, "total", &self.total);
    }
}

rt::model!(Item);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Finish {
    Raw,
    Glossy,
    Unknown(rt::Unknown),
}

impl rt::OpenEnum for Finish {
    const KNOWN: &'static [(&'static str, Self)] = &[("raw", Self::Raw), ("glossy", Self::Glossy)];

    fn as_str(&self) -> &str {
        match self {
            Self::Raw => "raw",
            Self::Glossy => "glossy",
            Self::Unknown(text) => text.as_str(),
        }
    }

    fn unknown(text: rt::Unknown) -> Self {
        Self::Unknown(text)
    }

    fn limits(&self) -> &'static [rt::Limit] {
        match self {
            Self::Glossy => &[rt::Limit::Since("3.0")],
            Self::Raw | Self::Unknown(_) => &[],
        }
    }
}

rt::open_enum!(Finish);

/// Puts an item, or one state of it, into the stock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stock {
    pub item: String,
    pub state: Option<String>,
    pub depth: Option<i32>,
    pub body: Item,
}

impl rt::Operation for Stock {
    type Body = ();
    type Headers = rt::NoHeaders;
    type Error = ShopError;

    const INFO: rt::OperationInfo = rt::OperationInfo {
        name: "workshop.stock.Stock",
        method: rt::Method::PUT,
        path: "/stock/{item}/{state}",
        api_versions: VERSIONS,
        since: None,
        until: None,
        success: &[204],
        security: &[],
    };

    fn request(&self, endpoint: &rt::Endpoint) -> Result<rt::Request, rt::RequestError> {
        let mut request = rt::RequestBuilder::new(endpoint, &Self::INFO);
        request.literal("/stock/");
        request.path("item", &self.item);
        request.literal("/");
        request.optional_path("state", &self.state);
        request.avoid("/stock/contacts");
        request.avoid("/stock/shelves/{shelf}");
        request.avoid("/stock/bin(id={id})/{row}.{column}");
        request.api_version("api-version");
        request.query("depth", &self.depth);
        request.check(self);
        request.json("application/json", &self.body)
    }

    fn check(&self, check: &mut rt::Check<'_>) {
        check.field("depth", &self.depth, &[rt::Limit::Maximum(9), rt::Limit::Since("3.0")]);
        check.body(&self.body);
    }
}
