import ArgumentParser
import Bookings
import Ledger

/// Which bookings of a log a command is about.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .long,
        parsing: .unconditional,
        help: .init("Only bookings that match.", valueName: "expression")
    )
    var filter: String?

    @Option(
        name: .long,
        help: .init("Only bookings first received then or later, as 2026-02-05.", valueName: "time"),
        transform: TimeOption.init(argument:)
    )
    var from: TimeOption?

    @Option(
        name: .long,
        help: .init("Only bookings first received before.", valueName: "time"),
        transform: TimeOption.init(argument:)
    )
    var to: TimeOption?

    /// Whether some bookings may be left out.
    var isGiven: Bool { filter != nil || from != nil || to != nil }

    /// The filter as it is applied.
    ///
    /// To be asked for before a log is read: an expression may be wrong.
    func parsedFilter() throws -> Filter? { try filter.map { try Filter.parsing($0) } }

    /// The rows of the bookings that are meant; days of `--from` and `--to` begin with the midnights of a zone.
    func rows(of ledger: BookingLedger, _ filter: Filter?, clock: FilterClock, days zone: ZoneRules) -> RowSet {
        var rows = ledger.select(filter, clock: clock)
        guard from != nil || to != nil else { return rows }
        let (start, end) = (from?.time(in: zone), to?.time(in: zone))
        for row in rows.rows {
            let received = ledger.receivedAt(row)
            if start.map({ received < $0 }) ?? false || end.map({ received >= $0 }) ?? false { rows.exclude(row) }
        }
        return rows
    }
}
