//! A transport made by hand: hyper, over a connection for each request, to one address whatever the host.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use generated::client::{Body, BoxFuture, Collector, Limits, Sent, Transport};
use generated::rt::{Payload, Request, TransportError, TransportFault};
use http::header::HOST;
use http::uri::Scheme;
use http::{HeaderValue, Uri};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Body as _;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::identity::Authority;
use crate::server::Server;

/// As many connections at a time as every machine allows.
const CONNECTIONS: usize = 32;

/// Sends all requests to one server, whatever the name of their host. A clone has the same clock.
#[derive(Clone)]
pub struct Direct {
    shared: Arc<Shared>,
}

struct Shared {
    address: SocketAddr,
    tls: Option<TlsConnector>,
    /// How far the clock is ahead of the machine's.
    ahead: Mutex<Duration>,
    connections: Semaphore,
}

impl Direct {
    /// To a server without TLS.
    #[must_use]
    pub fn plain(server: &Server) -> Self {
        Self::new(server, None)
    }

    /// To a server with TLS, for whose names this authority vouches.
    #[must_use]
    pub fn trusting(authority: &Authority, server: &Server) -> Self {
        Self::new(server, Some(authority.connector()))
    }

    fn new(server: &Server, tls: Option<TlsConnector>) -> Self {
        let (ahead, connections) = (Mutex::default(), Semaphore::new(CONNECTIONS));
        Self { shared: Arc::new(Shared { address: server.socket_address(), tls, ahead, connections }) }
    }

    /// Sets the clock forward.
    pub fn pass(&self, time: Duration) {
        *self.shared.ahead.lock().unwrap_or_else(PoisonError::into_inner) += time;
    }

    async fn exchange(&self, request: Request, limits: Limits) -> Sent {
        let _permit = self.shared.connections.acquire().await;
        let stream = TcpStream::connect(self.shared.address).await.map_err(fails(TransportFault::Connect))?;
        if request.uri().scheme() != Some(&Scheme::HTTPS) {
            return converse(stream, request, limits).await;
        }
        let host = request.uri().host().unwrap_or_default().to_owned();
        let name = ServerName::try_from(host).map_err(fails(TransportFault::Connect))?;
        let Some(tls) = &self.shared.tls else {
            return Err(TransportError::new(TransportFault::Untrusted, "this transport trusts nobody"));
        };
        let stream = tls.connect(name, stream).await.map_err(fails(TransportFault::Untrusted))?;
        converse(stream, request, limits).await
    }
}

impl Transport for Direct {
    fn send(&self, request: Request, limits: Limits) -> BoxFuture<'_, Sent> {
        Box::pin(async move {
            let answer = tokio::time::timeout(limits.time, self.exchange(request, limits)).await;
            answer.map_err(fails(TransportFault::Timeout))?
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }

    fn now(&self) -> SystemTime {
        SystemTime::now() + *self.shared.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn converse(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request,
    limits: Limits,
) -> Sent {
    let interrupted = fails(TransportFault::Interrupted);
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(&interrupted)?;
    // It ends with this future.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    let answer = sender.send_request(addressed(request)).await.map_err(&interrupted)?;
    let (head, mut body) = answer.into_parts();
    let mut collector = Collector::new(limits.bytes, body.size_hint().exact());
    while collector.wants_more()
        && let Some(frame) = body.frame().await
    {
        if let Ok(piece) = frame.map_err(&interrupted)?.into_data() {
            collector.add(piece);
        }
    }
    Ok(http::Response::from_parts(head, collector.finish()?))
}

/// The request as it goes over the wire: the host in its header, the rest in its first line.
fn addressed(request: Request) -> http::Request<Full<Bytes>> {
    let mut request = request.map(Payload::into_bytes).map(Full::new);
    let host = request.uri().authority().map(ToString::to_string).unwrap_or_default();
    request.headers_mut().insert(HOST, HeaderValue::from_str(&host).expect("an authority is ASCII"));
    let target = request.uri().path_and_query().cloned();
    *request.uri_mut() = target.map(Uri::from).unwrap_or_default();
    request
}

fn fails<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    fault: TransportFault,
) -> impl Fn(E) -> TransportError + Copy {
    move |error| TransportError::new(fault, error)
}

/// A transport that takes no heed of its limits: it answers all requests alike.
pub struct Careless(pub fn() -> http::Response<Body>);

impl Transport for Careless {
    fn send(&self, _: Request, _: Limits) -> BoxFuture<'_, Sent> {
        Box::pin(async { Ok((self.0)()) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// A transport whose time goes by while it sleeps and never else, so that nobody has to wait: it answers all requests alike.
#[derive(Clone)]
pub struct Paced {
    answer: fn() -> http::Response<Body>,
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl Paced {
    /// Answers like this.
    #[must_use]
    pub fn new(answer: fn() -> http::Response<Body>) -> Self {
        Self { answer, slept: Arc::default() }
    }

    /// How long it slept each time.
    #[must_use]
    pub fn slept(&self) -> Vec<Duration> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Paced {
    fn send(&self, _: Request, _: Limits) -> BoxFuture<'_, Sent> {
        Box::pin(async { Ok((self.answer)()) })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        self.slept.lock().unwrap_or_else(PoisonError::into_inner).push(time);
        Box::pin(std::future::ready(()))
    }

    fn uptime(&self) -> Duration {
        self.slept().iter().sum()
    }
}
