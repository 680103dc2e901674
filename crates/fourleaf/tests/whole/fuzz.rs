//! What once broke a reader of outside input, and a little of what might: the long run is `fourleaf fuzz`.

use fourleaf::fuzz::{Lasting, Target, try_target};
use kernel::clock::Random;
use std::path::Path;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_input_from_outside_makes_a_reader_fail() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for target in Target::ALL {
        // All seeds and findings, and as many others for each.
        let seeds = u64::try_from(std::fs::read_dir(corpus.join(target.word())).unwrap().count()).unwrap();
        assert!(seeds > 0, "{} has no seeds", target.word());
        let lasting = Lasting { until: Instant::now() + Duration::from_secs(3_600), most: seeds + 60 };
        let tried = try_target(target, &corpus, &Random::story(7), lasting, Duration::MAX).await.unwrap();
        let said: Vec<String> =
            tried.findings.iter().map(|(what, input)| format!("{what}: {}", String::from_utf8_lossy(input))).collect();
        assert!(said.is_empty(), "{}: {}", target.word(), said.join("\n"));
        assert!(tried.outcomes > 1, "{} answers everything alike", target.word());
    }
}
