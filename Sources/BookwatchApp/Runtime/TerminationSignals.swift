#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Signals that end a command without a screen.
///
/// They are blocked before any thread starts and then waited for, so no handler ever runs and the way out is ordinary code.
struct TerminationSignals {
    /// The number of SIGINT.
    static let interrupt = SIGINT

    private var set = sigset_t()

    /// Blocks SIGINT, SIGTERM and SIGHUP in this thread and those it starts, and ignores SIGPIPE.
    init() {
        sigemptyset(&set)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        _ = signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for one of the signals.
    mutating func wait() -> Int32 {
        var received: Int32 = 0
        while sigwait(&set, &received) != 0 {}
        return received
    }

    /// One of the signals, if it came already.
    mutating func pending() -> Int32? { wait(milliseconds: 0) }

    /// Waits until one of the signals comes or the time is over; nil for the latter.
    mutating func wait(milliseconds: Int) -> Int32? {
        #if canImport(Darwin)
            // Darwin lacks sigtimedwait, so it is looked for in short steps.
            for _ in 0...milliseconds / 50 {
                var pending = sigset_t()
                sigpending(&pending)
                if [SIGINT, SIGTERM, SIGHUP].contains(where: { sigismember(&pending, $0) == 1 }) { return wait() }
                usleep(50_000)
            }
            return nil
        #else
            var time = timespec(tv_sec: milliseconds / 1_000, tv_nsec: milliseconds % 1_000 * 1_000_000)
            let received = sigtimedwait(&set, nil, &time)
            return received > 0 ? received : nil
        #endif
    }
}
