import Bookings
import Ledger
import NIOHTTP1
import Storage

/// `/v1/bookings`: the bookings as they are known now.
enum Snapshots {
    private static let defaultLimit = 1_000

    /// A merged booking with the number of its last sighting.
    private struct Entry {
        var sequence: UInt64
        var booking: Booking
        var isMarked: Bool
        var remark: String?
    }

    /// All bookings that pass the filter, in the order of their last sightings.
    static func list(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let after = try number(request, "after") ?? 0
        let most = UInt64(services.configuration.limits.snapshotBookings)
        let limit = Int(min(try number(request, "limit") ?? UInt64(defaultLimit), most))
        let filter = try filter(request)
        let clock = FilterClock(now: request.receivedAt, zone: ZoneDirectory.local)
        let (entries, last) = services.store.withLedger { ledger in
            let found = ledger.select(filter, clock: clock).rows
                .map { (sequence: ledger.lastSequence(of: $0), row: $0) }
                .filter { $0.sequence > after }
                .sorted { $0.sequence < $1.sequence }
                .prefix(limit)
            return (
                found.map { entry(ledger, $0.row, $0.sequence) }, ledger.lastSequence
            )
        }
        if wantsLines(request) {
            var body: [UInt8] = []
            for entry in entries {
                write(entry, into: &body)
                body.append(0x0A)
            }
            return .answer(Answer(.ok, type: "application/x-ndjson", body).adding("vary", "Accept"))
        }
        var body: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.add("last_sequence", last, to: &body)
        object.key("bookings", to: &body)
        JSONWriter.append("[", to: &body)
        for (index, entry) in entries.enumerated() {
            if index > 0 { JSONWriter.append(",", to: &body) }
            write(entry, into: &body)
        }
        JSONWriter.append("]", to: &body)
        object.close(&body)
        return .answer(Answer.json(body).adding("vary", "Accept"))
    }

    /// The booking that a record belongs to, with all its records as they stand in the log.
    static func booking(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let missing = Problem(.notFound, "no-such-booking", "No record of the log has this number.")
        guard let sequence = segments.first.flatMap({ UInt64($0) }), sequence > 0 else { throw missing }
        let found = services.store.withLedger { ledger in
            ledger.row(ofSequence: sequence).map { row in
                (
                    entry: entry(ledger, row, ledger.lastSequence(of: row)),
                    rescheduledTo: ledger.replacement(of: row).flatMap { ledger.text(.id, at: $0) },
                    sequences: ledger.sightings(of: row).map(\.sequence)
                )
            }
        }
        guard let found else { throw missing }
        let lines: [ArraySlice<UInt8>]
        do {
            lines = try found.sequences.compactMap { try services.store.line($0) }
        } catch {
            services.warn("the log could not be read", [.error: "\(error)"])
            throw Problem(.internalServerError, "log-unreadable", "The log could not be read.")
        }
        if wantsLines(request) {
            let body = lines.flatMap { $0 + [0x0A] }
            return .answer(Answer(.ok, type: "application/x-ndjson", body).adding("vary", "Accept"))
        }
        var body: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.add("marked", found.entry.isMarked, to: &body)
        object.add("remark", found.entry.remark, to: &body)
        object.key("booking", to: &body)
        BookingJSON.write(found.entry.booking, complete: true, rescheduledTo: found.rescheduledTo, into: &body)
        object.key("sightings", to: &body)
        JSONWriter.append("[", to: &body)
        body += lines.joined(separator: [UInt8(ascii: ",")])
        JSONWriter.append("]", to: &body)
        object.close(&body)
        return .answer(Answer.json(body).adding("vary", "Accept"))
    }

    private static func entry(_ ledger: BookingLedger, _ row: Int, _ sequence: UInt64) -> Entry {
        Entry(
            sequence: sequence,
            booking: ledger.booking(at: row),
            isMarked: ledger.isMarked(row),
            remark: ledger.remark(of: row)
        )
    }

    private static func write(_ entry: Entry, into body: inout [UInt8]) {
        var object = ObjectWriter(writesNull: true)
        object.add("seq", entry.sequence, to: &body)
        object.add("marked", entry.isMarked, to: &body)
        object.add("remark", entry.remark, to: &body)
        object.key("booking", to: &body)
        BookingJSON.write(entry.booking, complete: true, into: &body)
        object.close(&body)
    }

    private static func wantsLines(_ request: Request) -> Bool {
        request.headers["accept"].contains { accepted in
            ["application/x-ndjson", "application/ndjson", "application/jsonl"].contains { accepted.contains($0) }
        }
    }

    private static func filter(_ request: Request) throws(Problem) -> Filter? {
        guard let text = request.parameter("filter"), !text.isEmpty else { return nil }
        do {
            return try Filter(text)
        } catch {
            throw Problem(
                .badRequest,
                "bad-filter",
                "The filter is wrong at character \(error.position + 1): \(error.message)"
            )
        }
    }

    private static func number(_ request: Request, _ name: String) throws(Problem) -> UInt64? {
        guard let text = request.parameter(name) else { return nil }
        guard let number = UInt64(text) else {
            throw Problem(.badRequest, "bad-parameter", "“\(name)” is a whole number, not below 0.")
        }
        return number
    }
}
