//! What travels for an operation: out of the statements that make its request, the types of its answer, and what tells
//! its end.

use syn::{Expr, ImplItem, ItemImpl, Stmt};

use super::show::{implements, shown, text_of, tokens};

/// The request and the answer of an operation, a line each part; nothing of what is none.
pub fn lines(impls: &[&ItemImpl]) -> Vec<String> {
    let Some(operation) = impls.iter().find(|one| implements(one, "Operation")) else { return Vec::new() };
    let mut info = Vec::new();
    let mut answer = Vec::new();
    let mut request = Request::default();
    for item in &operation.items {
        match item {
            ImplItem::Const(one) => info = constants(&one.expr),
            ImplItem::Type(one) => answer.push(shown(&one.ty)),
            ImplItem::Fn(one) if one.sig.ident == "request" => request = read(&one.block.stmts),
            _ => {}
        }
    }
    let fact = |name: &str| info.iter().find(|(of, _)| of == name).map_or("", |(_, value)| value.as_str());
    let method = fact("method").trim_start_matches("rt::Method::");
    let mut lines = vec![format!("{method} {}", request.path)];
    let lifespan = [("since", fact("since")), ("until", fact("until"))];
    let lifespan: Vec<_> = lifespan
        .iter()
        .filter_map(|(word, value)| {
            Some(format!("{word} {}", value.strip_prefix("Some(\"")?.strip_suffix("\")")?))
        })
        .collect();
    if !lifespan.is_empty() {
        lines.push(lifespan.join(", "));
    }
    lines.extend(request.parts);
    lines.push(format!("{} -> {}", fact("success"), answer.join(", ")));
    lines.push(format!("security {}", fact("security")));
    lines.extend(end(impls));
    lines
}

/// What tells the end of a long operation, and what calls it off.
fn end(impls: &[&ItemImpl]) -> Option<String> {
    let long = impls.iter().filter(|one| implements(one, "LongRunning") || implements(one, "Cancel"));
    let mut lines = Vec::new();
    for item in long.flat_map(|one| &one.items) {
        match item {
            ImplItem::Type(one) if one.ident == "Outcome" => {
                lines.push(format!("ends with {}", shown(&one.ty)));
            }
            ImplItem::Const(one) => lines.extend(constants(&one.expr).into_iter().map(|(name, value)| {
                format!("{} {}", name.replace('_', " "), value.replace("rt::poll::Phase::", ""))
            })),
            ImplItem::Fn(one) => {
                let value = one.block.stmts.last().map(tokens).unwrap_or_default();
                lines.push(format!("{}: {value}", one.sig.ident));
            }
            _ => {}
        }
    }
    (!lines.is_empty()).then(|| format!("long-running\n        {}", lines.join("\n        ")))
}

/// The fields of a struct expression.
fn constants(expression: &Expr) -> Vec<(String, String)> {
    let Expr::Struct(one) = expression else { return Vec::new() };
    one.fields.iter().map(|field| (tokens(&field.member), tokens(&field.expr))).collect()
}

/// A request as it is built.
#[derive(Default)]
struct Request {
    /// With its variables; one that may be left out has a `?`.
    path: String,
    /// One line for every other part.
    parts: Vec<String>,
}

fn read(statements: &[Stmt]) -> Request {
    let mut request = Request::default();
    for statement in statements {
        let Stmt::Expr(Expr::MethodCall(call), _) = statement else { continue };
        let mut arguments = call.args.iter().map(text_of);
        let name = arguments.next().unwrap_or_default();
        let value = arguments.next().unwrap_or_default();
        match call.method.to_string().as_str() {
            "literal" => request.path.push_str(&name),
            "path" => request.path.extend(["{", name.as_str(), "}"]),
            "optional_path" => request.path.extend(["{", name.as_str(), "?}"]),
            "avoid" => request.parts.push(format!("not {name}")),
            "query" => request.parts.push(format!("?{name}={value}")),
            "api_version" => request.parts.push(format!("?{name}")),
            "header" => request.parts.push(format!("{name}: {value}")),
            "check" => request.parts.push("checks versions".to_owned()),
            "json" => request.parts.push(format!("{name} {value}")),
            "empty" => {}
            other => request.parts.push(format!("{other} {name} {value}")),
        }
    }
    request
}
