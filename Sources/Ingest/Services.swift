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

/// What all handlers work with.
struct Services: Sendable {
    var configuration: EndpointConfiguration
    var store: BookingStore
    var zones: ZoneDirectory
    var pages: LandingPages
    var logger: Logger
    var counters = Counters()
    var incidents = Incidents()
    /// The present instant; by parameter, so that tests choose it.
    var now: @Sendable () -> Timestamp

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
