//! Api-versions: which of them have something, said in docs and held against those of the service.

use crate::model::{Docs, Lifespan};
use crate::problem::{Kind, Problem, Problems};
use crate::spec::{Text, nearest};

use super::errata::Fact;
use super::prose;

/// The versions of a service, oldest first.
pub type Versions = [Text];

/// From which version on and up to which one something exists; reports what leaves no version, or all of them.
pub fn lifespan(
    since: Option<&Text>,
    until: Option<&Text>,
    known: &Versions,
    problems: &mut Problems,
) -> Lifespan {
    let first = since.and_then(|text| position(text, known, problems));
    let last = until.and_then(|text| position(text, known, problems));
    if let (Some(since), Some(until), Some(first), Some(last)) = (since, until, first, last)
        && first > last
    {
        problems.push(
            Problem::new(
                Kind::BadVersions,
                until.place,
                format!("no api-version is from `{}` to `{}`", since.value, until.value),
            )
            .label("older than `since`")
            .related(since.place, "`since`")
            .help("exchange the two: `until` is the last version that has it"),
        );
    }
    let every = [
        since.filter(|_| first == Some(0)).map(|text| (text, "the first")),
        until.filter(|_| last == Some(known.len() - 1)).map(|text| (text, "the last")),
    ];
    for (text, which) in every.into_iter().flatten() {
        problems.push(
            Problem::new(Kind::BadVersions, text.place, format!("`{}` is {which} api-version", text.value))
                .label("leaves out no version")
                .help("remove it: what says nothing exists in all of them"),
        );
    }
    Lifespan { since: since.map(|text| text.value.clone()), until: until.map(|text| text.value.clone()) }
}

/// The newest version that has something.
pub fn newest<'a>(lifespan: &'a Lifespan, known: &'a Versions) -> &'a str {
    let last = known.last().map_or("", |text| text.value.as_str());
    lifespan.until.as_deref().unwrap_or(last)
}

/// Whether a version has something.
pub fn exists(lifespan: &Lifespan, version: &str, known: &Versions) -> bool {
    let position = |version: &str| known.iter().position(|one| one.value == version);
    let Some(at) = position(version) else { return false };
    let since = lifespan.since.as_deref().and_then(position);
    let until = lifespan.until.as_deref().and_then(position);
    since.is_none_or(|since| since <= at) && until.is_none_or(|until| at <= until)
}

/// Says which versions have something, if not all.
pub fn docs(since: Option<&Text>, until: Option<&Text>) -> Docs {
    let mut sentences = Vec::new();
    sentences.extend(since.map(|text| format!("Since api-version {}.", prose::escape(&text.value))));
    sentences.extend(until.map(|text| format!("Last in api-version {}.", prose::escape(&text.value))));
    if sentences.is_empty() { Docs::new() } else { prose::sentence(&sentences.join(" ")) }
}

/// The facts that errata can be about.
pub fn facts<'a>(since: Option<&'a Text>, until: Option<&'a Text>) -> impl Iterator<Item = Fact<'a>> {
    let stated = [("since", since), ("until", until)].into_iter();
    stated.filter_map(|(name, text)| text.map(|text| (name, Some(text.value.as_str()))))
}

/// Where a version stands among those of the service; reports one that it does not have.
pub fn position(version: &Text, known: &Versions, problems: &mut Problems) -> Option<usize> {
    let position = known.iter().position(|one| one.value == version.value);
    if position.is_none() {
        problems.push_with(version.place.file, || {
            let add = "add it to `api-versions` in service.yaml, oldest first";
            let help = match nearest(&version.value, known.iter().map(|one| one.value.as_str())) {
                Some(near) => format!("did you mean `{near}`? if it is new, {add}"),
                None => add.to_owned(),
            };
            let title = format!("the service has no api-version `{}`", version.value);
            Problem::new(Kind::UnknownVersion, version.place, title).label("not in service.yaml").help(help)
        });
    }
    position
}
