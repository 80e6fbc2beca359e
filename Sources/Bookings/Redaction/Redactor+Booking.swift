extension Redactor {
    /// A booking without personal data, field by field.
    mutating func redact(_ booking: Booking, _ person: UInt32) -> Booking {
        var redacted = booking
        let fields: [(WritableKeyPath<Booking, String?>, RedactedKey)] = [
            (\.id, .id), (\.subject, .subject), (\.status, .kept), (\.eventType, .kept), (\.bookingPage, .kept),
            (\.masterPage, .kept), (\.bookingCalendar, .kept), (\.name, .name), (\.email, .email), (\.phone, .phone),
            (\.company, .company), (\.note, .note), (\.timeZone, .kept), (\.details.mobile, .phone),
            (\.details.location, .place), (\.details.conferencingURL, .place), (\.details.eventTypeID, .kept),
            (\.details.bookingPageID, .kept), (\.details.masterPageID, .kept), (\.details.bookingCalendarName, .kept),
            (\.details.hostID, .host), (\.details.hostName, .host), (\.details.cancelURL, .place),
            (\.details.rescheduleURL, .place), (\.details.cancelRescheduleURL, .place), (\.details.icsURL, .place),
            (\.details.packageID, .id), (\.details.cancelReason, .reason), (\.details.canceledBy, .kept),
            (\.details.rescheduledFrom, .id),
        ]
        for (path, key) in fields {
            redacted[keyPath: path] = booking[keyPath: path].map { redact($0, as: key, person) }
        }
        redacted.details.guests = booking.details.guests.map { standIns.email($0) }
        redacted.details.utm = booking.details.utm.map { tag in
            UTMTag(name: tag.name, value: redact(tag.value, as: .tag, person))
        }
        redacted.details.sessions = booking.details.sessions.map { session in
            BookingSession(id: session.id.map { standIns.id($0) }, startsAt: session.startsAt)
        }
        redacted.customFields = booking.customFields.map { field in
            let key = RedactedKey(answer: field.name)
            let value: CustomField.Value =
                switch field.value {
                case .text(let text): .text(redact(text, as: key, person))
                case .list(let texts): .list(texts.map { redact($0, as: key, person) })
                }
            return CustomField(name: field.name, value: value)
        }
        return redacted
    }
}

extension Booking {
    /// The booking with what is personal taken from another reading of the same payload.
    func withPerson(of other: Booking) -> Booking {
        var booking = self
        (booking.id, booking.subject, booking.name, booking.email) = (other.id, other.subject, other.name, other.email)
        (booking.phone, booking.company, booking.note) = (other.phone, other.company, other.note)
        booking.customFields = other.customFields
        let details = other.details
        (booking.details.mobile, booking.details.guests) = (details.mobile, details.guests)
        (booking.details.location, booking.details.conferencingURL) = (details.location, details.conferencingURL)
        (booking.details.hostID, booking.details.hostName) = (details.hostID, details.hostName)
        (booking.details.utm, booking.details.sessions) = (details.utm, details.sessions)
        (booking.details.cancelURL, booking.details.rescheduleURL) = (details.cancelURL, details.rescheduleURL)
        (booking.details.cancelRescheduleURL, booking.details.icsURL) = (details.cancelRescheduleURL, details.icsURL)
        (booking.details.packageID, booking.details.cancelReason) = (details.packageID, details.cancelReason)
        booking.details.rescheduledFrom = details.rescheduledFrom
        return booking
    }
}
