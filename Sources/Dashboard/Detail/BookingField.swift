import Bookings
import Ledger

/// A field of a booking under the name that the log gives it.
struct BookingField: Equatable {
    var name: String
    var value: String
    /// The column, for those that a source's labels can fill.
    var column: TextColumn?
    /// Whether it is a custom field, which may bear any name.
    var isAnswer = false

    /// Whether it is the same field, whatever its value.
    func isSame(as other: BookingField) -> Bool {
        isAnswer == other.isAnswer && name.utf8.elementsEqual(other.name.utf8)
    }

    /// All that a booking holds, in the order of the log.
    static func all(of booking: Booking) -> [BookingField] {
        var fields: [BookingField] = []
        func add(_ name: String, _ value: String?, _ column: TextColumn? = nil) {
            if let value { fields.append(BookingField(name: name, value: value, column: column)) }
        }
        add("product", booking.product.rawValue)
        add("id", booking.id)
        add("subject", booking.subject)
        add("status", booking.status)
        add("event_type", booking.eventType, .eventType)
        add("booking_page", booking.bookingPage, .bookingPage)
        add("master_page", booking.masterPage, .masterPage)
        add("booking_calendar", booking.bookingCalendar)
        add("name", booking.name)
        add("email", booking.email)
        add("phone", booking.phone)
        add("company", booking.company)
        add("note", booking.note)
        add("starts_at", booking.startsAt.map { $0.iso8601 + (booking.startIsUncertain ? " (uncertain)" : "") })
        add("created_at", booking.createdAt?.iso8601)
        add("time_zone", booking.timeZone)
        add("utc_offset", booking.utcOffset.map { "\($0)" })
        add("cut_off", booking.isCutOff ? "true" : nil)
        fields += all(of: booking.details)
        fields += booking.customFields.map {
            BookingField(name: $0.name, value: $0.value.joined, isAnswer: true)
        }
        return fields
    }

    private static func all(of details: BookingDetails) -> [BookingField] {
        var fields: [BookingField] = []
        func add(_ name: String, _ value: String?) {
            if let value { fields.append(BookingField(name: name, value: value, column: nil)) }
        }
        add("mobile", details.mobile)
        for guest in details.guests { add("guest", guest) }
        add("location", details.location)
        add("conferencing_url", details.conferencingURL)
        add("event_type_id", details.eventTypeID)
        add("booking_page_id", details.bookingPageID)
        add("master_page_id", details.masterPageID)
        add("booking_calendar_name", details.bookingCalendarName)
        add("host_id", details.hostID)
        add("host_name", details.hostName)
        add("duration_minutes", details.durationMinutes.map { "\($0)" })
        for tag in details.utm { add("utm_" + tag.name, tag.value) }
        add("page_time", details.pageTime?.iso8601)
        add("customer_time", details.customerTime?.iso8601)
        for session in details.sessions {
            add("session", [session.id, session.startsAt?.iso8601].compactMap(\.self).joined(separator: " "))
        }
        add("cancel_url", details.cancelURL)
        add("reschedule_url", details.rescheduleURL)
        add("cancel_reschedule_url", details.cancelRescheduleURL)
        add("ics_url", details.icsURL)
        add("package_id", details.packageID)
        add("in_trash", details.isInTrash ? "true" : nil)
        add("cancel_reason", details.cancelReason)
        add("canceled_by", details.canceledBy)
        add("rescheduled_from", details.rescheduledFrom)
        add("payment", details.payment.map { "\($0.amountCharged) \($0.currency ?? "")" })
        return fields
    }
}

extension CustomField.Value {
    /// The answer, or the answers with commas between.
    var joined: String {
        switch self {
        case .text(let text): text
        case .list(let texts): texts.joined(separator: ", ")
        }
    }
}
