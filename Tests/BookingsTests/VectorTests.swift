import Bookings
import Foundation
import Testing

/// The contract's vectors: payloads of every channel with the booking that they are.
@Suite struct VectorTests {
    struct Vector: CustomTestStringConvertible, @unchecked Sendable {
        let json: [String: Any]
        var testDescription: String { json["name"] as? String ?? "?" }

        func payload() throws -> Payload {
            let channel = Channel(rawValue: try #require(json["channel"] as? String))
            let http = json["http"] as? [String: Any]
            let now = Timestamp(milliseconds: 1_790_000_000_000)
            if let url = json["input"] as? String {
                return Payload(.query(Array(url.utf8)), channel: channel, receivedAt: now)
            }
            if let body = http?["raw_body"] as? String {
                return Payload(.json(Array(body.utf8)), channel: channel, receivedAt: now)
            }
            let body = try JSONSerialization.data(withJSONObject: try #require(json["input"]))
            return Payload(.json([UInt8](body)), channel: channel, receivedAt: now)
        }
    }

    static let vectors: [Vector] = {
        let list = (try? Fixture.json("vectors.json")) as? [[String: Any]] ?? []
        return list.map(Vector.init)
    }()

    /// A signature is checked where the request is; what is forged decodes like any other.
    static let decodable = vectors.filter { $0.json["reject"] as? String != "bad_signature" }

    @Test func thereAreSeventyNineVectors() {
        #expect(Self.vectors.count == 79)
    }

    @Test(arguments: decodable)
    func aPayloadGivesExactlyTheExpectedBooking(vector: Vector) throws {
        let payload = try vector.payload()
        guard let expected = vector.json["expect"] as? [String: Any] else {
            #expect(throws: PayloadError.self) { try Sighting(decoding: payload) }
            return
        }
        let sighting = try Sighting(decoding: payload)
        try Self.expect(sighting.booking, equals: expected)
        let alternative = vector.json["expect_alt"] as? [String: Any]
        if let utc = alternative?["meeting_time_utc"] as? [String: Any] {
            let other = try Sighting(decoding: payload, meetingTime: .utc)
            #expect(other.booking.startsAt?.iso8601 == utc["starts_at"] as? String)
        }
        for (key, value) in vector.json["expect_extra"] as? [String: Any] ?? [:] {
            try Self.expect(sighting, knows: key, as: value)
        }
    }

    @Test(arguments: decodable)
    func theChannelIsRecognisedByTheContent(vector: Vector) throws {
        guard vector.json["expect"] is [String: Any] else { return }
        var payload = try vector.payload()
        let channel = payload.channel
        payload.channel = nil
        #expect(try Sighting(decoding: payload).channel == channel)
    }

    @Test(arguments: decodable)
    func aLoggedSightingReadsBackAsItWas(vector: Vector) throws {
        guard let sighting = try? Sighting(decoding: vector.payload()) else { return }
        let record = SightingRecord(sequence: 7, sighting: sighting)
        var line: [UInt8] = []
        record.encode(into: &line)
        let read = try SightingRecord.decode(line)
        #expect(read.checksum == .good)
        #expect(read.record == record)
    }

    @Test func onlyRedirectsThatWereCutOffAreMarkedSo() throws {
        let marked = Self.decodable.filter { (try? Sighting(decoding: $0.payload()))?.booking.isCutOff ?? false }
        #expect(
            marked.map(\.testDescription) == ["bp-redirect-truncated-mid-escape", "bp-redirect-truncated-before-times"]
        )
    }

    private static func expect(_ booking: Booking, equals expected: [String: Any]) throws {
        var bytes: [UInt8] = []
        BookingJSON.write(booking, complete: true, into: &bytes)
        let written = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(written.count == 18)
        for (key, value) in expected {
            let same = NSDictionary(object: value, forKey: "value" as NSString)
                .isEqual(to: ["value": written[key] ?? "missing"])
            #expect(same, "\(key) is \(String(describing: written[key])), not \(value)")
            if let value = value as? String, let text = written[key] as? String {
                #expect(text.unicodeScalars.elementsEqual(value.unicodeScalars), "\(key) has other code points")
            }
        }
    }

    private static func expect(_ sighting: Sighting, knows key: String, as value: Any) throws {
        let details = sighting.booking.details
        let texts: [String: String?] = [
            "mobile": details.mobile, "location": details.location, "cancel_url": details.cancelURL,
            "reschedule_url": details.rescheduleURL, "cancel_reschedule_url": details.cancelRescheduleURL,
            "cancel_reason": details.cancelReason, "canceled_by": details.canceledBy,
            "rescheduled_from": details.rescheduledFrom, "webhook_type": sighting.event, "event_id": sighting.eventID,
            "page_time": details.pageTime?.iso8601, "customer_time": details.customerTime?.iso8601,
        ]
        if let text = texts[key] {
            #expect(text == value as? String, "\(key)")
            return
        }
        switch key {
        case "guests": #expect(details.guests == value as? [String])
        case "duration_minutes": #expect(details.durationMinutes == value as? Int)
        case "utm":
            let tags = Dictionary(details.utm.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            #expect(tags == value as? [String: String])
        case "sessions":
            let sessions = details.sessions.map { ["id": $0.id, "starts_at": $0.startsAt?.iso8601] }
            #expect(sessions == value as? [[String: String]])
        case "payment":
            let payment = try #require(value as? [String: Any])
            #expect(details.payment?.amountCharged == payment["amount_charged"] as? Int)
            #expect(details.payment?.currency == payment["currency"] as? String)
        case "local_start":
            let zone = try #require(SystemZones.directory.rules(for: sighting.booking.timeZone ?? ""))
            let start = try #require(sighting.booking.startsAt)
            #expect(SystemZones.text(of: start, in: zone) == value as? String)
        default:
            Issue.record("\(key) is not modelled")
        }
    }
}

/// The zones of the machine that runs the tests.
enum SystemZones {
    static let directory = ZoneDirectory { name in
        (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))).map { [UInt8]($0) }
    }

    static func text(of instant: Timestamp, in zone: ZoneRules) -> String {
        let offset = zone.offset(at: instant)
        let wall = WallTime(milliseconds: instant.milliseconds + Int64(offset) * 1_000).iso8601
        let minutes = abs(offset) / 60
        return wall + String(format: "%@%02d:%02d", offset < 0 ? "-" : "+", minutes / 60, minutes % 60)
    }
}
