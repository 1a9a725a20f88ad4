//! What a consumer sees of each service, and what travels for it: one line each, to be read before the code itself.

mod limits;
mod show;
mod wire;

use std::path::Path;

use codegen::{Style, generate, render};
use syn::{Expr, Fields, ImplItem, Item, ItemImpl, Pat, Stmt};
use tests::{fixtures, root, text};

use show::{
    arguments, bare, deprecated, implements, is_public, method, parameter_types, shown, text_of, tokens,
};

fn snapshots() -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/surface");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind_to_scope()
}

#[test]
fn each_service_shows_its_surface() {
    let source = root().join("generated/src");
    let _snapshots = snapshots();
    let library = parse(&text(&source.join("lib.rs")));
    let services = modules(&library);
    assert!(!services.is_empty(), "run `cargo xtask codegen`");
    for service in services {
        let outline = service_outline(&service, |path| text(&source.join(path)));
        insta::assert_snapshot!(service, outline);
    }
}

/// What no service may happen to have is seen here.
#[test]
fn what_is_versioned_limited_or_avoided_is_seen() {
    let sources = fixtures::sources().unwrap();
    let files = generate(&sources, &fixtures::options())
        .unwrap_or_else(|problems| panic!("{}", render(&problems, &sources, Style::Plain)));
    let _snapshots = snapshots();
    for name in ["avoided_paths", "limits", "long_running", "optional_path", "read_only", "rules", "versions"]
    {
        let code = files.get(&format!("fixtures/features/{name}.rs")).expect("the fixture is there");
        insta::assert_snapshot!(format!("features.{name}"), module(name, &parse(code)));
    }
}

/// The outline of a service, whose files are read by their paths.
fn service_outline(service: &str, read: impl Fn(&Path) -> String) -> String {
    let folder = Path::new(service);
    let root = parse(&read(&folder.join("mod.rs")));
    let mut outline = module(service, &root);
    for resource in modules(&root) {
        outline.push_str("\n\n");
        let file = read(&folder.join(format!("{resource}.rs")));
        outline.push_str(&module(&format!("{service}::{resource}"), &parse(&file)));
    }
    outline
}

fn parse(code: &str) -> Vec<Item> {
    let file = syn::parse_file(code);
    file.unwrap_or_else(|error| panic!("{error}:\n{code}")).items
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
                let impls = impls(&one.ident.to_string(), items);
                let (wires, limits) = (spellings(&impls), limits::of_variants(&impls));
                lines.extend(one.variants.iter().map(|variant| {
                    let wire = wires.iter().find(|(of, _)| variant.ident == of);
                    let wire = wire.map_or_else(|| tokens(&variant.fields), |(_, wire)| format!(" = {wire}"));
                    let remark = limits::remark(&variant.ident.to_string(), &limits, &variant.attrs);
                    format!("    {}{wire}{remark}{}", variant.ident, deprecated(&variant.attrs))
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
    let mut lines = wire::lines(impls);
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
    lines.extend(limits::rules(impls));
    let limits = limits::of_fields(impls);
    let wires = read(impls).into_iter().chain(written(impls)).collect::<Vec<_>>();
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
        let remarks = limits::remark(&name, &limits, &field.attrs) + deprecated(&field.attrs);
        lines.push(format!("{name}: {}{wire}{setter}{remarks}", shown(&field.ty)));
    }
    lines
}

/// The fields of a model with their names on the wire.
fn written(impls: &[&ItemImpl]) -> Vec<(String, String)> {
    let calls = method(impls, "write").iter().filter_map(|statement| match statement {
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
    let headers: Vec<_> = impls.iter().copied().filter(|one| implements(one, "ResponseHeaders")).collect();
    let values = method(&headers, "read").last().and_then(|value| match value {
        Stmt::Expr(Expr::Struct(one), None) => Some(&one.fields),
        _ => None,
    });
    let calls = values.into_iter().flatten().filter_map(|field| match &field.expr {
        Expr::Call(call) => Some((tokens(&field.member), tokens(call.args.last()?))),
        _ => None,
    });
    calls.collect()
}

/// The variants of an enum with their texts.
fn spellings(impls: &[&ItemImpl]) -> Vec<(String, String)> {
    let enums: Vec<_> = impls.iter().copied().filter(|one| implements(one, "OpenEnum")).collect();
    let arms = method(&enums, "as_str").iter().filter_map(|statement| match statement {
        Stmt::Expr(Expr::Match(one), _) => Some(&one.arms),
        _ => None,
    });
    let literal = arms.flatten().filter(|arm| matches!(arm.pat, Pat::Path(_)));
    literal
        .map(|arm| (tokens(&arm.pat).trim_start_matches("Self::").to_owned(), tokens(bare(&arm.body))))
        .collect()
}
