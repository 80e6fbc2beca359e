import Bookings
import Ledger

/// Six bookings on which the filter tests look, known by the first names of their customers.
///
/// It is noon on 3 February 2026.
enum Cast {
    static let now = Timestamp.at("2026-02-03T12:00:00Z")
    static let names = ["ahmed", "marta", "yamada", "zoe", "odile", "dana"]
    static let ledger = BookingLedger([ahmed, marta, yamada, zoe, odile, dana])

    /// The bookings that pass an expression, by name.
    static func passing(_ expression: String, zone: ZoneRules = .utc) throws -> String {
        let clock = FilterClock(now: now, zone: zone)
        let filter = try Filter(expression)
        let rows = ledger.select(filter, clock: clock).rows
        // The two ways to ask must agree.
        let single = names.indices.filter { ledger.matches(filter, row: $0, clock: clock) }
        return single == rows ? rows.map { names[$0] }.joined(separator: " ") : "\(rows) but one by one \(single)"
    }

    private static let ahmed = Sighting.fixture(
        .webhook,
        event: "booking.canceled",
        isSigned: true,
        receivedAt: .at("2026-02-02T23:30:00Z")
    ) {
        $0.id = "BKNG-AHMED"
        $0.status = "canceled"
        $0.eventType = "Product demo"
        $0.masterPage = "sales"
        $0.bookingPage = "sales-team"
        $0.name = "Ahmed Garcia"
        $0.email = "ahmed@example.com"
        $0.phone = "+34 600 000 001"
        $0.timeZone = "Europe/Madrid"
        $0.startsAt = .at("2026-02-02T09:00:00Z")
        $0.createdAt = .at("2026-01-30T09:00:00Z")
    }

    private static let marta = Sighting.fixture(
        .redirect,
        .bookingCalendars,
        source: "pricing-page",
        receivedAt: .at("2026-02-03T09:12:45Z")
    ) {
        $0.id = "BKNG-MARTA"
        $0.subject = "Product walkthrough"
        $0.status = "scheduled"
        $0.bookingCalendar = "BKC-7QF2M9ZK4T"
        $0.name = "Marta Quintela"
        $0.email = "marta.quintela@example.com"
        $0.company = "Olive & Oak"
        $0.timeZone = "Europe/Lisbon"
        $0.startsAt = .at("2026-02-05T15:30:00Z")
        $0.createdAt = .at("2026-02-03T09:12:44.310Z")
        $0.customFields = [
            CustomField(name: "Meeting_Reason", value: .text("Pricing questions")),
            CustomField(name: "team", value: .list(["Sales", "Support"])),
        ]
    }

    private static let yamada = Sighting.fixture(
        .webhook,
        isSigned: true,
        receivedAt: .at("2026-02-03T10:00:00Z")
    ) {
        $0.id = "BKNG-YAMADA"
        $0.status = "scheduled"
        $0.eventType = "Product demo"
        $0.masterPage = "apac-hub"
        $0.bookingPage = "tokyo"
        $0.name = "山田 太郎"
        $0.email = "yamada@example.jp"
        $0.phone = "+81 3 0000 0002"
        $0.timeZone = "Asia/Tokyo"
        $0.startsAt = .at("2026-02-03T12:11:00Z")
        $0.createdAt = .at("2026-02-03T09:59:58Z")
    }

    private static let zoe = Sighting.fixture(.embed, source: "website", receivedAt: .at("2026-02-03T11:30:00Z")) {
        $0.status = "scheduled"
        $0.eventType = "Onboarding call"
        $0.masterPage = "Sales EMEA"
        $0.bookingPage = "onboarding"
        $0.name = "ZOË O’Brien"
        $0.email = "zoe@example.org"
        $0.note = "She said: \"bring a\\b (draft)\""
        $0.startsAt = .at("2026-02-04T04:30:00Z")
    }

    private static let odile = Sighting.fixture(
        .redirect,
        receivedAt: .at("2026-02-03T11:55:00Z"),
        labelled: [.eventType]
    ) {
        $0.status = "scheduled"
        $0.eventType = "product demo"
        $0.bookingPage = "lending"
        $0.name = "Odile Fabre"
        $0.email = "odile@example.fr"
        $0.company = "Acme GmbH"
        $0.note = "Please call first."
        $0.timeZone = "Eastern time"
        $0.utcOffset = -5
        $0.startsAt = .at("2026-02-09T15:45:00Z")
        $0.startIsUncertain = true
        $0.createdAt = .at("2026-02-03T11:54:59Z")
        $0.details.pageTime = WallTime(iso8601: "2026-02-09T10:45:00")
    }

    private static let dana = Sighting.fixture(.embed, receivedAt: .at("2026-02-03T11:59:30Z")) {
        $0.status = "scheduled"
        $0.name = "Dana"
        $0.email = "DANA@EXAMPLE.COM"
        $0.customFields = [CustomField(name: "Größe", value: .text("50 %"))]
    }
}
