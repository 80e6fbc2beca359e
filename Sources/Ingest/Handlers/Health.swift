import Bookings
import Ledger
import NIOHTTP1
import Storage

/// `/healthz` and `/metrics`.
enum Health {
    static func report(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let isWell = services.store.health == .accepting
        let records = services.store.withLedger { $0.sightingCount }
        var body: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.add("status", isWell ? "ok" : "failing", to: &body)
        object.add("version", services.configuration.version, to: &body)
        object.add("last_sequence", services.store.lastSequence, to: &body)
        object.add("records", records, to: &body)
        object.add("log_sync", services.store.policy.sync.rawValue, to: &body)
        object.close(&body)
        return .answer(.json(body, status: isWell ? .ok : .serviceUnavailable))
    }

    /// The text format of Prometheus, version 0.0.4.
    static func metrics(_ request: Request, _ segments: [Substring], _ services: Services) throws(Problem) -> Outcome {
        let statistics = services.counters.statistics
        let bookings = services.store.withLedger { $0.count }
        var text = ""
        func add(_ name: String, _ kind: String, _ help: String, _ value: some BinaryInteger) {
            text += "# HELP bookwatch_\(name) \(help)\n# TYPE bookwatch_\(name) \(kind)\nbookwatch_\(name) \(value)\n"
        }
        add("bookings", "gauge", "Bookings known.", bookings)
        add("last_sequence", "gauge", "Number of the last record in the log.", services.store.lastSequence)
        add("log_writable", "gauge", "1 while the log can be written.", services.store.health == .accepting ? 1 : 0)
        text += """
            # HELP bookwatch_log_sync When the log is forced to the disk.
            # TYPE bookwatch_log_sync gauge
            bookwatch_log_sync{policy="\(services.store.policy.sync.rawValue)"} 1

            """
        add("log_segments", "gauge", "Files of the log.", services.store.segmentCount)
        add("connections", "gauge", "Open connections.", statistics.connections)
        add("streams", "gauge", "Open streams of live events.", statistics.streams)
        add("requests_total", "counter", "Requests answered.", statistics.requests)
        add("refused_total", "counter", "Requests refused.", statistics.refused)
        add("accepted_total", "counter", "Sightings stored, repeats included.", statistics.accepted)
        add(
            "unknown_events_total",
            "counter",
            "Webhook events that tell of no booking.",
            statistics.unknownEvents
        )
        add("rejected_total", "counter", "Payloads that are no bookings.", statistics.rejected)
        let funnel = services.store.funnel.funnel.totals
        add("funnel_loaded_total", "counter", "Booking calendars shown, since counting began.", funnel.loaded)
        add("funnel_slot_selected_total", "counter", "Slots selected, since counting began.", funnel.slotSelected)
        add("incidents_total", "counter", "Incidents, each time they happened.", services.incidents.total)
        return .answer(Answer(.ok, type: "text/plain; version=0.0.4; charset=utf-8", Array(text.utf8)))
    }
}
