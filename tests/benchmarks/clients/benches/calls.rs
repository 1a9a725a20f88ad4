//! What building, decoding, encoding and calling take, side by side.

use std::hint::black_box;
use std::net::SocketAddr;

use clients::by_hand::{self, Connection, keeping, losing};
use clients::by_progenitor::{self, Sending};
use clients::{ANSWER, Failure, NAME, by_azure, ours, server};
use generated::azure_key_vault::certificates::DeletedCertificateBundle;
use generated::rt;
use measure::{Race, Table, Whose, micros, ratio};

/// Rounds of each race: the ratios of two runs differ in the second digit behind the point.
const ROUNDS: usize = 400;

/// Calls one after another in a batch: connections go back to their pools between two of them.
const CALLS: u32 = 25;

const AUTHORITY: &str = "myvault.vault.azure.net";

fn main() -> Result<(), Failure> {
    // One race alone, to look at it closer.
    let only = std::env::args().nth(1).filter(|word| !word.starts_with('-'));
    let races: [(&str, fn() -> Result<(), Failure>); 4] =
        [("building", building), ("decoding", decoding), ("encoding", encoding), ("calling", calling)];
    races
        .into_iter()
        .filter(|(name, _)| only.as_ref().is_none_or(|only| only == name))
        .try_for_each(|(_, race)| race())
}

fn building() -> Result<(), Failure> {
    let endpoint = ours::endpoint(AUTHORITY)?;
    let progenitor = by_progenitor::client("https://myvault.vault.azure.net", Sending::Stopped)?;
    let azure = by_azure::in_memory()?;
    let mut race = Race::new(Whose::Caller);
    race.add("by hand (http)", || by_hand::request(AUTHORITY, NAME));
    race.add("this project", || ours::request(&endpoint, NAME));
    race.add("progenitor, stopped by a hook", || by_progenitor::is_built(&progenitor, NAME));
    race.add("azure, through its policies", || by_azure::is_built(&azure, NAME));
    show("Building a request", race);
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "one of several")]
fn decoding() -> Result<(), Failure> {
    let mut race = Race::new(Whose::Caller);
    race.add("derive, unknown fields lost", || {
        serde_json::from_slice::<losing::DeletedCertificateBundle>(ANSWER)
    });
    race.add("derive, unknown fields kept", || {
        serde_json::from_slice::<keeping::DeletedCertificateBundle>(ANSWER)
    });
    race.add("this project", || rt::decode::<DeletedCertificateBundle>(ANSWER));
    race.add("progenitor", || serde_json::from_slice::<by_progenitor::DeletedCertificateBundle>(ANSWER));
    race.add("azure", || serde_json::from_slice::<by_azure::DeletedCertificate>(ANSWER));
    show("Decoding the answer of 2,335 bytes", race);
    Ok(())
}

fn encoding() -> Result<(), Failure> {
    let losing: losing::DeletedCertificateBundle = serde_json::from_slice(ANSWER)?;
    let keeping: keeping::DeletedCertificateBundle = serde_json::from_slice(ANSWER)?;
    let ours: DeletedCertificateBundle = rt::decode(ANSWER)?;
    let progenitor: by_progenitor::DeletedCertificateBundle = serde_json::from_slice(ANSWER)?;
    let azure: by_azure::DeletedCertificate = serde_json::from_slice(ANSWER)?;
    let mut race = Race::new(Whose::Caller);
    race.add("derive, unknown fields lost", || serde_json::to_vec(&losing));
    race.add("derive, unknown fields kept", || serde_json::to_vec(&keeping));
    race.add("this project", || rt::encode(&ours));
    race.add("progenitor", || serde_json::to_vec(&progenitor));
    race.add("azure", || serde_json::to_vec(&azure));
    show("Encoding it again", race);
    Ok(())
}

fn calling() -> Result<(), Failure> {
    let address: SocketAddr = server::start()?;
    let base = format!("http://{address}");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut connection = runtime.block_on(Connection::open(address))?;
    let reqwest = clients::reqwest()?;
    let limited = clients::reqwest_with_limit()?;
    let client = ours::client(&base)?;
    let progenitor = by_progenitor::client(&base, Sending::Happens)?;
    let azure = by_azure::over_loopback(address)?;
    // Once each, so that one that fails is seen rather than measured.
    runtime.block_on(by_hand::call_by_reqwest::<losing::DeletedCertificateBundle>(&reqwest, &base, NAME))?;
    runtime.block_on(ours::call(&client, NAME))?;
    runtime.block_on(by_progenitor::call(&progenitor, NAME))?;
    runtime.block_on(by_azure::call(&azure, NAME))?;
    let mut race = Race::new(Whose::Caller);
    race.add_many("reqwest by hand", CALLS, || {
        runtime.block_on(async {
            for _ in 0..CALLS {
                let answer =
                    by_hand::call_by_reqwest::<losing::DeletedCertificateBundle>(&reqwest, &base, NAME);
                black_box(answer.await.is_ok());
            }
        });
    });
    race.add_many("reqwest by hand, with a time limit", CALLS, || {
        runtime.block_on(async {
            for _ in 0..CALLS {
                let answer =
                    by_hand::call_by_reqwest::<losing::DeletedCertificateBundle>(&limited, &base, NAME);
                black_box(answer.await.is_ok());
            }
        });
    });
    race.add_many("hyper by hand", CALLS, || {
        runtime.block_on(async {
            for _ in 0..CALLS {
                black_box(connection.call::<losing::DeletedCertificateBundle>(NAME).await.is_ok());
            }
        });
    });
    race.add_many("this project", CALLS, || {
        runtime.block_on(async {
            for _ in 0..CALLS {
                black_box(ours::call(&client, NAME).await.is_ok());
            }
        });
    });
    race.add_many("progenitor", CALLS, || {
        runtime.block_on(async {
            for _ in 0..CALLS {
                black_box(by_progenitor::call(&progenitor, NAME).await.is_ok());
            }
        });
    });
    race.add_many("azure", CALLS, || {
        runtime.block_on(async {
            for _ in 0..CALLS {
                black_box(by_azure::call(&azure, NAME).await.is_ok());
            }
        });
    });
    show("A call over loopback, the answer in its model", race);
    Ok(())
}

fn show(heading: &str, race: Race<'_>) {
    let columns = ["candidate", "processor time", "times the first", "clock", "times the first"];
    let mut table = Table::new(heading, &columns);
    for row in race.run(ROUNDS) {
        let cells = [
            row.name.to_owned(),
            micros(row.cpu),
            ratio(row.cpu_ratio),
            micros(row.wall),
            ratio(row.wall_ratio),
        ];
        table.row(&cells);
    }
    println!("{table}");
}
