import Bookings

extension Sighting {
    /// A redirect as it comes in, one for each number.
    static func sample(
        _ number: Int,
        channel: Channel = .redirect,
        source: String? = "pricing-page",
        raw: RawPayload? = nil
    ) -> Sighting {
        var booking = Booking(product: .bookingCalendars)
        booking.id = "BKNG-\(number)"
        booking.name = "Zoë O’Brien"
        booking.email = "zoe\(number)@example.com"
        return Sighting(
            receivedAt: Timestamp(milliseconds: 1_795_359_791_120 + Int64(number) * 1_000),
            channel: channel,
            source: source,
            booking: booking,
            raw: raw ?? .query("booking_calendar=BKC-7QF2M9ZK4T&id=BKNG-\(number)&name=Zo%C3%AB")
        )
    }

    /// A webhook event with an id of its own.
    static func webhook(event id: String, isSigned: Bool, attempt: Int = 1) -> Sighting {
        Sighting(
            receivedAt: Timestamp(milliseconds: 1_795_359_791_120),
            channel: .webhook,
            event: "booking.canceled",
            eventID: id,
            isSigned: isSigned,
            booking: Booking(product: .bookingPages),
            raw: .json(Array("{\"id\":\"\(id)\",\"attempt\":\(attempt)}".utf8))
        )
    }
}

extension SightingRecord {
    /// The lines of a log of samples with these numbers, each with its newline.
    static func log(_ numbers: [UInt64]) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in numbers {
            SightingRecord(sequence: number, sighting: .sample(Int(number % 1_000_000))).encode(into: &bytes)
            bytes.append(0x0A)
        }
        return bytes
    }
}
