import Bookings
import Ledger
import Storage

/// Times filters, orders, counts and arrivals on a log's bookings; prints name, median and worst in milliseconds, and the number of
/// bookings found where there is one, a line each with tabs between.
///
/// The names are those that `filter.py` gives its peers.
struct FilterBenchmark {
    private let ledger: BookingLedger
    private let clock: FilterClock
    private static let runs = 9
    /// As `filter.py` asks its peers.
    private static let filters = [
        "type:demo", "master:sales type:demo", "starts<7d", "lead>7d", "customer9", "marta", "demo marta -tokyo",
        "/cust.*9@/", "name~/^m.*a$/",
    ]
    private static let typed = ["type:demo master:sales", "marta quintela", "/cust.*9@/"]
    private static let columns: [(name: String, column: SortColumn)] = [
        ("starts", .starts), ("created", .created), ("customer", .customer), ("event type", .text(.eventType)),
        ("master page", .text(.masterPage)), ("company", .text(.company)), ("status", .text(.status)),
        ("e-mail", .text(.email)), ("id", .text(.id)),
    ]

    init(log: String) throws {
        ledger = try ReadLog(path: log).ledger
        guard ledger.count > 0 else { throw FilterBenchmarkError.noBookings }
        clock = FilterClock(now: ledger.receivedAt(ledger.count - 1), zone: .utc)
    }

    func run() throws {
        for text in FilterBenchmark.filters {
            let filter = try Filter(text)
            var found = RowSet(rows: 0)
            let times = measure { found = ledger.select(filter, clock: clock) }
            report("filter \(text)", times, found.count)
        }
        for text in FilterBenchmark.typed { timeTyping(text) }
        let all = RowSet(rows: ledger.count, filled: true)
        report(
            "counts of all facets",
            measure { for facet in Facet.counted { _ = ledger.counts(of: facet, in: all, clock: clock) } }
        )
        let rows = Array(0..<ledger.count)
        for (name, column) in FilterBenchmark.columns {
            let ordering = RowOrdering(SortOrder([SortKey(column)]), at: clock.now)
            report("sort by \(name)", measure { _ = ordering.sorted(rows, in: ledger) })
        }
        try timeArrivals()
    }

    /// The slowest of the keys that a filter is typed with; what is no filter yet costs nothing.
    private func timeTyping(_ text: String) {
        let keys = text.indices.compactMap { end -> [Double]? in
            guard let filter = try? Filter(String(text[...end])) else { return nil }
            return measure { _ = ledger.select(filter, clock: clock) }
        }
        guard let slowest = keys.max(by: { median($0) < median($1) }) else { return }
        report("typing \(text), slowest key", slowest)
    }

    /// What a booking that arrives costs: it is merged, tested and put in its place of a filtered and sorted view.
    private func timeArrivals() throws {
        var ledger = ledger
        let filter = try Filter("type:demo")
        let ordering = RowOrdering(SortOrder([SortKey(.customer)]), at: clock.now)
        var passing = ledger.select(filter, clock: clock)
        var rows = ordering.sorted(passing.rows, in: ledger)
        var number = 0
        let times = measure(count: 201) {
            number += 1
            var booking = Booking(product: .bookingCalendars)
            booking.id = "BKNG-BENCH\(number)"
            booking.name = "Maria \(number)"
            booking.eventType = "Product demo"
            let sighting = Sighting(
                receivedAt: clock.now,
                channel: .embed,
                event: "booking.scheduled",
                booking: booking,
                raw: .query("")
            )
            let row = ledger.apply(SightingRecord(sequence: ledger.lastSequence + 1, sighting: sighting)).row
            let isIn = ledger.matches(filter, row: row, clock: clock)
            passing.set(row, isIn)
            if isIn { rows.insert(row, at: ordering.place(of: row, in: rows, ledger)) }
        }
        report("an arrival", times)
    }

    /// Milliseconds, the least first.
    private func measure(count: Int = FilterBenchmark.runs, _ body: () -> Void) -> [Double] {
        let watch = ContinuousClock()
        return (0..<count).map { _ in
            let time = watch.measure(body).components
            return Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15
        }.sorted()
    }

    private func median(_ times: [Double]) -> Double { times[times.count / 2] }

    private func report(_ name: String, _ times: [Double], _ found: Int? = nil) {
        print("\(name)\t\(median(times))\t\(times[times.count - 1])\t\(found.map { "\($0)" } ?? "")")
    }
}

enum FilterBenchmarkError: Error {
    case noBookings
}
