public import Bookings

/// What some bookings come to: counts, rates and distributions, without what customers are known by.
///
/// It depends on the bookings and the zone alone, never on the present time.
public struct BookingReport: Equatable, Sendable {
    /// The facets whose values are ranked, in the order in which reports show them.
    public static let facets: [Facet] = [
        .status, .product, .masterPage, .bookingPage, .bookingCalendar, .source, .channel, .host,
    ]

    /// The most marked bookings that are listed.
    public static let markedLimit = 50

    /// The name of the zone whose clocks tell days and hours.
    public let zone: String
    /// The number of bookings.
    public let bookings: Int
    /// The sightings that they were merged from.
    public let sightings: Int
    /// When the first and the last of them were first received; nil for none.
    public let received: ClosedRange<Timestamp>?
    /// The first and the last start; nil where none is known.
    public let starts: ClosedRange<Timestamp>?
    /// The starts that are one of several readings.
    public let uncertainStarts: Int
    /// The bookings of which only a redirect that was cut off on the way is known.
    public let cutOff: Int
    /// The most frequent values of the facets.
    public let ranks: [RankedCounts]
    /// The days on which bookings were first received, in order; those without any are left out.
    public let days: [DayCount]
    /// When in the week bookings were first received.
    public let receivedHours: WeekHours
    /// When in the week meetings start, as far as that is known.
    public let startHours: WeekHours
    /// How long ahead bookings were made.
    public let leadTimes: LeadTimes
    /// What became of bookings, by event type.
    public let outcomes: EventTypeOutcomes
    /// The first of the marked bookings, in the order of the ledger.
    public let marked: [MarkedBooking]
    /// The number of all marked bookings.
    public let markedCount: Int

    /// Sums up some rows of a ledger; O(n log n) in its bookings, a second or less for a million.
    ///
    /// - Parameters:
    ///   - ledger: where the bookings are.
    ///   - rows: those of its rows that count.
    ///   - zone: whose clocks tell days and hours.
    ///   - limit: how many values of a facet are told one by one; the rest is told in one sum.
    public init(_ ledger: BookingLedger, rows: RowSet, zone: ZoneRules, limit: Int = 10) {
        let columns = ledger.columns
        let clock = FilterClock(now: Timestamp(milliseconds: 0), zone: zone)
        let received = QuarterHours(columns.receivedAt, in: rows)
        let starts = QuarterHours(columns.startsAt, in: rows)
        self.zone = zone.name
        bookings = rows.count
        sightings = ledger.log.count(in: rows)
        self.received = received.span
        self.starts = starts.span
        uncertainStarts = rows.count { columns.startIsUncertain[$0] == 1 }
        cutOff = ledger.lifecycle.cutOff.count { rows.contains(Int($0)) }
        ranks = BookingReport.facets.map { facet in
            RankedCounts(facet, ledger.counts(of: facet, in: rows, clock: clock), limit: limit)
        }
        days = received.days(in: zone)
        receivedHours = WeekHours(received, in: zone)
        startHours = WeekHours(starts, in: zone)
        leadTimes = LeadTimes(columns, in: rows)
        outcomes = EventTypeOutcomes(ledger, in: rows, limit: limit)
        let marked = ledger.markedRows.filter { rows.contains($0) }
        self.marked = marked.prefix(BookingReport.markedLimit).map { MarkedBooking(ledger, row: $0) }
        markedCount = marked.count
    }

    /// The most frequent values of one facet of ``facets``; nil for any other.
    public func rank(of facet: Facet) -> RankedCounts? { ranks.first { $0.facet == facet } }
}
