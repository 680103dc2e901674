//! The addresses of a capability, each with who may come and what it says.
//!
//! A route needs somebody signed in unless it is declared public; a token that only reads is refused
//! on every route that writes. The same table yields the router, the OpenAPI document and the test
//! that walks every route as every viewer.

use crate::app::App;
use crate::error::Error;
use crate::viewer::{Role, Viewer};
use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use std::sync::Arc;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;

/// Who may come at all; what exactly they may do there the capability decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Public,
    SignedIn,
    /// A role for the whole installation.
    AtLeast(Role),
}

/// What the OpenAPI document says of a route.
#[derive(Clone, Default)]
pub struct Doc {
    pub summary: &'static str,
    pub query: &'static [(&'static str, &'static str)],
    pub request: Option<Named>,
    pub response: Option<Named>,
    pub created: bool,
    /// Not part of the interface for programs (a form to fill in, a redirect).
    pub hidden: bool,
}

type Schemas = Vec<(String, RefOr<Schema>)>;

/// A type of the interface: its name, its schema and those it refers to.
#[derive(Clone)]
pub struct Named {
    pub name: String,
    pub collect: fn(&mut Schemas),
}

impl Doc {
    pub fn new(summary: &'static str) -> Self {
        Self { summary, ..Self::default() }
    }

    pub fn hidden() -> Self {
        Self { hidden: true, ..Self::default() }
    }

    pub fn takes<T: utoipa::ToSchema>(mut self) -> Self {
        self.request = Some(named::<T>());
        self
    }

    pub fn answers<T: utoipa::ToSchema>(mut self) -> Self {
        self.response = Some(named::<T>());
        self
    }

    /// Answers 201 with a `Location`.
    pub fn creates<T: utoipa::ToSchema>(mut self) -> Self {
        self.created = true;
        self.answers::<T>()
    }

    /// Query parameters: name and what it means.
    pub fn query(mut self, query: &'static [(&'static str, &'static str)]) -> Self {
        self.query = query;
        self
    }
}

fn named<T: utoipa::ToSchema>() -> Named {
    Named {
        name: T::name().into_owned(),
        collect: |schemas| {
            schemas.push((T::name().into_owned(), T::schema()));
            T::schemas(schemas);
        },
    }
}

#[derive(Clone)]
pub struct Route {
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    pub doc: Doc,
    handler: MethodRouter<App>,
}

/// All routes of a capability, a wing or the program.
#[derive(Clone, Default)]
pub struct Routes(Vec<Route>);

impl Routes {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn get<H, T>(self, path: &'static str, handler: H, doc: Doc) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::GET, path, Access::SignedIn, on(MethodFilter::GET, handler), doc)
    }

    pub fn post<H, T>(self, path: &'static str, handler: H, doc: Doc) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::POST, path, Access::SignedIn, on(MethodFilter::POST, handler), doc)
    }

    pub fn put<H, T>(self, path: &'static str, handler: H, doc: Doc) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::PUT, path, Access::SignedIn, on(MethodFilter::PUT, handler), doc)
    }

    pub fn delete<H, T>(self, path: &'static str, handler: H, doc: Doc) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add(Method::DELETE, path, Access::SignedIn, on(MethodFilter::DELETE, handler), doc)
    }

    /// Lets strangers come to the route declared last.
    pub fn public(self) -> Self {
        self.access(Access::Public)
    }

    /// Lets only `role` and above come to the route declared last.
    pub fn at_least(self, role: Role) -> Self {
        self.access(Access::AtLeast(role))
    }

    fn access(mut self, access: Access) -> Self {
        if let Some(route) = self.0.last_mut() {
            route.access = access;
        }
        self
    }

    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = &Route> {
        self.0.iter()
    }

    fn add(mut self, method: Method, path: &'static str, access: Access, handler: MethodRouter<App>, doc: Doc) -> Self {
        self.0.push(Route { method, path, access, doc, handler });
        self
    }

    /// The router: every handler behind its guard.
    pub(crate) fn into_router(self) -> Router<App> {
        self.0.into_iter().fold(Router::new(), |router, route| {
            let (access, writes) = (route.access, !route.method.is_safe());
            let guarded =
                route.handler.layer(from_fn(move |request: Request, next: Next| guard(access, writes, request, next)));
            router.route(route.path, guarded)
        })
    }
}

async fn guard(access: Access, writes: bool, request: Request, next: Next) -> Response {
    let viewer = request.extensions().get::<Arc<Viewer>>().cloned().unwrap_or_default();
    let refused = match access {
        Access::Public => None,
        _ if viewer.member.is_none() => Some(Error::SignInNeeded),
        Access::SignedIn => None,
        Access::AtLeast(role) if viewer.role >= role => None,
        Access::AtLeast(_) => Some(Error::NotFound),
    };
    match refused {
        Some(error) => error.into_response(),
        None if writes && viewer.member.is_some() && !viewer.may_write() => {
            Error::Forbidden("forbidden-scope").into_response()
        }
        None => next.run(request).await,
    }
}
