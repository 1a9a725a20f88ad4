//! Enums of words.

use super::decode::did_you_mean;
use super::node::Scalar;
use crate::problem::{Kind, Place, Problem, quoted};

/// Declares an enum of words.
macro_rules! words {
    (
        $( #[doc = $doc:literal] )+
        pub enum $name:ident is $title:literal;
        $( #[doc = $word_doc:literal] $variant:ident = $word:literal, )+
    ) => {
        $( #[doc = $doc] )+
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $( #[doc = $word_doc] $variant, )+
        }

        impl $name {
            /// The word itself.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $( Self::$variant => $word, )+
                }
            }
        }

        impl $crate::spec::scalar::FromScalar for $name {
            const WANTED: &'static str = $title;

            fn from_scalar(
                scalar: &$crate::spec::node::Scalar,
                place: $crate::problem::Place,
                problems: &mut $crate::problem::Problems,
            ) -> Option<Self> {
                match scalar.text.as_str() {
                    $( $word => Some(Self::$variant), )+
                    _ => {
                        let known = &[$( $word ),+];
                        problems.push($crate::spec::words::unknown_word(scalar, place, $title, known));
                        None
                    }
                }
            }

            fn schema() -> serde_json::Value {
                serde_json::json!({ "enum": [$( $word ),+] })
            }
        }
    };
}

pub(super) use words;

/// The problem of a word that is none of `known`.
pub fn unknown_word(scalar: &Scalar, place: Place, title: &str, known: &[&str]) -> Problem {
    let text = &scalar.text;
    let problem = Problem::new(Kind::UnknownWord, place, format!("expected {title}, found {}", quoted(text)));
    let problem = problem.label(format!("not {title}"));
    let known = || known.iter().copied();
    problem.help(did_you_mean(text, known(), || format!("write one of {}", list_words(known()))))
}

/// Words as people list them: `` `a`, `b` and `c` ``.
pub fn list_words<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<_> = words.map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}
