//! Pieces of code as one line of text each.

use quote::ToTokens;
use syn::{
    Attribute, Expr, FnArg, ImplItem, ItemImpl, Lit, Meta, Signature, Stmt, Type, Visibility, parse_quote,
};

/// Whether an impl block is one of this trait.
pub fn implements(one: &ItemImpl, name: &str) -> bool {
    let path = one.trait_.as_ref().and_then(|(path, _)| path.segments.last());
    path.is_some_and(|last| last.ident == name)
}

/// The statements of a method that a type has of any of its traits.
pub fn method<'a>(impls: &[&'a ItemImpl], name: &str) -> &'a [Stmt] {
    let items = impls.iter().filter(|one| one.trait_.is_some()).flat_map(|one| &one.items);
    let mut bodies = items.filter_map(|item| match item {
        ImplItem::Fn(method) if method.sig.ident == name => Some(method.block.stmts.as_slice()),
        _ => None,
    });
    bodies.next().unwrap_or_default()
}

/// `name: Type, other: Type`
pub fn arguments(signature: &Signature) -> String {
    let arguments = signature.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(one) => Some(format!("{}: {}", tokens(&one.pat), shown(&one.ty))),
        FnArg::Receiver(_) => None,
    });
    arguments.collect::<Vec<_>>().join(", ")
}

/// `Type, Type`
pub fn parameter_types(signature: &Signature) -> String {
    let types = signature.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(one) => Some(shown(&one.ty)),
        FnArg::Receiver(_) => None,
    });
    types.collect::<Vec<_>>().join(", ")
}

/// Whether others see it.
pub fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// A remark on what is deprecated.
pub fn deprecated(attributes: &[Attribute]) -> &'static str {
    if attributes.iter().any(|attribute| attribute.path().is_ident("deprecated")) {
        " (deprecated)"
    } else {
        ""
    }
}

/// The lines of the docs.
pub fn docs(attributes: &[Attribute]) -> Vec<String> {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(one) if one.path.is_ident("doc") => Some(text_of(&one.value).trim().to_owned()),
        _ => None,
    });
    lines.collect()
}

/// What stands in the braces that a printer puts around a long arm.
pub fn bare(expression: &Expr) -> &Expr {
    match expression {
        Expr::Block(one) => match one.block.stmts.as_slice() {
            [Stmt::Expr(inner, None)] => inner,
            _ => expression,
        },
        _ => expression,
    }
}

/// The text of a literal; of anything else its tokens, without a leading `&`.
pub fn text_of(expression: &Expr) -> String {
    match expression {
        Expr::Lit(one) => match &one.lit {
            Lit::Str(text) => text.value(),
            other => tokens(other),
        },
        Expr::Reference(one) => tokens(&one.expr),
        other => tokens(other),
    }
}

/// Tokens on one line, spaced as a person would.
pub fn tokens(tree: &impl ToTokens) -> String {
    let tokens = tree.to_token_stream();
    if tokens.is_empty() {
        return String::new();
    }
    let file: syn::File = match syn::parse2(quote::quote!(const X: () = #tokens;)) {
        Ok(file) => file,
        Err(_) => return tokens.to_string(),
    };
    on_one_line(&prettyplease::unparse(&file), "const X: () = ")
}

/// A type on one line.
pub fn shown(ty: &Type) -> String {
    on_one_line(&prettyplease::unparse(&parse_quote!(type X = #ty;)), "type X = ")
}

fn on_one_line(printed: &str, head: &str) -> String {
    let line = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_start_matches(head.trim_end()).trim_start().trim_end_matches(';').to_owned()
}
