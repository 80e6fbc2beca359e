public import Bookings
public import Ledger
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Bookings from a stream of lines, as they are written to it: records of a log, redirect URLs or their queries, and JSON
/// payloads, one a line and mixed as they come.
///
/// A line that is none of these is told as a notice and passed over. All records stay in memory, since a stream cannot be
/// read again.
public final class StreamFeed: BookingFeed {
    private struct State {
        var sequences: [UInt64] = []
        /// The records as lines of a log, in the order of their numbers.
        var lines: [[UInt8]] = []
    }

    private static let chunk = 1 << 16

    private let descriptor: Int32
    private let decoder: StreamDecoder
    private let state = Mutex(State())
    private let thread = Mutex<WorkerThread?>(nil)
    /// What is written into the one end ends a wait at the other.
    private let wake: (read: Int32, write: Int32)

    /// Makes a feed of what can be read from a descriptor, which it closes in the end.
    public init(descriptor: Int32, decoder: StreamDecoder) throws(LogError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(call: "pipe", path: "the input", errno: errno) }
        wake = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        self.descriptor = descriptor
        self.decoder = decoder
    }

    deinit {
        for end in [wake.read, wake.write, descriptor] { close(end) }
    }

    /// Starts delivering; a stream has no numbers before it is read, so that it always begins at the first line.
    public func start(after sequence: UInt64, deliver: @escaping @Sendable (FeedEvent) -> Void) {
        thread.withLock { thread in
            guard thread == nil else { return }
            thread = WorkerThread { [self] in run(deliver) }
        }
    }

    /// Ends the delivery, in the middle of the stream if need be, and waits for its thread.
    public func stop() {
        var byte: UInt8 = 0
        _ = write(wake.write, &byte, 1)
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        thread?.join()
    }

    /// The records with these numbers.
    public func records(_ sequences: [UInt64]) async throws -> [SightingRecord] {
        let lines = state.withLock { state in
            sequences.compactMap { sequence in
                let index = state.sequences.partitioningIndex { $0 >= sequence }
                return index < state.sequences.count && state.sequences[index] == sequence ? state.lines[index] : nil
            }
        }
        return lines.compactMap { try? SightingRecord.decode($0).record }
    }

    private func run(_ deliver: @Sendable (FeedEvent) -> Void) {
        var lines = StreamLines()
        var decoder = decoder
        var isCaughtUp = false
        deliver(.link(.live))
        while true {
            if !isCaughtUp, !hasInput(waiting: 0) {
                isCaughtUp = true
                deliver(.caughtUp(last: decoder.last))
            }
            guard hasInput(waiting: -1), !isStopped else { return }
            let bytes = readChunk()
            let isOver = bytes.isEmpty
            add(isOver ? lines.finish() : lines.take(bytes), &decoder, deliver)
            guard isOver else { continue }
            if let summary = decoder.summary { deliver(.notice(summary)) }
            deliver(.caughtUp(last: decoder.last))
            return deliver(.link(.ended))
        }
    }

    private func add(_ lines: [StreamLines.Line], _ decoder: inout StreamDecoder, _ deliver: (FeedEvent) -> Void) {
        var records: [LogRecord] = []
        for line in lines {
            let (record, notice) = decoder.read(line)
            if let record { records.append(record) }
            if let notice { deliver(.notice(notice)) }
        }
        guard !records.isEmpty else { return }
        let encoded = records.map { record in
            var bytes: [UInt8] = []
            record.encode(into: &bytes)
            return bytes
        }
        state.withLock { state in
            state.sequences += records.map(\.sequence)
            state.lines += encoded
        }
        for event in FeedEvent.events(of: records) { deliver(event) }
    }

    private var isStopped: Bool {
        var ready = pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0)
        return poll(&ready, 1, 0) > 0
    }

    /// Whether there is something to read, or the end, or the feed was stopped.
    private func hasInput(waiting milliseconds: Int32) -> Bool {
        var ready = [descriptor, wake.read].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while true {
            let count = poll(&ready, nfds_t(ready.count), milliseconds)
            if count < 0, errno == EINTR { continue }
            return count != 0
        }
    }

    /// What there is; nothing at the end, which a fault is too.
    private func readChunk() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: StreamFeed.chunk)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            return count > 0 ? Array(buffer[..<count]) : []
        }
    }
}
