//! How requests, models and answers behave, shown on a small service written by hand.

mod answers;
mod conversions;
mod limits;
mod models;
mod polling;
mod requests;
mod samples;
mod service;
mod stock;
mod versions;
