//! What limits values: in brackets what the code holds them against, in parentheses what the docs alone say.

use syn::{Attribute, Expr, ExprMethodCall, ItemImpl, Pat, Stmt};

use super::show::{bare, docs, implements, method, text_of, tokens};

/// The limits of fields, by the fields' names.
pub fn of_fields(impls: &[&ItemImpl]) -> Vec<(String, Vec<String>)> {
    let fields = calls(impls).filter(|call| call.method == "field").filter_map(|call| {
        let field = text_of(call.args.get(1)?).trim_start_matches("self.").to_owned();
        Some((field, words(call.args.get(2)?)))
    });
    fields.collect()
}

/// The limits of an enum's values, by the variants' names.
pub fn of_variants(impls: &[&ItemImpl]) -> Vec<(String, Vec<String>)> {
    let enums: Vec<_> = impls.iter().copied().filter(|one| implements(one, "OpenEnum")).collect();
    let arms = method(&enums, "limits").iter().filter_map(|statement| match statement {
        Stmt::Expr(Expr::Match(one), _) => Some(&one.arms),
        _ => None,
    });
    let known = arms.flatten().filter(|arm| matches!(arm.pat, Pat::Path(_)));
    known.map(|arm| (tokens(&arm.pat).trim_start_matches("Self::").to_owned(), words(&arm.body))).collect()
}

/// What one field says about another, a line each.
pub fn rules(impls: &[&ItemImpl]) -> Vec<String> {
    let rules = calls(impls).filter_map(|call| {
        let texts: Vec<String> = call.args.iter().map(text_of).collect();
        match (call.method.to_string().as_str(), texts.as_slice()) {
            ("absent_if", [field, _, condition, _, equals]) => {
                Some(format!("rule: no {field} if {condition} is {equals}"))
            }
            ("at_most", [field, _, times, of, _]) => Some(format!("rule: {field} <= {times} * {of}")),
            _ => None,
        }
    });
    rules.collect()
}

/// The remark on a field or variant of this name.
pub fn remark(name: &str, limits: &[(String, Vec<String>)], attributes: &[Attribute]) -> String {
    let enforced = limits.iter().find(|(of, _)| of == name).map_or(&[][..], |(_, words)| words);
    let told: Vec<_> = told(attributes).into_iter().filter(|word| !enforced.contains(word)).collect();
    let enforced = if enforced.is_empty() { String::new() } else { format!(" [{}]", enforced.join(", ")) };
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
    enforced + &told
}

/// The calls of a type's `check`.
fn calls<'a>(impls: &[&'a ItemImpl]) -> impl Iterator<Item = &'a ExprMethodCall> {
    method(impls, "check").iter().filter_map(|statement| match statement {
        Stmt::Expr(Expr::MethodCall(call), _) => Some(call),
        _ => None,
    })
}

/// `&[rt::Limit::Minimum(1), rt::Limit::Maximum(9)]` as `>= 1` and `<= 9`.
fn words(limits: &Expr) -> Vec<String> {
    let Expr::Reference(reference) = bare(limits) else { return vec![tokens(limits)] };
    let Expr::Array(array) = &*reference.expr else { return vec![tokens(limits)] };
    array.elems.iter().map(word).collect()
}

fn word(limit: &Expr) -> String {
    let Expr::Call(call) = limit else { return tokens(limit) };
    let value = call.args.first().map(text_of).unwrap_or_default();
    match tokens(&call.func).trim_start_matches("rt::Limit::") {
        "Minimum" => format!(">= {value}"),
        "Maximum" => format!("<= {value}"),
        "MinLength" => format!(">= {value} chars"),
        "MaxLength" => format!("<= {value} chars"),
        "Pattern" => format!("/{value}/"),
        "Const" => format!("only {value}"),
        "Since" => format!("since {value}"),
        "Until" => format!("until {value}"),
        other => format!("{other}({value})"),
    }
}

/// The versions that the docs of a field or variant speak of.
fn told(attributes: &[Attribute]) -> Vec<String> {
    let lines = docs(attributes);
    let find = |start: &str, word: &str| {
        let rest = lines.iter().find_map(|line| line.split_once(start))?.1;
        let version = rest.split(' ').next().unwrap_or_default();
        Some(format!("{word} {}", version.trim_end_matches('.')))
    };
    let versions = [find("Since api-version ", "since"), find("Last in api-version ", "until")];
    versions.into_iter().flatten().collect()
}
