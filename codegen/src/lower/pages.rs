//! Models that are one page of a list: which field holds the items, and which the address of the next page.

use crate::model::{Docs, Field, FieldStep, Pages, Type};
use crate::problem::{Kind, Problem, Problems};
use crate::spec::{self, Text, did_you_mean};

use super::prose;
use super::values::Library;

/// The pages that a model is one of.
pub fn lower(written: Option<&spec::Pages>, fields: &[Field], problems: &mut Problems) -> Option<Pages> {
    let written = written?;
    let items = find(&written.items, fields, problems);
    let next_link = find(&written.next_link, fields, problems);
    let (items, next_link) = (items?, next_link?);
    let Type::List(item) = &items.ty else {
        problems.push(bad(
            &written.items,
            "this property is no list",
            "name the property that holds the items",
        ));
        return None;
    };
    if next_link.ty != Type::String {
        let help = "name the property that holds the address of the next page, a `string`";
        problems.push(bad(&written.next_link, "this property is no text", help));
        return None;
    }
    Some(Pages {
        item: item.as_ref().clone(),
        items: step(items),
        next_link: step(next_link),
        next_link_wire: next_link.wire.clone(),
    })
}

/// The field that leads from an answer to the next page, if the answer is one of several.
pub fn next_link(answer: Option<&Type>, library: &Library<'_>) -> Option<String> {
    let Type::Named(reference) = answer? else { return None };
    let pages = library.model(reference)?.pages.as_ref()?;
    Some(pages.next_link_wire.clone())
}

/// Says that a model is a page.
pub fn docs(written: Option<&spec::Pages>) -> Docs {
    let Some(written) = written else { return Docs::new() };
    let (items, link) = (prose::code(&written.items.value), prose::code(&written.next_link.value));
    prose::sentence(&format!(
        "One page of a list: {items} holds the items, {link} the address of the next page."
    ))
}

/// The problem of pages that stand at an enum.
pub fn of_enum(written: &spec::Pages) -> Problem {
    bad(&written.items, "an enum has no properties", "move `pages` to the model that holds the items")
}

fn find<'a>(name: &Text, fields: &'a [Field], problems: &mut Problems) -> Option<&'a Field> {
    let found = fields.iter().find(|field| field.wire == name.value);
    if found.is_none() {
        problems.push_with(name.place.file, || {
            let known = fields.iter().map(|field| field.wire.as_str());
            let help = did_you_mean(&name.value, known, || "name a property of this definition".to_owned());
            bad(name, "no such property", &help)
        });
    }
    found
}

fn step(field: &Field) -> FieldStep {
    let list = matches!(field.ty, Type::List(_));
    FieldStep { name: field.name.clone(), presence: field.presence, list }
}

fn bad(name: &Text, label: &str, help: &str) -> Problem {
    let title = format!("`{}` cannot make this a page of a list", name.value);
    Problem::new(Kind::BadPages, name.place, title).label(label).help(help)
}
