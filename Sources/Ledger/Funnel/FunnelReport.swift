public import Bookings

/// The funnel with what became of it: each calendar's counts beside the bookings that were made in it.
public struct FunnelReport: Equatable, Sendable {
    /// One calendar on the pages of one source.
    public struct Row: Equatable, Sendable {
        /// What was counted.
        public var count: FunnelCount
        /// The bookings that an embed told of since counting began.
        public var booked: Int

        /// Makes a row.
        public init(_ count: FunnelCount, booked: Int) {
            self.count = count
            self.booked = booked
        }

        /// The slots selected, as far as is known: who booked has selected one, whether or not that was told.
        public var knownSlots: Int { max(count.slotSelected, booked) }

        /// The times shown, as far as is known: where a slot was selected or a booking made, the calendar was shown.
        public var knownLoads: Int { max(count.loaded, knownSlots) }

        /// The share of loads that led to a slot, 0 to 1; nil where nothing was loaded as far as is told.
        public var slotRate: Double? { rate(knownSlots) }

        /// The share of loads that led to a booking, 0 to 1; nil where nothing was loaded as far as is told.
        public var bookingRate: Double? { rate(booked) }

        /// Whether steps are missing, so that the rates rest on what must have been: a page's script came too late, or a
        /// message did not arrive.
        public var isPartial: Bool { count.loaded < knownLoads || count.slotSelected < knownSlots }

        private func rate(_ number: Int) -> Double? {
            count.loaded > 0 ? Double(number) / Double(knownLoads) : nil
        }
    }

    /// When counting began; nil where nothing was counted: then all bookings count.
    public var since: Timestamp?
    /// The rows, those shown most first, then by bookings, source and calendar.
    public var rows: [Row]

    /// Puts counts and bookings together; O(n) in the sightings of the ledger.
    ///
    /// A booking counts for the source of the first embed that told of it. Bookings made before counting began are left out, as
    /// nobody counted how their calendars were shown.
    public init(_ counts: [FunnelCount], since: Timestamp?, ledger: BookingLedger) {
        var rows = Dictionary(
            counts.map { ($0.key, Row($0, booked: 0)) },
            uniquingKeysWith: { first, _ in first }
        )
        for (key, booked) in ledger.embeddedBookings(since: since) {
            let isKnown = rows[key] != nil || rows.count < Funnel.pairLimit
            let key = isKnown ? key : .other
            rows[key, default: Row(FunnelCount(key), booked: 0)].booked += booked
        }
        self.since = since
        self.rows = rows.values.sorted(by: FunnelReport.isBefore)
    }

    /// The sum of all rows.
    public var total: Row {
        var total = Row(FunnelCount(.other), booked: 0)
        for row in rows {
            total.count.add(row.count)
            total.booked += row.booked
        }
        total.count.name = nil
        return total
    }

    private static func isBefore(_ left: Row, _ right: Row) -> Bool {
        let (first, second) = (left.count, right.count)
        if first.loaded != second.loaded { return first.loaded > second.loaded }
        if left.booked != right.booked { return left.booked > right.booked }
        if first.key.source != second.key.source { return first.key.source ?? "" < second.key.source ?? "" }
        return first.key.bookingCalendar ?? "\u{10FFFF}" < second.key.bookingCalendar ?? "\u{10FFFF}"
    }
}

extension BookingLedger {
    /// The bookings that an embed told of, first at an instant or later, by their calendars and the sources of those embeds.
    ///
    /// Bookings whose calendar is not known are left out. O(n) in the sightings.
    func embeddedBookings(since: Timestamp?) -> [FunnelKey: Int] {
        var counts: [FunnelKey: Int] = [:]
        log.visitFirst(on: .embed, rows: count) { row, source, receivedAt in
            guard receivedAt >= since ?? receivedAt, let calendar = text(.bookingCalendar, at: row) else { return }
            counts[FunnelKey(source: source, bookingCalendar: calendar), default: 0] += 1
        }
        return counts
    }
}
