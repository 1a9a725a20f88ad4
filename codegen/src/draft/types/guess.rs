//! Guesses at lost types: what the samples show goes before what names say, and what is left goes by elimination.

use std::cmp::Reverse;
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value;

use super::observe::Observed;
use super::score::{self, Score, Scorer};
use super::{Site, Typed, Types, notation};
use crate::page::{Damage, Fact};

/// The most steps that guesses at the types of a page may take; what is lost on larger ones is left to people.
const MAX_EFFORT: u64 = 50_000_000;

/// Why there is no guess at a type.
#[derive(Clone, Copy)]
enum Why {
    /// Nothing speaks for one.
    Untold,
    /// Guessing took too long.
    TooMany,
}

/// What guessing knows besides the types.
struct Guesses<'a, 'b> {
    scorer: Scorer<'a, 'b>,
    /// The guesses that samples have refuted, each with its definition: none is made twice.
    refuted: IndexSet<(Site, usize)>,
    /// The steps that were taken.
    effort: u64,
}

impl Guesses<'_, '_> {
    fn score(&mut self, site: Site, at: usize, observed: &Observed<'_>) -> Option<Score> {
        self.scores(site, observed)(at)
    }

    /// The scores of definitions at one place.
    fn scores<'o>(
        &'o mut self,
        site: Site,
        observed: &'o Observed<'_>,
    ) -> impl FnMut(usize) -> Option<Score> + 'o {
        let Self { scorer, refuted, effort } = self;
        let (scorer, place, values) = (&*scorer, scorer.place(site), observed.at(site));
        move |at| {
            if !refuted.is_empty() && refuted.contains(&(site, at)) {
                return None;
            }
            scorer.score((site, place?), at, values, effort)
        }
    }

    fn is_spent(&self) -> bool {
        self.effort > MAX_EFFORT
    }
}

impl<'a> Types<'a> {
    /// Finds a type for every place that lost its own.
    pub(super) fn guess_all(&mut self) {
        let (page, lookup) = (self.page, Rc::clone(&self.lookup));
        let scorer = Scorer::new(page, &lookup, self.lost().into_iter());
        let mut guesses = Guesses { scorer, refuted: IndexSet::new(), effort: 0 };
        for confidence in [score::SURE, score::LIKELY] {
            loop {
                self.drop_refuted(&mut guesses);
                if !self.guess(confidence, &mut guesses) {
                    break;
                }
            }
        }
        while self.eliminate(&mut guesses) {}
        self.drop_refuted(&mut guesses);
        self.widen();
        let why = if guesses.is_spent() { Why::TooMany } else { Why::Untold };
        let observed = self.observed();
        for site in self.lost() {
            let typed = self.whatever_fits(site, observed.at(site).first(), why);
            self.known.insert(site, typed);
        }
    }

    /// A sample that was shortened is no base64 any more: such a row is text until somebody has looked.
    fn widen(&mut self) {
        let observed = self.observed();
        let is_odd = |value: &Value| value.as_str().is_some_and(|text| !looks_like_base64(text));
        for (site, typed) in &mut self.known {
            let values = observed.at(*site);
            let items = values
                .iter()
                .flat_map(|value| value.as_array().map_or(vec![*value], |items| items.iter().collect()));
            let is_encoded = matches!(notation::item(&typed.ty), "string (byte)" | "string (base64url)");
            if is_encoded && typed.doubt.is_none() && items.clone().any(is_odd) {
                typed.printed = Some(typed.ty.clone());
                let item = notation::item(&typed.ty).to_owned();
                typed.ty = typed.ty.replace(&item, "string");
                typed.reason = Some("other-format");
                typed.doubt = Some("the value of a sample is not in the format that is printed.".to_owned());
            }
        }
    }

    /// What the samples hold, as far as types are known by now.
    fn observed_by(&self, guesses: &mut Guesses<'_, '_>) -> Observed<'a> {
        let observed = self.observed();
        guesses.effort += observed.effort + self.known.len() as u64;
        observed
    }

    fn lost(&self) -> Vec<Site> {
        self.sites().into_iter().filter(|site| self.ty(*site).is_none() && self.is_lost(*site)).collect()
    }

    /// The more types are known, the more of the samples is: takes back the guesses that they contradict.
    fn drop_refuted(&mut self, guesses: &mut Guesses<'a, '_>) {
        while !guesses.is_spent() {
            let observed = self.observed_by(guesses);
            let refuted = self.known.iter().find_map(|(site, typed)| {
                let at = self.position(notation::item(&typed.ty)).filter(|_| typed.doubt.is_some())?;
                guesses.score(*site, at, &observed).is_none().then_some((*site, at))
            });
            let Some((site, at)) = refuted else { return };
            self.known.shift_remove(&site);
            guesses.refuted.insert((site, at));
        }
    }

    /// One round of guessing; whether it found something, which may show more of the samples to the next.
    fn guess(&mut self, confidence: u32, guesses: &mut Guesses<'a, '_>) -> bool {
        let observed = self.observed_by(guesses);
        let mut found = Vec::new();
        for site in self.lost() {
            if guesses.is_spent() {
                return false;
            }
            let mut score = guesses.scores(site, &observed);
            let best = (0..self.page.definitions.rows.len())
                .filter_map(|at| Some((score(at)?, at)))
                .max_by_key(|(score, at)| (score.total(), Reverse(*at)));
            if let Some((score, at)) = best.filter(|(score, _)| score.confidence() >= confidence) {
                found.push((site, score, self.guessed(site, at, observed.at(site), score.evidence())));
            }
        }
        // What a sample shows may refute what a name says, so that it comes first and alone.
        let by_sample = found.iter().any(|(_, score, _)| score.is_by_sample());
        found.retain(|(_, score, _)| score.is_by_sample() || !by_sample);
        let any = !found.is_empty();
        self.known.extend(found.into_iter().map(|(site, _, typed)| (site, typed)));
        any
    }

    /// Every definition is used by something: what nothing leads to yet is what the most similar place lost, if that
    /// place itself is led to. Whether there was one.
    fn eliminate(&mut self, guesses: &mut Guesses<'a, '_>) -> bool {
        let reached = self.reached();
        let observed = self.observed_by(guesses);
        let lost = self.lost().into_iter().filter(|site| match site {
            Site::Field(owner, _) => reached.contains(owner),
            Site::Body | Site::BodyRow(_) | Site::Response(_) | Site::Parameter(_) | Site::Header(_) => true,
        });
        let lost: Vec<Site> = lost.collect();
        let shared = self.shared_guesses();
        let mut best: Option<(Score, Site, usize)> = None;
        for at in (0..self.page.definitions.rows.len()).filter(|at| !reached.contains(at)) {
            for site in lost.iter().chain(&shared) {
                if guesses.is_spent() {
                    return false;
                }
                let Some(score) = guesses.score(*site, at, &observed) else { continue };
                let may_be = !shared.contains(site) || score.is_by_name();
                if may_be && best.is_none_or(|(best, ..)| best.total() < score.total()) {
                    best = Some((score, *site, at));
                }
            }
        }
        let Some((_, site, at)) = best else { return false };
        let typed = self.guessed(site, at, observed.at(site), "nothing else on the page is of this type");
        self.known.insert(site, typed);
        true
    }

    /// Guesses by name at a type that another place names too: an orphan may fit one of them as well.
    fn shared_guesses(&self) -> IndexSet<Site> {
        let mut count: IndexMap<&str, usize> = IndexMap::new();
        for typed in self.known.values() {
            *count.entry(notation::item(&typed.ty)).or_default() += 1;
        }
        let guesses = self.known.iter().filter(|(site, typed)| {
            let doubt = typed.doubt.as_deref().unwrap_or_default();
            matches!(site, Site::Field(..))
                && doubt.contains("its name")
                && count.get(notation::item(&typed.ty)).is_some_and(|count| *count > 1)
        });
        guesses.map(|(site, _)| *site).collect()
    }

    /// The definitions that the request and the answers lead to.
    fn reached(&self) -> IndexSet<usize> {
        let roots = self.known.iter().filter(|(site, _)| !matches!(site, Site::Field(..)));
        let mut reached: IndexSet<usize> =
            roots.filter_map(|(_, typed)| self.position(notation::item(&typed.ty))).collect();
        let mut next = 0;
        while let Some(owner) = reached.get_index(next).copied() {
            let fields = 0..self.page.definitions.rows[owner].rows.len();
            let fields = fields.filter_map(|row| self.ty(Site::Field(owner, row)));
            reached.extend(fields.filter_map(|ty| self.position(notation::item(ty))));
            next += 1;
        }
        reached
    }

    fn guessed(&self, site: Site, at: usize, values: &[&Value], evidence: &str) -> Typed {
        let name = &self.page.definitions.rows[at].name.value;
        let many = if values.iter().all(|value| value.is_null()) {
            self.row(site).is_some_and(|row| score::looks_like_many(row, name))
        } else {
            values.iter().any(|value| value.is_array())
        };
        let ty = if many { format!("{name}[]") } else { name.clone() };
        let doubt = format!("{}; {evidence}.", self.damage(site));
        Typed { ty, printed: None, reason: self.reason(site), doubt: Some(doubt) }
    }

    /// The type that holds what the samples show, or anything at all.
    fn whatever_fits(&self, site: Site, seen: Option<&&Value>, why: Why) -> Typed {
        let ty = match (site, seen) {
            (_, Some(Value::String(_))) | (Site::Parameter(_) | Site::Header(_), _) => "string",
            (_, Some(Value::Bool(_))) => "boolean",
            (_, Some(Value::Number(number))) if number.is_f64() => "number (double)",
            (_, Some(Value::Number(_))) => "integer (int64)",
            (_, Some(Value::Array(_) | Value::Object(_) | Value::Null) | None) => "object",
        };
        let why = match why {
            Why::Untold => "nothing on the page tells it",
            Why::TooMany => "the page has too many such rows and definitions to try each with each",
        };
        let doubt = format!("{}, and {why}.", self.damage(site));
        Typed { ty: ty.to_owned(), printed: None, reason: self.reason(site), doubt: Some(doubt) }
    }

    fn damage(&self, site: Site) -> &'static str {
        match self.fact(site) {
            Some(Fact::CannotTell(Damage::ShiftedCells, _)) => {
                "the cells of this row are shifted, and the type is not among them"
            }
            _ => "the type is lost",
        }
    }

    fn reason(&self, site: Site) -> Option<&'static str> {
        match self.fact(site) {
            Some(Fact::CannotTell(Damage::LostCell | Damage::ShiftedCells, _)) => Some("lost-link"),
            _ => None,
        }
    }
}

fn looks_like_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    digits.chars().all(|c| c.is_ascii_alphanumeric() || "+/-_".contains(c)) && digits.len() % 4 != 1
}
