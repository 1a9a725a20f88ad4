//! Names of the wire to names of Rust: cased by heck, or as `rust-name` says; never changed in silence.

use heck::{ToSnakeCase, ToUpperCamelCase};
use indexmap::IndexMap;

use crate::model::Name;
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::Text;

/// What a name is for, which decides its case and what it must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// A model, an enum or an operation.
    Type,
    /// A value of an enum.
    Variant,
    /// A field, and the setter of the same name.
    Field,
    /// A module, and the file of the same name.
    Module,
}

/// Names that already mean something where a type stands: the prelude, and what generated code calls.
const TYPES_TAKEN: [&str; 38] = [
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Some",
    "String",
    "ToString",
    "TryFrom",
    "Vec",
];

/// Methods that a setter of the same name would hide, and the field that every model has.
const FIELDS_TAKEN: [&str; 8] =
    ["clone", "default", "into", "new", "request", "response", "try_into", "unknown_fields"];

/// File names that mean something to Rust or to generated code, or nothing to Windows.
const MODULES_TAKEN: [&str; 12] =
    ["aux", "client", "con", "lib", "main", "mod", "nul", "prn", "rt", "runtime", "samples", "service"];

/// The Rust name of a wire name.
pub fn rust_name(
    wire: &str,
    place: Place,
    written: Option<&Text>,
    usage: Use,
    problems: &mut Problems,
) -> Option<Name> {
    let cased = cased(wire, usage);
    let Some(written) = written else {
        return match fault(&cased, usage) {
            None => Some(Name(cased)),
            Some(fault) => {
                let help = match usage {
                    Use::Type | Use::Variant | Use::Field => {
                        "write the name that Rust shall have: `rust-name: …`"
                    }
                    Use::Module => "give the file or folder of this name another one",
                };
                problems.push(
                    Problem::new(Kind::NoRustName, place, format!("`{wire}` gives no Rust name"))
                        .label(fault)
                        .help(help),
                );
                None
            }
        };
    };
    let name = written.value.as_str();
    if name == cased {
        problems.push(
            Problem::new(
                Kind::UselessOverride,
                written.place,
                format!("`rust-name: {name}` changes nothing"),
            )
            .label(format!("`{wire}` has this name anyway"))
            .help("remove the line"),
        );
    } else if let Some(fault) = fault(name, usage).or_else(|| wrong_case(name, usage)) {
        problems.push(
            Problem::new(Kind::BadRustName, written.place, format!("`{name}` cannot be a Rust name here"))
                .label(fault)
                .help(format!("write a name in the case of `{}`", example(usage))),
        );
        return None;
    }
    Some(Name(name.to_owned()))
}

/// The name that casing gives, and whether Rust can have it.
pub fn casing(wire: &str, usage: Use) -> (String, bool) {
    let name = cased(wire, usage);
    let lawful = fault(&name, usage).is_none();
    (name, lawful)
}

fn cased(wire: &str, usage: Use) -> String {
    match usage {
        Use::Type | Use::Variant => wire.to_upper_camel_case(),
        Use::Field | Use::Module => wire.to_snake_case(),
    }
}

fn example(usage: Use) -> &'static str {
    match usage {
        Use::Type | Use::Variant => "DeleteFailed",
        Use::Field | Use::Module => "delete_failed",
    }
}

/// Why a text cannot be a name, if it cannot.
fn fault(name: &str, usage: Use) -> Option<String> {
    let taken = |list: &[&str]| list.contains(&name);
    let Some(first) = name.chars().next() else {
        return Some("nothing of it is left in Rust's case".to_owned());
    };
    if first.is_ascii_digit() {
        return Some(format!("`{name}` begins with a digit"));
    }
    if let Some(odd) = name.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '_') {
        return Some(format!("`{odd}` is not a letter of a Rust name"));
    }
    if name.len() > 64 {
        return Some("it is longer than 64 letters".to_owned());
    }
    if matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        return Some(format!("`{name}` is a keyword that Rust cannot write raw"));
    }
    match usage {
        Use::Type if taken(&TYPES_TAKEN) => Some(format!("`{name}` is a name of Rust's prelude")),
        Use::Variant if name == "Unknown" => {
            Some("`Unknown` stands for the values that no page lists".to_owned())
        }
        Use::Field if taken(&FIELDS_TAKEN) => {
            Some(format!("`{name}` means something else on every generated type"))
        }
        Use::Module if taken(&MODULES_TAKEN) || is_device(name) || Name(name.to_owned()).is_keyword() => {
            Some(format!("`{name}` cannot name a module and its file"))
        }
        Use::Type | Use::Variant | Use::Field | Use::Module => None,
    }
}

/// Windows reserves `com1` to `com9` and `lpt1` to `lpt9`, whatever their ending.
fn is_device(name: &str) -> bool {
    let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    number.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
}

fn wrong_case(name: &str, usage: Use) -> Option<String> {
    let right = cased(name, usage);
    let plain = |text: &str| text.replace('_', "").to_ascii_lowercase();
    // heck would write `P256k` for `P256K`: what counts is where the name begins and that no word is split otherwise.
    let first_right = name.chars().next().map(|c| c.is_ascii_uppercase());
    let same_shape = match usage {
        Use::Type | Use::Variant => first_right == Some(true) && !name.contains('_'),
        Use::Field | Use::Module => name == right,
    };
    (!same_shape || plain(name) != plain(&right))
        .then(|| format!("its case is not that of `{}`", example(usage)))
}

/// Names that must differ from each other, each with what it stands for and where.
pub struct Taken {
    names: IndexMap<Name, (String, Place)>,
    help: &'static str,
}

impl Taken {
    /// No names yet; `help` is how to give something another name.
    pub fn new(help: &'static str) -> Self {
        Self { names: IndexMap::new(), help }
    }

    /// No names yet, of things that can have a `rust-name`.
    pub fn with_rust_names() -> Self {
        Self::new("give one of them another name: `rust-name: …`")
    }

    /// Takes a name for something; a second taker is a problem.
    pub fn take(&mut self, name: &Name, what: impl Into<String>, place: Place, problems: &mut Problems) {
        let what = what.into();
        let Some((first, first_place)) = self.names.get(name) else {
            self.names.insert(name.clone(), (what, place));
            return;
        };
        let title = format!("{what} and {first} are both `{}` in Rust", name.as_str());
        problems.push(
            Problem::new(Kind::NameClash, place, title)
                .label("the second")
                .related(*first_place, "the first")
                .help(self.help),
        );
    }
}
