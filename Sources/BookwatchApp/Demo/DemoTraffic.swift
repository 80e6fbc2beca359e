import Bookings

/// A request that the demo sends to the endpoint.
struct DemoRequest: Sendable {
    var method: String
    var path: String
    var headers: [(String, String)] = []
    var body: [UInt8] = []
    /// Milliseconds after the booking was made.
    var delay: Int64
}

/// Made-up OnceHub traffic, the same for one seed and one run of the clock: every channel of both products, bookings seen
/// more than once, and what becomes of them later.
struct DemoTraffic {
    private var generator: SeededGenerator
    private var open: [DemoBooking] = []

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    /// The requests that one more customer, or one more change of a booking, causes.
    mutating func next(now: Timestamp) -> [DemoRequest] {
        if !open.isEmpty, generator.chance(0.12) {
            return [change(now: now)]
        }
        let booking = DemoBooking(using: &generator, now: now)
        open.append(booking)
        if open.count > 200 { open.removeFirst() }
        return arrivals(of: booking)
    }

    /// An embed comes at once, a redirect as soon as the browser follows it, a webhook a little later.
    private mutating func arrivals(of booking: DemoBooking) -> [DemoRequest] {
        var requests: [DemoRequest] = []
        let isEmbedded = generator.chance(0.45)
        if isEmbedded {
            requests += visits(before: booking)
            requests.append(DemoPayloads.embed(booking, delay: 0))
        }
        if !isEmbedded || generator.chance(0.4) {
            requests.append(DemoPayloads.redirect(booking, delay: isEmbedded ? 300 : 0))
        }
        if generator.chance(0.5) {
            let event = generator.identifier("EVNT", length: 10)
            requests.append(
                DemoPayloads.webhook(
                    booking,
                    type: "booking.scheduled",
                    event: event,
                    at: booking.createdAt,
                    delay: 1_500
                )
            )
        }
        return requests
    }

    /// Who came to the same calendar before one booked: most only look, some select a slot, and think better of it.
    private mutating func visits(before booking: DemoBooking) -> [DemoRequest] {
        guard booking.place.product == .bookingCalendars else { return [] }
        let lookers = Int.random(in: 1...9, using: &generator)
        let waverers = Int.random(in: 0...min(2, lookers), using: &generator)
        func visit(_ step: FunnelStep) -> DemoRequest {
            DemoPayloads.visit(booking.place, step, zone: booking.zone.name, delay: 0)
        }
        return Array(repeating: visit(.loaded), count: lookers + 1)
            + Array(repeating: visit(.slotSelected), count: waverers + 1)
    }

    private mutating func change(now: Timestamp) -> DemoRequest {
        let index = Int.random(in: 0..<open.count, using: &generator)
        let event = generator.identifier("EVNT", length: 10)
        let kinds = ["canceled", "rescheduled", "rescheduled", "completed", "no_show"]
        let kind = kinds.randomElement(using: &generator) ?? "canceled"
        open[index].status = kind
        if kind == "rescheduled" {
            open[index].startsAt = DemoBooking.slot(using: &generator, after: now)
        }
        let booking = kind == "rescheduled" ? open[index] : open.remove(at: index)
        return DemoPayloads.webhook(booking, type: "booking." + kind, event: event, at: now, delay: 0)
    }
}
