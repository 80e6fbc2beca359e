import Bookings
import Logging
import Screen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where the program's own messages go: never to the terminal that the dashboard draws on, and never with personal data.
enum ProgramLog {
    /// To the standard error: for `serve`, whose messages systemd or tmux collects.
    static func toStandardError() -> Logger {
        logger(descriptor: STDERR_FILENO)
    }

    /// To a file of mode 0600; nowhere if it cannot be opened.
    static func toFile(_ path: String) -> Logger {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        mkdir(folder, 0o700)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        return logger(descriptor: descriptor)
    }

    private static func logger(descriptor: Int32) -> Logger {
        Logger(label: "bookwatch") { _ in LineLogHandler(descriptor: descriptor) }
    }
}

/// One message a line: time, level, message, metadata.
struct LineLogHandler: LogHandler {
    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let pairs = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let suffix = pairs.map { " \($0.key)=\($0.value)" }.joined()
        let line = SafeText.line("\(SystemClock.now.iso8601) \(event.level) \(event.message)\(suffix)")
        _ = Descriptor.write(Array((line + "\n").utf8), to: descriptor)
    }
}
