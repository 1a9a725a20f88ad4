//! What the reader makes of a page: its words, its tables, and the parts around them.

mod definitions;
mod notation;
mod parts;
mod rules;
mod samples;
mod tables;
mod top;
