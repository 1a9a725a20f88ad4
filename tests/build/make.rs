//! Finds all types of a generated library, and writes what makes values of them and what visits each operation.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use quote::{ToTokens, quote};
use syn::{Field, GenericArgument, Item, ItemImpl, ItemStruct, PathArguments, Type};

use crate::{folders, name};

/// The modules of the services that are generated into a folder and found below `root` when they are compiled; in each
/// one an `impl Make` for each type, and behind them `each`, which visits all operations.
pub fn makers(generated: &Path, root: &str) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    let mut operations = Vec::new();
    for service in folders(generated)? {
        let service_name = name(&service);
        let (impls, _) = impls(&service.join("mod.rs"))?;
        let head = "#[allow(unused_imports)] use {super::rt, crate::make::{Make, Source}};";
        writeln!(text, "mod {service_name} {{ pub use {root}::{service_name}::*; {head} {impls}")?;
        for entry in fs::read_dir(&service)? {
            let path = entry?.path();
            let resource = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            if path.extension().is_none_or(|extension| extension != "rs") || resource == "mod" {
                continue;
            }
            let (impls, found) = self::impls(&path)?;
            writeln!(
                text,
                "pub mod {resource} {{ pub use {root}::{service_name}::{resource}::*; {head} {impls} }}"
            )?;
            let service = format!("{root}::{service_name}::SERVICE");
            operations.extend(
                found
                    .iter()
                    .map(|one| format!("visitor.visit::<{service_name}::{resource}::{one}>(&{service});")),
            );
        }
        text.push_str("}\n");
    }
    operations.sort();
    writeln!(text, "pub fn each(visitor: &mut impl crate::Visitor) {{ {} }}", operations.join("\n"))?;
    Ok(text)
}

/// An `impl Make` for each type of a file, and the names of those that are operations.
fn impls(path: &Path) -> Result<(String, Vec<String>), Box<dyn Error>> {
    let file = syn::parse_file(&fs::read_to_string(path)?)?;
    let mut text = String::new();
    let mut operations = Vec::new();
    for item in &file.items {
        let Item::Impl(ItemImpl { trait_: Some((of, _)), self_ty, .. }) = item else { continue };
        let of = of.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let ty = self_ty.to_token_stream();
        let declared = file.items.iter().find_map(|item| match item {
            Item::Struct(declared) if declared.ident == ty.to_string() => Some(declared),
            _ => None,
        });
        let blank = match (of.as_str(), declared) {
            ("Operation", Some(declared)) => {
                operations.push(ty.to_string());
                let required =
                    declared.fields.iter().filter(|field| is_required(field)).map(|field| &field.ty);
                quote!(Self::new(#(from.make::<#required>()),*))
            }
            ("Model", _) => quote!(<Self as rt::Model>::blank()),
            ("ResponseHeaders", _) => quote!(Self::default()),
            ("OpenEnum", _) => {
                let make = quote!(from.one_of(&Self::known().collect::<Vec<_>>()));
                writeln!(
                    text,
                    "{}",
                    quote!(impl Make for #ty { fn make(from: &mut Source) -> Self { #make } })
                )?;
                continue;
            }
            _ => continue,
        };
        text.push_str(&of_struct(declared.ok_or("an impl without its struct")?, &blank).to_string());
    }
    Ok((text, operations))
}

/// Sets each field of what is there before.
fn of_struct(declared: &ItemStruct, blank: &impl ToTokens) -> impl ToTokens + std::fmt::Display {
    let name = &declared.ident;
    let fields = declared.fields.iter().map(|field| &field.ident);
    quote! {
        impl Make for #name {
            #[allow(unused_mut, unused_variables)]
            fn make(from: &mut Source) -> Self {
                from.within(|from| {
                    let mut made = #blank;
                    #(made.#fields = from.make();)*
                    made
                })
            }
        }
    }
}

/// Whether `new` takes the field.
fn is_required(field: &Field) -> bool {
    let Type::Path(path) = &field.ty else { return true };
    let Some(last) = path.path.segments.last() else { return true };
    let of_one = matches!(&last.arguments, PathArguments::AngleBracketed(of)
        if matches!(of.args.first(), Some(GenericArgument::Type(_))));
    !(of_one && (last.ident == "Option" || last.ident == "Nullable"))
}
