//! How many facts a page states.

use crate::page::{Fact, Page, Row};

/// Counts what the page states: names, types, marks, limits, answers, headers, schemes and samples, but no prose.
pub fn facts(page: &Page) -> usize {
    let rows = [&page.parameters.rows, &page.headers.rows, &page.body.rows];
    let rows = rows.into_iter().flatten().chain(page.definitions.rows.iter().flat_map(|one| &one.rows));
    let responses =
        page.responses.rows.iter().map(|row| 1 + known(&row.ty) + row.headers.stated().map_or(0, Vec::len));
    let schemes = page.security.rows.iter().map(|scheme| {
        1 + known(&scheme.ty) + known(&scheme.flow) + known(&scheme.authorization_url) + scheme.scopes.len()
    });
    let samples = page.samples.rows.iter().map(|sample| {
        known(&sample.title) + known(&sample.request) + known(&sample.body) + known(&sample.response)
    });
    known(&page.title)
        + known(&page.deprecated)
        + page.requests.len()
        + page.definitions.rows.len()
        + rows.map(of_row).sum::<usize>()
        + responses.sum::<usize>()
        + schemes.sum::<usize>()
        + samples.sum::<usize>()
}

fn of_row(row: &Row) -> usize {
    let marks = [known(&row.location), known(&row.required), known(&row.ty), known(&row.default)];
    1 + marks.iter().sum::<usize>() + row.limits.len()
}

fn known<T>(fact: &Fact<T>) -> usize {
    usize::from(fact.stated().is_some())
}
