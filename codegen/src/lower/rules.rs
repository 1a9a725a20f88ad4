//! Rules of a definition: what one property says about another.

use indexmap::IndexMap;

use crate::model::{Definition, Docs, FieldPath, Form, Model, Presence, Rule, Type};
use crate::problem::{Kind, Place, Problem, Problems};
use crate::spec::{self, Entry, Map, Multiple, Text, did_you_mean, list_words};

use super::paths::{self, Stray};
use super::prose;
use super::scope::Scope;
use super::values::Library;

/// The most rules of a definition: the paths of each are looked up among its properties.
const MAX_RULES: usize = 200;

/// The rules of the definitions of a file, by the position of their model.
pub fn lower(
    written: &Map<spec::Definition>,
    lowered: &[Definition],
    scope: &Scope<'_>,
    library: &Library<'_>,
    problems: &mut Problems,
) -> Vec<(usize, Vec<Rule>)> {
    let mut rules = Vec::new();
    let positions: IndexMap<_, _> = lowered.iter().enumerate().map(|(at, one)| (one.name(), at)).collect();
    for (wire, entry) in written.iter().filter(|(_, entry)| !entry.value.rules.is_empty()) {
        let place = entry.value.place;
        // A definition that was not understood is not there; enough has been said of it.
        let name = scope.get(wire).map(|found| &found.name);
        let Some(at) = name.and_then(|name| positions.get(name)).copied() else { continue };
        let Definition::Model(model) = &lowered[at] else {
            problems.push(
                Problem::new(
                    Kind::BadRule,
                    place,
                    format!("`{wire}` is an enum: it has values, not properties"),
                )
                .label("its `rules` are about nothing")
                .help("move them to the model that holds the properties"),
            );
            continue;
        };
        if let Some((_, beyond)) = entry.value.rules.get_index(MAX_RULES) {
            let title = format!("a definition has at most {MAX_RULES} rules");
            let problem = Problem::new(Kind::BadRule, beyond.key, title).label("one more");
            problems.push(problem.help("state those that the page states of single properties"));
        }
        let written = entry.value.rules.iter().take(MAX_RULES);
        let model_rules =
            written.flat_map(|(path, rule)| one(path, rule, model, library, problems)).collect();
        rules.push((at, model_rules));
    }
    rules
}

/// Gives the models their rules.
pub fn add(rules: Vec<(usize, Vec<Rule>)>, definitions: &mut [Definition]) {
    for (at, rules) in rules {
        if let Definition::Model(model) = &mut definitions[at] {
            model.rules = rules;
        }
    }
}

/// A sentence for each rule.
pub fn docs(rules: &Map<spec::Rule>) -> Docs {
    let sentences: Vec<String> = rules.iter().flat_map(|(path, rule)| sentences(path, &rule.value)).collect();
    if sentences.is_empty() { Docs::new() } else { prose::sentence(&sentences.join(" ")) }
}

fn sentences(path: &str, rule: &spec::Rule) -> Vec<String> {
    let path = prose::code(path);
    let absent = rule.absent_if.iter().flatten().map(|(property, value)| {
        let (property, value) = (prose::code(property), prose::code(&value.value.value));
        format!("{path} must be absent if {property} is {value}.")
    });
    let most = rule.maximum.iter().map(|multiple| {
        format!("{path} is at most {} times {}.", multiple.times.value, prose::code(&multiple.of.value))
    });
    absent.chain(most).collect()
}

fn one(
    path: &str,
    written: &Entry<spec::Rule>,
    model: &Model,
    library: &Library<'_>,
    problems: &mut Problems,
) -> Vec<Rule> {
    let key = written.key;
    match (&written.value.absent_if, &written.value.maximum) {
        (Some(conditions), None) => absent_if(path, key, conditions, model, library, problems),
        (None, Some(multiple)) => {
            at_most(path, key, multiple, model, library, problems).into_iter().collect()
        }
        (Some(_), Some(_)) | (None, None) => {
            problems.push(
                Problem::new(Kind::BadRule, written.value.place, "a rule says one thing")
                    .label("this one says none, or two")
                    .help("write `absent-if: { property: value }` or `maximum: { times: 27, of: property }`"),
            );
            Vec::new()
        }
    }
}

fn absent_if(
    path: &str,
    key: Place,
    conditions: &Map<Text>,
    model: &Model,
    library: &Library<'_>,
    problems: &mut Problems,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    let Some(field) = steps(path, key, model, library, problems) else { return rules };
    for (wire, equals) in conditions {
        let Some(condition) = steps(wire, equals.key, model, library, problems) else { continue };
        if let Some((place, wire, fault)) = absent_fault(path, key, &field, wire, equals, &condition) {
            problems.push(bad_path(place, wire, fault, "`absent-if` is about two properties of one definition: one that need not be there, and a text"));
            continue;
        }
        check_value(&condition.ty, &equals.value, library, problems);
        rules.push(Rule::AbsentIf {
            field: field.path.clone(),
            condition: condition.path,
            equals: equals.value.value.clone(),
        });
    }
    rules
}

/// What hinders a property from being absent for the sake of another, and which of the two is to blame.
fn absent_fault<'a>(
    path: &'a str,
    key: Place,
    field: &Found,
    wire: &'a str,
    equals: &Entry<Text>,
    condition: &Found,
) -> Option<(Place, &'a str, &'static str)> {
    let ([own], [other]) = (field.path.steps.as_slice(), condition.path.steps.as_slice()) else {
        let (place, wire) = if field.path.steps.len() > 1 { (key, path) } else { (equals.key, wire) };
        return Some((place, wire, "a path of several properties"));
    };
    // Two that have one name in Rust have been reported, and are two.
    if path == wire {
        Some((equals.key, wire, "the property itself"))
    } else if own.presence == Presence::Required {
        Some((key, path, "a required property, which is never absent"))
    } else if other.list || condition.ty.form() != Form::Text {
        Some((equals.key, wire, "this property is no text"))
    } else {
        None
    }
}

/// The value of an enum is one that its table lists.
fn check_value(ty: &Type, value: &Text, library: &Library<'_>, problems: &mut Problems) {
    let Type::Named(reference) = ty else { return };
    let Some(Definition::Enum(definition)) = library.get(reference) else { return };
    let known = || definition.variants.iter().map(|variant| variant.wire.as_str());
    if known().all(|known| known != value.value) {
        problems.push_with(value.place.file, || {
            let help =
                did_you_mean(&value.value, known(), || format!("write one of {}", list_words(known())));
            let title = format!("no value of `{}` is `{}`", definition.name.as_str(), value.value);
            Problem::new(Kind::BadRule, value.place, title).label("the rule would never hold").help(help)
        });
    }
}

fn at_most(
    path: &str,
    key: Place,
    multiple: &Multiple,
    model: &Model,
    library: &Library<'_>,
    problems: &mut Problems,
) -> Option<Rule> {
    let field = steps(path, key, model, library, problems)?;
    let of = steps(&multiple.of.value, multiple.of.place, model, library, problems)?;
    for (found, wire, place) in [(&field, path, key), (&of, multiple.of.value.as_str(), multiple.of.place)] {
        if !matches!(found.ty, Type::Int32 | Type::Int64) {
            let help = "name a property of type `integer (int32)` or `integer (int64)`";
            problems.push(bad_path(place, wire, "only whole numbers have multiples", help));
            return None;
        }
    }
    Some(Rule::AtMost { field: field.path, times: multiple.times.value, of: of.path })
}

/// What a path leads to.
struct Found {
    path: FieldPath,
    ty: Type,
}

fn steps(
    path: &str,
    place: Place,
    model: &Model,
    library: &Library<'_>,
    problems: &mut Problems,
) -> Option<Found> {
    match paths::walk(path, model, library) {
        Ok(found) => {
            Some(Found { path: FieldPath { wire: path.to_owned(), steps: found.steps }, ty: found.ty })
        }
        Err(Stray::NoProperty(fault, help)) => {
            problems.push(bad_path(place, path, &fault, &help));
            None
        }
        Err(Stray::NotUnderstood) => None,
    }
}

fn bad_path(place: Place, path: &str, fault: &str, help: &str) -> Problem {
    Problem::new(Kind::BadRule, place, format!("no rule can be about `{path}`")).label(fault).help(help)
}
