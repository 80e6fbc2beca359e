import Bookings

/// The details of one booking, merged from its sightings in the order of their arrival.
///
/// The rules are those of `BookingLedger`, more simply: what a browser says after a signed webhook, and an event that is
/// older than one before, only fill what is not known.
struct MergedDetails {
    private(set) var details = BookingDetails()
    private var hasSigned = false
    private var newest: Timestamp?

    mutating func merge(_ sighting: Sighting) {
        // What anybody can send does not make what OnceHub signed look old.
        let isFirstSigned = sighting.isSigned && !hasSigned
        let isOutdated = !isFirstSigned && sighting.occurredAt.flatMap { time in newest.map { time < $0 } } ?? false
        let other = sighting.booking.details
        if isOutdated || (hasSigned && !sighting.isSigned) {
            var filled = other
            filled.merge(details)
            filled.isInTrash = details.isInTrash
            details = filled
        } else {
            details.merge(other)
            if sighting.channel == .webhook { details.isInTrash = other.isInTrash }
            newest = sighting.occurredAt ?? newest
        }
        hasSigned = hasSigned || sighting.isSigned
    }
}

extension BookingDetails {
    /// Takes what others know; nothing known is replaced by nothing.
    fileprivate mutating func merge(_ other: BookingDetails) {
        mergeHost(other)
        mobile = other.mobile ?? mobile
        guests = other.guests.isEmpty ? guests : other.guests
        location = other.location ?? location
        conferencingURL = other.conferencingURL ?? conferencingURL
        eventTypeID = other.eventTypeID ?? eventTypeID
        bookingPageID = other.bookingPageID ?? bookingPageID
        masterPageID = other.masterPageID ?? masterPageID
        bookingCalendarName = other.bookingCalendarName ?? bookingCalendarName
        durationMinutes = other.durationMinutes ?? durationMinutes
        utm = other.utm.isEmpty ? utm : other.utm
        pageTime = other.pageTime ?? pageTime
        customerTime = other.customerTime ?? customerTime
        sessions = other.sessions.isEmpty ? sessions : other.sessions
        cancelURL = other.cancelURL ?? cancelURL
        rescheduleURL = other.rescheduleURL ?? rescheduleURL
        cancelRescheduleURL = other.cancelRescheduleURL ?? cancelRescheduleURL
        icsURL = other.icsURL ?? icsURL
        packageID = other.packageID ?? packageID
        cancelReason = other.cancelReason ?? cancelReason
        canceledBy = other.canceledBy ?? canceledBy
        rescheduledFrom = other.rescheduledFrom ?? rescheduledFrom
        payment = other.payment ?? payment
    }

    /// The name goes with its id: another host's name is not kept beside the id of this one.
    private mutating func mergeHost(_ other: BookingDetails) {
        if let id = other.hostID, let known = hostID, !id.utf8.elementsEqual(known.utf8) {
            (hostID, hostName) = (id, other.hostName)
        } else {
            hostID = other.hostID ?? hostID
            hostName = other.hostName ?? hostName
        }
    }
}
