import Bookings
import Ledger

/// One booking as the detail shows it: what the ledger merged, with what only the records know.
struct BookingView {
    let row: Int
    /// The merged booking, its details from the records.
    var booking: Booking
    var sightings: [SightingSummary]
    /// The records that are here, in order.
    var records: [SightingRecord]
    /// What was known after each of them.
    var states: [Booking]
    var source: String?
    var labelled: Set<TextColumn>
    /// The id of the booking that took the place of this one.
    var replacement: String?
    /// What a viewer added.
    var isMarked: Bool
    var remark: String?

    init(row: Int, ledger: BookingLedger, cache: RecordCache) {
        self.row = row
        booking = ledger.booking(at: row)
        sightings = ledger.sightings(of: row)
        records = sightings.suffix(DetailPane.sightingLimit).compactMap { cache[$0.sequence] }
        states = BookingLedger.states(after: records.map(\.sighting))
        source = ledger.text(.source, at: row)
        labelled = Set([TextColumn.eventType, .masterPage, .bookingPage].filter { ledger.isLabelled($0, at: row) })
        replacement = ledger.replacement(of: row).flatMap { ledger.text(.id, at: $0) }
        isMarked = ledger.isMarked(row)
        remark = ledger.remark(of: row)
        guard let last = states.last else { return }
        let known = booking.details
        booking.details = last.details
        booking.details.location = last.details.location ?? known.location
        booking.details.durationMinutes = last.details.durationMinutes ?? known.durationMinutes
        booking.details.pageTime = last.details.pageTime ?? known.pageTime
        booking.details.rescheduledFrom = last.details.rescheduledFrom ?? known.rescheduledFrom
    }

    /// Whether all that is known is here.
    var isComplete: Bool { records.count == min(sightings.count, DetailPane.sightingLimit) }

    /// The host's name, else the id.
    var host: String? { booking.details.hostName ?? booking.details.hostID }
}
