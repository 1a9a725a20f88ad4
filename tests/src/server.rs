//! An HTTP server on this machine that answers as a test tells it, and hands over what it was asked.

use std::collections::VecDeque;
use std::future::{Future, pending};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use generated::rt::Endpoint;
use http::{Request, Response};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use crate::identity::Identity;
use crate::reply::{Broken, Pieces, Reply};

/// Longer than anything here takes on the slowest machine, and short enough to tell a failure from a hang.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A server for one test. It takes as many requests as there are replies, and is gone when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    scheme: &'static str,
    requests: UnboundedReceiver<Request<Bytes>>,
    endings: UnboundedReceiver<()>,
    /// Its tasks end with it.
    _tasks: JoinSet<()>,
}

impl Server {
    /// Listens for HTTP.
    pub async fn http(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self::http_with(|_| replies).await
    }

    /// Listens for HTTP, with replies that tell its own address: `http://127.0.0.1:49152`.
    pub async fn http_with<R: IntoIterator<Item = Reply>>(replies: impl FnOnce(&str) -> R) -> Self {
        Self::start(None, replies).await
    }

    /// Listens for HTTP over TLS.
    pub async fn https(identity: &Identity, replies: impl IntoIterator<Item = Reply>) -> Self {
        Self::start(Some(identity.acceptor()), |_| replies).await
    }

    async fn start<R: IntoIterator<Item = Reply>>(
        tls: Option<TlsAcceptor>,
        replies: impl FnOnce(&str) -> R,
    ) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("loopback has a free port");
        let address = listener.local_addr().expect("a listener has an address");
        let scheme = if tls.is_some() { "https" } else { "http" };
        let (request_sender, requests) = unbounded_channel();
        let (ending_sender, endings) = unbounded_channel();
        let replies = replies(&format!("{scheme}://{address}")).into_iter().collect();
        let script = Script { replies: Mutex::new(replies), requests: request_sender };
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, tls, Arc::new(script), ending_sender));
        Self { address, scheme, requests, endings, _tasks: tasks }
    }

    /// Where it listens: `http://127.0.0.1:49152`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    /// Where it listens, for a connection.
    #[must_use]
    pub fn socket_address(&self) -> SocketAddr {
        self.address
    }

    /// Where it listens, for a client.
    ///
    /// # Panics
    /// Never: its address is on this machine.
    #[must_use]
    pub fn endpoint(&self) -> Endpoint {
        Endpoint::insecure_loopback(&self.address()).expect("the server is on this machine")
    }

    /// The next request; waits for it.
    ///
    /// # Panics
    /// When none comes.
    pub async fn request(&mut self) -> Request<Bytes> {
        within_patience("a request", self.requests.recv()).await
    }

    /// The next request, if it is already there.
    pub fn waiting_request(&mut self) -> Option<Request<Bytes>> {
        self.requests.try_recv().ok()
    }

    /// Waits until a connection has ended.
    ///
    /// # Panics
    /// When none ends.
    pub async fn connection_end(&mut self) {
        within_patience("the end of a connection", self.endings.recv()).await;
    }
}

async fn within_patience<T>(what: &str, next: impl Future<Output = Option<T>>) -> T {
    let next = timeout(PATIENCE, next).await;
    let next = next.unwrap_or_else(|_| panic!("{what} did not come within {PATIENCE:?}"));
    next.unwrap_or_else(|| panic!("the server ended before {what} came"))
}

/// What all connections of a server share.
struct Script {
    replies: Mutex<VecDeque<Reply>>,
    requests: UnboundedSender<Request<Bytes>>,
}

impl Script {
    fn next_reply(&self) -> Reply {
        let mut replies = self.replies.lock().unwrap_or_else(PoisonError::into_inner);
        let unexpected = || Reply::text(418, "text/plain", "the test has no reply to this request");
        replies.pop_front().unwrap_or_else(unexpected)
    }
}

async fn accept(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    script: Arc<Script>,
    endings: UnboundedSender<()>,
) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let (tls, script, endings) = (tls.clone(), Arc::clone(&script), endings.clone());
        connections.spawn(async move {
            match tls {
                None => serve(stream, script).await,
                // A client that does not trust the server ends the handshake: nothing is to be served then.
                Some(tls) => {
                    if let Ok(stream) = tls.accept(stream).await {
                        serve(stream, script).await;
                    }
                }
            }
            // Nobody may be listening any more.
            let _ = endings.send(());
        });
    }
}

async fn serve(stream: impl AsyncRead + AsyncWrite + Unpin, script: Arc<Script>) {
    let service = service_fn(|request| answer(request, Arc::clone(&script)));
    // That a connection breaks is what some tests are about.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(request: Request<Incoming>, script: Arc<Script>) -> Result<Response<Pieces>, Broken> {
    let (head, body) = request.into_parts();
    let Ok(body) = body.collect().await else { return pending().await };
    let _ = script.requests.send(Request::from_parts(head, body.to_bytes()));
    let mut reply = script.next_reply();
    loop {
        match reply {
            Reply::Answer(response) => return Ok(response),
            Reply::Silence => pending().await,
            Reply::HangUp => return Err(Broken),
            Reply::Held(gate, rest) => {
                gate.notified().await;
                reply = *rest;
            }
        }
    }
}
