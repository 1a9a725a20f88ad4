//! What is checked before something is sent: one line for each field that has limits, or holds what has.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::literals;
use super::types::ident;
use crate::model::{Enum, Field, FieldPath, FieldStep, Limit, Model, Operation, Presence, Rule};

/// `fn check` of a model that is sent; nothing if there is nothing to check.
pub fn model(model: &Model) -> TokenStream {
    if !model.sent {
        return quote!();
    }
    let fields = model.fields.iter().filter_map(field);
    let rules = model.rules.iter().map(rule);
    function(&fields.chain(rules).collect::<Vec<_>>())
}

/// `fn check` of an operation; nothing if there is nothing to check.
pub fn operation(operation: &Operation) -> TokenStream {
    let parameters = operation.parameters.iter().filter_map(|parameter| field(&parameter.field));
    let body = operation.body.iter().filter(|body| body.field.checked).map(|body| {
        let name = ident(&body.field.name);
        quote!(check.body(&self.#name);)
    });
    function(&parameters.chain(body).collect::<Vec<_>>())
}

/// `fn limits` of an enum whose values do not all exist in all versions.
pub fn limits_of_values(definition: &Enum) -> TokenStream {
    let mut groups: Vec<(&[Limit], Vec<Ident>)> = Vec::new();
    for variant in definition.variants.iter().filter(|variant| !variant.limits.is_empty()) {
        let name = ident(&variant.name);
        match groups.iter_mut().find(|(limits, _)| *limits == variant.limits) {
            Some((_, names)) => names.push(name),
            None => groups.push((&variant.limits, vec![name])),
        }
    }
    if groups.is_empty() {
        return quote!();
    }
    let arms = groups.iter().map(|(group, names)| {
        let limits = limits(group);
        quote!(#(Self::#names)|* => #limits,)
    });
    quote! {
        fn limits(&self) -> &'static [rt::Limit] {
            match self {
                #(#arms)*
                _ => &[],
            }
        }
    }
}

fn function(lines: &[TokenStream]) -> TokenStream {
    if lines.is_empty() {
        return quote!();
    }
    quote! {
        fn check(&self, check: &mut rt::Check<'_>) {
            #(#lines)*
        }
    }
}

fn field(field: &Field) -> Option<TokenStream> {
    if field.limits.is_empty() && !field.checked {
        return None;
    }
    let (name, wire) = (ident(&field.name), &field.wire);
    let limits = limits(&field.limits);
    Some(quote!(check.field(#wire, &self.#name, #limits);))
}

fn limits(limits: &[Limit]) -> TokenStream {
    let limits = limits.iter().map(|limit| match limit {
        Limit::Minimum(value) => {
            let value = number(*value);
            quote!(rt::Limit::Minimum(#value))
        }
        Limit::Maximum(value) => {
            let value = number(*value);
            quote!(rt::Limit::Maximum(#value))
        }
        Limit::MinLength(value) => {
            let value = number(*value);
            quote!(rt::Limit::MinLength(#value))
        }
        Limit::MaxLength(value) => {
            let value = number(*value);
            quote!(rt::Limit::MaxLength(#value))
        }
        Limit::Pattern(pattern) => quote!(rt::Limit::Pattern(#pattern)),
        Limit::Const(text) => quote!(rt::Limit::Const(#text)),
        Limit::Since(version) => quote!(rt::Limit::Since(#version)),
        Limit::Until(version) => quote!(rt::Limit::Until(#version)),
    });
    quote!(&[#(#limits),*])
}

fn number(value: impl Into<i128>) -> TokenStream {
    literals::tokens(&literals::grouped(value))
}

fn rule(rule: &Rule) -> TokenStream {
    match rule {
        Rule::AbsentIf { field, condition, equals } => {
            let (wire, other) = (&field.wire, &condition.wire);
            let (field, condition) = (member(field), member(condition));
            quote!(check.absent_if(#wire, &self.#field, #other, &self.#condition, #equals);)
        }
        Rule::AtMost { field, times, of } => {
            let (wire, other) = (&field.wire, &of.wire);
            let (values, bounds) = (values(field), values(of));
            let times = number(*times);
            quote! {
                let values = #values;
                let bounds = #bounds;
                check.at_most(#wire, values, #times, #other, bounds);
            }
        }
    }
}

fn member(path: &FieldPath) -> TokenStream {
    let steps = path.steps.iter().map(|step| ident(&step.name));
    quote!(#(#steps).*)
}

/// All values at the end of a path, as an iterator.
fn values(path: &FieldPath) -> TokenStream {
    let mut values = quote!(std::iter::once(self));
    for FieldStep { name, presence, list } in &path.steps {
        let name = ident(name);
        values = match presence {
            Presence::Required if *list => quote!(#values.flat_map(|it| &it.#name)),
            Presence::Required => quote!(#values.map(|it| &it.#name)),
            Presence::Optional => quote!(#values.filter_map(|it| it.#name.as_ref())),
            Presence::Nullable => quote!(#values.filter_map(|it| it.#name.value())),
        };
        if *list && *presence != Presence::Required {
            values = quote!(#values.flatten());
        }
    }
    values
}
