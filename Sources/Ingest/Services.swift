import Bookings
import Ledger
import Logging
import Storage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What all handlers work with; handed on with every request, so that it is a class.
final class Services: Sendable {
    let configuration: EndpointConfiguration
    let store: BookingStore
    let zones: ZoneDirectory
    let pages: LandingPages
    let logger: Logger
    let counters = Counters()
    let incidents = Incidents()
    /// The present instant; by parameter, so that tests choose it.
    let now: @Sendable () -> Timestamp

    init(
        configuration: EndpointConfiguration,
        store: BookingStore,
        zones: ZoneDirectory,
        pages: LandingPages,
        logger: Logger,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.configuration = configuration
        self.store = store
        self.zones = zones
        self.pages = pages
        self.logger = logger
        self.now = now
    }

    /// The present instant by the wall clock.
    static let systemNow: @Sendable () -> Timestamp = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// The keys of the log's metadata.
enum LogKey: String {
    case error, seconds
}

extension Services {
    /// Keeps what was not taken in `rejected.jsonl`, counts it, and tells the owner where even that is not possible.
    func keepAside(_ rejection: Rejection) {
        counters.rejected.add(1)
        guard !store.reject(rejection) else { return }
        incidents.note(.notStored, at: rejection.receivedAt, detail: "rejected.jsonl")
    }

    /// Writes a warning; nothing that a request brought may be in it, for the log holds no personal data.
    func warn(_ message: String, _ facts: [LogKey: String] = [:]) {
        var metadata = Logger.Metadata()
        for (key, value) in facts { metadata[key.rawValue] = .string(value) }
        logger.warning("\(message)", metadata: metadata)
    }
}
