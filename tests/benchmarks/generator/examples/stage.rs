//! One stage of one size, once, for tools that count instructions:
//! `valgrind --tool=callgrind <this program> 104 load`.

use std::env;
use std::hint::black_box;

use codegen::{Options, Problems, generate, spec};
use generator::{floor, synthetic};

fn main() {
    let mut arguments = env::args().skip(1);
    let operations = arguments.next().and_then(|size| size.parse().ok()).unwrap_or(104);
    let stage = arguments.next().unwrap_or_default();
    let good = synthetic::sources(operations);
    // The floor needs an output to begin with: take away what `all` costs.
    match stage.as_str() {
        "specs" => drop(black_box(good)),
        "load" => drop(black_box(spec::load(&good, &mut Problems::default()))),
        "lower" => drop(black_box(generate(&synthetic::refused(operations), &Options::default()))),
        "all" => drop(black_box(generate(&good, &Options::default()))),
        "floor" => {
            let files = generate(&good, &Options::default()).expect("the specs are without fault");
            black_box(
                files
                    .iter()
                    .filter(|(path, _)| path.ends_with(".rs"))
                    .map(|(_, text)| floor(text))
                    .sum::<usize>(),
            );
        }
        _ => eprintln!("stage <operations> specs|load|lower|all|floor"),
    }
}
