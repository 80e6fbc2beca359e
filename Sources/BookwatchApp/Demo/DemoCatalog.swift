import Bookings

/// The made-up business of the demo: its pages, calendars and customers.
///
/// All names and addresses are invented.
enum DemoCatalog {
    /// One place where the made-up business takes bookings, as its owner would declare it.
    struct Place {
        var source: String
        var product: Product
        var masterPage: String
        var eventType: String
        var bookingPage: String
        var calendar: String
        var subject: String
        var minutes: Int
    }

    static let places: [Place] = [
        Place(
            source: "pricing-page",
            product: .bookingPages,
            masterPage: "sales",
            eventType: "Product demo",
            bookingPage: "sales-team",
            calendar: "",
            subject: "Product demo",
            minutes: 30
        ),
        Place(
            source: "website-demo",
            product: .bookingCalendars,
            masterPage: "sales",
            eventType: "Product demo",
            bookingPage: "",
            calendar: "BKC-7QF2M9ZK4T",
            subject: "Product walkthrough",
            minutes: 30
        ),
        Place(
            source: "welcome-mail",
            product: .bookingPages,
            masterPage: "onboarding",
            eventType: "Onboarding call",
            bookingPage: "customer-success",
            calendar: "",
            subject: "Onboarding call",
            minutes: 45
        ),
        Place(
            source: "apac-hub",
            product: .bookingPages,
            masterPage: "apac-hub",
            eventType: "Discovery call",
            bookingPage: "apac-team",
            calendar: "",
            subject: "Discovery call",
            minutes: 30
        ),
        Place(
            source: "partner-portal",
            product: .bookingCalendars,
            masterPage: "partners",
            eventType: "Partner review",
            bookingPage: "",
            calendar: "BKC-P4RTN3RS01",
            subject: "Quarterly partner review",
            minutes: 60
        ),
        Place(
            source: "support-desk",
            product: .bookingCalendars,
            masterPage: "support",
            eventType: "Support escalation",
            bookingPage: "",
            calendar: "BKC-SUPP0RT022",
            subject: "Escalation with an engineer",
            minutes: 30
        ),
        Place(
            source: "careers",
            product: .bookingPages,
            masterPage: "recruiting",
            eventType: "Phone interview",
            bookingPage: "talent-team",
            calendar: "",
            subject: "Phone interview",
            minutes: 30
        ),
    ]

    static var sources: [String: SourceLabels] {
        Dictionary(
            places.map { place in
                let labels = SourceLabels(
                    name: place.source,
                    product: place.product,
                    eventType: place.eventType,
                    masterPage: place.masterPage,
                    bookingPage: place.bookingPage.isEmpty ? nil : place.bookingPage
                )
                return (place.source, labels)
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    static let customers: [(name: String, mailbox: String)] = [
        ("Marta Quintela", "marta.quintela"), ("Harriet Boone", "harriet.boone"), ("山田 太郎", "taro.yamada"),
        ("Zoë O’Brien", "zoe.obrien"), ("Ahmed Garcia", "ahmed.garcia"), ("Odile Fabre", "odile.fabre"),
        ("Priya Raman", "priya.raman"), ("Łukasz Wójcik", "lukasz.wojcik"), ("김민준", "minjun.kim"),
        ("Grace Okafor", "grace.okafor"), ("Søren Kjær", "soren.kjaer"), ("Nguyễn Thị Hằng", "hang.nguyen"),
        ("नेहा शर्मा", "neha.sharma"), ("Daniel Fischer", "daniel.fischer"), ("محمد العربي", "mohamed.elarabi"),
        ("Emily Tran", "emily.tran"), ("Carlos Ibarra", "carlos.ibarra"), ("Ольга Иванова", "olga.ivanova"),
        ("Renée Dubois", "renee.dubois"), ("Ben Whitaker", "ben.whitaker"), ("李小龙", "xiaolong.li"),
        ("Sofia Marchetti", "sofia.marchetti"), ("Kofi Mensah", "kofi.mensah"), ("Ingrid Solberg", "ingrid.solberg"),
    ]

    static let companies = [
        "Olive & Oak", "Boone Bakery", "Northwind Traders", "Blue Kite Travel", "Harbour Dental", "Fern & Field",
        "Lumen Optics", "Quay Logistics", "Alder Legal", "Tidewater Clinic",
    ]

    static let notes = [
        "", "", "", "Please call first.", "Two colleagues will join.", "We compare three vendors.",
        "Is there parking?", "Prefers to speak French.",
    ]

    static let reasons = ["Pricing questions", "Migration", "Security review", "First look", "Renewal"]

    /// A zone as both products tell it: IANA for calendars, OnceHub's label with its offset in hours for pages.
    static let zones: [(name: String, label: String, offset: Int)] = [
        ("Europe/Lisbon", "Western European time", 0), ("America/New_York", "Eastern time", -5),
        ("Europe/Berlin", "Central European time", 1), ("Asia/Tokyo", "Japan time", 9),
        ("America/Los_Angeles", "Pacific time", -8), ("Asia/Singapore", "Singapore time", 8),
    ]
}
