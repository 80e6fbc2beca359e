import Storage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How far a long work is, on the standard error: a bar in a terminal, and a line now and then elsewhere where that is asked
/// for.
///
/// What is done within a moment is not told at all. The bar is one line without any escape sequence, narrower than the
/// terminal, and gone when the work is done.
final class ProgressMeter {
    /// Where and how it is told.
    enum Style: Equatable {
        case hidden
        case bar(columns: Int, hasBlocks: Bool)
        case lines
    }

    private static let patience: Int64 = 300
    private static let barInterval: Int64 = 100
    private static let lineInterval: Int64 = 5_000

    private let task: String
    private let style: Style
    private let start = MonotonicClock.milliseconds
    private var toldAt: Int64
    private var shownWidth = 0
    private var last = LogProgress(read: 0, size: 0)

    /// A meter of a work, which is named as "reading bookings.jsonl"; safe for a terminal.
    init(_ task: String, _ options: ProgressOptions) {
        self.task = task
        style = ProgressMeter.style(options)
        toldAt = style == .lines ? start : start + ProgressMeter.patience - ProgressMeter.barInterval
    }

    /// A meter of the reading of a log.
    static func reading(_ path: String, _ options: ProgressOptions) -> ProgressMeter {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let ascii = name.unicodeScalars.prefix(40).map { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F ? $0 : "?" }
        return ProgressMeter("reading " + ascii.reduce(into: "") { $0.unicodeScalars.append($1) }, options)
    }

    deinit { finish() }

    /// Tells how far it is, unless that was told just before.
    func update(_ progress: LogProgress) {
        last = progress
        let now = MonotonicClock.milliseconds
        switch style {
        case .hidden: return
        case .bar(let columns, let hasBlocks):
            guard now - toldAt >= ProgressMeter.barInterval else { return }
            let text = ProgressText(task: task, progress: progress, milliseconds: now - start)
            draw(text.bar(columns: columns - 1, hasBlocks: hasBlocks))
        case .lines:
            guard now - toldAt >= ProgressMeter.lineInterval else { return }
            tell(now)
        }
        toldAt = now
    }

    /// Takes the bar away; where lines are wanted, says how it ended.
    func finish() {
        if shownWidth > 0 { draw("") }
        if style == .lines, last.size > 0 { tell(MonotonicClock.milliseconds) }
        last = LogProgress(read: 0, size: 0)
    }

    private func tell(_ now: Int64) {
        StandardError.write(ProgressText(task: task, progress: last, milliseconds: now - start).line)
    }

    /// Over what is there, and blanks over what is left of it.
    private func draw(_ text: String) {
        let width = text.count
        let padding = String(repeating: " ", count: max(0, shownWidth - width))
        let home = width == 0 ? "\r" : ""
        _ = Descriptor.write(Array(("\r" + text + padding + home).utf8), to: STDERR_FILENO)
        shownWidth = width
    }

    private static func style(_ options: ProgressOptions) -> Style {
        guard !options.isQuiet else { return .hidden }
        guard StandardError.isTerminal else { return options.isAskedFor ? .lines : .hidden }
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return .bar(columns: isKnown ? Int(size.ws_col) : 80, hasBlocks: StandardError.supportsUTF8)
    }
}

/// Whether progress is told.
struct ProgressOptions {
    /// Whether it was asked for, so that it is told even where nobody seems to look.
    var isAskedFor = false
    var isQuiet = false
}
