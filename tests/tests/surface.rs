//! What a consumer sees of each service, and what travels for it: one line each, to be read before the code itself.

use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Expr, Fields, FnArg, ImplItem, Item, ItemImpl, Lit, Pat, Stmt, Type, parse_quote};
use tests::{root, text};

#[test]
fn each_service_shows_its_surface() {
    let source = root().join("generated/src");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots/surface");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let library = parse(&source.join("lib.rs"));
    let services = modules(&library);
    assert!(!services.is_empty(), "run `cargo xtask codegen`");
    for service in services {
        let folder = source.join(&service);
        let root = parse(&folder.join("mod.rs"));
        let mut outline = module(&service, &root);
        for resource in modules(&root) {
            outline.push_str("\n\n");
            outline.push_str(&module(
                &format!("{service}::{resource}"),
                &parse(&folder.join(format!("{resource}.rs"))),
            ));
        }
        settings.bind(|| insta::assert_snapshot!(service, outline));
    }
}

fn parse(path: &PathBuf) -> Vec<Item> {
    let file = syn::parse_file(&text(Path::new(path)));
    file.unwrap_or_else(|error| panic!("{}: {error}", path.display())).items
}

/// The public modules that a file declares.
fn modules(items: &[Item]) -> Vec<String> {
    let declared = items.iter().filter_map(|item| match item {
        Item::Mod(one) if is_public(&one.vis) => Some(one.ident.to_string()),
        _ => None,
    });
    declared.collect()
}

fn module(path: &str, items: &[Item]) -> String {
    let mut lines = vec![format!("mod {path}")];
    for item in items {
        match item {
            Item::Const(one) if is_public(&one.vis) => {
                lines.push(format!("\nconst {} = {}", one.ident, tokens(&one.expr)));
            }
            Item::Struct(one) if is_public(&one.vis) => {
                lines.push(format!("\nstruct {}{}", one.ident, deprecated(&one.attrs)));
                let members = structure(&one.fields, &impls(&one.ident.to_string(), items));
                lines.extend(members.iter().map(|member| format!("    {member}")));
            }
            Item::Enum(one) if is_public(&one.vis) => {
                lines.push(format!("\nenum {}{}", one.ident, deprecated(&one.attrs)));
                let wires = spellings(&impls(&one.ident.to_string(), items));
                lines.extend(one.variants.iter().map(|variant| {
                    let wire = wires.iter().find(|(of, _)| variant.ident == of);
                    let wire = wire.map_or_else(|| tokens(&variant.fields), |(_, wire)| format!(" = {wire}"));
                    format!("    {}{wire}{}", variant.ident, deprecated(&variant.attrs))
                }));
            }
            _ => {}
        }
    }
    lines.join("\n")
}

/// The impl blocks of a type.
fn impls<'a>(name: &str, items: &'a [Item]) -> Vec<&'a ItemImpl> {
    let of = |item: &'a Item| match item {
        Item::Impl(one) if shown(&one.self_ty) == name => Some(one),
        _ => None,
    };
    items.iter().filter_map(of).collect()
}

/// What travels, then `new`, then each field with its name on the wire and its setter.
fn structure(fields: &Fields, impls: &[&ItemImpl]) -> Vec<String> {
    let mut lines = wire(impls);
    let methods = impls.iter().filter(|one| one.trait_.is_none()).flat_map(|one| &one.items);
    let methods: Vec<_> = methods
        .filter_map(|item| match item {
            ImplItem::Fn(method) if is_public(&method.vis) => Some(method),
            _ => None,
        })
        .collect();
    let field_names: Vec<String> =
        fields.iter().filter_map(|field| field.ident.as_ref()).map(ToString::to_string).collect();
    for method in &methods {
        let name = method.sig.ident.to_string();
        if !field_names.contains(&name) {
            lines.push(format!("fn {name}({}){}", arguments(&method.sig), deprecated(&method.attrs)));
        }
    }
    let wires = if implements_any(impls, "ResponseHeaders") { read(impls) } else { written(impls) };
    // Every model has `unknown_fields`: to say so each time would tell nothing.
    for field in
        fields.iter().filter(|field| is_public(&field.vis) && shown(&field.ty) != "rt::UnknownFields")
    {
        let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        let wire = wires.iter().find(|(of, _)| *of == name);
        let wire = wire.map_or(String::new(), |(_, wire)| format!(" = {wire}"));
        let setter = methods.iter().find(|method| method.sig.ident == name);
        let setter =
            setter.map_or(String::new(), |method| format!(", set by {}", parameter_types(&method.sig)));
        lines.push(format!("{name}: {}{wire}{setter}{}", shown(&field.ty), deprecated(&field.attrs)));
    }
    lines
}

/// The request and the answer of an operation, out of the statements that make the one and the types of the other.
fn wire(impls: &[&ItemImpl]) -> Vec<String> {
    let Some(operation) = impls.iter().find(|one| implements(one, "Operation")) else { return Vec::new() };
    let mut info = Vec::new();
    let mut answer = Vec::new();
    let mut lines = Vec::new();
    for item in &operation.items {
        match item {
            ImplItem::Const(one) => info = constants(&one.expr),
            ImplItem::Type(one) => answer.push(shown(&one.ty)),
            ImplItem::Fn(one) => lines = request(&one.block.stmts),
            _ => {}
        }
    }
    let fact = |name: &str| info.iter().find(|(of, _)| of == name).map_or("", |(_, value)| value.as_str());
    if let Some(first) = lines.first_mut() {
        *first = format!("{} {first}", fact("method").trim_start_matches("rt::Method::"));
    }
    lines.push(format!("{} -> {}", fact("success"), answer.join(", ")));
    lines.push(format!("security {}", fact("security")));
    let version = fact("api_version").trim_matches('"');
    lines.iter().map(|line| line.replace("Self::INFO.api_version", version)).collect()
}

/// The fields of a struct expression.
fn constants(expression: &Expr) -> Vec<(String, String)> {
    let Expr::Struct(one) = expression else { return Vec::new() };
    one.fields.iter().map(|field| (tokens(&field.member), tokens(&field.expr))).collect()
}

/// One line for the path and one for every other part of a request.
fn request(statements: &[Stmt]) -> Vec<String> {
    let mut path = String::new();
    let mut lines = Vec::new();
    for statement in statements {
        let Stmt::Expr(Expr::MethodCall(call), _) = statement else { continue };
        let mut arguments = call.args.iter().map(text_of);
        let name = arguments.next().unwrap_or_default();
        let value = arguments.next().unwrap_or_default();
        match call.method.to_string().as_str() {
            "literal" => path.push_str(&name),
            "path" => path.extend(["{", name.as_str(), "}"]),
            "query" => lines.push(format!("?{name}={value}")),
            "header" => lines.push(format!("{name}: {value}")),
            "json" => lines.push(format!("{name} {value}")),
            "empty" => {}
            other => lines.push(format!("{other} {name} {value}")),
        }
    }
    lines.insert(0, path);
    lines
}

/// The fields of a model with their names on the wire.
fn written(impls: &[&ItemImpl]) -> Vec<(String, String)> {
    let model = impls.iter().filter(|one| implements(one, "Model")).flat_map(|one| &one.items);
    let statements = model.filter_map(|item| match item {
        ImplItem::Fn(method) if method.sig.ident == "write" => Some(&method.block.stmts),
        _ => None,
    });
    let calls = statements.flatten().filter_map(|statement| match statement {
        Stmt::Expr(Expr::Try(one), _) => Some(&one.expr),
        _ => None,
    });
    let calls = calls.filter_map(|call| match &**call {
        Expr::Call(call) => Some((text_of(&call.args[2]), tokens(&call.args[1]))),
        _ => None,
    });
    calls.map(|(field, wire)| (field.trim_start_matches("self.").to_owned(), wire)).collect()
}

/// The response headers with their names on the wire.
fn read(impls: &[&ItemImpl]) -> Vec<(String, String)> {
    let headers = impls.iter().filter(|one| implements(one, "ResponseHeaders")).flat_map(|one| &one.items);
    let values = headers.filter_map(|item| match item {
        ImplItem::Fn(method) => method.block.stmts.last(),
        _ => None,
    });
    let values = values.filter_map(|value| match value {
        Stmt::Expr(Expr::Struct(one), None) => Some(&one.fields),
        _ => None,
    });
    let calls = values.flatten().filter_map(|field| match &field.expr {
        Expr::Call(call) => Some((tokens(&field.member), tokens(call.args.last()?))),
        _ => None,
    });
    calls.collect()
}

/// The variants of an enum with their texts.
fn spellings(impls: &[&ItemImpl]) -> Vec<(String, String)> {
    let texts = impls.iter().filter(|one| implements(one, "OpenEnum")).flat_map(|one| &one.items);
    let bodies = texts.filter_map(|item| match item {
        ImplItem::Fn(method) if method.sig.ident == "as_str" => method.block.stmts.first(),
        _ => None,
    });
    let arms = bodies.filter_map(|body| match body {
        Stmt::Expr(Expr::Match(one), _) => Some(&one.arms),
        _ => None,
    });
    let literal = arms.flatten().filter(|arm| matches!(arm.pat, Pat::Path(_)));
    literal.map(|arm| (tokens(&arm.pat).trim_start_matches("Self::").to_owned(), tokens(&arm.body))).collect()
}

fn implements(one: &ItemImpl, name: &str) -> bool {
    let path = one.trait_.as_ref().and_then(|(path, _)| path.segments.last());
    path.is_some_and(|last| last.ident == name)
}

fn implements_any(impls: &[&ItemImpl], name: &str) -> bool {
    impls.iter().any(|one| implements(one, name))
}

fn arguments(signature: &syn::Signature) -> String {
    let arguments = signature.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(one) => Some(format!("{}: {}", tokens(&one.pat), shown(&one.ty))),
        FnArg::Receiver(_) => None,
    });
    arguments.collect::<Vec<_>>().join(", ")
}

fn parameter_types(signature: &syn::Signature) -> String {
    let types = signature.inputs.iter().filter_map(|argument| match argument {
        FnArg::Typed(one) => Some(shown(&one.ty)),
        FnArg::Receiver(_) => None,
    });
    types.collect::<Vec<_>>().join(", ")
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn deprecated(attributes: &[syn::Attribute]) -> &'static str {
    if attributes.iter().any(|attribute| attribute.path().is_ident("deprecated")) {
        " (deprecated)"
    } else {
        ""
    }
}

/// The text of a literal; of anything else its tokens, without a leading `&`.
fn text_of(expression: &Expr) -> String {
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
fn tokens(tree: &impl ToTokens) -> String {
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

fn shown(ty: &Type) -> String {
    on_one_line(&prettyplease::unparse(&parse_quote!(type X = #ty;)), "type X = ")
}

fn on_one_line(printed: &str, head: &str) -> String {
    let line = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    line.trim_start_matches(head.trim_end()).trim_start().trim_end_matches(';').to_owned()
}
