//! Which definitions hold each other in a circle, found in one walk over all of them.

use super::reach::{Edges, Id};

/// The definitions, in groups whose members lead to each other.
pub struct Circles<'a> {
    edges: &'a Edges,
    /// The group of each definition, by its position among the edges.
    groups: Vec<usize>,
    /// How many definitions each group has; none, if its first one was met before.
    sizes: Vec<usize>,
}

impl<'a> Circles<'a> {
    /// Walks the edges once forwards and once backwards: what is met on the way back, from the end of a way forwards, is a
    /// group. Nothing here calls itself, so that no chain of definitions is too long.
    pub fn of(edges: &'a Edges) -> Self {
        let position = |id: &Id| edges.get_index_of(id);
        let forwards: Vec<Vec<usize>> =
            edges.values().map(|to| to.iter().filter_map(|(id, _)| position(id)).collect()).collect();
        let mut backwards = vec![Vec::new(); forwards.len()];
        for (from, to) in forwards.iter().enumerate() {
            for to in to {
                backwards[*to].push(from);
            }
        }
        let mut groups = vec![usize::MAX; forwards.len()];
        let mut sizes = Vec::new();
        for start in ends(&forwards).into_iter().rev() {
            let mut open = vec![start];
            let group = sizes.len();
            let mut size = 0;
            while let Some(at) = open.pop() {
                if groups[at] == usize::MAX {
                    groups[at] = group;
                    size += 1;
                    open.extend(&backwards[at]);
                }
            }
            sizes.push(size);
        }
        Self { edges, groups, sizes }
    }

    /// Whether each of two definitions leads to the other; one leads to itself, whatever its edges.
    pub fn hold_each_other(&self, one: &Id, other: &Id) -> bool {
        let group = |id| self.edges.get_index_of(id).map(|at| self.groups[at]);
        one == other || group(one).is_some_and(|found| Some(found) == group(other))
    }

    /// Whether a definition leads back to itself.
    pub fn is_in_one(&self, id: &Id) -> bool {
        self.edges
            .get_full(id)
            .is_some_and(|(at, _, to)| self.sizes[self.groups[at]] > 1 || to.iter().any(|(to, _)| to == id))
    }
}

/// The nodes in the order in which a walk has seen all that they lead to.
fn ends(forwards: &[Vec<usize>]) -> Vec<usize> {
    let mut ends = Vec::with_capacity(forwards.len());
    let mut seen = vec![false; forwards.len()];
    for start in 0..forwards.len() {
        let mut open = vec![(start, 0)];
        while let Some((at, next)) = open.pop() {
            if next == 0 && std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match forwards[at].get(next) {
                Some(to) => {
                    open.push((at, next + 1));
                    open.push((*to, 0));
                }
                None => ends.push(at),
            }
        }
    }
    ends
}
