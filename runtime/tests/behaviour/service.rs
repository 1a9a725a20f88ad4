//! A small service written by hand in the shape of generated code: the widgets of a workshop.

use std::collections::BTreeMap;

use runtime as rt;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Widget {
    pub id: String,
    pub count: i32,
    pub made: Option<rt::UnixTime>,
    pub colour: Option<Colour>,
    pub parts: Option<Vec<Part>>,
    pub tags: Option<BTreeMap<String, String>>,
    pub parent: Option<Box<Widget>>,
    pub comment: rt::Nullable<String>,
    pub pin: Option<rt::Secret>,
    pub weight: Option<f64>,
    pub extra: Option<rt::Json>,
    pub unknown_fields: rt::UnknownFields,
}

impl rt::Model for Widget {
    const REQUIRED: &'static [&'static str] = &["id", "count"];

    fn blank() -> Self {
        Self { id: rt::Value::blank(), count: rt::Value::blank(), ..Self::default() }
    }

    fn read<'de, A: rt::MapAccess<'de>>(
        &mut self,
        field: &str,
        value: rt::FieldValue<'_, A>,
    ) -> Result<(), A::Error> {
        match field {
            "id" => value.into(&mut self.id),
            "count" => value.into(&mut self.count),
            "made" => value.into(&mut self.made),
            "colour" => value.into(&mut self.colour),
            "parts" => value.into(&mut self.parts),
            "tags" => value.into(&mut self.tags),
            "parent" => value.into(&mut self.parent),
            "comment" => value.into(&mut self.comment),
            "pin" => value.into(&mut self.pin),
            "weight" => value.into(&mut self.weight),
            "extra" => value.into(&mut self.extra),
            _ => value.unknown(&mut self.unknown_fields),
        }
    }

    fn write<S: rt::SerializeMap>(&self, to: &mut S) -> Result<(), S::Error> {
        rt::write(to, "id", &self.id)?;
        rt::write(to, "count", &self.count)?;
        rt::write(to, "made", &self.made)?;
        rt::write(to, "colour", &self.colour)?;
        rt::write(to, "parts", &self.parts)?;
        rt::write(to, "tags", &self.tags)?;
        rt::write(to, "parent", &self.parent)?;
        rt::write(to, "comment", &self.comment)?;
        rt::write(to, "pin", &self.pin)?;
        rt::write(to, "weight", &self.weight)?;
        rt::write(to, "extra", &self.extra)?;
        self.unknown_fields.write(to)
    }
}

rt::model!(Widget);

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    pub name: Option<String>,
    pub sizes: Option<Vec<i64>>,
    pub unknown_fields: rt::UnknownFields,
}

impl rt::Model for Part {
    fn blank() -> Self {
        Self::default()
    }

    fn read<'de, A: rt::MapAccess<'de>>(
        &mut self,
        field: &str,
        value: rt::FieldValue<'_, A>,
    ) -> Result<(), A::Error> {
        match field {
            "name" => value.into(&mut self.name),
            "sizes" => value.into(&mut self.sizes),
            _ => value.unknown(&mut self.unknown_fields),
        }
    }

    fn write<S: rt::SerializeMap>(&self, to: &mut S) -> Result<(), S::Error> {
        rt::write(to, "name", &self.name)?;
        rt::write(to, "sizes", &self.sizes)?;
        self.unknown_fields.write(to)
    }
}

rt::model!(Part);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Colour {
    Red,
    DeepBlue,
    Unknown(rt::Unknown),
}

impl rt::OpenEnum for Colour {
    const KNOWN: &'static [(&'static str, Self)] = &[("red", Self::Red), ("deepblue", Self::DeepBlue)];

    fn as_str(&self) -> &str {
        match self {
            Self::Red => "red",
            Self::DeepBlue => "deepblue",
            Self::Unknown(text) => text.as_str(),
        }
    }

    fn unknown(text: rt::Unknown) -> Self {
        Self::Unknown(text)
    }
}

rt::open_enum!(Colour);

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShopError {
    pub code: Option<String>,
    pub message: Option<String>,
    pub unknown_fields: rt::UnknownFields,
}

impl rt::Model for ShopError {
    fn blank() -> Self {
        Self::default()
    }

    fn read<'de, A: rt::MapAccess<'de>>(
        &mut self,
        field: &str,
        value: rt::FieldValue<'_, A>,
    ) -> Result<(), A::Error> {
        match field {
            "code" => value.into(&mut self.code),
            "message" => value.into(&mut self.message),
            _ => value.unknown(&mut self.unknown_fields),
        }
    }

    fn write<S: rt::SerializeMap>(&self, to: &mut S) -> Result<(), S::Error> {
        rt::write(to, "code", &self.code)?;
        rt::write(to, "message", &self.message)?;
        self.unknown_fields.write(to)
    }
}

rt::model!(ShopError);

impl rt::Fault for ShopError {
    fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// Replaces a widget.
#[derive(Clone, Debug, PartialEq)]
pub struct Put {
    pub shop: String,
    pub name: String,
    pub body: Widget,
    pub select: Option<String>,
    pub timeout: Option<i32>,
    pub id: Option<rt::Uuid>,
    pub key: Option<rt::Secret>,
}

impl Put {
    pub fn new(shop: impl Into<String>, name: impl Into<String>, body: Widget) -> Self {
        Self { shop: shop.into(), name: name.into(), body, select: None, timeout: None, id: None, key: None }
    }
}

impl rt::Operation for Put {
    type Body = Widget;
    type Headers = PutHeaders;
    type Error = ShopError;

    const INFO: rt::OperationInfo = rt::OperationInfo {
        name: "workshop.widgets.Put",
        method: rt::Method::PUT,
        path: "/shops(shop={shop})/widgets/{name}",
        api_versions: &["2024-07-01.20.0"],
        since: None,
        until: None,
        success: &[200],
        security: SECURITY,
    };

    fn request(&self, endpoint: &rt::Endpoint) -> Result<rt::Request, rt::RequestError> {
        let mut request = rt::RequestBuilder::new(endpoint, &Self::INFO);
        request.literal("/shops(shop=");
        request.path("shop", &self.shop);
        request.literal(")/widgets/");
        request.path("name", &self.name);
        request.query("$select", &self.select);
        request.query("timeout", &self.timeout);
        request.api_version("api-version");
        request.header("client-request-id", &self.id);
        request.header("X-Key", &self.key);
        request.json("application/json; odata=minimalmetadata", &self.body)
    }
}

pub const SECURITY: &[rt::SecurityScheme] =
    &[rt::SecurityScheme::ApiKey { name: "key", location: rt::KeyLocation::Header("X-Key") }];

#[derive(Clone, Debug, PartialEq)]
pub struct PutHeaders {
    pub etag: Option<String>,
    pub last_modified: Option<rt::HttpDate>,
    pub length: Option<Result<i64, rt::HeaderError>>,
}

impl rt::ResponseHeaders for PutHeaders {
    fn read(headers: &rt::HeaderMap) -> Self {
        Self {
            etag: rt::header::text(headers, "ETag"),
            last_modified: rt::header::text(headers, "Last-Modified"),
            length: rt::header::parsed(headers, "Content-Length"),
        }
    }
}

/// Deletes a widget.
#[derive(Clone, Debug, PartialEq)]
pub struct Delete {
    pub name: String,
}

impl rt::Operation for Delete {
    type Body = ();
    type Headers = rt::NoHeaders;
    type Error = ShopError;

    const INFO: rt::OperationInfo = rt::OperationInfo {
        name: "workshop.widgets.Delete",
        method: rt::Method::DELETE,
        path: "/widgets/{name}",
        api_versions: &["7.0"],
        since: None,
        until: None,
        success: &[202, 204],
        security: &[],
    };

    fn request(&self, endpoint: &rt::Endpoint) -> Result<rt::Request, rt::RequestError> {
        let mut request = rt::RequestBuilder::new(endpoint, &Self::INFO);
        request.literal("/widgets/");
        request.path("name", &self.name);
        request.api_version("api-version");
        request.empty()
    }
}
