import Bookings
import Ledger
import NIOHTTP1
import Storage

/// The way of visitors to a booking: counted as calendars' embeds tell of it, and reported by `/v1/funnel`.
enum Funnels {
    /// What a calendar's embed tells before there is a booking; nil for anything else.
    static func message(in payload: Payload) -> FunnelMessage? {
        guard payload.channel == .embed, case .json(let bytes) = payload.content else { return nil }
        return FunnelMessage(bytes)
    }

    /// Counts what is a message of a calendar before a booking; nil for anything else.
    static func count(_ payload: Payload, _ services: Services) -> Answer? {
        guard let message = message(in: payload) else { return nil }
        let store = services.store.funnel
        store.count(message, source: payload.source, at: payload.receivedAt)
        if store.failure != nil {
            services.incidents.note(.notStored, at: payload.receivedAt, detail: "funnel.jsonl")
        }
        var body: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.add("seq", UInt64?.none, to: &body)
        object.add("id", String?.none, to: &body)
        object.add("counted", message.step.rawValue, to: &body)
        object.close(&body)
        return .json(body, status: .accepted)
    }

    /// The counts beside the bookings, all or those of one source.
    static func report(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let funnel = services.store.funnel.funnel
        let report = services.store.withLedger { ledger in
            FunnelReport(funnel.counts, since: funnel.since, ledger: ledger)
        }
        let source = request.parameter("source")
        var body: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.add("since", report.since, to: &body)
        object.key("funnel", to: &body)
        JSONWriter.append("[", to: &body)
        var isFirst = true
        for row in report.rows where source.map({ $0 == row.count.key.source ?? "" }) ?? true {
            if !isFirst { JSONWriter.append(",", to: &body) }
            isFirst = false
            write(row, into: &body)
        }
        JSONWriter.append("]", to: &body)
        object.close(&body)
        return .answer(.json(body))
    }

    private static func write(_ row: FunnelReport.Row, into body: inout [UInt8]) {
        var object = ObjectWriter(writesNull: true)
        row.count.write(to: &object, into: &body)
        object.add("booked", row.booked, to: &body)
        object.key("slot_rate", to: &body)
        JSONWriter.append(share(row.slotRate), to: &body)
        object.key("booking_rate", to: &body)
        JSONWriter.append(share(row.bookingRate), to: &body)
        object.key("partial", to: &body)
        JSONWriter.append(.bool(row.isPartial), to: &body)
        object.close(&body)
    }

    /// A share of 0 to 1 with four digits, which is what counts of people bear.
    private static func share(_ rate: Double?) -> JSONValue {
        guard let rate else { return .null }
        let parts = Int((rate * 10_000).rounded())
        let digits = String(parts % 10_000)
        let fraction = String(repeating: "0", count: 4 - digits.count) + digits
        return .number("\(parts / 10_000).\(fraction)")
    }
}
