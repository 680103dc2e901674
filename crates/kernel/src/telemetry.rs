//! What operators see of the running program: log lines, traces, metrics.
//!
//! Log lines go to the standard error output, as text or as JSON. Traces go to an OTLP collector when
//! one is configured. Metrics are kept in memory and rendered for Prometheus on demand. All three are
//! global to the process: starting a second time changes nothing and breaks nothing.

use crate::configuration::{Log, LogFormat, Trace};
use crate::error::{Error, Result};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::{OTelSdkError, OTelSdkResult};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanData, SpanExporter};
use std::io::IsTerminal as _;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::runtime::{self, Runtime};
use tracing_subscriber::layer::{Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Registry};

/// How long the end of the program waits for the last traces.
const FLUSH: Duration = Duration::from_secs(5);

/// Upper bounds of the buckets for durations, in seconds: from a cached page to a request's limit.
const SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0];

/// Others' libraries that tell at each start what nobody asked; `log.level` can name them to hear them.
const QUIET: &str = "refinery_core=warn";

/// Keep it until the end: what traces are still on their way are sent when it is dropped.
#[must_use = "traces end when this is dropped"]
pub struct Guard(Option<Sending>);

struct Sending {
    provider: SdkTracerProvider,
    runtime: Runtime,
}

/// Starts log and traces. An error when the filter or the collector's address is not one. In a process
/// where they have been started before, they stay as they are.
pub fn start(log: &Log, trace: &Trace) -> Result<Guard> {
    let filter = EnvFilter::try_new(format!("{QUIET},{}", log.level)).map_err(Error::internal)?;
    let sending = if trace.endpoint.is_empty() { None } else { Some(Sending::start(&trace.endpoint)?) };
    let traces =
        sending.as_ref().map(|sending| tracing_opentelemetry::layer().with_tracer(sending.provider.tracer("fourleaf")));
    let started = tracing_subscriber::registry().with(lines(log.format)).with(traces).with(filter).try_init();
    match started {
        Ok(()) => {
            if sending.is_some() {
                opentelemetry::global::set_text_map_propagator(TraceContextPropagator::new());
            }
            Ok(Guard(sending))
        }
        Err(_) => Ok(Guard(None)),
    }
}

fn lines(format: LogFormat) -> Box<dyn Layer<Registry> + Send + Sync> {
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    match format {
        LogFormat::Text => layer.with_ansi(std::io::stderr().is_terminal()).boxed(),
        LogFormat::Json => layer.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed(),
    }
}

impl Sending {
    /// A runtime of its own, because the SDK sends from a plain thread and must be able to send the
    /// last traces while the program's runtime is already ending.
    fn start(endpoint: &str) -> Result<Self> {
        let runtime = runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("traces")
            .enable_all()
            .build()
            .map_err(Error::internal)?;
        let exporter = opentelemetry_otlp::SpanExporter::builder()
            .with_http()
            .with_http_client(http_client()?)
            .with_endpoint(format!("{}/v1/traces", endpoint.trim_end_matches('/')))
            .build()
            .map_err(Error::internal)?;
        let exporter = OnRuntime { exporter: Arc::new(exporter), runtime: runtime.handle().clone() };
        let provider = SdkTracerProvider::builder()
            .with_resource(Resource::builder().with_service_name("fourleaf").build())
            .with_batch_exporter(exporter)
            .build();
        Ok(Self { provider, runtime })
    }
}

fn http_client() -> Result<reqwest::Client> {
    // Fails only when the process has one already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().timeout(FLUSH).build().map_err(Error::internal)
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(Sending { provider, runtime }) = self.0.take() {
            if let Err(error) = provider.shutdown_with_timeout(FLUSH) {
                tracing::warn!(%error, "the last traces could not be sent");
            }
            // Dropping a runtime inside another one panics.
            runtime.shutdown_background();
        }
    }
}

/// Sends on a runtime: the SDK's own thread has none, and the HTTP client needs one.
#[derive(Debug)]
struct OnRuntime<E> {
    exporter: Arc<E>,
    runtime: runtime::Handle,
}

impl<E: SpanExporter + 'static> SpanExporter for OnRuntime<E> {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let exporter = Arc::clone(&self.exporter);
        let sent = self.runtime.spawn(async move { exporter.export(batch).await }).await;
        sent.unwrap_or_else(|cause| Err(OTelSdkError::InternalFailure(cause.to_string())))
    }

    fn set_resource(&mut self, resource: &Resource) {
        // Alone while nothing is being sent, and this comes before the first is.
        if let Some(exporter) = Arc::get_mut(&mut self.exporter) {
            exporter.set_resource(resource);
        }
    }
}

/// The metrics of this process, counted with the macros of the `metrics` crate.
pub struct Metrics;

/// Reads the metrics. Cloning is cheap.
#[derive(Clone)]
pub struct Handle(PrometheusHandle);

static INSTALLED: OnceLock<Handle> = OnceLock::new();

impl Metrics {
    /// Starts counting, in a process where it has been started before with the counts so far.
    pub fn install() -> Handle {
        INSTALLED.get_or_init(install_recorder).clone()
    }
}

fn install_recorder() -> Handle {
    // Fails only for no buckets at all.
    let builder = PrometheusBuilder::new().set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), SECONDS);
    let recorder = builder.unwrap_or_else(|_| PrometheusBuilder::new()).build_recorder();
    let handle = Handle(recorder.handle());
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("another recorder of metrics is installed: ours stays empty");
    }
    handle
}

impl Handle {
    /// All metrics in the text format of Prometheus.
    pub fn render(&self) -> String {
        self.0.render()
    }

    /// Bounds the memory of histograms that nobody reads. To be called every few seconds.
    pub fn upkeep(&self) {
        self.0.run_upkeep();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    #[test]
    fn metrics_are_counted_once_however_often_installed() {
        let (first, second) = (Metrics::install(), Metrics::install());
        metrics::counter!("stories_total").increment(2);
        metrics::histogram!("story_seconds").record(0.02);
        second.upkeep();
        for rendered in [first.render(), second.render()] {
            assert!(rendered.contains("stories_total 2"), "{rendered}");
            assert!(rendered.contains("story_seconds_bucket{le=\"0.025\"} 1"), "{rendered}");
        }
    }

    #[test]
    fn a_filter_that_is_none_is_an_error() {
        let log = Log { level: "kernel=loud".to_owned(), ..Log::default() };
        assert!(start(&log, &Trace::default()).is_err());
    }

    /// A collector that takes one request and says what was asked for.
    fn collector() -> (String, std::thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let answer = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = vec![0; 64 * 1024];
            let length = stream.read(&mut request).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
            String::from_utf8_lossy(&request[..length]).into_owned()
        });
        (address, answer)
    }

    /// Also inside a runtime, whose end must not be disturbed by the end of ours.
    #[tokio::test]
    async fn the_last_traces_are_sent_at_the_end_and_a_second_start_does_no_harm() {
        let (address, request) = collector();
        let log = Log { format: LogFormat::Json, level: "kernel=info".to_owned() };
        let guard = start(&log, &Trace { endpoint: address }).unwrap();
        drop(start(&log, &Trace::default()).unwrap());
        tracing::info_span!("a_story").in_scope(|| tracing::info!("told"));
        drop(guard);
        let request = request.join().unwrap();
        assert!(request.starts_with("POST /v1/traces"), "{request}");
    }
}
