//! What of two lists belongs together.

/// What became of something.
pub enum Pair<'a, T> {
    /// It is in both.
    Both(&'a T, &'a T),
    /// It is gone.
    Removed(&'a T),
    /// It is new.
    Added(&'a T),
}

/// Whether two things may be one.
pub type Alike<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// Pairs what is alike, by the first of `alike` that says so of one thing on either side and of no other: which of two
/// was meant is never guessed. In the order of `before`, and what is new at the end.
pub fn pair<'a, T>(before: &'a [T], after: &'a [T], alike: &[Alike<'_, T>]) -> Vec<Pair<'a, T>> {
    let mut partners: Vec<Option<usize>> = vec![None; before.len()];
    for alike in alike {
        let free: Vec<usize> = (0..after.len()).filter(|at| !partners.contains(&Some(*at))).collect();
        let alone: Vec<usize> = (0..before.len()).filter(|at| partners[*at].is_none()).collect();
        for &one in &alone {
            let mut candidates = free.iter().filter(|other| alike(&before[one], &after[**other]));
            let (Some(&other), None) = (candidates.next(), candidates.next()) else { continue };
            let is_only = alone.iter().filter(|at| alike(&before[**at], &after[other])).count() == 1;
            partners[one] = is_only.then_some(other);
        }
    }
    let kept = before.iter().zip(&partners).map(|(one, partner)| match partner {
        Some(at) => Pair::Both(one, &after[*at]),
        None => Pair::Removed(one),
    });
    let is_new = |(at, _): &(usize, &T)| !partners.contains(&Some(*at));
    let added = after.iter().enumerate().filter(is_new).map(|(_, one)| Pair::Added(one));
    kept.chain(added).collect()
}

/// Whether two lists hold the same in the same order, but for what only one of them has.
pub fn in_same_order<T: PartialEq>(before: &[T], after: &[T]) -> bool {
    let kept = before.iter().filter(|one| after.contains(one));
    let still = after.iter().filter(|one| before.contains(one));
    kept.eq(still)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &[&str], after: &[&str]) -> String {
        let length = |one: &&str, other: &&str| one.len() == other.len();
        let pairs = pair(before, after, &[&|one, other| one == other, &length]);
        let words = pairs.iter().map(|pair| match pair {
            Pair::Both(one, other) => format!("{one}={other}"),
            Pair::Removed(one) => format!("-{one}"),
            Pair::Added(one) => format!("+{one}"),
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_the_same_goes_before_what_is_alike() {
        assert_eq!(shown(&["a", "b"], &["b", "c"]), "a=c b=b");
        assert_eq!(shown(&["a", "bb"], &["bb"]), "-a bb=bb");
    }

    #[test]
    fn nobody_guesses_which_of_two_was_meant() {
        assert_eq!(shown(&["a"], &["b", "c"]), "-a +b +c");
        assert_eq!(shown(&["a", "b"], &["c"]), "-a -b +c");
    }

    #[test]
    fn what_only_one_list_has_changes_no_order() {
        assert!(in_same_order(&[1, 2, 3], &[0, 1, 3]));
        assert!(!in_same_order(&[1, 2, 3], &[3, 1]));
    }
}
