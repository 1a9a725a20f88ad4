//! Which answer a request gets.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use super::lock;
use super::reply::{Prepared, Reply};
use super::seen::Seen;
use crate::sample::Sample;
use crate::server::{Receive, RequestFault, Route, Service};
use crate::{Json, OperationInfo};

/// What a closure of the user makes of a request.
type Handler = dyn FnMut(&Seen, &Service) -> Prepared + Send;

/// A closure that connections share, one at a time.
type Shared = Arc<Mutex<Box<Handler>>>;

/// A request for an operation.
struct Noted {
    route: &'static Route,
    seen: Seen,
    handler: Option<Shared>,
}

/// What a mock knows: its service, what it was told to answer, and what it was asked.
pub(super) struct Desk {
    service: Service,
    handlers: BTreeMap<&'static str, Shared>,
    seen: Vec<Seen>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("seen", &self.seen).finish_non_exhaustive()
    }
}

impl Desk {
    pub(super) fn new(service: Service) -> Self {
        Self { service, handlers: BTreeMap::new(), seen: Vec::new() }
    }

    pub(super) fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// Keeps a request, and finds out what it is for.
    fn note(&mut self, request: http::Request<Bytes>) -> Result<Noted, RequestFault> {
        let (head, body) = request.into_parts();
        let route = self.service.route(&head.method, head.uri.path());
        let operation = route.as_ref().ok().map(|route| route.info.name);
        let earlier = self.seen.iter().filter(|seen| seen.operation == operation).count();
        let (method, target, headers) = (head.method, head.uri, head.headers);
        let seen = Seen { operation, method, target, headers, body, earlier };
        self.seen.push(seen.clone());
        let route = route?;
        let handler = self.handlers.get(route.info.name).cloned();
        Ok(Noted { route, seen, handler })
    }

    /// Sets the closure of an operation; tells whether the service has the operation.
    pub(super) fn on<O, R>(&mut self, mut answer: impl FnMut(&O, &Seen) -> R + Send + 'static) -> bool
    where
        O: Receive + 'static,
        R: Into<Reply<O>>,
    {
        let handler = move |seen: &Seen, service: &Service| match seen.read::<O>() {
            Ok(operation) => {
                let reply = answer(&operation, seen).into();
                reply.prepare(service).unwrap_or_else(|error| cannot(service, &error.to_string()))
            }
            Err(fault) => refuse(service, &fault),
        };
        self.handlers.insert(O::INFO.name, Arc::new(Mutex::new(Box::new(handler))));
        self.service.routes.iter().any(|route| route.info.name == O::INFO.name)
    }
}

/// The answer to a request, which is noted.
pub(super) fn respond(desk: &Mutex<Desk>, request: http::Request<Bytes>) -> Prepared {
    // The desk is free while a closure runs: it may ask its mock what came before.
    let (service, noted) = {
        let mut desk = lock(desk);
        (desk.service, desk.note(request))
    };
    match noted {
        Err(fault) => refuse(&service, &fault),
        Ok(Noted { route, seen, handler: None }) => of_page(&service, route, &seen),
        Ok(Noted { route, seen, handler: Some(handler) }) => {
            let told = catch_unwind(AssertUnwindSafe(|| (lock(&handler))(&seen, &service)));
            told.unwrap_or_else(|panic| cannot(&service, &panicked(&route.info, panic.as_ref())))
        }
    }
}

/// The answer that the page shows to this very request, or else its first.
fn of_page(service: &Service, route: &Route, seen: &Seen) -> Prepared {
    if let Err(fault) = (route.check)(&seen.request()) {
        return refuse(service, &fault);
    }
    let line = format!("{} {}", seen.method, seen.target);
    let same = route.samples.iter().find(|sample| sample.request == line);
    match same.or(route.samples.first()) {
        Some(sample) => at_once(answer(sample, route.next_link)),
        None => cannot(service, &format!("the page of `{}` shows no sample; use `on`", route.info.name)),
    }
}

/// The answer of a sample. The list that it shows is whole: its link to a further page leads to the page's own host.
pub(super) fn answer(sample: &Sample, next_link: Option<&str>) -> http::Response<Bytes> {
    let mut answer = sample.response();
    if let Some(link) = next_link
        && let Ok(Json::Object(mut fields)) = serde_json::from_slice(answer.body())
        && fields.remove(link).is_some()
    {
        *answer.body_mut() = Json::Object(fields).to_string().into();
    }
    answer
}

fn refuse(service: &Service, fault: &RequestFault) -> Prepared {
    at_once(service.refuse(fault.status(), fault.code(), &format!("mock: {fault}")))
}

/// A status that nobody tries again: the mistake is in the test.
fn cannot(service: &Service, why: &str) -> Prepared {
    at_once(service.refuse(StatusCode::NOT_IMPLEMENTED, "MockCannotAnswer", &format!("mock: {why}")))
}

fn at_once(answer: http::Response<Bytes>) -> Prepared {
    Prepared { answer: Some(answer), delay: Duration::ZERO }
}

fn panicked(info: &OperationInfo, panic: &(dyn Any + Send)) -> String {
    let message = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let message = message.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    format!("the closure for `{}` panicked: {message}", info.name)
}
