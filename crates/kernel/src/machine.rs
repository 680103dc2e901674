//! What the machine lets this process have.

/// Raises the number of files and connections that may be open to the most that is allowed; the number
/// that may be open then. An open page is a connection, and the usual beginning, 1,024, is soon used up.
pub fn allow_many_connections() -> Option<u64> {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(allowed) => Some(allowed),
        Err(error) => {
            tracing::warn!(%error, "the number of open connections could not be raised");
            None
        }
    }
}

/// How far threads that can wait stand back: with 10 one of them gets a tenth of what another thread gets that wants the
/// same processor (`sched(7)`), and all of it when nobody does.
const STEPS_BACK: i32 = 10;

/// Lets the threads of this process whose names begin so stand back behind all others; how many there are. Only Linux
/// knows priorities of threads; elsewhere nothing is done.
pub fn let_stand_back(name: &str) -> usize {
    let Ok(threads) = std::fs::read_dir("/proc/self/task") else { return 0 };
    let named = threads.filter_map(|thread| {
        let thread = thread.ok()?;
        let said = std::fs::read_to_string(thread.path().join("comm")).ok()?;
        let number: i32 = thread.file_name().to_str()?.parse().ok()?;
        said.starts_with(name).then_some(number).and_then(rustix::process::Pid::from_raw)
    });
    let stand_back = |thread: rustix::process::Pid| {
        // It may have ended meanwhile.
        match rustix::process::setpriority_process(Some(thread), STEPS_BACK) {
            Ok(()) => true,
            Err(error) => {
                tracing::debug!(%error, "a thread keeps its priority");
                false
            }
        }
    };
    named.map(stand_back).filter(|done| *done).count()
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(target_os = "linux")]
    fn threads_stand_back_by_their_names() {
        let (begun, waits) = std::sync::mpsc::channel();
        let (end, ends) = std::sync::mpsc::channel::<()>();
        let thread = std::thread::Builder::new().name("can-wait-7".to_owned());
        let running = thread.spawn(move || {
            // Field 19 of proc(5), the 17th behind the name.
            begun.send(()).unwrap();
            ends.recv().unwrap();
            let told = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
            told.rsplit_once(')').unwrap().1.split_whitespace().nth(16).unwrap().parse::<i32>().unwrap()
        });
        waits.recv().unwrap();
        assert_eq!(super::let_stand_back("can-wait"), 1);
        assert_eq!(super::let_stand_back("nobody-is-called-so"), 0);
        end.send(()).unwrap();
        assert_eq!(running.unwrap().join().unwrap(), super::STEPS_BACK);
    }
}
