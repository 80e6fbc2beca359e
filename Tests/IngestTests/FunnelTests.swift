import Bookings
import Foundation
import Ledger
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

@Suite struct FunnelRouteTests {
    static let loaded = #"{"type":"oncehub.booking_calendar.loaded","payload":{"id":"BKC-1","name":"Intro"}}"#
    static let selected = #"{"type":"oncehub.booking_calendar.time_slot_selected","payload":{"id":"BKC-1"}}"#
    private let origin = EmbedTests.origin

    private func text(_ answer: Answer?) throws -> String {
        String(decoding: try #require(answer).body, as: UTF8.self)
    }

    @Test func whatComesBeforeABookingIsCountedAndNeverListed() async throws {
        let test = try TestServices(EndpointConfiguration(origins: [origin]))
        let answer = try #require(await test.answer(.embed(Self.loaded, query: "?source=site", origin: origin)))
        #expect(answer.status == .accepted)
        #expect(try text(answer) == #"{"seq":null,"id":null,"counted":"loaded"}"#)
        #expect(answer.field("access-control-allow-origin") == origin)
        for body in [Self.loaded, Self.loaded, Self.loaded, Self.selected, EmbedTests.calendars] {
            _ = await test.answer(.embed(body, query: "?source=site", origin: origin, type: "text/plain"))
        }
        _ = await test.answer(.embed(Self.loaded, origin: origin))
        #expect(test.store.lastSequence == 1)
        #expect(test.store.rejectedCount == 0)
        let report = try text(await test.answer(.fixture("/v1/funnel")))
        #expect(
            report == #"{"since":"2026-02-03T09:12:45.000Z","funnel":["#
                + #"{"source":"site","booking_calendar":"BKC-1","name":"Intro","loaded":4,"slot_selected":1,"#
                + #""booked":1,"slot_rate":0.2500,"booking_rate":0.2500,"partial":false},"#
                + #"{"source":null,"booking_calendar":"BKC-1","name":"Intro","loaded":1,"slot_selected":0,"#
                + #""booked":0,"slot_rate":0.0000,"booking_rate":0.0000,"partial":false}]}"#
        )
        #expect(try text(await test.answer(.fixture("/v1/funnel?source="))).contains(#"{"source":null"#))
        #expect(try text(await test.answer(.fixture("/v1/funnel?source=nobody"))).hasSuffix(#""funnel":[]}"#))
        let metrics = try text(await test.answer(.fixture("/metrics")))
        #expect(metrics.contains("\nbookwatch_funnel_loaded_total 5\nbookwatch") || metrics.contains("total 5\n"))
        #expect(metrics.contains("\nbookwatch_funnel_slot_selected_total 1\n"))
    }

    @Test(arguments: ["/v1/funnel", "/v1/incidents"])
    func noWebPageReadsThem(path: String) async throws {
        let test = try TestServices(EndpointConfiguration(origins: [origin]))
        #expect(await test.answer(.fixture(path, headers: [("origin", origin)]))?.status == .forbidden)
        #expect(await test.answer(.fixture(path, headers: [("sec-fetch-site", "cross-site")]))?.status == .forbidden)
    }

    @Test func aMessageOfAForeignPageIsNotCounted() async throws {
        let test = try TestServices(EndpointConfiguration(origins: [origin]))
        _ = await test.answer(.embed(Self.loaded, origin: "https://evil.example"))
        #expect(test.store.funnel.funnel.counts.isEmpty)
    }
}

@Suite struct IncidentTests {
    private let origin = EmbedTests.origin

    private func report(_ body: String, origin: String?, type: String = "application/json", _ query: String = "")
        -> Request
    {
        var headers = [("content-type", type)]
        if let origin { headers.append(("origin", origin)) }
        return .fixture("/v1/reports" + query, method: .POST, headers: headers, body: body)
    }

    @Test func refusalsAreNotedWithWhatHelps() async throws {
        let sources = ["shop": DeclaredSource(SourceLabels(name: "shop"), token: "secret")]
        let test = try TestServices(
            EndpointConfiguration(sources: sources, onlyDeclaredSources: true, origins: [origin])
        )
        _ = await test.answer(.embed("{}", query: "?source=shop&token=secret", origin: "https://new.example"))
        _ = await test.answer(.preflight("https://new.example", []))
        _ = await test.answer(.embed("{}", query: "?source=shop&token=wrong", origin: origin))
        _ = await test.answer(.fixture("/confirm/shop/guess?id=BKNG-1&booking_calendar=B"))
        _ = await test.answer(.fixture("/confirm/nobody?id=BKNG-1&booking_calendar=B"))
        _ = await test.answer(.fixture("/confirm?" + RedirectTests.calendars))
        _ = await test.answer(.embed("{", query: "?source=shop&token=secret", origin: origin))
        let noted = test.services.incidents.all.map { [$0.kind.rawValue, $0.source ?? "-", $0.detail ?? "-"] }
        #expect(
            noted == [
                ["unknown-origin", "shop", "https://new.example"], ["unknown-origin", "-", "https://new.example"],
                ["bad-token", "shop", origin], ["bad-token", "shop", "-"], ["undeclared-source", "nobody", "-"],
                ["undeclared-source", "-", "-"],
                ["rejected", "shop", "not strict JSON: the text ends before the value does, at byte 1"],
            ]
        )
        #expect(!noted.joined().contains { $0.contains("guess") || $0.contains("wrong") })
    }

    @Test func whatCannotBeKeptAsideIsNoted() async throws {
        let test = try TestServices()
        let path = test.folder.appending(path: "rejected.jsonl").path
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: 16 << 20)
        try file.close()
        _ = await test.answer(.embed("{", origin: nil))
        #expect(test.services.incidents.all.map(\.kind) == [.rejected, .notStored])
        #expect(test.services.incidents.all.last?.detail == "rejected.jsonl")
    }

    @Test func aLogThatCannotBeWrittenIsNoted() async throws {
        let test = try TestServices()
        test.store.close()
        _ = await test.answer(.embed(EmbedTests.calendars, origin: nil))
        _ = await test.answer(.fixture("/confirm?" + RedirectTests.calendars))
        #expect(test.services.incidents.all.map(\.kind) == [.notStored])
        #expect(test.services.incidents.all.map(\.count) == [2])
    }

    @Test func aScriptReportsWhatItCouldNotDo() async throws {
        let test = try TestServices(EndpointConfiguration(origins: [origin]))
        let body = #"{"code":"delivery-late","detail":"3 attempts"}"#
        for type in ["application/json", "text/plain;charset=UTF-8"] {
            let answer = try #require(await test.answer(report(body, origin: origin, type: type, "?source=site")))
            #expect(answer.status == .noContent)
            #expect(answer.field("access-control-allow-origin") == origin)
        }
        let incident = try #require(test.services.incidents.all.first)
        #expect(incident.kind == .script && incident.count == 2 && incident.source == "site")
        #expect(incident.detail == "delivery-late: 3 attempts")
        let list = String(decoding: try #require(await test.answer(.fixture("/v1/incidents"))).body, as: UTF8.self)
        #expect(list.hasPrefix(#"{"incidents":[{"number":1,"kind":"script","at":"2026-02-03T09:12:45.000Z","#))
    }

    @Test(
        arguments: [
            (#"{"code":"nope"}"#, "application/json", 422), (#"{"code":7}"#, "application/json", 422),
            ("{}", "application/json", 422), ("[]", "application/json", 400), ("{", "application/json", 400),
            (#"{"code":"config"}"#, "text/html", 415),
            (#"{"code":"config","detail":"\#(String(repeating: "x", count: 2_048))"}"#, "application/json", 413),
        ] as [(String, String, UInt)]
    )
    func otherReportsAreRefused(body: String, type: String, status: UInt) async throws {
        let test = try TestServices(EndpointConfiguration(origins: [origin]))
        let answer = try #require(await test.answer(report(body, origin: origin, type: type)))
        #expect(answer.status.code == status)
        #expect(answer.field("access-control-allow-origin") == origin)
        #expect(test.services.incidents.all.isEmpty)
    }

    @Test func reportsObeyTheRulesOfOrigins() async throws {
        let test = try TestServices(EndpointConfiguration(origins: [origin]))
        let body = #"{"code":"config"}"#
        #expect(await test.answer(report(body, origin: "https://evil.example"))?.status == .forbidden)
        #expect(await test.answer(report(body, origin: nil, type: "text/plain"))?.status == .unsupportedMediaType)
        #expect(await test.answer(report(body, origin: nil))?.status == .noContent)
        let fields = [("origin", origin), ("access-control-request-method", "POST")]
        let preflight = await test.answer(.fixture("/v1/reports", method: .OPTIONS, headers: fields))
        #expect(preflight?.status == .noContent)
        #expect(preflight?.field("access-control-allow-methods") == "POST")
    }

    @Test func textsAreCutAndAFloodLeavesTheOthers() {
        let incidents = Incidents()
        let now = Timestamp(milliseconds: 0)
        incidents.note(.badToken, at: now, source: String(repeating: "s", count: 500))
        for number in 0..<5_000 { incidents.note(.unknownOrigin, at: now, detail: "https://\(number).example") }
        incidents.note(.notStored, at: now, detail: String(repeating: "é", count: 500))
        let all = incidents.all
        #expect(all.count == 200)
        #expect(all.first?.source?.utf8.count == 64)
        #expect(all.last?.detail?.utf8.count == 200)
        #expect(incidents.total == 5_002)
    }

    @Test func changesAreToldAFewAtATimeAndOnlyInTheirLatestState() {
        let incidents = Incidents()
        let now = Timestamp(milliseconds: 0)
        for number in 0..<4 { incidents.note(.rejected, at: now, detail: "\(number)") }
        for _ in 0..<9 { incidents.note(.rejected, at: now, detail: "0") }
        let first = incidents.changes(after: 0, limit: 3)
        #expect(first.incidents.map(\.detail) == ["1", "2", "3"])
        let second = incidents.changes(after: first.revision, limit: 3)
        #expect(second.incidents.map(\.count) == [10])
        #expect(incidents.changes(after: second.revision).incidents.isEmpty)
    }
}

/// Incidents and counts on the streams of live events.
@Suite(.serialized) struct NewsTests {
    private let stream = "GET /v1/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"

    private func post(_ body: String, to test: TestEndpoint, origin: String? = nil) throws {
        let connection = try RawConnection(port: test.port)
        let field = origin.map { "Origin: \($0)\r\n" } ?? ""
        _ = connection.exchange(
            "POST /v1/confirmations?source=site HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + field + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
        )
    }

    @Test func newsComeWithoutIdsOnConnectingAndAsTheyHappen() throws {
        let test = try TestEndpoint()
        try post("{}", to: test, origin: "https://new.example")
        try post(FunnelRouteTests.loaded, to: test)
        let connection = try RawConnection(port: test.port)
        connection.send(stream)
        #expect(connection.read { $0.text.contains(#""complete":true,"funnel":[{"source":"site""#) })
        #expect(connection.text.contains("event: incident\ndata: {\"number\":1,\"kind\":\"unknown-origin\""))
        try post(FunnelRouteTests.selected, to: test)
        try post("{}", to: test, origin: "https://new.example")
        #expect(connection.read { $0.text.contains(#""complete":false,"funnel":[{"source":"site""#) })
        #expect(connection.read { $0.text.contains(#""count":2,"#) })
        #expect(connection.eventIDs.isEmpty)
        #expect(!connection.text.contains("id: "))
    }

    @Test func anIdleStreamSaysNothingButItsBeat() throws {
        let test = try TestEndpoint { $0.heartbeatSeconds = 1 }
        let connection = try RawConnection(port: test.port)
        connection.send(stream)
        #expect(connection.read { $0.text.components(separatedBy: ": heartbeat\n\n").count > 3 })
        #expect(connection.text.components(separatedBy: "event: ").count == 3, "hello and the empty funnel")
    }
}
