//! Drafts beside specs: where they belong, and what they need not say again.

use codegen::Sources;

use super::small::{beside, page, under};

const SERVICE: &str = r"
title: Orchard
description: Looks after trees.

base-url:
  name: orchardUrl
  example: https://home.orchard.example

api-version:
  parameter: api-version

api-versions:
  - 1.0.0

security:
  key:
    type: apiKey
    in: header

  other:
    type: apiKey
    in: query

error:
  type: Fault
  code: code
  message: message

parameters:
  size: { in: query, type: integer (int32), default: 30, minimum: 1, maximum: 60 }
  tag:
    in: path
    type: string
    pattern: ^[a-z]+$
  client: { in: header, type: string (uuid) }

response-headers:
  age: string
  etag: string
  request-id: string (uuid)

definitions:
  Fault: { properties: { code: string, message: string } }
  State: { enum: { old: Much., young: Little. } }
  Tree: { properties: { state: State } }
";

/// A resource whose operation asks this.
fn resource(request: &str) -> String {
    format!(
        "title: Things\ndescription: Many.\n\noperations:\n  Ask:\n    \
         page: {{ title: Thing - Ask, api-version: 1.0.0, file: ask.md }}\n    description: Asks.\n    \
         request: {request}\n    responses:\n      200:\n        \
         headers: {{ request-id: shared, etag: shared }}\n      202:\n        \
         headers: {{ age: shared, request-id: shared, etag: shared }}\n"
    )
}

fn specs() -> Sources {
    let mut specs = Sources::default();
    specs.add("specs/orchard/service.yaml", SERVICE);
    for (file, request) in [
        ("apples", "GET /apples"),
        ("bushes", "GET /bushes(kind={kind})"),
        ("trees", "GET /trees/{tag}"),
        ("treetops", "GET /trees/{tag}/top"),
    ] {
        specs.add(format!("specs/orchard/{file}.yaml"), resource(request));
    }
    specs
}

#[test]
fn a_draft_belongs_where_its_address_says() {
    let cases: &[(&str, &[&str])] = &[
        // To the resource whose paths have most in common with its own, what stands in parentheses left aside.
        ("{orchardUrl}/apples/{apple}", &["orchard/apples"]),
        ("{orchardUrl}/bushes(kind={kind},tag={tag})", &["orchard/bushes"]),
        ("{orchardUrl}/bushes/{bush}", &["orchard/bushes"]),
        ("{orchardUrl}/trees/{tag}", &["orchard/trees"]),
        ("{orchardUrl}/trees/{tag}/top/height", &["orchard/treetops"]),
        ("https://home.orchard.example/trees/{tag}", &["orchard/trees"]),
        // To a new one, called after the first word that tells something.
        ("{orchardUrl}/wells/apples", &["orchard/wells"]),
        ("{orchardUrl}/service/wells", &["orchard/wells"]),
        ("{orchardUrl}/{tag}/wells", &["orchard/wells"]),
        ("{orchardUrl}/{tag}", &["orchard/resource"]),
        // To another service.
        ("{gardenUrl}/trees/{tag}", &["garden/service", "garden/trees"]),
        ("https://away.orchard.example/trees/{tag}", &["orchard/service", "orchard/trees"]),
    ];
    for (address, expected) in cases {
        let draft = beside(&page(&format!("GET {address}?api-version=1.0.0"), &[]), &specs());
        let paths: Vec<&str> = draft.files.iter().map(|file| file.path.as_str()).collect();
        let expected: Vec<String> = expected.iter().map(|path| format!("specs/{path}.yaml")).collect();
        assert_eq!(paths, expected, "{address}");
    }
}

/// A row that says all that its page does is named; what the page does not say is no difference.
#[test]
fn rows_are_shared_where_they_say_the_same() {
    let cases = [
        (
            "size | query | | integer (int32) <br>minimum: 1<br>maximum: 60 | How big. The default is 30.",
            true,
        ),
        ("size | query | | integer (int32) | How big.", true),
        ("size | query | | integer | How big.", true),
        ("size | query | | | How big.", true),
        ("size | query | | integer (int32) <br>minimum: 2 | How big.", false),
        ("size | query | | integer (int32) <br>maximum: 61 | How big.", false),
        ("size | query | | integer (int32) <br>minLength: 1 | How big.", false),
        ("size | query | | integer (int32) | How big. The default is 31.", false),
        ("size | query | | integer (int32) | How big. The default is whatever fits.", false),
        ("size | query | | integer (int64) | How big.", false),
        ("size | query | | number | How big.", false),
        ("size | query | | string | How big.", false),
        ("size | header | | integer (int32) | How big.", false),
        ("tag | path | True | string | Which.", true),
        ("tag | path | True | string <br>pattern: ^[a-z]+$ | Which.", true),
        ("tag | path | True | string <br>pattern: ^[0-9]+$ | Which.", false),
        ("tag | path | True | string | Which. The default is 'a'.", false),
        ("client | header | | string (uuid) | Who asks.", true),
        ("client | header | | string (byte) | Who asks.", false),
    ];
    for (row, is_shared) in cases {
        let rows = format!("URI Parameters\n| {row} |");
        let draft = beside(&page("GET {orchardUrl}/wells/{tag}?api-version=1.0.0", &[&rows]), &specs());
        let name = row.split(' ').next().unwrap_or_default();
        let said = under(&draft, &format!("operations.Get.parameters.{name}")).unwrap_or_default();
        assert_eq!(said == "shared", is_shared, "{row}: {said}");
    }
}

#[test]
fn security_is_said_where_it_is_not_that_of_the_service() {
    const KEY: &str = "### key\nType: apiKey\nIn: header\n";
    const OTHER: &str = "### other\nType: apiKey\nIn: query\n";
    let both = format!("Security\n{KEY}{OTHER}");
    let one = format!("Security\n{OTHER}");
    let strange = format!("Security\n{KEY}### third\nType: apiKey\nIn: query\n");
    let cases = [
        (Some(both), None),
        (Some(one), Some("[other]")),
        (Some(strange), Some("# Page line: service.yaml does not have `third`. / [key]")),
        (
            None,
            Some(
                "# The page has no section on security. If the operation asks for a scheme all the same, name it here and say so in / \
                 # an erratum. / none",
            ),
        ),
    ];
    for (section, expected) in cases {
        let sample = "Examples\n### One\n#### Sample request\nGET {orchardUrl}/wells?api-version=1.0.0\n";
        let parts: Vec<&str> = section.iter().map(String::as_str).chain([sample]).collect();
        let draft = beside(&page("GET {orchardUrl}/wells?api-version=1.0.0", &parts), &specs());
        assert_eq!(under(&draft, "operations.Get.security").as_deref(), expected, "{section:?}");
    }
}

/// A list of headers that was lost is the list that every answer of the service has.
#[test]
fn lost_headers_are_the_usual_ones() {
    let page = page(
        "GET {orchardUrl}/wells?api-version=1.0.0",
        &["Responses\n| 200 OK | | It is there.<br>Headers<br> |"],
    );
    assert_eq!(
        under(&beside(&page, &specs()), "operations.Get.responses.200").as_deref(),
        Some(
            "description: TODO (page line) / \
             # Page line: the list is lost; these are on every other page of the service. / headers: / etag: shared / \
             request-id: shared / errata: / headers: lost-list"
        )
    );
}

/// Values that the definition of the specs has are declared, though the page does not define it.
#[test]
fn what_specs_declare_is_declared() {
    let undeclared = |state: &str| {
        let sample = format!(
            "Examples\n### One\n#### Sample request\nGET {{orchardUrl}}/wells?api-version=1.0.0\n\
             #### Sample response\n{{ \"state\": \"{state}\" }}\n"
        );
        let parts =
            ["Responses\n| 200 OK | Tree | It. |", &sample, "Tree\n| state | State | |", "State\n| old | |"];
        let draft = beside(&page("GET {orchardUrl}/wells?api-version=1.0.0", &parts), &specs());
        let samples = under(&draft, "operations.Get.samples").expect("the sample is of its operation");
        samples.split_once(" / undeclared: / ").map(|(_, undeclared)| undeclared.to_owned())
    };
    assert_eq!(undeclared("young"), None);
    let expected = "# Page line: no table declares it. / state: TODO (page line)";
    assert_eq!(undeclared("younger").as_deref(), Some(expected));
}
