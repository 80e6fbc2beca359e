public import Bookings

extension Booking {
    /// Marta Quintela's product walkthrough on 5 February 2026, booked on 3 February; whatever matters to a test is an argument.
    public static func fixture(
        product: Product = .bookingCalendars,
        id: String? = "BKNG-4T8WQ2ZP61MX",
        subject: String? = "Product walkthrough",
        status: String? = "scheduled",
        eventType: String? = nil,
        bookingPage: String? = nil,
        masterPage: String? = nil,
        bookingCalendar: String? = "BKC-7QF2M9ZK4T",
        name: String? = "Marta Quintela",
        email: String? = "marta.quintela@example.com",
        phone: String? = nil,
        company: String? = "Olive & Oak",
        note: String? = nil,
        startsAt: Timestamp? = Timestamp(milliseconds: 1_770_305_400_000),
        createdAt: Timestamp? = Timestamp(milliseconds: 1_770_109_964_310),
        timeZone: String? = "Europe/Lisbon",
        customFields: [CustomField] = [CustomField(name: "meeting_reason", value: .text("Pricing questions"))]
    ) -> Booking {
        var booking = Booking(product: product)
        booking.id = id
        booking.subject = subject
        booking.status = status
        booking.eventType = eventType
        booking.bookingPage = bookingPage
        booking.masterPage = masterPage
        booking.bookingCalendar = bookingCalendar
        booking.name = name
        booking.email = email
        booking.phone = phone
        booking.company = company
        booking.note = note
        booking.startsAt = startsAt
        booking.createdAt = createdAt
        booking.timeZone = timeZone
        booking.customFields = customFields
        return booking
    }
}

extension Sighting {
    /// A redirect that tells of the booking, received a second after it was made.
    public static func fixture(
        receivedAt: Timestamp = Timestamp(milliseconds: 1_770_109_965_310),
        channel: Channel = .redirect,
        source: String? = "pricing-page",
        event: String = "booking.scheduled",
        eventID: String? = nil,
        isSigned: Bool = false,
        booking: Booking = .fixture(),
        labelled: LabelledFields = [],
        raw: RawPayload = .query("booking_calendar=BKC-7QF2M9ZK4T&id=BKNG-4T8WQ2ZP61MX")
    ) -> Sighting {
        Sighting(
            receivedAt: receivedAt,
            channel: channel,
            source: source,
            event: event,
            eventID: eventID,
            isSigned: isSigned,
            booking: booking,
            labelled: labelled,
            raw: raw
        )
    }
}

extension SightingRecord {
    /// A sighting with its place in the log.
    public static func fixture(sequence: UInt64 = 1, sighting: Sighting = .fixture()) -> SightingRecord {
        SightingRecord(sequence: sequence, sighting: sighting)
    }
}
