import Bookings
import Ledger
import Testing

extension Timestamp {
    /// A literal of a test; a wrong one fails the test.
    static func at(_ text: String) -> Timestamp {
        guard let time = Timestamp(iso8601: text) else {
            Issue.record("“\(text)” is not a time")
            return Timestamp(milliseconds: 0)
        }
        return time
    }

    static func + (time: Timestamp, seconds: Int) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds + Int64(seconds) * 1_000)
    }
}

extension Sighting {
    /// A sighting of a booking that `change` describes, received at noon unless told otherwise.
    static func fixture(
        _ channel: Channel = .redirect,
        _ product: Product = .bookingPages,
        source: String? = nil,
        event: String = "booking.scheduled",
        isSigned: Bool = false,
        receivedAt: Timestamp = .at("2026-02-03T12:00:00Z"),
        labelled: LabelledFields = [],
        _ change: (inout Booking) -> Void = { _ in }
    ) -> Sighting {
        var booking = Booking(product: product)
        change(&booking)
        return Sighting(
            receivedAt: receivedAt,
            channel: channel,
            source: source,
            event: event,
            isSigned: isSigned,
            booking: booking,
            labelled: labelled,
            raw: .query("")
        )
    }

    /// What a query or a JSON body decodes to.
    static func decoded(
        _ content: Payload.Content,
        channel: Channel,
        isSigned: Bool = false,
        receivedAt: Timestamp = .at("2026-01-20T18:22:10Z")
    ) throws -> Sighting {
        try Sighting(decoding: Payload(content, channel: channel, isSigned: isSigned, receivedAt: receivedAt))
    }
}

extension BookingLedger {
    /// A ledger of these sightings, numbered from 1.
    init(_ sightings: [Sighting]) {
        self.init()
        for sighting in sightings { see(sighting) }
    }

    /// Applies a sighting under the next number.
    @discardableResult
    mutating func see(_ sighting: Sighting) -> LedgerChange {
        apply(SightingRecord(sequence: lastSequence + 1, sighting: sighting))
    }

    /// All its bookings.
    var bookings: [Booking] { (0..<count).map { booking(at: $0) } }
}

extension ZoneRules {
    /// New York's rules as they have been since 2007, as a TZif file of nothing but its footer.
    static let newYork = made(name: "America/New_York", rule: "EST5EDT,M3.2.0,M11.1.0")
    /// Lord Howe's half hour of daylight time, from +10:30 to +11.
    static let lordHowe = made(name: "Australia/Lord_Howe", rule: "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0")

    private static func made(name: String, rule: String) -> ZoneRules {
        let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
        let body: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("LMT\0".utf8)
        let part = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts + body
        return ZoneRules(name: name, tzif: part + part + Array("\n\(rule)\n".utf8)) ?? .utc
    }
}

/// Random numbers that are the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
