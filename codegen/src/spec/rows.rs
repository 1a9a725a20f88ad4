//! Values that can be written in ways so different that each way is a type of its own.

use serde_json::json;

use super::decode::{Decode, List, Map, wrong_shape};
use super::node::{Node, Value};
use super::record::record;
use super::scalar::{Prose, Spanned, Text};
use super::schema::Definitions;
use super::words::{list_words, unknown_word, words};
use super::written::{Header, Parameter};
use crate::problem::{Kind, Place, Problem, Problems};

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub enum ParameterRow {
    /// The service's parameter of the same name.
    Shared,
    /// The operation's own.
    Own(Box<Parameter>),
}

/// A header of a response.
#[derive(Clone, Debug)]
pub enum HeaderRow {
    /// The service's header of the same name.
    Shared,
    /// The response's own.
    Own(Box<Header>),
}

/// The ways to sign in that one operation accepts.
#[derive(Clone, Debug)]
pub enum Security {
    /// The page names none; the place is that of the word `none`.
    None(Place),
    /// Names of the service's schemes.
    Schemes(List<Text>),
}

/// A way to sign in.
#[derive(Clone, Debug)]
pub enum SecurityScheme {
    /// By a token that an authorization server gives out.
    OAuth2(OAuth2),
    /// By a key that the caller has.
    ApiKey(ApiKey),
}

words! {
    /// The word that makes a scheme an [`OAuth2`].
    pub enum OAuth2Type is "`oauth2`";
    /// OAuth 2.0.
    OAuth2 = "oauth2",
}

record! {
    /// Signing in by a token that an authorization server gives out.
    pub struct OAuth2 is "an OAuth 2.0 scheme", written as [Map];

    /// `oauth2`.
    required "type" => ty: Spanned<OAuth2Type>,
    /// What it means.
    optional "description" => description: Option<Prose>,
    /// How the token is obtained, such as `implicit`.
    required "flow" => flow: Text,
    /// Where people sign in.
    required "authorization-url" => authorization_url: Text,
    /// What a token can allow.
    required "scopes" => scopes: Map<Scope>,
}

record! {
    /// Something that a token can allow.
    pub struct Scope is "a scope", written as [Map, Lone("description"), Empty];

    /// What it allows.
    optional "description" => description: Option<Prose>,
}

words! {
    /// The word that makes a scheme an [`ApiKey`].
    pub enum ApiKeyType is "`apiKey`";
    /// A key.
    ApiKey = "apiKey",
}

words! {
    /// Where a key travels.
    pub enum KeyLocation is "a key's location";
    /// In a header.
    Header = "header",
    /// In the query.
    Query = "query",
}

record! {
    /// Signing in by a key that the caller has.
    pub struct ApiKey is "an API key scheme", written as [Map];

    /// `apiKey`.
    required "type" => ty: Spanned<ApiKeyType>,
    /// What it means.
    optional "description" => description: Option<Prose>,
    /// Where the key travels.
    required "in" => location: Spanned<KeyLocation>,
    /// The name of the header or query parameter, if not the scheme's own.
    optional "name" => name: Option<Text>,
}

impl Decode for ParameterRow {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        if is_word(node, "shared") {
            return Some(Self::Shared);
        }
        if let Value::Scalar(_) = &node.value {
            let problem = wrong_shape(node, "`shared` or a map");
            problems.push(
                problem.help("write `shared` for a row of service.yaml, or `in` and `type` below the name"),
            );
            return None;
        }
        Parameter::decode(node, problems).map(|parameter| Self::Own(Box::new(parameter)))
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "anyOf": [{ "const": "shared" }, Parameter::schema(definitions)] })
    }
}

impl Decode for HeaderRow {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        if is_word(node, "shared") {
            return Some(Self::Shared);
        }
        Header::decode(node, problems).map(|header| Self::Own(Box::new(header)))
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "anyOf": [{ "const": "shared" }, Header::schema(definitions)] })
    }
}

impl Decode for Security {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        if is_word(node, "none") {
            return Some(Self::None(node.place));
        }
        match &node.value {
            Value::List(_) => List::decode(node, problems).map(Self::Schemes),
            Value::Scalar(_) | Value::Map(_) => {
                problems.push(wrong_shape(node, "`none` or a list of schemes"));
                None
            }
        }
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "anyOf": [{ "const": "none" }, List::<Text>::schema(definitions)] })
    }
}

impl Decode for SecurityScheme {
    fn decode(node: &Node, problems: &mut Problems) -> Option<Self> {
        let known = ["oauth2", "apiKey"];
        match node.get("type") {
            Some(ty) if is_word(ty, "oauth2") => OAuth2::decode(node, problems).map(Self::OAuth2),
            Some(ty) if is_word(ty, "apiKey") => ApiKey::decode(node, problems).map(Self::ApiKey),
            Some(Node { place, value: Value::Scalar(scalar) }) => {
                problems.push(unknown_word(scalar, *place, "a type of scheme", &known));
                None
            }
            Some(_) | None => {
                let problem = Problem::new(Kind::MissingKey, node.place, "a security scheme has no `type`");
                let help = format!("write one of {} under `type`", list_words(known.into_iter()));
                problems.push(problem.label("`type` is missing").help(help));
                None
            }
        }
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        json!({ "anyOf": [OAuth2::schema(definitions), ApiKey::schema(definitions)] })
    }
}

fn is_word(node: &Node, word: &str) -> bool {
    matches!(&node.value, Value::Scalar(scalar) if scalar.text == word)
}
