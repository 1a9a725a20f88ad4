//! Generates once.
use codegen::*;
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let s = generator::synthetic::sources(n);
    let mode = std::env::args().nth(2).unwrap_or_default();
    if mode == "load" {
        std::hint::black_box(spec::load(&s, &mut Problems::default()));
        return;
    }
    if mode == "lower" {
        std::hint::black_box(generate(&generator::synthetic::refused(n), &Options::default()).is_err());
        return;
    }
    let t = std::time::Instant::now();
    let f = generate(&s, &Options::default()).unwrap();
    println!(
        "{} files {} lines {:?}",
        f.iter().count(),
        f.iter().map(|(_, t)| t.lines().count()).sum::<usize>(),
        t.elapsed()
    );
    if mode == "floor" || mode == "plain" {
        for (p, t) in f.iter().filter(|(p, _)| p.ends_with(".rs")) {
            let _ = p;
            let t = if mode == "plain" {
                t.lines()
                    .filter(|l| !l.trim_start().starts_with("///") && !l.trim_start().starts_with("//!"))
                    .collect::<Vec<_>>()
                    .join("\n")
            } else {
                t.to_owned()
            };
            std::hint::black_box(prettyplease::unparse(&syn::parse_file(&t).unwrap()));
        }
    }
}
