//! A server on this machine that gives the page's answer to whatever it is asked.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response};
use http_body_util::Full;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::{ANSWER, Failure};

/// Starts the server on a thread of its own, where it stays until the program ends.
///
/// # Errors
///
/// When this machine gives it no port.
pub fn start() -> Result<SocketAddr, Failure> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            send.send(listener.local_addr()?)?;
            loop {
                let (stream, _) = listener.accept().await?;
                stream.set_nodelay(true)?;
                tokio::spawn(async {
                    // A client that goes away is none of the server's business.
                    let service = service_fn(|_| async { Ok::<_, Infallible>(answer()) });
                    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
                });
            }
            #[expect(unreachable_code, reason = "says what the block is of")]
            Ok::<(), Failure>(())
        })
    });
    Ok(receive.recv()?)
}

fn answer() -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(Bytes::from_static(ANSWER)));
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    answer
}
