//! Certificates for servers of a test, and the authority that vouches for them; all are made when the test runs.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// An authority that nobody knows until a client is told to trust it.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

/// A certificate of an [`Authority`] with its private key.
pub struct Identity {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

impl Authority {
    /// A new authority of this name.
    ///
    /// # Panics
    /// When this machine has no randomness.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, new_key()).expect("the parameters are lawful");
        Self { issuer }
    }

    /// Its own certificate, as a client takes it.
    #[must_use]
    pub fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// What trusts this authority and no other.
    ///
    /// # Panics
    /// Never: its certificate is one.
    pub(crate) fn connector(&self) -> TlsConnector {
        let mut roots = RootCertStore::empty();
        roots.add(self.issuer.der().clone()).expect("a certificate of an authority");
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring knows the usual versions of TLS")
            .with_root_certificates(roots)
            .with_no_client_auth();
        TlsConnector::from(Arc::new(config))
    }

    /// Vouches for a server of this name, or of this address.
    ///
    /// # Panics
    /// When it is neither.
    #[must_use]
    pub fn identity(&self, host: &str) -> Identity {
        let key = new_key();
        let params = CertificateParams::new([host.to_owned()]).expect("a name or an address");
        let certificate = params.signed_by(&key, &self.issuer).expect("the parameters are lawful");
        Identity {
            certificate: certificate.into(),
            key: PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
        }
    }
}

impl Identity {
    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("ring knows the usual versions of TLS")
            .with_no_client_auth()
            .with_single_cert(vec![self.certificate.clone()], self.key.clone_key())
            .expect("certificate and key belong together");
        TlsAcceptor::from(Arc::new(config))
    }
}

fn new_key() -> KeyPair {
    KeyPair::generate().expect("this machine has randomness")
}
