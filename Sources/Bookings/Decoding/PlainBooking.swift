/// A booking that a site hands on in its own words: an id as OnceHub gives it, beside fields under the names of the log.
enum PlainBooking {
    /// The booking; nil where nothing names one.
    static func booking(from value: JSONValue) -> Booking? {
        guard
            let id = [value["booking_id"], value["id"]].lazy.compactMap({ $0?.nonEmptyString }).first(
                where: \.isBookingID
            )
        else { return nil }
        var booking = Booking(product: product(of: value))
        booking.id = id
        booking.subject = value["subject"]?.nonEmptyString
        booking.status = value["status"]?.nonEmptyString.map(Booking.foldedStatus)
        booking.eventType = value["event_type"]?.nonEmptyString
        booking.bookingPage = value["booking_page"]?.nonEmptyString
        booking.masterPage = value["master_page"]?.nonEmptyString
        booking.bookingCalendar = value["booking_calendar"]?.nonEmptyString
        booking.name = value["name"]?.nonEmptyString
        booking.email = value["email"]?.nonEmptyString
        booking.phone = value["phone"]?.nonEmptyString
        booking.company = value["company"]?.nonEmptyString
        booking.note = value["note"]?.nonEmptyString
        booking.startsAt = value["starting_time"]?.string.flatMap { Timestamp(iso8601: $0) }
        booking.createdAt = value["creation_time"]?.string.flatMap { Timestamp(iso8601: $0) }
        booking.timeZone = value["customer_timezone"]?.nonEmptyString
        var fields = JSONCustomFields()
        fields.add(value["custom_fields"])
        booking.customFields = fields.list.fields
        return booking
    }

    /// Only Booking Pages have event types, booking pages and master pages.
    private static func product(of value: JSONValue) -> Product {
        let isOfPages =
            value["booking_calendar"]?.nonEmptyString == nil
            && ["event_type", "booking_page", "master_page"].contains { value[$0]?.nonEmptyString != nil }
        return isOfPages ? .bookingPages : .bookingCalendars
    }
}

extension String {
    /// Whether it begins as the ids of bookings do (contract.md section 5).
    var isBookingID: Bool { utf8.starts(with: "BKNG-".utf8) }
}
