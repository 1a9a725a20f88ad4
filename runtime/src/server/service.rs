//! A service as its server sees it: which operation a request is for, and how a refusal looks.

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};

use super::answer::whole;
use super::{Receive, RequestFault, receive};
use crate::sample::Sample;
use crate::{Json, OperationInfo, route};

/// All that a server needs to know of a service beyond its types.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// Its operations. Of two whose paths could meet, the one that is literal further left comes first.
    pub routes: &'static [Route],

    /// Where its errors hold their code and their message.
    pub fault: FaultShape,
}

/// An operation, as far as it is known before a request for it comes.
#[derive(Clone, Debug)]
pub struct Route {
    /// What is known about it.
    pub info: OperationInfo,

    /// The calls that its page shows.
    pub samples: &'static [Sample],

    /// For a list that comes page by page, the field of the answer that leads to the next page.
    pub next_link: Option<&'static str>,

    /// Whether a request for it can be [received](super::receive).
    pub check: fn(&http::Request<Bytes>) -> Result<(), RequestFault>,
}

/// The fields to go through, from outside inwards, to what an error tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaultShape {
    /// To the identifier that programs may match on.
    pub code: &'static [&'static str],

    /// To the text for people.
    pub message: &'static [&'static str],
}

impl Route {
    /// The route of an operation.
    #[must_use]
    pub const fn of<O: Receive>() -> Self {
        Self { info: O::INFO, samples: O::SAMPLES, next_link: O::NEXT_LINK, check: check::<O> }
    }
}

impl Service {
    /// The operation that a request is for, by its method and its path.
    ///
    /// # Errors
    /// [`RequestFault::NoOperation`] when no operation has the path, [`RequestFault::Method`] when only others do.
    pub fn route(&self, method: &Method, path: &str) -> Result<&'static Route, RequestFault> {
        let having = self.routes.iter().filter(|one| route::values(path, one.info.path).is_some());
        // `/things/nut/` is the path of `/things/{name}/{version}` without a version, and only if there is no such
        // operation the one of `/things/{name}`.
        let words = |path: &str| path.split('/').count();
        let exact = having.clone().filter(|one| words(one.info.path) == words(path));
        let mut having = exact.chain(having);
        if let Some(found) = having.clone().find(|one| one.info.method == *method) {
            return Ok(found);
        }
        let first = having.next().ok_or(RequestFault::NoOperation)?;
        let mut allowed = vec![first.info.method.clone()];
        for route in having {
            if !allowed.contains(&route.info.method) {
                allowed.push(route.info.method.clone());
            }
        }
        Err(RequestFault::Method { allowed })
    }

    /// A refusal in the service's own words.
    #[must_use]
    pub fn refuse(&self, status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
        let mut error = Json::Null;
        set(&mut error, self.fault.code, code);
        set(&mut error, self.fault.message, message);
        whole(status, HeaderMap::new(), Some(error.to_string().into_bytes()))
    }
}

fn check<O: Receive>(request: &http::Request<Bytes>) -> Result<(), RequestFault> {
    receive::<O, _>(request).map(drop)
}

/// Sets the text at the end of a path of fields.
fn set(json: &mut Json, path: &[&str], text: &str) {
    let mut at = json;
    for field in path {
        at = &mut at[*field];
    }
    *at = Json::from(text);
}
