//! Writes the specs of one large service with every feature of the language, to see how the generator grows:
//! `cargo run -p tests --example synthetic -- FOLDER RESOURCES OPERATIONS`, then `cargo xtask codegen --root FOLDER`.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

use tests::specimen::renamed::generate_renamed;
use tests::specimen::{Service, Size};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [folder, resources, operations] = arguments.as_slice() else {
        return Err("say where to, how many resources, and how many operations of each".into());
    };
    let size = Size { resources: resources.parse()?, operations: operations.parse()? };
    let (_, sources) = generate_renamed(&mut [Service::new("synthetic", 1, size)]);
    for (_, source) in sources.iter() {
        let path = Path::new(folder).join(&source.path);
        fs::create_dir_all(path.parent().ok_or("a spec is in a folder")?)?;
        fs::write(path, source.bytes())?;
    }
    Ok(())
}
