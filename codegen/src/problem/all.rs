//! All problems of a run: kept in order, none twice, and no more of a file than anybody reads.

use std::collections::{BTreeMap, BTreeSet};

use super::{FileId, Kind, Place, Problem};

/// The most problems of a file that are kept; the rest are counted.
const MAX_KEPT: usize = 1000;

/// All problems of a run, in the order of their files and places, none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    sorted: BTreeSet<Problem>,
    /// How many of each file are kept.
    kept: BTreeMap<FileId, usize>,
    /// How many more there were.
    dropped: usize,
}

impl Problems {
    /// Adds a problem, unless the very same one is there.
    pub fn push(&mut self, problem: Problem) {
        self.push_with(problem.place.file, || problem);
    }

    /// Adds a problem of a file that takes long to put into words: a file of noise would have thousands of them, which
    /// nobody reads.
    pub fn push_with(&mut self, file: FileId, problem: impl FnOnce() -> Problem) {
        let kept = self.kept.entry(file).or_default();
        if *kept == MAX_KEPT {
            self.dropped += 1;
        } else if self.sorted.insert(problem().shortened()) {
            *kept += 1;
        }
    }

    /// Adds the problems of another file.
    pub(crate) fn absorb(&mut self, other: Self) {
        let Self { sorted, kept, dropped } = other;
        self.sorted.extend(sorted);
        for (file, count) in kept {
            *self.kept.entry(file).or_default() += count;
        }
        self.dropped += dropped;
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }

    /// How many there are, those included of which a file has so many that they are only counted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sorted.len() + self.dropped
    }

    /// The problems of one file, by place.
    pub(crate) fn of_file(&self, file: FileId) -> impl Iterator<Item = &Problem> {
        self.from(Place { file, start: 0, end: 0 }).take_while(move |problem| problem.place.file == file)
    }

    /// Whether there is a problem of this kind at this very place.
    pub(crate) fn is_at(&self, place: Place, kind: Kind) -> bool {
        self.from(place).take_while(|problem| problem.place == place).any(|problem| problem.kind == kind)
    }

    fn from(&self, place: Place) -> impl Iterator<Item = &Problem> {
        self.sorted.range(Problem::new(Kind::ALL[0], place, "")..)
    }

    /// The problems by file, then by place.
    pub fn iter(&self) -> std::collections::btree_set::Iter<'_, Problem> {
        self.sorted.iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::collections::btree_set::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::super::MAX_TEXT;
    use super::*;

    #[test]
    fn a_file_of_noise_has_room_for_no_more_than_so_much() {
        let mut problems = Problems::default();
        let place = |file, start| Place { file: FileId(file), start, end: start };
        for at in 0..5000 {
            problems.push(Problem::new(Kind::Syntax, place(1, at), "é".repeat(5000)));
        }
        problems.push(Problem::new(Kind::Syntax, place(0, 0), "another file"));
        problems.push_with(FileId(1), || unreachable!("there is no room for it"));
        assert_eq!((problems.len(), problems.iter().count()), (5002, MAX_KEPT + 1));
        assert!(problems.iter().all(|problem| problem.title.len() < MAX_TEXT + 4));
        assert_eq!(problems.of_file(FileId(0)).count(), 1);
        assert!(problems.is_at(place(1, 7), Kind::Syntax) && !problems.is_at(place(1, 7), Kind::Tag));
        assert!(!problems.is_at(place(2, 7), Kind::Syntax));
    }

    #[test]
    fn what_was_found_elsewhere_takes_room_too() {
        let of = |from: u32, to: u32| {
            let mut problems = Problems::default();
            for at in from..to {
                let place = Place { file: FileId(1), start: at, end: at };
                problems.push(Problem::new(Kind::Syntax, place, "one of many"));
            }
            problems
        };
        let mut problems = of(0, 600);
        problems.absorb(of(600, 1000));
        assert_eq!((problems.len(), problems.iter().count()), (1000, MAX_KEPT));
        problems.push(Problem::new(Kind::Syntax, Place { file: FileId(1), start: 0, end: 9 }, "one more"));
        assert_eq!((problems.len(), problems.iter().count()), (1001, MAX_KEPT));
        let mut others = Problems::default();
        others.absorb(problems);
        others.push(Problem::new(Kind::Syntax, Place { file: FileId(1), start: 0, end: 9 }, "yet one more"));
        assert_eq!((others.len(), others.iter().count()), (1002, MAX_KEPT));
    }

    #[test]
    fn a_text_is_cut_where_it_is_longer_than_anybody_reads() {
        let place = Place { file: FileId(0), start: 0, end: 0 };
        let title = |text: String| {
            let mut problems = Problems::default();
            problems.push(Problem::new(Kind::Syntax, place, text));
            problems.iter().map(|problem| problem.title.clone()).collect::<String>()
        };
        let most = "x".repeat(MAX_TEXT);
        assert_eq!(title(most.clone()), most);
        assert_eq!(title(format!("{most}y")), format!("{most}…"));
        assert_eq!(title(format!("{}éé", &most[1..])), format!("{}…", &most[1..]));
    }
}
