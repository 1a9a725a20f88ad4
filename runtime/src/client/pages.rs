//! Lists, page by page.

use std::collections::BTreeSet;
use std::fmt;

use futures_util::stream::{self, Stream, TryStreamExt as _};

use super::{CallOptions, Client};
use crate::{Error, Operation, Page, RequestError, Response, follow};

/// A list that is read page by page, each when it is asked for.
///
/// ```no_run
/// # async fn list<O: runtime::Operation<Body: runtime::Page>>(client: &runtime::client::Client, list: O)
/// # -> Result<(), runtime::Error<O::Error>> {
/// use runtime::Page as _;
///
/// let mut pages = client.pages(list);
/// while let Some(page) = pages.next_page().await? {
///     println!("{} more", page.body.into_items().len());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "pages are read when they are asked for"]
pub struct Pages<O> {
    client: Client,
    operation: O,
    options: CallOptions,
    next: Next,
    /// Those that were followed: a list that leads back to itself would have no end.
    followed: BTreeSet<String>,
}

/// One page, with its status, its headers and all else that an answer has.
pub type PageOf<O> = Response<<O as Operation>::Body, <O as Operation>::Headers>;

enum Next {
    First,
    Link(String),
    None,
}

impl<O: Operation<Body: Page>> Pages<O> {
    pub(super) fn new(client: Client, operation: O) -> Self {
        let options = CallOptions::new();
        Self { client, operation, options, next: Next::First, followed: BTreeSet::new() }
    }

    /// Goes on at a link that [`next_link`](Self::next_link) told, perhaps to another program.
    pub fn resume(mut self, link: impl Into<String>) -> Self {
        self.next = Next::Link(link.into());
        self
    }

    /// Reads each page with these options.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Where the next page is; nothing before the first one and after the last.
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        match &self.next {
            Next::Link(link) => Some(link),
            Next::First | Next::None => None,
        }
    }

    /// The pages as a stream, which ends with the last one or with an error.
    pub fn into_stream(self) -> impl Stream<Item = Result<PageOf<O>, Error<O::Error>>> {
        stream::try_unfold(
            self,
            |mut pages| async move { Ok(pages.next_page().await?.map(|page| (page, pages))) },
        )
    }

    /// The items of all pages as a stream, each page read when its first item is asked for.
    pub fn into_items(self) -> impl Stream<Item = Result<<O::Body as Page>::Item, Error<O::Error>>> {
        let pages = self.into_stream();
        pages.map_ok(|page| stream::iter(page.body.into_items().into_iter().map(Ok))).try_flatten()
    }

    /// Reads the next page; `None` after the last. After an error, the same page can be asked for again.
    ///
    /// # Errors
    /// As [`Client::send`]; and [`RequestError::ForeignLink`] or [`RequestError::RepeatedLink`] when the service's link
    /// leads to another host or back to a page that was read.
    pub async fn next_page(&mut self) -> Result<Option<PageOf<O>>, Error<O::Error>> {
        let page = match &self.next {
            Next::None => return Ok(None),
            Next::First => self.client.send_with(&self.operation, &self.options).await?,
            Next::Link(link) => {
                if self.followed.contains(link) {
                    return Err(RequestError::RepeatedLink.into());
                }
                let endpoint = self.client.endpoint();
                self.client.call::<O>(&self.options, || follow(&self.operation, endpoint, link)).await?
            }
        };
        let next = match page.body.next_link().filter(|link| !link.is_empty()) {
            Some(link) => Next::Link(link.to_owned()),
            None => Next::None,
        };
        if let Next::Link(link) = std::mem::replace(&mut self.next, next) {
            self.followed.insert(link);
        }
        Ok(Some(page))
    }
}

impl<O: fmt::Debug> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Links may hold what lets their reader in.
        f.debug_struct("Pages")
            .field("operation", &self.operation)
            .field("followed", &self.followed.len())
            .finish_non_exhaustive()
    }
}
