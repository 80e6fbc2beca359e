import Bookings
import Ledger
import Storage

/// Times filters, orders, counts and arrivals on a log's bookings; prints name, median and worst in milliseconds, a line each.
struct FilterBenchmark {
    let ledger: BookingLedger
    let clock: FilterClock
    private static let runs = 9

    init(log: String) throws {
        ledger = try ReadLog(path: log).ledger
        guard ledger.count > 0, let zone = ZoneDirectory.system.rules(for: "Europe/Berlin") else {
            throw FilterBenchmarkError.noBookings
        }
        clock = FilterClock(now: ledger.receivedAt(ledger.count - 1), zone: zone)
    }

    func run() throws {
        print("bookings\t\(ledger.count)\t0")
        for text in [
            "type:demo", "status:cancelled", "product:pages master:sales", "starts<7d", "lead>7d", "customer9", "maria",
            "demo maria -cancelled", "/cust.*9/", "name~/^m.*a$/",
        ] {
            let filter = try Filter(text)
            time("filter \(text)") { _ = ledger.select(filter, clock: clock) }
        }
        let all = RowSet(rows: ledger.count, filled: true)
        time("counts of all facets") {
            for facet in Facet.counted { _ = ledger.counts(of: facet, in: all, clock: clock) }
        }
        let rows = Array(0..<ledger.count)
        let columns: [(String, SortColumn)] = [
            ("starts", .starts), ("created", .created), ("customer", .customer), ("event type", .text(.eventType)),
            ("company", .text(.company)), ("e-mail", .text(.email)), ("id", .text(.id)),
        ]
        for (name, column) in columns {
            let ordering = RowOrdering(SortOrder([SortKey(column)]), at: clock.now)
            time("sort by \(name)") { _ = ordering.sorted(rows, in: ledger) }
        }
        try timeArrivals()
    }

    /// What a booking that arrives costs: it is merged, tested and put in its place of a sorted view.
    private func timeArrivals() throws {
        var ledger = ledger
        let filter = try Filter("type:demo")
        let ordering = RowOrdering(SortOrder([SortKey(.customer)]), at: clock.now)
        let rows = ordering.sorted(ledger.select(filter, clock: clock).rows, in: ledger)
        var number = 0
        time("an arrival") {
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
            let change = ledger.apply(SightingRecord(sequence: ledger.lastSequence + 1, sighting: sighting))
            let isShown = !ledger.rows(passing: filter, in: change.row..<change.row + 1, clock: clock).isEmpty
            if isShown { _ = ordering.place(of: change.row, in: rows, ledger) }
        }
    }

    private func time(_ name: String, _ body: () -> Void) {
        let watch = ContinuousClock()
        let times = (0..<FilterBenchmark.runs).map { _ in
            let time = watch.measure(body).components
            return Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15
        }.sorted()
        print("\(name)\t\(times[times.count / 2])\t\(times[times.count - 1])")
    }
}

enum FilterBenchmarkError: Error {
    case noBookings
}

guard CommandLine.arguments.count == 2 else { fatalError("filter-benchmark LOG") }
try FilterBenchmark(log: CommandLine.arguments[1]).run()
