//! Kinds that programs know by a code and people by a sentence.

/// Declares kinds; two lines add one, and its doc is the row of the reference table.
macro_rules! codes {
    ($( #[doc = $doc:literal] )+ $name:ident { $( #[doc = $meaning:literal] $kind:ident = $code:literal, )+ }) => {
        $( #[doc = $doc] )+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( #[doc = $meaning] $kind, )+
        }

        impl $name {
            /// Every kind.
            pub const ALL: &[Self] = &[$( Self::$kind ),+];

            /// The word in `error[…]`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $( Self::$kind => $code, )+
                }
            }

            /// What the kind says, in one sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self {
                    $( Self::$kind => $meaning.trim_ascii(), )+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

pub(crate) use codes;
