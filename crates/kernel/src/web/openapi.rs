//! The interface for programs as an OpenAPI 3.1 document, made from the route table and its types.

use super::routes::{Access, Doc, Named, Route, Routes};
use std::collections::BTreeSet;
use utoipa::openapi::path::{Operation, OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, HttpMethod, InfoBuilder, OpenApi, OpenApiBuilder, PathItem, PathsBuilder, Ref,
    ResponseBuilder,
};

/// The document for these routes; `version` is the program's.
pub fn document(routes: &Routes, version: &str) -> OpenApi {
    let mut components = ComponentsBuilder::new()
        .security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)))
        .schema("Problem", problem());
    let mut known = BTreeSet::new();
    let mut paths = PathsBuilder::new();
    for route in routes.iter().filter(|route| !route.doc.hidden) {
        for named in route.doc.request.iter().chain(&route.doc.response) {
            let mut schemas = Vec::new();
            (named.collect)(&mut schemas);
            for (name, schema) in schemas {
                if known.insert(name.clone()) {
                    components = components.schema(name, schema);
                }
            }
        }
        if let Some(method) = method(route) {
            paths = paths.path(route.path, PathItem::new(method, operation(route)));
        }
    }
    let info = InfoBuilder::new()
        .title("Fourleaf")
        .version(version)
        .description(Some(
            "Every page is also JSON: ask for it with `Accept: application/json`. Lists answer `items` and `next`; \
             give `next` as `before` to continue. Ids are strings. Errors are problems as in RFC 9457.",
        ))
        .build();
    OpenApiBuilder::new().info(info).paths(paths).components(Some(components.build())).build()
}

fn operation(route: &Route) -> Operation {
    let Doc { summary, query, request, response, created, .. } = &route.doc;
    let mut operation = OperationBuilder::new().summary(Some(*summary));
    for name in in_path(route.path) {
        operation = operation.parameter(parameter(name, "", ParameterIn::Path));
    }
    for (name, meaning) in *query {
        operation = operation.parameter(parameter(name, meaning, ParameterIn::Query));
    }
    if let Some(request) = request {
        let body = RequestBodyBuilder::new().content("application/json", content(request)).build();
        operation = operation.request_body(Some(body));
    }
    let answer = ResponseBuilder::new().description("As asked for.");
    let answer = match response {
        Some(response) => answer.content("application/json", content(response)),
        None => answer,
    };
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let refused = ResponseBuilder::new().description("A problem.").content("application/problem+json", problem);
    operation = operation.response(if *created { "201" } else { "200" }, answer.build());
    operation = operation.response("default", refused.build());
    if route.access != Access::Public {
        operation = operation.security(SecurityRequirement::new("token", Vec::<String>::new()));
    }
    operation.build()
}

fn content(named: &Named) -> utoipa::openapi::Content {
    ContentBuilder::new().schema(Some(Ref::from_schema_name(&named.name))).build()
}

fn parameter(name: &str, meaning: &str, at: ParameterIn) -> utoipa::openapi::path::Parameter {
    let required = matches!(at, ParameterIn::Path);
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    let builder = ParameterBuilder::new().name(name).parameter_in(at).schema(Some(text));
    let builder =
        builder.required(if required { utoipa::openapi::Required::True } else { utoipa::openapi::Required::False });
    if meaning.is_empty() { builder.build() } else { builder.description(Some(meaning)).build() }
}

fn problem() -> utoipa::openapi::schema::Schema {
    let text = || ObjectBuilder::new().schema_type(Type::String).build();
    let error = ObjectBuilder::new().property("field", text()).property("code", text()).property("message", text());
    ObjectBuilder::new()
        .description(Some("RFC 9457. `type` is a stable code."))
        .property("type", text())
        .property("title", text())
        .property("status", ObjectBuilder::new().schema_type(Type::Integer).build())
        .property("detail", text())
        .property("errors", error.to_array_builder().build())
        .build()
        .into()
}

fn method(route: &Route) -> Option<HttpMethod> {
    match route.method.as_str() {
        "GET" => Some(HttpMethod::Get),
        "POST" => Some(HttpMethod::Post),
        "PUT" => Some(HttpMethod::Put),
        "DELETE" => Some(HttpMethod::Delete),
        _ => None,
    }
}

/// The names in braces of a path.
pub fn in_path(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| name.trim_start_matches('*'))
}
