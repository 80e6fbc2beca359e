public import Bookings

/// Made-up bookings for screens; it is 17:04:40 UTC on Tuesday 3 February 2026.
public enum SampleBookings {
    /// The present instant of the samples.
    public static let now = at("2026-02-03T17:04:40Z")

    /// Seven bookings in nine sightings, of all channels, products and statuses.
    public static let records: [SightingRecord] = numbered([
        calendars("2026-02-02T09:12:44Z", "Harriet Boone", starts: "2026-02-03T09:00:00Z") {
            $0.booking.status = "completed"
            $0.booking.company = "Boone Bakery"
            $0.booking.eventType = "Onboarding call"
            $0.booking.masterPage = "onboarding"
            $0.channel = .webhook
            $0.isSigned = true
            $0.event = "booking.completed"
        },
        calendars("2026-02-03T16:20:11Z", "Marta Quintela", starts: "2026-02-05T15:30:00Z") {
            $0.source = "pricing-page"
            $0.booking.subject = "Product walkthrough"
            $0.booking.company = "Olive & Oak"
            $0.booking.phone = "+351 912 345 678"
            $0.booking.note = "Please call first."
            $0.booking.timeZone = "Europe/Lisbon"
            $0.booking.createdAt = at("2026-02-03T16:20:10Z")
            $0.booking.customFields = [CustomField(name: "meeting_reason", value: .text("Pricing questions"))]
            $0.fill(from: SourceLabels(name: "pricing-page", eventType: "Product demo", masterPage: "sales"))
        },
        calendars("2026-02-03T16:41:40Z", "山田 太郎", starts: "2026-02-03T17:15:00Z") {
            $0.booking.eventType = "Product demo"
            $0.booking.masterPage = "apac-hub"
            $0.booking.timeZone = "Asia/Tokyo"
        },
        pages("2026-02-03T16:55:02Z", "Zoë O’Brien", wall: "2026-02-05T09:00:00"),
        calendars("2026-02-03T17:02:10Z", "Odile Fabre", starts: "2026-02-06T10:00:00Z") {
            $0.booking.status = "rescheduled"
            $0.booking.eventType = "Product demo"
            $0.booking.masterPage = "partners"
            $0.channel = .webhook
            $0.event = "booking.rescheduled"
        },
        calendars("2026-02-03T17:02:31Z", "Ahmed Garcia", starts: "2026-02-04T12:00:00Z") {
            $0.booking.status = "canceled"
            $0.booking.eventType = "Support escalation with an engineer"
            $0.booking.masterPage = "support"
            $0.channel = .webhook
            $0.event = "booking.canceled"
        },
        calendars("2026-02-03T17:04:02Z", "Priya Raman", starts: "2026-02-04T06:30:00Z") {
            $0.booking.eventType = "Discovery call"
            $0.booking.masterPage = "apac-hub"
            $0.booking.timeZone = "Asia/Kolkata"
        },
        calendars("2026-02-03T17:04:03Z", "Priya Raman", starts: "2026-02-04T06:30:00Z") {
            $0.channel = .webhook
            $0.isSigned = true
            $0.booking.eventType = "Discovery call"
            $0.booking.masterPage = "apac-hub"
            $0.booking.company = "Lumen Optics"
            $0.booking.details.durationMinutes = 45
            $0.booking.details.location = "https://meet.example.com/abc"
        },
    ])

    /// As many bookings as wanted, a minute apart, the last at `now`.
    public static func many(_ count: Int) -> [SightingRecord] {
        let types = ["Product demo", "Onboarding call", "Discovery call", "Partner review"]
        let pages = ["sales", "onboarding", "apac-hub", "partners", "support"]
        return numbered(
            (0..<count).map { index in
                let received = Timestamp(milliseconds: now.milliseconds - Int64(count - 1 - index) * 60_000)
                var booking = Booking(product: index % 3 == 0 ? .bookingPages : .bookingCalendars)
                booking.id = "BKNG-\(index)"
                booking.name = "Customer \(index + 1)"
                booking.email = "customer\(index + 1)@example.com"
                booking.status = "scheduled"
                booking.eventType = types[index % types.count]
                booking.masterPage = pages[index % pages.count]
                booking.startsAt = Timestamp(milliseconds: received.milliseconds + Int64(index % 200 + 1) * 3_600_000)
                return Sighting(
                    receivedAt: received,
                    channel: .embed,
                    booking: booking,
                    raw: .json(Array(#"{"id":"BKNG-\#(index)"}"#.utf8))
                )
            }
        )
    }

    /// Sightings with sequence numbers from `first` on.
    public static func numbered(_ sightings: [Sighting], from first: UInt64 = 1) -> [SightingRecord] {
        sightings.enumerated().map { SightingRecord(sequence: first + UInt64($0.offset), sighting: $0.element) }
    }

    /// A booking calendars embed, changed as wanted.
    public static func calendars(
        _ received: String,
        _ name: String,
        starts: String,
        change: (inout Sighting) -> Void = { _ in }
    ) -> Sighting {
        var booking = Booking(product: .bookingCalendars)
        booking.id =
            "BKNG-"
            + String(name.unicodeScalars.reduce(7) { ($0 &* 31 &+ Int($1.value)) & 0xFF_FFFF }, radix: 36)
            .uppercased()
        booking.name = name
        booking.email = mailbox(of: name) + "@example.com"
        booking.status = "scheduled"
        booking.startsAt = at(starts)
        var sighting = Sighting(
            receivedAt: at(received),
            channel: .embed,
            booking: booking,
            raw: .json(Array(#"{"data":{"id":"BKNG-1","seats":2,"tags":["a","b"],"note":null}}"#.utf8))
        )
        change(&sighting)
        return sighting
    }

    /// The ASCII letters and digits of a name.
    private static func mailbox(of name: String) -> String {
        String(name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }

    /// A booking pages redirect: its start is uncertain.
    public static func pages(_ received: String, _ name: String, wall: String) -> Sighting {
        var booking = Booking(product: .bookingPages)
        booking.name = name
        booking.email = "zoe.obrien@example.com"
        booking.status = "scheduled"
        booking.subject = "Onboarding call"
        booking.bookingPage = "customer-success"
        booking.timeZone = "Eastern time"
        booking.utcOffset = -5
        booking.details.pageTime = WallTime(iso8601: wall)
        booking.startsAt = booking.details.pageTime.map { Timestamp(milliseconds: $0.milliseconds + 5 * 3_600_000) }
        booking.startIsUncertain = true
        return Sighting(
            receivedAt: at(received),
            channel: .redirect,
            source: "welcome-mail",
            booking: booking,
            raw: .query(
                "name=Zo%C3%AB+O%E2%80%99Brien&email=zoe.obrien%40example.com&subject=Onboarding+call&utcOffset=-5"
            )
        )
    }

    /// An instant from its ISO 8601 text; the epoch for a text that is none.
    public static func at(_ text: String) -> Timestamp {
        Timestamp(iso8601: text) ?? Timestamp(milliseconds: 0)
    }
}
