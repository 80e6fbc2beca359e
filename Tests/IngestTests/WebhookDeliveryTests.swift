import Bookings
import Foundation
import Ledger
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

/// The contract's webhooks over real connections, and what becomes of those that are not taken.
@Suite struct WebhookDeliveryTests {
    struct Vector: CustomTestStringConvertible, @unchecked Sendable {
        var json: [String: Any]
        var testDescription: String { json["name"] as? String ?? "?" }
        var http: [String: Any]? { json["http"] as? [String: Any] }
        var secret: String? { http?["secret"] as? String }
        var headers: [String: String] {
            http?["headers"] as? [String: String] ?? ["Content-Type": "application/json"]
        }

        func body() throws -> String {
            if let body = http?["raw_body"] as? String { return body }
            let data = try JSONSerialization.data(withJSONObject: try #require(json["input"]))
            return String(decoding: data, as: UTF8.self)
        }
    }

    static let vectors: [Vector] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "BookingsTests/Fixtures/vectors.json")
        let all = (try? JSONSerialization.jsonObject(with: Data(contentsOf: path))) as? [[String: Any]] ?? []
        return all.filter { $0["channel"] as? String == "webhook" }.map(Vector.init)
    }()

    @Test func thereAreTwentyOfThem() {
        #expect(Self.vectors.count == 20)
    }

    @Test(arguments: vectors)
    func anEventIsAnsweredAndShownAsTheContractSays(vector: Vector) throws {
        let test = try TestEndpoint { $0.webhooks.secrets = vector.secret.map { [$0] } ?? [] }
        let connection = try RawConnection(port: test.port)
        let body = try vector.body()
        let fields = vector.headers.map { "\($0): \($1)\r\n" }.joined()
        let request = """
            POST /v1/webhooks/oncehub HTTP/1.1\r\nHost: localhost\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)
            """
        let reply = try #require(connection.exchange(request))
        let reason = vector.json["reject"] as? String
        #expect(reply.status == (reason == nil ? 202 : reason == "bad_signature" ? 401 : 200))
        guard let expected = vector.json["expect"] as? [String: Any] else {
            #expect(test.store.lastSequence == 0)
            return
        }
        #expect(connection.exchange(request)?.body == reply.body)
        let shown = try #require(connection.exchange("GET /v1/bookings/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(shown.body.utf8)) as? [String: Any])
        let booking = try #require(json["booking"] as? [String: Any])
        #expect(NSDictionary(dictionary: booking).isEqual(to: expected))
        let sighting = try #require((json["sightings"] as? [[String: Any]])?.first)
        #expect((json["sightings"] as? [Any])?.count == 1)
        // The vectors were signed long ago.
        #expect(sighting["signed"] as? Bool == (vector.secret == nil ? nil : true))
        #expect(sighting["stale"] as? Bool == (vector.secret == nil ? nil : true))
    }

    private struct Case {
        var rules = WebhookRules(secrets: [])
        var headers: [(String, String)]
        var body: String
        var now: Int64
    }

    private func signed() throws -> Case {
        let vector = try #require(WebhookTests.vectors.first)
        return Case(
            rules: WebhookRules(secrets: [vector.secret]),
            headers: vector.headers,
            body: vector.body,
            now: vector.now - 2
        )
    }

    private func rejected(_ test: TestServices) -> String {
        test.store.close()
        let file = test.folder.appending(path: "rejected.jsonl")
        return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    }

    @Test(arguments: [(300, false), (301, true), (-300, false), (-301, true), (1 << 40, true)] as [(Int64, Bool)])
    func aSignatureBeyondTheToleranceIsMarked(age: Int64, isStale: Bool) async throws {
        let event = try signed()
        let test = try TestServices(EndpointConfiguration(webhooks: event.rules))
        let answer = await test.answer(.webhook(event.body, event.headers, at: event.now + age))
        #expect(answer?.status == .accepted)
        let line = String(decoding: try #require(try test.store.line(1)), as: UTF8.self)
        #expect(line.contains(#""signed":true"#))
        #expect(line.contains(#""signed":true,"stale":true,"#) == isStale)
        #expect(line.contains(#","event_id":"EVNT-HOOKBP0001","occurred_at":"2026-05-20T12:10:03.140Z","#))
        #expect(test.services.incidents.all.map(\.kind) == (isStale ? [.staleSignature] : []))
    }

    @Test(arguments: [301, -301] as [Int64])
    func aStaleSignatureIsRefusedWhereTheRulesSaySoAndNothingIsLost(age: Int64) async throws {
        var event = try signed()
        event.rules.refusesStale = true
        let test = try TestServices(EndpointConfiguration(webhooks: event.rules))
        let answer = try #require(await test.answer(.webhook(event.body, event.headers, at: event.now + age)))
        #expect(answer.status == .unauthorized)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("stale-signature"))
        #expect(test.store.lastSequence == 0)
        #expect(test.services.incidents.all.map(\.kind) == [.staleSignature])
        let kept = try JSONParser.parse(Array(rejected(test).utf8.dropLast()))
        #expect(kept["raw"]?.string == event.body)
        #expect(kept["channel"]?.string == "webhook")
        #expect(kept["reason"]?.string == (age > 0 ? "signed more than 300 s ago" : "signed more than 300 s ahead"))
    }

    @Test func aToleranceOfNothingOrLessIsNoCrash() async throws {
        var event = try signed()
        event.rules.toleranceSeconds = .min
        let test = try TestServices(EndpointConfiguration(webhooks: event.rules))
        #expect(await test.answer(.webhook(event.body, event.headers, at: event.now + 1))?.status == .accepted)
        #expect(test.services.incidents.all.map(\.kind) == [.staleSignature])
    }

    @Test func whatIsNotSignedRightIsKeptAsideAndNoted() async throws {
        let event = try signed()
        let test = try TestServices(EndpointConfiguration(webhooks: event.rules))
        let json = [("content-type", "application/json")]
        let forged = event.headers.map { ($0.0, $0.1.replacing("s=a", with: "s=b")) }
        for headers in [json, json + [("oncehub-signature", "x")], forged, forged] {
            #expect(await test.answer(.webhook(event.body, headers, at: event.now))?.status == .unauthorized)
        }
        let incidents = test.services.incidents.all
        #expect(incidents.map(\.kind) == [.badSignature, .badSignature, .badSignature])
        #expect(incidents.map(\.count) == [1, 1, 2])
        #expect(incidents.allSatisfy { !($0.detail ?? "").contains("EVNT") })
        #expect(test.services.counters.statistics.rejected == 4)
        #expect(rejected(test).split(separator: "\n").count == 4)
    }

    @Test(arguments: [#"{"a":1}"#, #"{"type":"booking.scheduled","data":[]}"#, "{"])
    func anEventThatCannotBeReadIsRefusedAndNoted(body: String) async throws {
        let test = try TestServices()
        let answer = await test.answer(.webhook(body, [("content-type", "application/json")], at: 0))
        #expect(answer?.status.code ?? 0 >= 400)
        #expect(test.services.incidents.all.map(\.kind) == [.rejected])
        #expect(rejected(test).split(separator: "\n").count == 1)
    }

    @Test func eventsOfOtherKindsAreCountedByTypeAndInTotal() async throws {
        let test = try TestServices()
        let long = String(repeating: "x", count: 500)
        for type in ["conversation.closed", "conversation.closed", "Ana \u{1B}[31m", long] {
            var body = Array(#"{"object":"event","type":"#.utf8)
            JSONWriter.appendString(type, to: &body)
            body += Array("}".utf8)
            let text = String(decoding: body, as: UTF8.self)
            #expect(await test.answer(.webhook(text, [("content-type", "application/json")], at: 0))?.status == .ok)
        }
        let incidents = test.services.incidents.all
        #expect(incidents.map(\.kind) == [.unknownEvent, .unknownEvent, .unknownEvent])
        #expect(incidents.map(\.detail) == ["conversation.closed", "Ana", String(long.prefix(64))])
        #expect(incidents.map(\.count) == [2, 1, 1])
        #expect(test.services.counters.statistics.unknownEvents == 4)
        let metrics = try #require(await test.answer(.fixture("/metrics")))
        #expect(String(decoding: metrics.body, as: UTF8.self).contains("\nbookwatch_unknown_events_total 4\n"))
    }

    @Test func aSignedEventIsStoredOnceAlsoAcrossARestart() async throws {
        let event = try signed()
        let folder = FileManager.default.temporaryDirectory.appending(path: "bw-\(UUID().uuidString.prefix(8))")
        defer { try? FileManager.default.removeItem(at: folder) }
        for round in 0..<3 as Range<Int64> {
            let test = try TestServices(EndpointConfiguration(webhooks: event.rules), folder: folder)
            // The last time with a signature that has grown old, which is still the same event.
            for second in [0, 1] + (round == 2 ? [86_400] : []) as [Int64] {
                let answer = await test.answer(.webhook(event.body, event.headers, at: event.now + second))
                #expect(answer?.status == .accepted)
                #expect(answer.map { String(decoding: $0.body, as: UTF8.self).hasPrefix(#"{"seq":1,"#) } == true)
            }
            #expect(test.store.lastSequence == 1)
            test.store.close()
        }
    }

    @Test func aRedirectThatWasCutOffIsNotedAndFound() async throws {
        let test = try TestServices()
        let query =
            "Name=Ed&Email=ed%40example.com&bookingPage=ed&creationTime=2026-02-10T10:00:00.000Z&meetingTime=2026-02-1"
        #expect(await test.answer(.fixture("/confirm/site?" + query))?.status == .ok)
        let incident = try #require(test.services.incidents.all.first)
        #expect((incident.kind, incident.source, incident.detail) == (.cutOff, "site", nil))
        let line = String(decoding: try #require(try test.store.line(1)), as: UTF8.self)
        #expect(line.contains(#""cut_off":true"#))
        let found = try #require(await test.answer(.fixture("/v1/bookings?filter=is:cut")))
        #expect(String(decoding: found.body, as: UTF8.self).contains("Ed"))
    }

    @Test func theBookingThatTookAnothersPlaceIsNamed() async throws {
        let test = try TestServices()
        func send(_ id: String, _ event: String, _ minute: String, _ more: String) async {
            let body = """
                {"id":"EVNT-\(event)\(minute)","creation_time":"2026-02-03T12:\(minute):00Z","type":"booking.\(event)",\
                "data":{"id":"\(id)",\(more)}}
                """
            let answer = await test.answer(.webhook(body, [("content-type", "application/json")], at: 0))
            #expect(answer?.status == .accepted)
        }
        await send("BKNG-2", "canceled_then_rescheduled", "09", #""rescheduled_booking_id":"BKNG-1""#)
        await send("BKNG-1", "scheduled", "00", #""status":"scheduled""#)
        let answer = try #require(await test.answer(.fixture("/v1/bookings/2")))
        let booking = try JSONParser.parse(answer.body)["booking"]
        #expect(booking?["id"]?.string == "BKNG-1")
        #expect(booking?["status"]?.string == "canceled")
        #expect(booking?["rescheduled_to"]?.string == "BKNG-2")
    }
}
