//! One file with all its mutants: each function becomes a `match` whose arms are that function, changed in one place.

use std::collections::BTreeMap;
use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::Fault;
use crate::list::{Mutant, offset};

/// A text, and which of its lines are which mutant.
#[derive(Debug, Default)]
pub struct Rewritten {
    pub text: String,
    pub lines: BTreeMap<usize, u32>,
    line: usize,
}

/// A function that has mutants.
struct Function<'a> {
    /// What stands between its outer braces.
    body: Range<usize>,
    /// What each arm is wrapped in, where the return type is `impl` and so would be another in each arm.
    wrap: Option<(String, String)>,
    mutants: Vec<&'a Mutant>,
}

/// Puts mutants of a file into its text, where a function can ask which arm to take.
///
/// # Errors
///
/// When the text is no Rust, or has no such functions.
pub fn rewrite(text: &str, mutants: &[&Mutant]) -> Result<Rewritten, Fault> {
    let bodies = bodies(text)?;
    let mut functions: BTreeMap<usize, Function<'_>> = BTreeMap::new();
    for mutant in mutants {
        let Some(own) = &mutant.function else { continue };
        let body = bodies.get(&own.end).ok_or_else(|| format!("no function: {}", mutant.name))?;
        if !body.fixed {
            let new = || Function { body: body.range.clone(), wrap: body.wrap.clone(), mutants: Vec::new() };
            functions.entry(body.range.start).or_insert_with(new).mutants.push(mutant);
        }
    }
    let mut rewritten = Rewritten { line: 1, ..Rewritten::default() };
    let functions: Vec<_> = functions.into_values().collect();
    rewritten.push_range(text, 0..text.len(), &functions);
    Ok(rewritten)
}

impl Rewritten {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.line += text.matches('\n').count();
    }

    /// A part of the text, with the functions in it.
    fn push_range(&mut self, text: &str, range: Range<usize>, functions: &[Function<'_>]) {
        let mut at = range.start;
        for (index, function) in functions.iter().enumerate() {
            if function.body.start < at || function.body.end > range.end {
                continue;
            }
            self.push(&text[at..function.body.start]);
            self.push_function(text, function, &functions[index + 1..]);
            at = function.body.end;
        }
        self.push(&text[at..range.end]);
    }

    fn push_function(&mut self, text: &str, function: &Function<'_>, within: &[Function<'_>]) {
        let (before, after) = function.wrap.as_ref().map_or(("", ""), |(before, after)| (before, after));
        let number = function.mutants.first().map_or(0, |mutant| mutant.first);
        self.push(&format!("\nmatch crate::mutant::on({number}) {{\n"));
        for mutant in &function.mutants {
            let first = self.line;
            let (body, span) = (&function.body, &mutant.span);
            self.push(&format!("{} => {before}{{", mutant.id));
            self.push(&text[body.start..span.start]);
            self.push(&format!(" {} ", mutant.replacement));
            self.push(&text[span.end..body.end]);
            self.push(&format!("\n}}{after},\n"));
            self.lines.extend((first..self.line).map(|line| (line, mutant.id)));
        }
        self.push(&format!("_ => {before}{{"));
        self.push_range(text, function.body.clone(), within);
        self.push(&format!("\n}}{after},\n}}\n"));
    }
}

#[derive(Debug)]
struct Body {
    range: Range<usize>,
    /// It cannot ask at run time which arm to take.
    fixed: bool,
    wrap: Option<(String, String)>,
}

/// The bodies of all functions, by where these end.
fn bodies(text: &str) -> Result<BTreeMap<usize, Body>, Fault> {
    let mut finder = Finder { text, bodies: BTreeMap::new() };
    finder.visit_file(&syn::parse_file(text)?);
    Ok(finder.bodies)
}

struct Finder<'a> {
    text: &'a str,
    bodies: BTreeMap<usize, Body>,
}

impl Finder<'_> {
    fn add(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let Some(block) = bytes(self.text, block) else { return };
        let wrap = wrap(self.text, &signature.output);
        // What a box captures of several lifetimes has no name.
        let unboxable = wrap.is_some() && signature.generics.lifetimes().next().is_some();
        let fixed = signature.constness.is_some() || unboxable;
        let body = Body { range: block.start + 1..block.end - 1, fixed, wrap };
        self.bodies.insert(block.end, body);
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.add(&function.sig, block);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

/// The box that makes one type of the arms of a function that returns `impl`.
fn wrap(text: &str, output: &syn::ReturnType) -> Option<(String, String)> {
    let syn::ReturnType::Type(_, output) = output else { return None };
    let syn::Type::ImplTrait(output) = &**output else { return None };
    let bounds = &text[bytes(text, &output.bounds)?];
    Some(if bounds.starts_with("Future") || bounds.starts_with("Stream") {
        ("Box::pin(".to_owned(), format!(") as std::pin::Pin<Box<dyn {bounds} + Send + '_>>"))
    } else {
        ("Box::new(".to_owned(), format!(") as Box<dyn {bounds} + '_>"))
    })
}

fn bytes(text: &str, node: &impl Spanned) -> Option<Range<usize>> {
    let span = node.span();
    let at = |place: proc_macro2::LineColumn| offset(text, place.line, place.column);
    Some(at(span.start())?..at(span.end())?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::rewrite;
    use crate::list::Mutant;

    const TEXT: &str = "fn outer(a: u8) -> bool {\n    fn inner() -> u8 { 1 }\n    a == inner()\n}\n";

    fn mutant(id: u32, first: u32, function: &str, span: &str, replacement: &str) -> Mutant {
        let range = |part: &str| TEXT.find(part).map(|at| at..at + part.len()).expect("a part of the text");
        Mutant {
            id,
            first,
            name: String::new(),
            key: String::new(),
            file: String::new(),
            function: Some(range(function)),
            span: range(span),
            replacement: replacement.to_owned(),
        }
    }

    #[test]
    fn each_arm_is_the_function_changed_in_one_place() {
        let outer = TEXT.trim_end();
        let inner = "fn inner() -> u8 { 1 }";
        let mutants = [
            mutant(1, 1, outer, "==", "!="),
            mutant(2, 2, inner, "1", "0"),
            mutant(3, 1, outer, "inner()\n", "2"),
        ];
        let rewritten = rewrite(TEXT, &mutants.iter().collect::<Vec<_>>()).expect("it is Rust");
        let text = rewritten.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(
            text,
            "fn outer(a: u8) -> bool { match crate::mutant::on(1) { \
             1 => { fn inner() -> u8 { 1 } a != inner() }, \
             3 => { fn inner() -> u8 { 1 } a == 2 }, \
             _ => { fn inner() -> u8 { match crate::mutant::on(2) { 2 => { 0 }, _ => { 1 }, } } a == inner() }, } }"
        );
        let known: BTreeSet<u32> = rewritten.lines.values().copied().collect();
        assert_eq!(known, [1, 2, 3].into());
        assert!(syn::parse_file(&rewritten.text).is_ok());
    }

    #[test]
    fn what_cannot_ask_stays_as_it_is() {
        let text = TEXT.replace("fn inner", "const fn inner");
        let inner = "const fn inner() -> u8 { 1 }";
        let at = text.find(inner).expect("a part of the text");
        let mut one = mutant(1, 1, "inner", "1", "0");
        one.function = Some(at..at + inner.len());
        one.span = at + inner.len() - 3..at + inner.len() - 2;
        assert!(!rewrite(&text, &[&one]).expect("it is Rust").text.contains("match"));
    }
}
