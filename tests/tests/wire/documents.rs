//! One document for each body that a service sends or takes, with every field that the pages declare.

use serde_json::{Value, json};

/// A certificate of Batch.
pub fn certificate() -> Value {
    json!({
        "deleteCertificateError": {
            "code": "PoolsReferencingCertificate",
            "message": "Some pools use it.",
            "values": [{ "name": "Pools", "value": "mypool1" }]
        },
        "previousState": "deleting",
        "previousStateTransitionTime": "2014-07-31T21:11:58.2361234Z",
        "publicData": "#####...",
        "state": "deletefailed",
        "stateTransitionTime": "9999-12-31T23:59:59.9999999Z",
        "thumbprint": "0123456789abcdef0123456789abcdef01234567",
        "thumbprintAlgorithm": "sha1",
        "url": "https://account.region.batch.azure.com/certificates(thumbprintAlgorithm=sha1,thumbprint=0123)"
    })
}

/// A certificate to add to Batch.
pub fn certificate_to_add() -> Value {
    json!({
        "certificateFormat": "pfx",
        "data": "#####...",
        "password": "<ExamplePassword>",
        "thumbprint": "0123456789abcdef0123456789abcdef01234567",
        "thumbprintAlgorithm": "sha1"
    })
}

/// An error of Batch.
pub fn batch_error() -> Value {
    json!({
        "code": "CertificateNotFound",
        "message": { "lang": "en-US", "value": "It does not exist." },
        "values": [{ "key": "Reason", "value": "It never did." }]
    })
}

/// A deleted certificate of Key Vault.
pub fn deleted_certificate() -> Value {
    json!({
        "attributes": attributes(),
        "cer": "MIICODCC",
        "contentType": "application/x-pkcs12",
        "deletedDate": 1_493_938_558,
        "id": "https://myvault.vault.azure.net/certificates/importCert01/f00e72f0",
        "kid": "https://myvault.vault.azure.net/keys/importCert01/f00e72f0",
        "policy": policy(),
        "recoveryId": "https://myvault.vault.azure.net/deletedcertificates/importCert01",
        "scheduledPurgeDate": 1_501_714_558,
        "sid": "https://myvault.vault.azure.net/secrets/importCert01/f00e72f0",
        "tags": { "team": "blue", "tier": "" },
        "x5t": "fLi3U52HunIVNXubkEnf8tP6Wbo"
    })
}

fn attributes() -> Value {
    json!({
        "created": 1_493_938_557,
        "enabled": true,
        "exp": 2_208_988_799_i64,
        "nbf": -1,
        "recoveryLevel": "Recoverable+Purgeable",
        "updated": 1_493_938_557
    })
}

fn policy() -> Value {
    json!({
        "attributes": attributes(),
        "id": "https://myvault.vault.azure.net/certificates/importCert01/policy",
        "issuer": { "cert_transparency": false, "cty": "OV-SSL", "name": "Unknown" },
        "key_props": { "crv": "P-256K", "exportable": true, "key_size": 2048, "kty": "RSA", "reuse_key": false },
        "lifetime_actions": [{
            "action": { "action_type": "EmailContacts" },
            "trigger": { "days_before_expiry": 90, "lifetime_percentage": 80 }
        }],
        "secret_props": { "contentType": "application/x-pkcs12" },
        "x509_props": {
            "ekus": ["1.3.6.1.5.5.7.3.1"],
            "key_usage": ["digitalSignature", "cRLSign"],
            "sans": { "dns_names": ["a.example"], "emails": ["a@a.example"], "upns": ["a"] },
            "subject": "CN=KeyVaultTest",
            "validity_months": 297
        }
    })
}

/// The making of a certificate in Key Vault.
pub fn certificate_operation() -> Value {
    json!({
        "cancellation_requested": false,
        "csr": "MIIC4zCC",
        "error": error(),
        "id": "https://myvault.vault.azure.net/certificates/pending",
        "issuer": { "cert_transparency": true, "cty": "EV-SSL", "name": "issuer03" },
        "preserveCertOrder": true,
        "request_id": "b88791e33d9c4d609d3e3cc3d2d40d11",
        "status": "inProgress",
        "status_details": "It takes its time.",
        "target": "https://myvault.vault.azure.net/certificates/importCert01"
    })
}

/// An error of Key Vault.
pub fn key_vault_error() -> Value {
    json!({ "error": error() })
}

fn error() -> Value {
    json!({
        "code": "Forbidden",
        "innererror": { "code": "ForbiddenByPolicy", "innererror": { "code": "Deep" }, "message": "By policy." },
        "message": "No."
    })
}
