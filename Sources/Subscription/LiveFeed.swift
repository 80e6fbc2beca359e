public import Bookings
public import Ledger
import NIOCore
import NIOPosix
import Synchronization

/// An endpoint's live events as a feed: it resumes without a gap, comes back after every loss, and knows when it is not live.
public final class LiveFeed: BookingFeed {
    /// Where the endpoint is.
    public let address: EndpointAddress
    /// From so many records on a screen does well to wait for all of them: one by one a million would take a minute.
    public static let longLog: UInt64 = 20_000

    private let client: EndpointClient
    private let loop: any EventLoop
    private let silenceLimit: TimeAmount
    private let gatheringFrom: UInt64?
    private let keepsBookings: Bool
    private let log: String?
    private let session: Mutex<LiveSession?> = Mutex(nil)

    /// Makes a feed.
    ///
    /// - Parameters:
    ///   - address: where the endpoint is.
    ///   - silenceLimit: the seconds without a byte after which a connection counts as lost; the endpoint sends a heartbeat
    ///     every 15 seconds.
    ///   - gatheringFrom: from so many records on that are there at the start they come as one ledger, some ten times as
    ///     fast as one by one; nil for never.
    ///   - keepsBookings: whether what is delivered is kept: where something is erased, all begins anew then.
    ///   - log: the identity of the log as it is known already; nil to take the first that there is.
    public init(
        address: EndpointAddress,
        silenceLimit: Int64 = 38,
        gatheringFrom: UInt64? = nil,
        keepsBookings: Bool = true,
        log: String? = nil
    ) {
        self.address = address
        self.gatheringFrom = gatheringFrom
        self.silenceLimit = .seconds(silenceLimit)
        self.keepsBookings = keepsBookings
        self.log = log
        client = EndpointClient(address: address)
        loop = MultiThreadedEventLoopGroup.singleton.next()
    }

    /// Starts delivering, from the record after `sequence` on.
    public func start(after sequence: UInt64, deliver: @escaping @Sendable (FeedEvent) -> Void) {
        let session = LiveSession(
            address: address,
            loop: loop,
            after: sequence,
            gatheringFrom: gatheringFrom,
            silenceLimit: silenceLimit,
            keepsBookings: keepsBookings,
            log: log,
            deliver: deliver
        )
        let isFirst = self.session.withLock { current in
            guard current == nil else { return false }
            current = session
            return true
        }
        if isFirst { loop.execute { session.start() } }
    }

    /// Stops delivering; waits for a delivery that is under way.
    public func stop() {
        guard let session = session.withLock({ $0 }) else { return }
        // The waiting thread is the program's main thread, never the loop's.
        try? loop.submit { session.stop() }.wait()
    }

    /// The whole records with these numbers, one request each.
    public func records(_ sequences: [UInt64]) async throws -> [SightingRecord] {
        var records: [SightingRecord] = []
        for sequence in sequences where !records.contains(where: { $0.sequence == sequence }) {
            let response = try await client.send(ClientRequest(method: "GET", path: "/v1/bookings/\(sequence)"))
            guard response.status == 200, let value = try? JSONParser.parse(response.body, limits: LiveFeed.limits)
            else { continue }
            for sighting in value["sightings"]?.elements ?? [] {
                var line: [UInt8] = []
                JSONWriter.append(sighting, to: &line)
                if let decoded = try? SightingRecord.decode(line) { records.append(decoded.record) }
            }
        }
        return records.filter { sequences.contains($0.sequence) }
    }

    /// Sends an annotation to the endpoint; it comes back among the live events.
    public func annotate(_ annotation: Annotation) async throws {
        let request = ClientRequest(
            method: "POST",
            path: "/v1/annotations",
            headers: [("Content-Type", "application/json")],
            body: annotation.json
        )
        let response = try await client.send(request)
        guard response.status != 202 else { return }
        let problem = try? JSONParser.parse(response.body)
        throw FeedError.refused(problem?["detail"]?.string ?? "status \(response.status)")
    }

    /// The answer holds whole records, which hold whole payloads.
    private static let limits = JSONParser.Limits(depth: 64, keys: 4_096, string: .max)
}
