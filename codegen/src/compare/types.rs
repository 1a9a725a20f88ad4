//! Types as their users write them, and whether two of them are the same.

use std::collections::BTreeMap;

use crate::model::{Field, Form, Home, Presence, Type, TypeRef};

/// New paths of definitions by the old ones, below the service's module; those that have none keep theirs.
#[derive(Debug, Default)]
pub struct Renames(BTreeMap<String, String>);

impl Renames {
    /// Notes that a definition is now elsewhere.
    pub fn insert(&mut self, before: String, after: String) {
        self.0.insert(before, after);
    }

    /// Where a definition of this path is now.
    pub fn follow<'a>(&'a self, before: &'a str) -> &'a str {
        self.0.get(before).map_or(before, String::as_str)
    }
}

/// How the types of two files are named, and what became of the names.
#[derive(Clone, Copy)]
pub struct Naming<'a> {
    /// The file's module before; empty for `service.yaml`.
    pub before: &'a str,
    /// The file's module now.
    pub after: &'a str,
    /// The definitions that have other paths now.
    pub renames: &'a Renames,
}

impl Naming<'_> {
    /// A type of before, as it was.
    pub fn was(self, ty: &Type) -> String {
        shown(ty, &|to| path(to, self.before))
    }

    /// A type of now.
    pub fn is(self, ty: &Type) -> String {
        shown(ty, &|to| path(to, self.after))
    }

    /// Whether a type is what it was, whatever its definitions are called now.
    pub fn is_same(self, before: &Type, after: &Type) -> bool {
        self.now(before) == self.is(after)
    }

    /// A type of before, under the names of now.
    pub fn now(self, before: &Type) -> String {
        shown(before, &|to| self.renames.follow(&path(to, self.before)).to_owned())
    }
}

/// The path of a definition below its service's module.
pub fn path(to: &TypeRef, module: &str) -> String {
    match to.home {
        Home::Service => to.name.as_str().to_owned(),
        Home::Resource => below(module, to.name.as_str()),
    }
}

/// The path of something in a file; the module of `service.yaml` is empty.
pub fn below(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// What a field holds, around its type.
pub fn wrapped(ty: &str, field: &Field) -> String {
    let inner = if field.boxed { format!("Box<{ty}>") } else { ty.to_owned() };
    match field.presence {
        Presence::Required => inner,
        Presence::Optional => format!("Option<{inner}>"),
        Presence::Nullable => format!("rt::Nullable<{inner}>"),
    }
}

/// What the field of a response header holds, around its type.
pub fn header(ty: &str, of: &Type) -> String {
    match of.form() {
        Form::Text => format!("Option<{ty}>"),
        Form::Boolean | Form::Number | Form::Compound => format!("Option<Result<{ty}, rt::HeaderError>>"),
    }
}

fn shown(ty: &Type, path: &dyn Fn(&TypeRef) -> String) -> String {
    let scalar = match ty {
        Type::Boolean => "bool",
        Type::Int32 => "i32",
        Type::Int64 => "i64",
        Type::Double => "f64",
        Type::String => "String",
        Type::Secret => "rt::Secret",
        Type::Uuid => "rt::Uuid",
        Type::DateTime => "rt::DateTime",
        Type::HttpDate => "rt::HttpDate",
        Type::UnixTime => "rt::UnixTime",
        Type::Base64 => "rt::Base64",
        Type::Base64Url => "rt::Base64Url",
        Type::Uri => "rt::Uri",
        Type::Json => "rt::Json",
        Type::List(item) => return format!("Vec<{}>", shown(item, path)),
        Type::Map(item) => return format!("rt::Map<{}>", shown(item, path)),
        Type::Named(to) => return path(to),
    };
    scalar.to_owned()
}
