import Bookings

/// What a thank-you page is told of a booking; the texts are as they came, and escaped by the page.
struct PageFacts {
    /// The values of the variables by their names; see `TemplateVariables`.
    private(set) var values: [String: Any] = [:]

    /// Gathers what a redirect tells, with the labels of its source.
    ///
    /// - Parameters:
    ///   - booking: What is known.
    ///   - source: The name for people of the source.
    ///   - calendarURL: Where the calendar file is to be had; nil where there is none.
    ///   - zones: The rules of the zone that the start is shown in.
    init(_ booking: Booking, source: String?, calendarURL: String?, zones: ZoneDirectory) {
        let start = BookingStartText(of: booking, zones: zones)
        let texts: [String: String?] = [
            "headline": PageFacts.headline(booking.status),
            "name": booking.name, "email": booking.email, "phone": booking.phone, "company": booking.company,
            "note": booking.note, "subject": booking.subject ?? booking.eventType, "event_type": booking.eventType,
            "booking_page": booking.bookingPage, "master_page": booking.masterPage,
            "booking_calendar": booking.bookingCalendar, "location": booking.details.location, "id": booking.id,
            "status": booking.status, "start": start?.text, "start_iso": start?.iso, "zone": start?.zone,
            "duration_minutes": booking.details.durationMinutes.map { String($0) }, "source": source,
            "calendar_url": booking.status == "canceled" || start == nil ? nil : calendarURL,
        ]
        for case (let name, let text?) in texts where !PageFacts.isBlank(text) { values[name] = text }
        values["is_canceled"] = booking.status == "canceled"
        values["is_rescheduled"] = booking.status == "rescheduled"
        values["is_uncertain"] = booking.startIsUncertain
        values["is_cut_off"] = booking.isCutOff
        // Where there is none, `{{^fields}}` must hold, so an empty list would not do.
        if !booking.customFields.isEmpty {
            values[TemplateVariables.list] = booking.customFields.map { field in
                ["name": field.name, "value": field.value.texts.joined(separator: ", ")]
            }
        }
    }

    private static func headline(_ status: String?) -> String {
        switch status {
        case "canceled": "Your booking is canceled"
        case "rescheduled": "Your booking has been moved"
        default: "Your booking is confirmed"
        }
    }

    /// Whether nothing of a text would be seen, so that the page does better without it.
    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
                || scalar.properties.generalCategory == .control
        }
    }
}
