//! The thread in which a mock listens.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread::{Builder, JoinHandle};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::handlers::{Desk, respond};

/// The most bytes of a request that are taken: as many as a client takes of an answer, unless told otherwise.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// A thread with its own runtime; dropping this ends it, and all its connections with it.
#[derive(Debug)]
pub(super) struct Listener {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Listener {
    /// Listens on a free port; returns the address.
    pub(super) fn start(desk: Arc<Mutex<Desk>>) -> io::Result<(Self, SocketAddr)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = Builder::new().name("mock".to_owned()).spawn(move || {
            runtime.spawn(accept(listener, desk));
            // Whatever still runs ends with the runtime.
            let _ = runtime.block_on(stopped);
        })?;
        Ok((Self { stop: Some(stop), thread: Some(thread) }, address))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic in it was told where it happened.
            let _ = thread.join();
        }
    }
}

async fn accept(listener: TcpListener, desk: Arc<Mutex<Desk>>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        connections.spawn(serve(stream, Arc::clone(&desk)));
        while connections.try_join_next().is_some() {}
    }
}

async fn serve(stream: TcpStream, desk: Arc<Mutex<Desk>>) {
    let service = service_fn(|request| answer(request, Arc::clone(&desk)));
    // That a connection breaks is nothing to tell: its client knows.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// An error breaks the connection.
async fn answer(
    request: http::Request<Incoming>,
    desk: Arc<Mutex<Desk>>,
) -> io::Result<http::Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let body = Limited::new(body, MAX_BODY).collect().await.map_err(io::Error::other)?.to_bytes();
    let prepared = respond(&desk, http::Request::from_parts(head, body));
    tokio::time::sleep(prepared.delay).await;
    let answer = prepared.answer.ok_or(io::ErrorKind::ConnectionAborted)?;
    Ok(answer.map(Full::new))
}
