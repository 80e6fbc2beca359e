/// The redirect of Booking Calendars (contract.md section 1.1).
enum CalendarRedirect {
    static func booking(from fields: inout RedirectFields) -> Booking {
        var booking = Booking(product: .bookingCalendars)
        booking.bookingCalendar = fields.take("booking_calendar")
        // The landing page's own query may have an `id` too.
        booking.id = fields.take("id") { $0.hasPrefix("BKNG-") }
        booking.subject = fields.take("subject")
        booking.status = fields.take("status").map(Booking.foldedStatus)
        booking.createdAt = fields.take("creation_time").flatMap { Timestamp(iso8601: $0) }
        booking.startsAt = fields.take("starting_time").flatMap { Timestamp(iso8601: $0) }
        booking.timeZone = fields.take("customer_timezone")
        booking.name = fields.take("name")
        booking.email = fields.take("email")
        booking.details.mobile = fields.take("mobile_phone")
        booking.phone = fields.take("phone") ?? booking.details.mobile
        booking.company = fields.take("company")
        booking.note = fields.take("note")
        booking.details.utm = fields.takeUTM()
        booking.customFields = fields.customFields
        return booking
    }
}
