//! How often each candidate asks for memory, and for how much: the same on every machine.

use std::hint::black_box;

use allocation_counter::measure;
use clients::by_hand::{self, Connection, keeping, losing};
use clients::by_progenitor::{self, Sending};
use clients::{ANSWER, Failure, NAME, by_azure, ours, server};
use generated::azure_key_vault::certificates::DeletedCertificateBundle;
use generated::rt;
use measure::Table;

const AUTHORITY: &str = "myvault.vault.azure.net";

fn main() -> Result<(), Failure> {
    building()?;
    decoding();
    encoding()?;
    calling()
}

fn building() -> Result<(), Failure> {
    let endpoint = ours::endpoint(AUTHORITY)?;
    let progenitor = by_progenitor::client("https://myvault.vault.azure.net", Sending::Stopped)?;
    let azure = by_azure::in_memory()?;
    let mut table = table("Building a request");
    count(&mut table, "by hand (http)", || by_hand::request(AUTHORITY, NAME));
    count(&mut table, "this project", || ours::request(&endpoint, NAME));
    count(&mut table, "progenitor, stopped by a hook", || by_progenitor::is_built(&progenitor, NAME));
    count(&mut table, "azure, through its policies", || by_azure::is_built(&azure, NAME));
    println!("{table}");
    Ok(())
}

fn decoding() {
    let mut table = table("Decoding the answer of 2,335 bytes");
    count(&mut table, "derive, unknown fields lost", || {
        serde_json::from_slice::<losing::DeletedCertificateBundle>(ANSWER)
    });
    count(&mut table, "derive, unknown fields kept", || {
        serde_json::from_slice::<keeping::DeletedCertificateBundle>(ANSWER)
    });
    count(&mut table, "this project", || rt::decode::<DeletedCertificateBundle>(ANSWER));
    count(&mut table, "progenitor", || {
        serde_json::from_slice::<by_progenitor::DeletedCertificateBundle>(ANSWER)
    });
    count(&mut table, "azure", || serde_json::from_slice::<by_azure::DeletedCertificate>(ANSWER));
    println!("{table}");
}

fn encoding() -> Result<(), Failure> {
    let losing: losing::DeletedCertificateBundle = serde_json::from_slice(ANSWER)?;
    let keeping: keeping::DeletedCertificateBundle = serde_json::from_slice(ANSWER)?;
    let ours: DeletedCertificateBundle = rt::decode(ANSWER)?;
    let progenitor: by_progenitor::DeletedCertificateBundle = serde_json::from_slice(ANSWER)?;
    let azure: by_azure::DeletedCertificate = serde_json::from_slice(ANSWER)?;
    let mut table = table("Encoding it again");
    count(&mut table, "derive, unknown fields lost", || serde_json::to_vec(&losing));
    count(&mut table, "derive, unknown fields kept", || serde_json::to_vec(&keeping));
    count(&mut table, "this project", || rt::encode(&ours));
    count(&mut table, "progenitor", || serde_json::to_vec(&progenitor));
    count(&mut table, "azure", || serde_json::to_vec(&azure));
    println!("{table}");
    Ok(())
}

fn calling() -> Result<(), Failure> {
    let address = server::start()?;
    let base = format!("http://{address}");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut connection = runtime.block_on(Connection::open(address))?;
    let reqwest = clients::reqwest()?;
    let client = ours::client(&base)?;
    let progenitor = by_progenitor::client(&base, Sending::Happens)?;
    let azure = by_azure::over_loopback(address)?;
    let mut table = table("A call over loopback, the answer in its model");
    count(&mut table, "hyper by hand", || {
        runtime.block_on(connection.call::<losing::DeletedCertificateBundle>(NAME))
    });
    count(&mut table, "reqwest by hand", || {
        runtime.block_on(by_hand::call_by_reqwest::<losing::DeletedCertificateBundle>(&reqwest, &base, NAME))
    });
    count(&mut table, "this project", || runtime.block_on(ours::call(&client, NAME)));
    count(&mut table, "progenitor", || runtime.block_on(by_progenitor::call(&progenitor, NAME)));
    count(&mut table, "azure", || runtime.block_on(by_azure::call(&azure, NAME)));
    println!("{table}");
    Ok(())
}

fn table(heading: &str) -> Table {
    Table::new(heading, &["candidate", "allocations", "bytes"])
}

/// Counts the least of several calls: the first ones open connections and fill caches.
fn count<T>(table: &mut Table, name: &str, mut call: impl FnMut() -> T) {
    let mut least = (u64::MAX, u64::MAX);
    for _ in 0..50 {
        let info = measure(|| drop(black_box(call())));
        least = least.min((info.count_total, info.bytes_total));
    }
    table.row(&[name.to_owned(), least.0.to_string(), least.1.to_string()]);
}
