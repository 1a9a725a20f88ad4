//! Spec to model: every name, type, line of docs and problem is decided here, once.

mod answers;
mod circles;
mod definitions;
mod errata;
mod fields;
mod long_running;
pub(crate) mod names;
mod operation;
mod pages;
mod parameters;
mod paths;
mod prose;
mod reach;
mod routes;
mod rules;
mod samples;
pub(crate) mod scope;
mod service;
mod shared;
mod target;
mod template;
mod values;
mod versions;

use crate::model::Service;
use crate::problem::Problems;
use crate::sources::Sources;
use crate::spec::Spec;

/// What the specs mean. What could not be understood is left out and reported.
pub fn lower(spec: &Spec, sources: &Sources, problems: &mut Problems) -> Vec<Service> {
    let mut modules = names::Taken::new("give one of the folders another name");
    let services = spec.services.iter();
    services.filter_map(|written| service::lower(written, sources, &mut modules, problems)).collect()
}
