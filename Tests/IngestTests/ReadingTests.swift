import Bookings
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

/// The routes that show what is stored.
@Suite struct ReadingTests {
    private func filled() async throws -> TestServices {
        let test = try TestServices(EndpointConfiguration(version: "1.2.3"))
        for (id, name) in [("BKNG-1", "Ana"), ("BKNG-2", "Bo"), ("BKNG-1", "Ana")] {
            let sequence = test.store.lastSequence
            let query = "booking_calendar=BKC-1&id=\(id)&name=\(name)&note=\(sequence)"
            _ = await test.answer(.fixture("/confirm?" + query))
        }
        return test
    }

    private func json(_ answer: Answer?) throws -> JSONValue {
        try JSONParser.parse(try #require(answer).body)
    }

    @Test func aSnapshotListsMergedBookingsByTheirLastSighting() async throws {
        let test = try await filled()
        let value = try json(await test.answer(.fixture("/v1/bookings")))
        #expect(value["last_sequence"]?.integer == 3)
        let bookings = try #require(value["bookings"]?.elements)
        #expect(bookings.map { $0["seq"]?.integer } == [2, 3])
        #expect(bookings.map { $0["booking"]?["name"]?.string } == ["Bo", "Ana"])
        #expect(bookings.first?["booking"]?.members?.count == 18)
    }

    @Test(arguments: [
        ("?after=2", [3]), ("?limit=1", [2]), ("?filter=name:bo", [2]), ("?filter=name%3Abo&after=2", []),
        ("?after=9", []),
        ("?limit=0", []),
    ])
    func aSnapshotIsNarrowed(query: String, sequences: [Int]) async throws {
        let test = try await filled()
        let value = try json(await test.answer(.fixture("/v1/bookings" + query)))
        #expect(value["bookings"]?.elements?.compactMap { $0["seq"]?.integer } == sequences)
    }

    @Test func aSnapshotComesAsLinesWhereThatIsAskedFor() async throws {
        let test = try await filled()
        let request = Request.fixture("/v1/bookings", headers: [("accept", "application/x-ndjson")])
        let answer = try #require(await test.answer(request))
        #expect(answer.field("content-type") == "application/x-ndjson")
        let lines = answer.body.split(separator: 0x0A)
        #expect(try lines.map { try JSONParser.parse(Array($0))["seq"]?.integer } == [2, 3])
    }

    @Test(arguments: ["?filter=(", "?after=-1", "?after=x", "?limit=1.5"])
    func aWrongQuestionIsAnsweredWithTheFault(query: String) async throws {
        let test = try TestServices()
        let answer = try #require(await test.answer(.fixture("/v1/bookings" + query)))
        #expect(answer.status == .badRequest)
        let problem = try json(answer)
        #expect(problem["status"]?.integer == 400)
        #expect(problem["type"]?.string?.hasPrefix("urn:bookwatch:problem:bad-") == true)
        #expect(problem["detail"]?.string?.isEmpty == false)
    }

    @Test func aBookingComesWithItsRecordsAsTheyStandInTheLog() async throws {
        let test = try await filled()
        let answer = try #require(await test.answer(.fixture("/v1/bookings/1")))
        let value = try json(answer)
        #expect(value["booking"]?["id"]?.string == "BKNG-1")
        #expect(value["sightings"]?.elements?.compactMap { $0["seq"]?.integer } == [1, 3])
        let lines = Request.fixture("/v1/bookings/3", headers: [("accept", "application/x-ndjson")])
        let body = try #require(await test.answer(lines)).body
        let first = try #require(try test.store.line(1))
        #expect(body.starts(with: first + [0x0A]))
    }

    @Test(arguments: ["0", "4", "x", "-1", "18446744073709551616", "1%20"])
    func anUnknownNumberIsNotFound(number: String) async throws {
        let test = try await filled()
        #expect(await test.answer(.fixture("/v1/bookings/\(number)"))?.status == .notFound)
    }

    @Test(arguments: ["/v1/bookings", "/v1/bookings/1", "/v1/events", "/metrics"])
    func noPageAndNoProxyIsShownBookings(path: String) async throws {
        let test = try await filled()
        let page = Request.fixture(path, headers: [("origin", "http://localhost:8787")])
        #expect(await test.answer(page)?.status == .forbidden)
        let script = Request.fixture(path, headers: [("sec-fetch-site", "cross-site")])
        #expect(await test.answer(script)?.status == .forbidden)
        #expect(await test.answer(.fixture(path, isLocal: false))?.status == .forbidden)
    }

    @Test func healthTellsOfTheLog() async throws {
        let test = try await filled()
        let value = try json(await test.answer(.fixture("/healthz", isLocal: false)))
        #expect(value["status"]?.string == "ok")
        #expect(value["version"]?.string == "1.2.3")
        #expect(value["last_sequence"]?.integer == 3)
        #expect(value["records"]?.integer == 3)
    }

    @Test func metricsAreInTheTextFormat() async throws {
        let test = try await filled()
        let answer = try #require(await test.answer(.fixture("/metrics")))
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.contains("# TYPE bookwatch_bookings gauge\nbookwatch_bookings 2\n"))
        #expect(text.contains("bookwatch_accepted_total 3\n"))
        #expect(text.hasSuffix("\n"))
    }

    @Test(
        arguments: [
            ("/", .GET, 404), ("/confirm//", .GET, 404), ("/v1/bookings/", .GET, 404), ("/v1/bookings/1/2", .GET, 404),
            ("/CONFIRM", .GET, 404), ("/../etc/passwd", .GET, 404), ("/%2e%2e/etc/passwd", .GET, 404),
            ("/confirm", .POST, 405), ("/v1/confirmations", .GET, 405), ("/healthz", .DELETE, 405),
            ("/v1/events", .HEAD, 405),
        ] as [(String, HTTPMethod, UInt)]
    )
    func aRouteIsExact(path: String, method: HTTPMethod, status: UInt) async throws {
        let test = try TestServices()
        let answer = try #require(await test.answer(.fixture(path, method: method)))
        #expect(answer.status.code == status)
        #expect((answer.field("allow") != nil) == (status == 405))
    }
}
