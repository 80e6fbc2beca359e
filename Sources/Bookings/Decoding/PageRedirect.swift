/// The redirect of Booking Pages (contract.md section 1.2).
enum PageRedirect {
    static func booking(from fields: inout RedirectFields, meetingTime: MeetingTimeReading) -> Booking {
        var booking = Booking(product: .bookingPages)
        booking.status = "scheduled"
        booking.name = fields.take("name")
        booking.email = fields.take("email")
        booking.company = fields.take("company")
        booking.details.mobile = fields.take("mobile")
        booking.phone = fields.take("phone") ?? booking.details.mobile
        booking.note = fields.take("note")
        booking.details.guests = fields.take("customerguests").map(guests) ?? []
        booking.details.location = fields.take("location")
        let legacyName = fields.take("bookingpagename")
        booking.bookingPage = fields.take("bookingpage") ?? legacyName
        booking.subject = fields.take("subject")
        booking.createdAt = fields.take("creationtime").flatMap { Timestamp(iso8601: $0) }
        booking.timeZone = fields.take("timezone")
        booking.utcOffset = fields.take("utcoffset").flatMap(offset)
        if let text = fields.take("meetingtime") { read(text, into: &booking, as: meetingTime) }
        booking.details.utm = fields.takeUTM()
        booking.customFields = fields.customFields
        return booking
    }

    /// The documents disagree on whether the value is wall time or UTC, so the instant is uncertain either way.
    private static func read(_ text: String, into booking: inout Booking, as reading: MeetingTimeReading) {
        guard let wall = WallTime(iso8601: text) else { return }
        switch reading {
        case .page:
            booking.startsAt = Timestamp(CivilTime(wall), offset: (booking.utcOffset ?? 0) * 3_600)
            booking.details.pageTime = wall
        case .utc:
            booking.startsAt = Timestamp(CivilTime(wall), offset: 0)
        }
        booking.startIsUncertain = booking.startsAt != nil
    }

    /// The form takes commas, semicolons, blanks and line breaks between addresses; which of them arrives is not documented.
    private static func guests(_ text: String) -> [String] {
        text.unicodeScalars.split { [",", ";", " ", "\n", "\r", "\t"].contains($0) }.map { String($0) }
    }

    private static func offset(_ text: String) -> Int? {
        guard let hours = Int(text), (-24...24).contains(hours) else { return nil }
        return hours
    }
}
