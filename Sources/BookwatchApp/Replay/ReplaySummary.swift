import Bookings
import Crypto
import Ledger
import Screen
import Storage

/// What a log comes to in the end, as text that is the same everywhere: no zone, language, terminal or clock is in it.
struct ReplaySummary {
    /// Lines of a word, a number and what is counted, with two blanks between.
    private(set) var text = ""
    /// The bookings that it is about.
    let bookings: Int

    /// The fields that are counted.
    private static let counted: [(name: String, facet: Facet)] = [
        ("product", .product), ("channel", .channel), ("status", .status), ("event_type", .eventType),
        ("master_page", .masterPage), ("booking_page", .bookingPage), ("booking_calendar", .bookingCalendar),
        ("source", .source),
    ]

    /// Sums up what a feed has read to its end; relative times in a filter are seen from the last record.
    init(_ feed: ReplayFeed, filter: Filter?) {
        let ledger = feed.ledger
        let clock = FilterClock(now: feed.span?.upperBound ?? Timestamp(milliseconds: 0), zone: .utc)
        let rows = ledger.select(filter, clock: clock)
        bookings = rows.count
        add("records", feed.recordCount)
        add("sightings", ledger.sightingCount)
        add("bookings", rows.count)
        add("marked", ledger.markedRows.count { rows.contains($0) })
        if let span = feed.span {
            add("first", span.lowerBound.iso8601)
            add("last", span.upperBound.iso8601)
        }
        for (name, facet) in ReplaySummary.counted {
            for count in ledger.counts(of: facet, in: rows, clock: clock) {
                add(name, count.count, count.value.map { SafeText.line($0) } ?? "-")
            }
        }
        add("sha256", ReplaySummary.digest(of: rows, in: ledger))
    }

    private mutating func add(_ name: String, _ number: Int, _ value: String) {
        text += "\(name)  \(number)  \(value)\n"
    }

    private mutating func add(_ name: String, _ value: some CustomStringConvertible) { text += "\(name)  \(value)\n" }

    /// Of the bookings in their order, as `bookwatch export --format jsonl` writes them.
    private static func digest(of rows: RowSet, in ledger: BookingLedger) -> String {
        var hash = SHA256()
        var writer = LineWriter(LineStyle(format: .json), zone: .utc, now: Timestamp(milliseconds: 0))
        for row in rows.rows { hash.update(data: writer.line(BookingRow(ledger, row: row))) }
        let digits = Array("0123456789abcdef")
        return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
