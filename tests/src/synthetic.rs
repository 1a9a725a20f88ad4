//! A service of as many operations as are asked for, with the features of the language mixed as in real ones.

use codegen::Sources;

/// The folder of the service.
const FOLDER: &str = "specs/synthetic";

/// The operations of one resource, in the order in which a resource that has fewer gets them.
const OPERATIONS: [&str; 10] = [
    r#"
  Put@:
    page: { title: Put, api-version: v1, file: page.txt }
    description: |
      Makes thing @, or replaces it whole.

      What is not given gets the value that the service chooses.
    request: PUT /things@/{name}
    parameters:
      name: shared
      dry-run: { in: query, type: boolean, description: Whether to check only., default: false }
      If-Match: { in: header, type: string, description: The version that is replaced. }
    body: Thing@
    responses:
      200:
        description: The thing as it is now.
        body: Thing@
        headers: { ETag: { type: string, rust-name: etag }, request-id: shared }
      201:
        description: The thing, new.
        body: Thing@
    samples:
      - title: Put thing @
        request: PUT https://synthetic.example/things@/nut?dry-run=true&api-version=v2
        body:
          {
            "name": "nut", "size": 12, "kind": "small", "tags": { "team": "blue" },
            "parts": [{ "name": "core", "weight": 1.5, "made": "2024-05-01T10:00:00Z" }], "expires": 2208988799
          }
        response:
          status: 201
          headers: { ETag: '1' }
          body: { "name": "nut", "size": 12, "kind": "small", "odd": [1, null] }
        undeclared:
          odd: The sample shows it, and no table has it.
"#,
    r"
  Get@:
    page: { title: Get, api-version: v1, file: page.txt }
    description: Reads thing @.
    request: GET /things@/{name}
    parameters: { name: shared, timeout: shared }
    responses:
      200: { description: The thing., body: Thing@ }
    samples:
      - title: Get thing @
        request: GET https://synthetic.example/things@/nut?timeout=3&api-version=v1
        response: { body: { name: nut, kind: large, note: null } }
",
    r"
  Delete@:
    page: { title: Delete, api-version: v1, file: page.txt }
    description: Removes thing @ for good.
    request: DELETE /things@/{name}
    parameters: { name: shared, timeout: shared }
    responses:
      204: { description: It is gone. }
",
    r"
  List@:
    page: { title: List, api-version: v1, file: page.txt }
    description: Lists things @, page by page.
    request: GET /things@
    parameters:
      top: { in: query, type: integer (int32), description: The most things on a page., minimum: 1, maximum: 100 }
      filter: { in: query, type: string, description: What to leave out., max-length: 200 }
    responses:
      200: { description: Some of them., body: Things@ }
",
    r"
  Update@:
    page: { title: Update, api-version: v1, file: page.txt }
    description: Changes what is given of thing @.
    request: PATCH /things@/{name}
    parameters: { name: shared }
    body: Thing@
    responses:
      200: { description: The thing as it is now., body: Thing@ }
",
    r"
  Start@:
    page: { title: Start, api-version: v1, file: page.txt }
    description: Starts thing @.
    request: POST /things@/{name}/start
    parameters: { name: shared }
    responses:
      202: { description: It is starting., headers: { request-id: shared } }
",
    r"
  Stop@:
    page: { title: Stop, api-version: v2, file: page.txt }
    since: v2
    description: Stops thing @.
    deprecated: Use Delete instead.
    request: POST /things@/{name}/stop
    parameters: { name: shared }
    responses:
      204:
",
    r"
  GetPart@:
    page: { title: Get Part, api-version: v1, file: page.txt }
    description: Reads a part of thing @.
    request: GET /things@/{name}/parts/{part}
    parameters: { name: shared, part: { in: path, type: string, description: The name of the part. } }
    responses:
      200: { description: The part., body: Part@ }
",
    r"
  SetPart@:
    page: { title: Set Part, api-version: v1, file: page.txt }
    description: Replaces a part of thing @.
    request: PUT /things@/{name}/parts/{part}
    parameters: { name: shared, part: { in: path, type: string, description: The name of the part. } }
    body: Part@
    responses:
      200: { description: The part., body: Part@ }
",
    r"
  ListParts@:
    page: { title: List Parts, api-version: v1, file: page.txt }
    description: Lists the parts of thing @.
    request: GET /things@/{name}/parts
    parameters: { name: shared }
    responses:
      200: { description: All of them., body: 'Part@[]' }
",
];

/// What the list adds to the definitions of a resource that has one.
const LIST: &str = r"
  Things@:
    description: Some of the things.
    pages: { items: value, next-link: nextLink }
    properties:
      value: { type: 'Thing@[]', description: The things. }
      nextLink: { type: string, description: Where there are more., nullable: true }
";

const DEFINITIONS: &str = r"
definitions:
  Thing@:
    description: A thing, with its parts.
    properties:
      name: { type: string, description: The name., required: true, pattern: '^[0-9a-z-]+$', max-length: 40 }
      id: { type: string (uri), description: The address., read-only: true }
      size: { type: integer (int32), description: How large it is., minimum: 1, maximum: 1000, default: 10 }
      kind: { type: Kind@, description: Of which kind it is. }
      note: { type: string, description: Whatever there is to say., nullable: true, max-length: 256 }
      secret: { type: string, description: What opens it., secret: true }
      key: { type: string (byte), description: What it is known by. }
      expires: { type: integer (unixtime), description: When it ends. }
      tags: { type: <string>, description: Metadata of the application. }
      parts: { type: 'Part@[]', description: What it is made of. }
      inner: { type: Thing@, description: The thing inside., since: v2 }

  Part@:
    description: A part of a thing.
    properties:
      name: { type: string, description: The name., required: true }
      weight: { type: number (double), description: In kilograms., minimum: 0 }
      made: { type: string (date-time), description: When it was made. }
      spare: { type: boolean, description: Whether there is another., since: v2 }

  Kind@:
    description: How things differ.
    enum:
      small: It fits in a hand.
      large: It does not.
      x-large: { description: It takes two., since: v2 }
";

const SERVICE: &str = r"
title: Synthetic
description: A service that nobody runs.
base-url: { name: baseUrl, example: 'https://synthetic.example' }
api-version: { parameter: api-version }
api-versions: [v1, v2]
security:
  Token:
    type: oauth2
    flow: implicit
    authorization-url: https://login.example/authorize
    scopes: { things.all: Do all. }
error: { type: Failure, code: code, message: message }
parameters:
  name: { in: path, type: string, description: The name of the thing. }
  timeout: { in: query, type: integer (int32), description: In seconds., default: 30 }
response-headers:
  request-id: { type: string (uuid), description: The service's name for the request. }
definitions:
  Failure:
    description: Why the service refused.
    properties: { code: string, message: string }
";

/// The specs of a service of so many operations, ten in each of its files; two at least, or a shared row has no use.
#[must_use]
pub fn sources(operations: usize) -> Sources {
    let mut sources = Sources::default();
    sources.add(format!("{FOLDER}/service.yaml"), SERVICE);
    for (number, first) in (0..operations).step_by(OPERATIONS.len()).enumerate() {
        let count = OPERATIONS.len().min(operations - first);
        let number = format!("{number:04}");
        sources.add(format!("{FOLDER}/things{number}.yaml"), resource(count).replace('@', &number));
    }
    sources
}

/// The same specs, of which one has a fault that is found when all else has been decided.
#[must_use]
pub fn refused(operations: usize) -> Sources {
    let mut sources = sources(operations);
    let unused = resource(1).replace('@', "9999") + "\n  Unused9999:\n    properties: { name: string }\n";
    sources.add(format!("{FOLDER}/things9999.yaml"), unused);
    sources
}

/// A file of the first `count` operations, with `@` for the number of the resource.
fn resource(count: usize) -> String {
    let operations = OPERATIONS[..count].concat();
    let list = if operations.contains("List@") { LIST } else { "" };
    format!(
        "title: Things @\ndescription: One resource of many.\n\noperations:{operations}{DEFINITIONS}{list}"
    )
}
