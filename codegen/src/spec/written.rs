//! What is written in specs, record by record.

use super::data::{Data, Literal};
use super::decode::{List, Map};
use super::definition::Definition;
use super::long_running::LongRunning;
use super::record::record;
use super::rows::{HeaderRow, ParameterRow, Security, SecurityScheme};
use super::scalar::{Prose, Spanned, Status, Text};
use super::words::words;

record! {
    /// What several pages of a service share.
    pub struct Service is "a service", written as [Map];

    /// The service's name.
    required "title" => title: Text,
    /// What the service does.
    required "description" => description: Prose,
    /// The variable that the pages' addresses begin with.
    required "base-url" => base_url: BaseUrl,
    /// The parameter that carries the version of the API.
    required "api-version" => api_version: ApiVersion,
    /// The versions of the API, oldest first.
    required "api-versions" => api_versions: List<Text>,
    /// The files of the service's published OpenAPI description, by version, if operations are transcribed from it.
    optional "openapi" => openapi: Map<Text>,
    /// The media type of request bodies, `application/json` if absent.
    optional "media-type" => media_type: Option<Text>,
    /// The ways to sign in, of which any one suffices; `{}` if there is none.
    required "security" => security: Map<SecurityScheme>,
    /// What the service answers when it refuses a request.
    required "error" => error: ServiceError,
    /// Parameters that several pages have; an operation takes one by writing `name: shared`.
    optional "parameters" => parameters: Map<Parameter>,
    /// Response headers that several pages have; a response takes one by writing `name: shared`.
    optional "response-headers" => response_headers: Map<Header>,
    /// Models and enums that all files of the service can use.
    optional "definitions" => definitions: Map<Definition>,
    /// Reasons that errata can name: a sentence, or what the page prints each time and a sentence.
    optional "reasons" => reasons: Map<Erratum>,
}

record! {
    /// The variable that the pages' addresses begin with.
    pub struct BaseUrl is "a base URL", written as [Map];

    /// The variable's name on the pages, such as `batchUrl`.
    required "name" => name: Text,
    /// What it stands for.
    optional "description" => description: Option<Prose>,
    /// An https address that stands for it in docs.
    required "example" => example: Text,
}

record! {
    /// The query parameter that carries the version of the API.
    pub struct ApiVersion is "an API version", written as [Map];

    /// The parameter's name, such as `api-version`.
    required "parameter" => parameter: Text,
    /// What it means.
    optional "description" => description: Option<Prose>,
}

record! {
    /// What the service answers when it refuses a request.
    pub struct ServiceError is "the service's error", written as [Map];

    /// The definition of the answer.
    required "type" => ty: Text,
    /// The path of the property that programs go by, such as `error.code`.
    required "code" => code: Text,
    /// The path of the property that people read, such as `error.message`.
    required "message" => message: Text,
}

record! {
    /// The operations of a resource, and the models and enums that only they use.
    pub struct Resource is "a resource", written as [Map];

    /// The resource's name.
    required "title" => title: Text,
    /// What the resource is.
    required "description" => description: Prose,
    /// The operations, one a page.
    optional "operations" => operations: Map<Operation>,
    /// Models and enums that this file alone can use.
    optional "definitions" => definitions: Map<Definition>,
    /// Reasons that errata of this file can name.
    optional "reasons" => reasons: Map<Erratum>,
}

record! {
    /// What one page describes.
    pub struct Operation is "an operation", written as [Map], with facts ["base-url", "definitions"];

    /// The page that describes it; `page` or `openapi` must be there.
    optional "page" => page: Option<Page>,
    /// Its `operationId` in the service's published OpenAPI description, if no page is at hand.
    optional "openapi" => openapi: Option<Text>,
    /// The first version of the API that has it; the service's first if absent.
    optional "since" => since: Option<Text>,
    /// The last version of the API that has it; the service's last if absent.
    optional "until" => until: Option<Text>,
    /// What the operation does; the first paragraph is the summary.
    required "description" => description: Prose,
    /// That the operation is deprecated, and what to use instead.
    optional "deprecated" => deprecated: Option<Prose>,
    /// Method and path, such as `GET /certificates/{certificate-name}`.
    required "request" => request: Text,
    /// The rows of the parameters' tables.
    optional "parameters" => parameters: Map<ParameterRow>,
    /// What the request carries.
    optional "body" => body: Option<Body>,
    /// The answers that mean success; every other one is the service's error.
    required "responses" => responses: Map<Response, Status>,
    /// That it only begins something, and how one learns of its end.
    optional "long-running" => long_running: Option<LongRunning>,
    /// The ways to sign in, or `none` if the page names none; the service's if absent.
    optional "security" => security: Option<Security>,
    /// The page's samples.
    optional "samples" => samples: List<Sample>,
    /// The name in Rust, if not the one that follows from the key.
    optional "rust-name" => rust_name: Option<Text>,
    /// What the page gets wrong.
    optional "errata" => errata: Map<Erratum>,
}

record! {
    /// A page of the reference.
    pub struct Page is "a page", written as [Map];

    /// The page's title.
    required "title" => title: Text,
    /// The version of the API that the page is about.
    required "api-version" => api_version: Text,
    /// The page's file or address.
    required "file" => file: Text,
}

words! {
    /// Where a parameter travels.
    pub enum Location is "a location";
    /// In the path.
    Path = "path",
    /// In the query.
    Query = "query",
    /// In a header.
    Header = "header",
}

record! {
    /// What the rows of parameters and of properties have in common.
    pub struct Row is "a row", written as [Map];

    /// Its type, in the page's notation.
    required "type" => ty: Text,
    /// What it means.
    optional "description" => description: Option<Prose>,
    /// Whether it must be there. Rows of the path must, if this is absent; one that need not ends the path.
    optional "required" => required: Option<Spanned<bool>>,
    /// What the service takes if it is absent.
    optional "default" => default: Option<Spanned<Literal>>,
    /// The smallest number.
    optional "minimum" => minimum: Option<Spanned<i64>>,
    /// The largest number.
    optional "maximum" => maximum: Option<Spanned<i64>>,
    /// The fewest characters.
    optional "min-length" => min_length: Option<Spanned<u64>>,
    /// The most characters.
    optional "max-length" => max_length: Option<Spanned<u64>>,
    /// The regular expression that the text must match.
    optional "pattern" => pattern: Option<Text>,
    /// The only text that is lawful.
    optional "const" => constant: Option<Text>,
    /// The first version of the API that has it; the service's first if absent.
    optional "since" => since: Option<Text>,
    /// The last version of the API that has it; the service's last if absent.
    optional "until" => until: Option<Text>,
    /// Whether it must not be seen in logs.
    optional "secret" => secret: Option<Spanned<bool>>,
    /// That it is deprecated, and what to use instead.
    optional "deprecated" => deprecated: Option<Prose>,
    /// The name in Rust, if not the one that follows from the key.
    optional "rust-name" => rust_name: Option<Text>,
    /// What the page gets wrong.
    optional "errata" => errata: Map<Erratum>,
}

record! {
    /// A row of a parameters' table.
    pub struct Parameter is "a parameter", written as [Map], sharing Row as row;

    /// Where it travels.
    required "in" => location: Spanned<Location>,
}

record! {
    /// What a request carries.
    pub struct Body is "a body", written as [Map, Lone("type")];

    /// Its type, in the page's notation.
    required "type" => ty: Text,
    /// What it means.
    optional "description" => description: Option<Prose>,
    /// Its media type, if not the service's.
    optional "media-type" => media_type: Option<Text>,
    /// The name in Rust, if not the one that follows from its type.
    optional "rust-name" => rust_name: Option<Text>,
    /// What the page gets wrong.
    optional "errata" => errata: Map<Erratum>,
}

record! {
    /// An answer that means success.
    pub struct Response is "a response", written as [Map, Empty];

    /// What it means.
    optional "description" => description: Option<Prose>,
    /// The type of its body, in the page's notation.
    optional "body" => body: Option<Text>,
    /// Its headers.
    optional "headers" => headers: Map<HeaderRow>,
    /// What the page gets wrong.
    optional "errata" => errata: Map<Erratum>,
}

record! {
    /// A header of a response.
    pub struct Header is "a header", written as [Map, Lone("type")];

    /// Its type, in the page's notation.
    required "type" => ty: Text,
    /// What it means.
    optional "description" => description: Option<Prose>,
    /// The name in Rust, if not the one that follows from the key.
    optional "rust-name" => rust_name: Option<Text>,
    /// What the page gets wrong.
    optional "errata" => errata: Map<Erratum>,
}

record! {
    /// A sample of the page: a request, and what the service answers.
    pub struct Sample is "a sample", written as [Map];

    /// The sample's title.
    required "title" => title: Text,
    /// Method and address, such as `GET https://host/path?query`; the host may be left out or be the base URL's variable.
    required "request" => request: Text,
    /// The body of the request.
    optional "body" => body: Option<Data>,
    /// What the service answers.
    optional "response" => response: Option<SampleResponse>,
    /// Paths of fields that no table declares, and why the sample may have them.
    optional "undeclared" => undeclared: Map<Prose>,
    /// What the page gets wrong.
    optional "errata" => errata: Map<Erratum>,
}

record! {
    /// What the service answers in a sample.
    pub struct SampleResponse is "a sample's response", written as [Map];

    /// The status; the operation's only one if absent.
    optional "status" => status: Option<Spanned<Status>>,
    /// The headers.
    optional "headers" => headers: Map<Text>,
    /// The body.
    optional "body" => body: Option<Data>,
}

record! {
    /// A row of a model's table.
    pub struct Property is "a property", written as [Map, Lone("type")], sharing Row as row;

    /// Whether it can be null, which is not the same as absent.
    optional "nullable" => nullable: Option<Spanned<bool>>,
    /// Whether the service alone sets it.
    optional "read-only" => read_only: Option<Spanned<bool>>,
}

record! {
    /// A row of an enum's table.
    pub struct EnumValue is "a value of an enum", written as [Map, Lone("description"), Empty];

    /// What it means.
    optional "description" => description: Option<Prose>,
    /// The first version of the API that has it; the service's first if absent.
    optional "since" => since: Option<Text>,
    /// The last version of the API that has it; the service's last if absent.
    optional "until" => until: Option<Text>,
    /// That it is deprecated, and what to use instead.
    optional "deprecated" => deprecated: Option<Prose>,
    /// The name in Rust, if not the one that follows from the key.
    optional "rust-name" => rust_name: Option<Text>,
    /// What the page gets wrong.
    optional "errata" => errata: Map<Erratum>,
}

record! {
    /// What the page gets wrong, loses or does not state.
    pub struct Erratum is "an erratum", written as [Map, Lone("why")];

    /// What the page prints; nothing at all if absent.
    optional "page" => page: Option<Spanned<String>>,
    /// Why the spec says something else: a sentence, or the name of a reason.
    required "why" => why: Prose,
}
