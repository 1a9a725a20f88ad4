//! An operation: a struct with `new` and setters, and the statements that make a request of it.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::types::{self, Here, ident};
use super::{checks, docs, example, long_running, models, setters};
use crate::Options;
use crate::model::{
    Field, Form, Headers, Location, Operation, Presence, Resource, Security, Segment, Service,
};

/// The file of a resource, and what it is a part of.
#[derive(Clone, Copy)]
pub struct File<'a> {
    /// The resource.
    pub resource: &'a Resource,
    /// Its service.
    pub service: &'a Service,
    /// The project's options.
    pub options: &'a Options,
}

/// The struct and all that belongs to it.
pub fn emit(operation: &Operation, file: File<'_>, here: Here<'_>) -> TokenStream {
    let name = ident(&operation.name);
    let waiting = long_running::docs(operation, file);
    let docs = [operation.docs.as_slice(), &waiting, &example::docs(operation, file)].concat();
    let docs = docs::outer(&docs, here);
    let deprecated = docs::deprecated(operation.deprecated.as_ref());
    let fields: Vec<&Field> = fields(operation);
    let required = fields.iter().any(|field| field.presence == Presence::Required);
    let default = if required { quote!() } else { quote!(Default,) };
    let declared = models::fields(fields.iter().copied(), here);
    let new = setters::constructor(&fields, &quote!(), here);
    let setters = setters::setters(&fields, here);
    let behaviour = behaviour(operation, file, here);
    let long = operation.long_running.as_ref().map(|long| long_running::emit(operation, long, here));
    let headers = operation.headers.as_ref().map(|headers| emit_headers(headers, here));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        #[must_use = "an operation does nothing until it is sent"]
        pub struct #name {
            #declared
        }

        impl #name {
            #new
            #setters
        }

        #behaviour
        #long
        #headers
    }
}

/// Whether it names something deprecated, itself included.
pub fn is_deprecated(operation: &Operation) -> bool {
    operation.deprecated.is_some() || fields(operation).iter().any(|field| field.deprecated.is_some())
}

/// Parameters, then the body.
fn fields(operation: &Operation) -> Vec<&Field> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.field);
    parameters.chain(operation.body.iter().map(|body| &body.field)).collect()
}

fn behaviour(operation: &Operation, file: File<'_>, here: Here<'_>) -> TokenStream {
    let File { service, resource, .. } = file;
    let name = ident(&operation.name);
    let full_name =
        format!("{}.{}.{}", service.module.as_str(), resource.module.as_str(), operation.name.as_str());
    let method = Ident::new(operation.method.as_str(), Span::call_site());
    let template = &operation.template;
    let since = version(operation.lifespan.since.as_ref());
    let until = version(operation.lifespan.until.as_ref());
    let success = operation.success.iter().map(|status| Literal::u16_unsuffixed(*status));
    let security = security(operation, service);
    let body = match &operation.answer {
        Some(ty) => types::value(ty, here),
        None => quote!(()),
    };
    let headers = match &operation.headers {
        Some(headers) => {
            let name = ident(&headers.name);
            quote!(#name)
        }
        None => quote!(rt::NoHeaders),
    };
    let error = types::value(&operation.error, here);
    let request = request(operation);
    let check = checks::operation(operation);
    quote! {
        impl rt::Operation for #name {
            type Body = #body;
            type Headers = #headers;
            type Error = #error;
            const INFO: rt::OperationInfo = rt::OperationInfo {
                name: #full_name,
                method: rt::Method::#method,
                path: #template,
                api_versions: super::API_VERSIONS,
                since: #since,
                until: #until,
                success: &[#(#success),*],
                security: #security,
            };
            fn request(&self, endpoint: &rt::Endpoint) -> Result<rt::Request, rt::RequestError> {
                #request
            }
            #check
        }
    }
}

fn version(version: Option<&String>) -> TokenStream {
    match version {
        Some(version) => quote!(Some(#version)),
        None => quote!(None),
    }
}

/// One statement for each part of the request, so that one more parameter is one more line.
fn request(operation: &Operation) -> TokenStream {
    let path = operation.path.iter().map(|segment| match segment {
        Segment::Literal(text) => quote!(request.literal(#text);),
        Segment::Value(index) => {
            let Field { wire, name, presence, .. } = &operation.parameters[*index].field;
            let name = ident(name);
            match presence {
                Presence::Required => quote!(request.path(#wire, &self.#name);),
                Presence::Optional | Presence::Nullable => quote!(request.optional_path(#wire, &self.#name);),
            }
        }
    });
    let query = at(operation, Location::Query).map(|Field { wire, name, .. }| {
        let name = ident(name);
        quote!(request.query(#wire, &self.#name);)
    });
    let headers = at(operation, Location::Header).map(|Field { wire, name, .. }| {
        let name = ident(name);
        quote!(request.header(#wire, &self.#name);)
    });
    let avoided = &operation.avoided;
    let version = &operation.api_version_parameter;
    let check = if operation.versioned { quote!(request.check(self);) } else { quote!() };
    let finish = match &operation.body {
        Some(body) => {
            let name = ident(&body.field.name);
            let media_type = &body.media_type;
            quote!(request.json(#media_type, &self.#name))
        }
        None => quote!(request.empty()),
    };
    quote! {
        let mut request = rt::RequestBuilder::new(endpoint, &Self::INFO);
        #(#path)*
        #(request.avoid(#avoided);)*
        #(#query)*
        request.api_version(#version);
        #(#headers)*
        #check
        #finish
    }
}

fn at(operation: &Operation, location: Location) -> impl Iterator<Item = &Field> {
    let parameters = operation.parameters.iter();
    parameters.filter(move |parameter| parameter.location == location).map(|parameter| &parameter.field)
}

fn security(operation: &Operation, service: &Service) -> TokenStream {
    match &operation.security {
        Security::OfService => quote!(super::SECURITY),
        Security::NotStated => quote!(&[]),
        Security::Some(positions) => {
            let schemes =
                positions.iter().map(|position| super::service::scheme(&service.security[*position]));
            quote!(&[#(#schemes),*])
        }
    }
}

fn emit_headers(headers: &Headers, here: Here<'_>) -> TokenStream {
    let name = ident(&headers.name);
    let docs = docs::outer(&headers.docs, here);
    let fields = headers.rows.iter().map(|header| {
        let name = ident(&header.name);
        let docs = docs::outer(&header.docs, here);
        let ty = types::value(&header.ty, here);
        let ty = if header.ty.form() == Form::Text { ty } else { quote!(Result<#ty, rt::HeaderError>) };
        quote!(#docs pub #name: Option<#ty>,)
    });
    let reads = headers.rows.iter().map(|header| {
        let name = ident(&header.name);
        let wire = &header.wire;
        if header.ty.form() == Form::Text {
            quote!(#name: rt::header::text(headers, #wire))
        } else {
            quote!(#name: rt::header::parsed(headers, #wire))
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        impl rt::ResponseHeaders for #name {
            fn read(headers: &rt::HeaderMap) -> Self {
                Self { #(#reads),* }
            }
        }
    }
}
