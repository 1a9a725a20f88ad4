//! Properties, parameters and headers to fields.

mod limits;

use indexmap::IndexMap;

use crate::model::{Docs, Field, Form, Name, Presence, ResponseHeader, Type};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Header, Parameter, Property, Prose, Spanned, Text};

use super::errata::{self, Fact, Ledger};
use super::names::{Taken, Use, rust_name};
use super::scope::{Scope, resolve};
use super::{prose, versions};

/// A property or a parameter, by what they have in common.
pub struct Row<'a> {
    /// The name on the wire.
    pub wire: &'a str,
    /// Where that name stands.
    pub key: Place,
    written: &'a spec::Row,
    read_only: Option<&'a Spanned<bool>>,
    presence: Presence,
    /// The facts that the two do not have in common.
    facts: Vec<Fact<'a>>,
}

/// Reports a property that is required and may be null at once.
pub fn check_presence(wire: &str, written: &Property, problems: &mut Problems) {
    let marks = (written.row.required.as_ref(), written.nullable.as_ref());
    if let (Some(required), Some(nullable)) = marks
        && required.value
        && nullable.value
    {
        problems.push(
            Problem::new(
                Kind::RequiredNullable,
                required.place,
                format!("`{wire}` is required, and may be null"),
            )
            .label("has no effect")
            .related(nullable.place, "beside this")
            .help("remove `required`: a nullable field tells null, absent and a value apart by itself"),
        );
    }
}

/// The row of a property.
pub fn property<'a>(wire: &'a str, key: Place, written: &'a Property) -> Row<'a> {
    let presence = match (is(written.row.required.as_ref()), is(written.nullable.as_ref())) {
        (_, true) => Presence::Nullable,
        (true, false) => Presence::Required,
        (false, false) => Presence::Optional,
    };
    let read_only = written.read_only.as_ref();
    let mut facts = Vec::new();
    facts.extend(written.nullable.as_ref().map(|_| ("nullable", None)));
    facts.extend(read_only.map(|_| ("read-only", None)));
    Row { wire, key, written: &written.row, read_only, presence, facts }
}

/// The row of a parameter.
pub fn parameter<'a>(wire: &'a str, key: Place, written: &'a Parameter, presence: Presence) -> Row<'a> {
    Row { wire, key, written: &written.row, read_only: None, presence, facts: vec![("in", None)] }
}

/// Whether a mark is there and true.
pub fn is(mark: Option<&Spanned<bool>>) -> bool {
    mark.is_some_and(|mark| mark.value)
}

/// The field of a row.
pub fn field(
    row: &Row<'_>,
    scope: &Scope<'_>,
    ledger: &Ledger<'_>,
    problems: &mut Problems,
) -> Option<Field> {
    let written = row.written;
    let name = rust_name(row.wire, row.key, written.rust_name.as_ref(), Use::Field, problems);
    let ty = resolve(&written.ty, scope, problems);
    let docs = docs(row, ledger, problems);
    let ty = secret(ty?, written.secret.as_ref(), problems);
    limits::check(row.wire, written, &ty, problems);
    let read_only = is(row.read_only);
    let lifespan =
        versions::lifespan(written.since.as_ref(), written.until.as_ref(), scope.versions(), problems);
    // The service does not mind what it is sent of a field that it sets itself.
    let limits = if read_only { Vec::new() } else { limits::all(written, lifespan) };
    Some(Field {
        name: name?,
        wire: row.wire.to_owned(),
        docs,
        deprecated: written.deprecated.as_ref().map(note),
        ty,
        presence: row.presence,
        limits,
        checked: false,
        read_only,
        boxed: false,
    })
}

/// Reports a secret that would stand in an address, where every log shows it.
pub fn check_not_secret(wire: &str, mark: Option<&Spanned<bool>>, problems: &mut Problems) {
    if let Some(mark) = mark.filter(|mark| mark.value) {
        problems.push(
            Problem::new(Kind::SecretInAddress, mark.place, format!("`{wire}` cannot be secret"))
                .label("stands in the address")
                .help("remove the mark: addresses are seen by proxies and logs, whatever a client hides"),
        );
    }
}

/// Reports a name that no header can have.
pub fn check_header_name(wire: &str, key: Place, problems: &mut Problems) {
    let lawful = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if let Some(odd) = wire.chars().find(|c| !lawful(*c)) {
        problems.push(
            Problem::new(Kind::BadHeaderName, key, format!("`{wire}` is not the name of a header"))
                .label(format!("HTTP allows no `{}` here", odd.escape_default()))
                .help("write the name as the page prints it: `client-request-id`"),
        );
    }
}

/// The one line that `#[deprecated]` shows.
pub fn note(prose: &Prose) -> String {
    prose.value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A response header.
pub fn header(
    wire: &str,
    key: Place,
    written: &Header,
    scope: &Scope<'_>,
    ledger: &Ledger<'_>,
    problems: &mut Problems,
) -> Option<ResponseHeader> {
    check_header_name(wire, key, problems);
    let name = rust_name(wire, key, written.rust_name.as_ref(), Use::Field, problems);
    let ty = resolve(&written.ty, scope, problems);
    let facts = [
        ("name", Some(wire)),
        ("type", Some(written.ty.value.as_str())),
        ("description", written.description.as_ref().map(|prose| prose.value.as_str())),
    ];
    let mut docs = described(written.description.as_ref(), wire, written.rust_name.as_ref());
    prose::append(&mut docs, errata::docs(&written.errata, &facts, ledger, problems));
    let ty = ty.filter(|ty| is_one_value(ty, wire, &written.ty, problems));
    Some(ResponseHeader { name: name?, wire: wire.to_owned(), docs, ty: ty? })
}

fn docs(row: &Row<'_>, ledger: &Ledger<'_>, problems: &mut Problems) -> Docs {
    let written = row.written;
    let mut docs = described(written.description.as_ref(), row.wire, written.rust_name.as_ref());
    let limits = limits::sentences(written);
    if !limits.is_empty() {
        prose::append(&mut docs, prose::sentence(&limits.join(" ")));
    }
    if is(row.read_only) {
        prose::append(&mut docs, prose::sentence("Set by the service alone."));
    }
    prose::append(&mut docs, versions::docs(written.since.as_ref(), written.until.as_ref()));
    let mut facts: Vec<Fact<'_>> = vec![("name", Some(row.wire)), ("type", Some(written.ty.value.as_str()))];
    facts.extend(written.description.as_ref().map(|text| ("description", Some(text.value.as_str()))));
    facts.extend(written.required.as_ref().map(|_| ("required", None)));
    facts.extend(written.default.as_ref().map(|_| ("default", None)));
    facts.extend(written.minimum.as_ref().map(|_| ("minimum", None)));
    facts.extend(written.maximum.as_ref().map(|_| ("maximum", None)));
    facts.extend(written.min_length.as_ref().map(|_| ("min-length", None)));
    facts.extend(written.max_length.as_ref().map(|_| ("max-length", None)));
    facts.extend(written.pattern.as_ref().map(|text| ("pattern", Some(text.value.as_str()))));
    facts.extend(written.constant.as_ref().map(|text| ("const", Some(text.value.as_str()))));
    facts.extend(versions::facts(written.since.as_ref(), written.until.as_ref()));
    facts.extend(written.secret.as_ref().map(|_| ("secret", None)));
    facts.extend(written.deprecated.as_ref().map(|text| ("deprecated", Some(text.value.as_str()))));
    facts.extend(row.facts.iter().copied());
    prose::append(&mut docs, errata::docs(&written.errata, &facts, ledger, problems));
    docs
}

/// The description; where a page has none, the name on the wire.
fn described(description: Option<&Prose>, wire: &str, rust_name: Option<&Text>) -> Docs {
    let Some(prose) = description else {
        return prose::sentence(&format!(
            "{} on the wire; the page does not describe it.",
            prose::code(wire)
        ));
    };
    let mut docs = prose::paragraphs(&prose.value);
    renamed(&mut docs, wire, rust_name);
    docs
}

/// Says the name on the wire where Rust's is another word.
pub fn renamed(docs: &mut Docs, wire: &str, written: Option<&Text>) {
    if written.is_some() {
        prose::append(docs, prose::sentence(&format!("On the wire: {}.", prose::code(wire))));
    }
}

fn secret(ty: Type, mark: Option<&Spanned<bool>>, problems: &mut Problems) -> Type {
    let Some(mark) = mark.filter(|mark| mark.value) else { return ty };
    if ty == Type::String {
        return Type::Secret;
    }
    problems.push(
        Problem::new(Kind::SecretNotText, mark.place, "only a `string` can be secret")
            .label("this type is shown as it is")
            .help("give it the type `string`, or remove `secret`"),
    );
    ty
}

/// Whether a value of the type can stand in a path, a query or a header; reports it if not.
pub fn is_one_value(ty: &Type, wire: &str, written: &Text, problems: &mut Problems) -> bool {
    let several = ty.form() == Form::Compound;
    if several {
        problems.push(
            Problem::new(
                Kind::NotOneValue,
                written.place,
                format!("`{wire}` cannot stand in a path, a query or a header"),
            )
            .label("this type is not one value")
            .help("give it a type that is one value, or let a body hold it"),
        );
    }
    !several
}

/// Reports two headers that differ in nothing but case, which HTTP does not tell apart.
pub fn distinct_headers<'a>(headers: impl IntoIterator<Item = (&'a str, Place)>, problems: &mut Problems) {
    let mut taken: IndexMap<String, Place> = IndexMap::new();
    for (wire, key) in headers {
        if let Some(first) = taken.insert(wire.to_ascii_lowercase(), key) {
            problems.push(
                Problem::new(Kind::NameClash, key, format!("the header `{wire}` is there twice"))
                    .label("the second: case does not count")
                    .related(first, "the first")
                    .help("remove one of them"),
            );
        }
    }
}

/// Takes each name, so that two of a record cannot be the same in Rust.
pub fn distinct<'a>(named: impl IntoIterator<Item = (&'a Name, String, Place)>, problems: &mut Problems) {
    let mut taken = Taken::with_rust_names();
    for (name, what, place) in named {
        taken.take(name, what, place, problems);
    }
}
