#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Another program, started without a shell and without a terminal: its input is what it is given, its output goes nowhere.
struct ChildProcess: Sendable {
    /// How it ended.
    enum Ending: Equatable {
        case exited(Int32)
        case signaled(Int32)
        /// It did not end in time.
        case stillRunning
        /// It could not be started.
        case failed(errno: Int32)
    }

    /// The path of the program; nil where none of that name is in `PATH`.
    static func find(_ name: String, path: String?) -> String? {
        (path ?? "").split(separator: ":").map { $0 + "/" + name }.first { access($0, X_OK) == 0 }
    }

    let path: String
    let arguments: [String]
    /// How often it is looked whether it has ended.
    private static let interval = Duration.milliseconds(5)

    /// Runs it until it ends or the time is over; what it has not read of its input by then is lost.
    ///
    /// No thread waits for it.
    ///
    /// - Parameters:
    ///   - input: what it reads.
    ///   - limit: the longest that it is waited for.
    ///   - endsWithTime: whether it is killed when the time is over; else it goes on, and its end is awaited aside.
    /// - Returns: how it ended, or that it has not.
    func run(input: [UInt8] = [], upTo limit: Duration, endsWithTime: Bool) async -> Ending {
        let (process, writer): (pid_t, Int32)
        switch start() {
        case .success(let started): (process, writer) = started
        case .failure(let error): return .failed(errno: error.number)
        }
        let clock = ContinuousClock()
        let end = clock.now + limit
        var rest = input[...]
        while !rest.isEmpty, clock.now < end {
            let count = rest.withUnsafeBytes { write(writer, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                try? await Task.sleep(for: Self.interval)
            } else if errno != EINTR {
                break
            }
        }
        close(writer)
        repeat {
            if let ending = Self.ending(of: process) { return ending }
            try? await Task.sleep(for: Self.interval)
        } while clock.now < end
        if endsWithTime { kill(process, SIGKILL) }
        Task.detached {
            while Self.ending(of: process) == nil { try? await Task.sleep(for: .seconds(1)) }
        }
        return .stillRunning
    }

    /// An error number of the system.
    private struct Failure: Error {
        let number: Int32
    }

    /// Starts it in a process group of its own, so that no key of the terminal reaches it.
    ///
    /// - Returns: the process, and where its input is written.
    private func start() -> Result<(pid_t, Int32), Failure> {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return .failure(Failure(number: errno)) }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETPGROUP)
        )
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process = pid_t()
        let fault = posix_spawn(&process, path, &actions, &attributes, &words, environ)
        guard fault == 0 else {
            close(ends[1])
            return .failure(Failure(number: fault))
        }
        return .success((process, ends[1]))
    }

    /// How a process ended; nil while it runs.
    private static func ending(of process: pid_t) -> Ending? {
        var status: Int32 = 0
        switch waitpid(process, &status, WNOHANG) {
        case 0: return nil
        case process: return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signaled(status & 0x7F)
        default: return errno == EINTR ? nil : .exited(0)
        }
    }
}
