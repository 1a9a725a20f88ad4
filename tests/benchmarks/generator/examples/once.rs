//! Generates once.
use codegen::*;
fn main() {
    let n: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let s = generator::synthetic::sources(n);
    let t = std::time::Instant::now();
    match generate(&s, &Options::default()) {
        Ok(f) => println!(
            "{} files {} lines {:?}",
            f.iter().count(),
            f.iter().map(|(_, t)| t.lines().count()).sum::<usize>(),
            t.elapsed()
        ),
        Err(p) => {
            println!("{:?}", t.elapsed());
            let r = render(&p, &s, Style::Plain);
            println!("{}", &r[..r.len().min(6000)])
        }
    }
}
