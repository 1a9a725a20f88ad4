//! All operations of all services, there and back.

use generated::rt::server::{self, Service};
use generated::rt::{Endpoint, Error, Response, ServiceError, StatusCode};

use super::make::{Make as _, Source};
use super::{Visitor, Whole, name, one_feature_each, services, shown};

/// So many values of each operation; of those that are hostile, many cannot be sent at all.
const TRIES: u64 = 240;

/// At least so many could.
const ENOUGH: u64 = 24;

/// Runs to the end what makes values, and holds that enough of them were lawful.
fn try_often(what: &str, mut try_one: impl FnMut(&mut Source) -> bool) {
    let lawful = (0..TRIES).filter(|seed| try_one(&mut Source::new(*seed))).count();
    assert!(lawful as u64 >= ENOUGH, "only {lawful} values of {what} were lawful");
}

/// A template without the names of its variables: fixtures share some.
fn shape(template: &str) -> Vec<&str> {
    template.split('{').map(|part| part.split_once('}').map_or(part, |(_, literal)| literal)).collect()
}

/// What is sent is what is received.
struct Requests;

impl Visitor for Requests {
    fn visit<O: Whole>(&mut self, service: &Service) {
        let endpoints: Vec<_> = O::INFO
            .api_versions
            .iter()
            .map(|version| Endpoint::new("https://host.example").unwrap().with_api_version(*version))
            .collect();
        try_often(name::<O>(), |from| {
            let operation = O::make(from);
            let Ok(request) = operation.request(&from.pick(&endpoints)) else { return false };
            match server::receive::<O, _>(&request) {
                Ok(received) => assert_eq!(received, operation, "{}", request.uri()),
                // Nobody can tell where the one value ends and the other begins.
                Err(server::RequestFault::Ambiguous { .. }) if O::INFO.path.contains("}.{") => {}
                Err(fault) => panic!("{}: {fault}: {} {operation:?}", O::INFO.name, request.uri()),
            }
            let route = service.route(request.method(), request.uri().path()).unwrap();
            assert_eq!((&route.info.method, shape(route.info.path)), (&O::INFO.method, shape(O::INFO.path)));
            true
        });
    }
}

/// What is answered is what is read.
struct Answers;

impl Visitor for Answers {
    fn visit<O: Whole>(&mut self, _: &Service) {
        try_often(name::<O>(), |from| {
            let status = StatusCode::from_u16(from.pick(O::INFO.success)).unwrap();
            let response: Response<O::Body, O::Headers> = Response::new(status, from.make(), from.make());
            let Ok(written) = server::answer(&response) else { return false };
            let read = O::response(written).unwrap();
            assert_eq!((read.status, read.headers, read.body), (status, response.headers, response.body));
            true
        });
        try_often(name::<O>(), |from| {
            let error = ServiceError::new(StatusCode::CONFLICT, O::Error::make(from));
            match O::response(server::refuse(&error).unwrap()) {
                Err(Error::Service(read)) => {
                    assert_eq!((read.status, read.fault), (error.status, error.fault));
                }
                other => panic!("{}: {other:?}", O::INFO.name),
            }
            true
        });
    }
}

#[test]
fn what_is_sent_is_what_is_received() {
    services::each(&mut Requests);
    one_feature_each::each(&mut Requests);
}

#[test]
fn what_is_answered_is_what_is_read() {
    services::each(&mut Answers);
    one_feature_each::each(&mut Answers);
}

/// Its page shows one and the same request as the client sends and the server gets.
struct Samples;

impl Visitor for Samples {
    fn visit<O: Whole>(&mut self, service: &Service) {
        for sample in O::SAMPLES {
            let request = shown(sample);
            let route = service.route(request.method(), request.uri().path()).unwrap();
            assert_eq!(route.info, O::INFO);
            let operation = server::receive::<O, _>(&request).unwrap();
            sample.check(&operation);
        }
    }
}

#[test]
fn the_sample_of_each_page_is_received() {
    services::each(&mut Samples);
}

/// Errors that a server tells in the service's own words are read by its clients.
struct Words;

impl Visitor for Words {
    fn visit<O: Whole>(&mut self, service: &Service) {
        use generated::rt::Fault as _;
        let answer = service.refuse(StatusCode::NOT_FOUND, "NoNut", "There is no nut.");
        match O::response(answer) {
            Err(Error::Service(error)) => {
                assert_eq!(
                    (error.fault.code(), error.fault.message()),
                    (Some("NoNut"), Some("There is no nut."))
                );
            }
            other => panic!("{}: {other:?}", O::INFO.name),
        }
    }
}

#[test]
fn a_server_speaks_the_words_of_the_service() {
    services::each(&mut Words);
    one_feature_each::each(&mut Words);
}
