import Bookings

/// One made-up booking, complete, from which each channel's payload takes what that channel carries.
struct DemoBooking {
    var place: DemoCatalog.Place
    var id: String
    var name: String
    var email: String
    var phone: String
    var company: String
    var note: String
    var reason: String
    var createdAt: Timestamp
    var startsAt: Timestamp
    var zone: (name: String, label: String, offset: Int)
    var status = "scheduled"

    init(using generator: inout SeededGenerator, now: Timestamp) {
        place = generator.skewed(DemoCatalog.places)
        id = generator.identifier("BKNG", length: 12)
        let customer = DemoCatalog.customers.randomElement(using: &generator) ?? DemoCatalog.customers[0]
        name = customer.name
        email = customer.mailbox + "\(Int.random(in: 1...99, using: &generator))@example.com"
        phone = "1-20255501\(Int.random(in: 10...99, using: &generator))"
        company = generator.skewed(DemoCatalog.companies)
        note = generator.skewed(DemoCatalog.notes)
        reason = generator.skewed(DemoCatalog.reasons)
        createdAt = now
        zone = generator.skewed(DemoCatalog.zones)
        startsAt = DemoBooking.slot(using: &generator, after: now)
    }

    /// A quarter hour that lies between some minutes and some days ahead.
    static func slot(using generator: inout SeededGenerator, after now: Timestamp) -> Timestamp {
        let quarter: Int64 = 15 * 60_000
        let farthest = generator.chance(0.15) ? 3 : 4 * 24 * 9
        let quarters = Int64(Int.random(in: 1...farthest, using: &generator))
        return Timestamp(milliseconds: (now.milliseconds / quarter + quarters) * quarter)
    }

    /// The start as a wall clock in the page's zone shows it.
    var pageTime: WallTime {
        WallTime(milliseconds: startsAt.milliseconds + Int64(zone.offset) * 3_600_000)
    }
}
