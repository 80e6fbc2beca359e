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
    var source: String?
    var labelled: Set<TextColumn>

    init(row: Int, ledger: BookingLedger, cache: RecordCache) {
        self.row = row
        booking = ledger.booking(at: row)
        sightings = ledger.sightings(of: row)
        records = sightings.suffix(DetailPane.sightingLimit).compactMap { cache[$0.sequence] }
        source = ledger.text(.source, at: row)
        labelled = Set([TextColumn.eventType, .masterPage, .bookingPage].filter { ledger.isLabelled($0, at: row) })
        for record in records { booking.details.merge(record.sighting.booking.details) }
    }

    /// Whether all that is known is here.
    var isComplete: Bool { records.count == min(sightings.count, DetailPane.sightingLimit) }
}

extension BookingDetails {
    /// Takes what another sighting knows; nothing known is replaced by nothing.
    mutating func merge(_ other: BookingDetails) {
        mobile = other.mobile ?? mobile
        guests = other.guests.isEmpty ? guests : other.guests
        location = other.location ?? location
        durationMinutes = other.durationMinutes ?? durationMinutes
        utm = other.utm.isEmpty ? utm : other.utm
        pageTime = other.pageTime ?? pageTime
        customerTime = other.customerTime ?? customerTime
        sessions = other.sessions.isEmpty ? sessions : other.sessions
        cancelURL = other.cancelURL ?? cancelURL
        rescheduleURL = other.rescheduleURL ?? rescheduleURL
        cancelRescheduleURL = other.cancelRescheduleURL ?? cancelRescheduleURL
        cancelReason = other.cancelReason ?? cancelReason
        canceledBy = other.canceledBy ?? canceledBy
        rescheduledFrom = other.rescheduledFrom ?? rescheduledFrom
        payment = other.payment ?? payment
    }
}
