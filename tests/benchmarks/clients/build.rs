//! Generates progenitor's client of the operation, from an OpenAPI description that it takes.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

use progenitor::{GenerationSettings, Generator, InterfaceStyle};

const DESCRIPTION: &str = "fixtures/delete-certificate.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DESCRIPTION}");
    let description: openapiv3::OpenAPI = serde_json::from_str(&fs::read_to_string(DESCRIPTION)?)?;
    let mut settings = GenerationSettings::default();
    // The one way to see a request that is not sent is a hook that stops it.
    settings.with_interface(InterfaceStyle::Positional);
    settings.with_pre_hook_async("crate::by_progenitor::before".parse()?);
    settings.with_inner_type("crate::by_progenitor::Sending".parse()?);
    let tokens = Generator::new(&settings).generate_tokens(&description)?;
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("progenitor.rs"), text)?;
    Ok(())
}
