import Bookings
import Foundation
import Ledger
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

@Suite struct AnnotationTests {
    private func post(
        _ body: String,
        to test: TestServices,
        type: String = "application/json",
        _ headers: [(String, String)] = []
    ) async throws -> Answer {
        try #require(
            await test.answer(
                .fixture("/v1/annotations", method: .POST, headers: [("content-type", type)] + headers, body: body)
            )
        )
    }

    private func withBooking() async throws -> TestServices {
        let test = try TestServices()
        _ = await test.answer(.fixture("/confirm?booking_calendar=BKC-1&id=BKNG-1&name=Ada"))
        return test
    }

    @Test func aMarkAndARemarkAreKeptAndShown() async throws {
        let test = try await withBooking()
        let answer = try await post(#"{"of":1,"marked":true,"remark":"call <back>"}"#, to: test)
        #expect(answer.status == .accepted)
        #expect(String(decoding: answer.body, as: UTF8.self) == #"{"seq":2,"id":"BKNG-1"}"#)
        #expect(test.store.withLedger { $0.isMarked(0) && $0.remark(of: 0) == "call <back>" })
        for path in ["/v1/bookings", "/v1/bookings/1"] {
            let body = String(decoding: try #require(await test.answer(.fixture(path))).body, as: UTF8.self)
            #expect(body.contains(#""marked":true,"remark":"call <back>""#), "\(path)")
        }
        _ = try await post(#"{"of":1,"remark":""}"#, to: test)
        #expect(test.store.withLedger { $0.isMarked(0) && $0.remark(of: 0) == nil })
    }

    @Test(arguments: [
        ("{}", 422), ("[]", 400), ("x", 400), (#"{"of":1}"#, 422), (#"{"of":0,"marked":true}"#, 422),
        (#"{"of":1.5,"marked":true}"#, 422),
        (#"{"of":-1,"marked":true}"#, 422), (#"{"of":1,"marked":"yes"}"#, 422), (#"{"of":1,"remark":7}"#, 422),
        (#"{"of":99,"marked":true}"#, 404),
        ("{\"of\":1,\"remark\":\"" + String(repeating: "x", count: 1_001) + "\"}", 422),
        ("{\"of\":1,\"remark\":\"" + String(repeating: "x", count: 20_000) + "\"}", 413),
    ])
    func whatIsNoAnnotationIsRefused(body: String, status: Int) async throws {
        let test = try await withBooking()
        #expect(try await post(body, to: test).status.code == UInt(status))
        #expect(test.store.lastSequence == 1)
    }

    @Test func noWebPageAnnotates() async throws {
        let test = try await withBooking()
        let body = #"{"of":1,"marked":true}"#
        #expect(try await post(body, to: test, type: "text/plain").status == .unsupportedMediaType)
        #expect(try await post(body, to: test, [("origin", "https://evil.example")]).status == .forbidden)
        #expect(try await post(body, to: test, [("sec-fetch-site", "cross-site")]).status == .forbidden)
        #expect(test.store.lastSequence == 1)
    }
}
