//! Lists, page by page, for programs that block.

use super::wait::block_on;
use crate::client::{self, CallOptions, PageOf};
use crate::{Error, Operation, Page};

/// A list that is read page by page, each when it is asked for.
///
/// As an iterator it gives the pages, and ends with the last one or after an error.
///
/// ```no_run
/// # fn list<O: runtime::Operation<Body: runtime::Page>>(client: &runtime::client::blocking::Client, list: O)
/// # -> Result<(), runtime::Error<O::Error>> {
/// use runtime::Page as _;
///
/// for page in client.pages(list) {
///     println!("{} more", page?.body.into_items().len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[must_use = "pages are read when they are asked for"]
pub struct Pages<O> {
    inner: client::Pages<O>,
    is_over: bool,
}

impl<O: Operation<Body: Page>> Pages<O> {
    pub(super) fn new(inner: client::Pages<O>) -> Self {
        Self { inner, is_over: false }
    }

    /// Goes on at a link that [`next_link`](Self::next_link) told, perhaps to another program.
    pub fn resume(self, link: impl Into<String>) -> Self {
        Self { inner: self.inner.resume(link), ..self }
    }

    /// Reads each page with these options.
    pub fn options(self, options: CallOptions) -> Self {
        Self { inner: self.inner.options(options), ..self }
    }

    /// Where the next page is; nothing before the first one and after the last.
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        self.inner.next_link()
    }

    /// Reads the next page; `None` after the last. After an error, the same page can be asked for again.
    ///
    /// # Errors
    /// As [`client::Pages::next_page`].
    pub fn next_page(&mut self) -> Result<Option<PageOf<O>>, Error<O::Error>> {
        block_on(self.inner.next_page())
    }

    /// The items of all pages, each page read when its first item is asked for; ends after an error.
    pub fn into_items(self) -> impl Iterator<Item = Result<<O::Body as Page>::Item, Error<O::Error>>> {
        self.flat_map(|page| match page {
            Ok(page) => page.body.into_items().into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        })
    }
}

impl<O: Operation<Body: Page>> Iterator for Pages<O> {
    type Item = Result<PageOf<O>, Error<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let page = self.next_page().transpose();
        self.is_over = !matches!(page, Some(Ok(_)));
        page
    }
}
