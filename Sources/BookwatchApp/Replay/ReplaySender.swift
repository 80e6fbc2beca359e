import ArgumentParser
import Bookings
import Ledger
import Storage
import Subscription
import Synchronization

/// Sends what arrived in a logged session to an endpoint once more, at the pace of a replay.
final class ReplaySender: Sendable {
    /// How many requests were answered how.
    struct Tally: Equatable, Sendable {
        var sent = 0
        var accepted = 0
        /// Those that the endpoint refused, by status.
        var refused: [Int: Int] = [:]
        /// The number of the last request was left without an answer.
        var failure: ClientError?
        var isDone = false

        var refusedCount: Int { refused.values.reduce(0, +) }
    }

    private static let tellingInterval: Int64 = 500

    private let address: EndpointAddress
    private let client: EndpointClient
    private let records: Int
    private let tells: Bool
    private let tally = Mutex(Tally())
    private let toldAt = Mutex<Int64>(0)

    init(to address: EndpointAddress, records: Int, isQuiet: Bool) {
        self.address = address
        self.records = records
        client = EndpointClient(address: address)
        tells = !isQuiet && StandardError.isTerminal
    }

    /// Sends until the log, the endpoint or a signal ends it, and prints what came of it.
    func run(_ feed: ReplayFeed, filter: Filter?) throws {
        var signals = TerminationSignals()
        guard let before = try lastSequence() else { throw ClientError.unreachable(address: address.description) }
        feed.start(after: 0) { self.take($0, filter) }
        var signal: Int32?
        while signal == nil, !tally.withLock({ $0.isDone || $0.failure != nil }) {
            signal = signals.wait(milliseconds: 100)
        }
        feed.stop()
        let result = tally.withLock { $0 }
        if tells { StandardError.write("\r") }
        let stored = try lastSequence().map { Int(clamping: $0 &- min($0, before)) }
        StandardOutput.write(ReplaySender.text(of: result, stored: stored))
        if let code = ExitStatus.ended(by: signal) { throw code }
        if let failure = result.failure { throw failure }
        if result.refusedCount > 0 { throw ExitStatus.failure }
    }

    /// `sent 120: 118 accepted, 20 of them repeats; 2 refused (2 × 401)`.
    ///
    /// What was accepted and not stored was there already.
    static func text(of tally: Tally, stored: Int?) -> String {
        var text = "sent \(tally.sent): \(tally.accepted) accepted"
        if let stored { text += ", \(max(0, tally.accepted - stored)) of them repeats" }
        text += "; \(tally.refusedCount) refused"
        let statuses = tally.refused.sorted { $0.key < $1.key }.map { "\($0.value) with status \($0.key)" }
        if !statuses.isEmpty { text += " (" + statuses.joined(separator: ", ") + ")" }
        return text + "\n"
    }

    private func lastSequence() throws -> UInt64? {
        let address = address
        return try blocking { try await EndpointHealth.probe(address)?.lastSequence }
    }

    /// On the feed's thread, which waits for each answer: the endpoint sets the pace where it is the slower.
    private func take(_ event: FeedEvent, _ filter: Filter?) {
        switch event {
        case .records(let records):
            for record in records where tally.withLock({ $0.failure == nil }) {
                if filter.map({ record.passes($0) }) ?? true { send(record.sighting) }
            }
        case .caughtUp: tally.withLock { $0.isDone = true }
        case .notice(let text): StandardError.write("bookwatch: " + text)
        default: break
        }
    }

    private func send(_ sighting: Sighting) {
        let (target, body) = ResendCommand.request(of: sighting)
        let request = ClientRequest(
            method: body == nil ? "GET" : "POST",
            path: target,
            headers: body == nil ? [] : [("Content-Type", "application/json")],
            body: body ?? []
        )
        let client = client
        do {
            let status = try blocking { try await client.send(request).status }
            tally.withLock { tally in
                tally.sent += 1
                if (200..<400).contains(status) { tally.accepted += 1 } else { tally.refused[status, default: 0] += 1 }
            }
        } catch {
            let failure = error as? ClientError ?? .closed(address: address.description)
            tally.withLock { $0.failure = failure }
        }
        tell(at: sighting.receivedAt)
    }

    private func tell(at time: Timestamp) {
        let now = MonotonicClock.milliseconds
        let isDue = toldAt.withLock { toldAt in
            guard now - toldAt >= ReplaySender.tellingInterval else { return false }
            toldAt = now
            return true
        }
        guard tells, isDue else { return }
        let (sent, refused) = tally.withLock { ($0.sent, $0.refusedCount) }
        let text = "\rsent \(sent) of \(records), \(refused) refused, at \(time.iso8601) "
        _ = Descriptor.write(Array(text.utf8), to: 2)
    }
}

extension SightingRecord {
    /// Whether it passes a filter by itself: what other sightings of the booking said does not count.
    func passes(_ filter: Filter, now: Timestamp? = nil, zone: ZoneRules = .utc) -> Bool {
        var ledger = BookingLedger()
        ledger.apply(self)
        return ledger.matches(filter, row: 0, clock: FilterClock(now: now ?? sighting.receivedAt, zone: zone))
    }
}
