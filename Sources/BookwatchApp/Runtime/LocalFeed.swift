import Bookings
import Ledger
import Logging
import Storage
import Subscription
import Synchronization

/// The bookings of the endpoint in this process: all that are in its log at once, then what comes live.
///
/// While the log is read, the newest of them are already there. The endpoint listens as soon as all are.
final class LocalFeed: BookingFeed {
    private struct State {
        var service: LocalService?
        var live: LiveFeed?
        /// What is told of the log while it is read.
        var newest: [SightingRecord] = []
        var failure: (any Error)?
        var isStopped = false
    }

    /// As many as any screen shows.
    private static let newestLimit = 200

    private let settings: Settings
    private let logger: Logger
    private let state = Mutex(State())

    init(_ settings: Settings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// Whether a log is so large that its bookings are worth being shown before all is read.
    static func isWorthwhile(_ settings: Settings) -> Bool { LogTail.isLong(path: settings.log) }

    /// Why it could not go on; nil where it could.
    var failure: (any Error)? { state.withLock { $0.failure } }

    func start(after sequence: UInt64, deliver: @escaping @Sendable (FeedEvent) -> Void) {
        deliver(.link(.reading(percent: 0)))
        // What is wrong with the log is told when it is opened.
        if let newest = try? LogTail.sightings(path: settings.log, limit: LocalFeed.newestLimit), !newest.isEmpty {
            state.withLock { $0.newest = newest }
            deliver(.records(newest))
        }
        _ = WorkerThread { [self] in open(deliver) }
    }

    private func open(_ deliver: @escaping @Sendable (FeedEvent) -> Void) {
        do {
            var told = 0
            let service = try LocalService.start(settings, logger: logger) { progress in
                let percent = progress.size > 0 ? min(99, progress.read * 100 / progress.size) : 0
                guard percent > told else { return }
                told = percent
                deliver(.link(.reading(percent: percent)))
            }
            // The identity first: where something is erased between the two, all is delivered anew.
            let log = service.logIdentity
            let ledger = service.ledger
            let live = LiveFeed(address: try service.viewerAddress, gatheringFrom: LiveFeed.longLog, log: log)
            let goesOn = state.withLock { state in
                guard !state.isStopped else { return false }
                (state.service, state.live, state.newest) = (service, live, [])
                return true
            }
            guard goesOn else { return service.stop() }
            for line in service.recoveryLines { deliver(.notice(line)) }
            deliver(.ledger(ledger))
            live.start(after: ledger.lastSequence, deliver: deliver)
        } catch {
            state.withLock { $0.failure = error }
            deliver(.failed)
        }
    }

    /// Stops delivering, and the endpoint with it; who waits for the log to be read does so no longer.
    func stop() {
        let (service, live) = state.withLock { state in
            state.isStopped = true
            return (state.service.take(), state.live.take())
        }
        live?.stop()
        service?.stop()
    }

    func records(_ sequences: [UInt64]) async throws -> [SightingRecord] {
        let (live, newest) = state.withLock { ($0.live, $0.newest) }
        guard let live else { return newest.filter { sequences.contains($0.sequence) } }
        return try await live.records(sequences)
    }

    func annotate(_ annotation: Annotation) async throws {
        guard let live = state.withLock({ $0.live }) else { throw FeedError.refused("the log is still being read") }
        try await live.annotate(annotation)
    }
}
