import Bookings
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

@Suite struct EmbedTests {
    static let calendars =
        #"{"type":"oncehub.booking.scheduled","payload":{"id":"BKNG-E1","booking_calendar":"BKC-1","#
        + #""status":"scheduled","custom_fields":[{"name":"name","value":"Ana"}]}}"#
    static let pages =
        #"{"errorStatus":0,"bookingInfo":{"statusCode":1,"CustomerName":"Ana","CustomerEmail":"ana@example.com"}}"#
    static let origin = "https://www.example.com"

    private let configuration = EndpointConfiguration(origins: [origin])

    @Test(arguments: [calendars, pages])
    func anEmbedIsStored(body: String) async throws {
        let test = try TestServices(configuration)
        let answer = try #require(await test.answer(.embed(body, origin: Self.origin)))
        #expect(answer.status == .accepted)
        #expect(String(decoding: answer.body, as: UTF8.self).hasPrefix(#"{"seq":1,"id":"#))
        #expect(answer.field("access-control-allow-origin") == Self.origin)
        #expect(answer.field("access-control-expose-headers") == "retry-after", "the script waits as long as it says")
        #expect(answer.field("vary") == "Origin")
        #expect(test.store.lastSequence == 1)
    }

    @Test func theScriptMayNameSourceAndPage() async throws {
        let test = try TestServices(configuration)
        _ = await test.answer(.embed(Self.pages, query: "?source=website&page=lending", origin: nil))
        let line = String(decoding: try #require(try test.store.line(1)), as: UTF8.self)
        #expect(line.contains(#""source":"website""#))
        #expect(line.contains(#""booking_page":"lending""#))
    }

    @Test(arguments: [
        "https://evil.example.net", "null", "https://www.example.com.evil.net", "http://www.example.com",
        "https://www.example.com:444", "https://WWW.example.com", "https://www.example.com/", "",
    ])
    func aForeignOriginIsRefusedWhateverItSends(origin: String) async throws {
        let test = try TestServices(configuration)
        for type in ["application/json", "text/plain"] {
            let answer = try #require(await test.answer(.embed(Self.calendars, origin: origin, type: type)))
            #expect(answer.status == .forbidden)
            #expect(answer.field("access-control-allow-origin") == nil)
        }
        #expect(test.store.lastSequence == 0)
    }

    @Test(
        arguments: [
            (origin, "text/plain;charset=UTF-8", 202), (nil, "text/plain", 415), (nil, "application/json", 202),
            (nil, nil, 415), (nil, "application/x-www-form-urlencoded", 415), (origin, "multipart/form-data", 415),
        ] as [(String?, String?, UInt)]
    )
    func aBeaconIsTakenFromListedOriginsOnly(origin: String?, type: String?, status: UInt) async throws {
        let test = try TestServices(configuration)
        let answer = await test.answer(.embed(Self.calendars, origin: origin, type: type))
        #expect(answer?.status.code == status)
        #expect(test.store.lastSequence == (status == 202 ? 1 : 0))
    }

    @Test func aPageThatHidesItsOriginIsRefused() async throws {
        let test = try TestServices(configuration)
        var request = Request.embed(Self.calendars, origin: nil)
        request.headers.add(name: "sec-fetch-site", value: "cross-site")
        #expect(await test.answer(request)?.status == .forbidden)
    }

    @Test func aPreflightAllowsListedOriginsOnly() async throws {
        let test = try TestServices(configuration)
        let fields = [
            ("access-control-request-method", "POST"), ("access-control-request-private-network", "true"),
        ]
        let good = try #require(await test.answer(.preflight(Self.origin, fields)))
        #expect(good.status == .noContent)
        #expect(good.field("access-control-allow-origin") == Self.origin)
        #expect(good.field("access-control-allow-headers") == "content-type, bookwatch-token, idempotency-key")
        #expect(good.field("access-control-allow-private-network") == "true")
        let unasked = try #require(await test.answer(.preflight(Self.origin, [])))
        #expect(unasked.field("access-control-allow-private-network") == nil)
        let bad = try #require(await test.answer(.preflight("https://evil.example.net", fields)))
        #expect(!bad.headers.contains { $0.name.hasPrefix("access-control") })
    }

    @Test(
        arguments: [
            ("{", 400), ("", 400), (#"{"a":1,"a":2}"#, 400), ("{\"a\":\u{1}}", 400), ("[[[[", 400),
            (#"{"errorStatus":1,"bookingInfo":null}"#, 200), (#"{"type":"oncehub.form.completed"}"#, 200),
            (#"{"name":"A"}"#, 200),
        ] as [(String, UInt)]
    )
    func whatIsNoBookingIsKeptAsideAndSaid(body: String, status: UInt) async throws {
        let test = try TestServices(configuration)
        let answer = try #require(await test.answer(.embed(body, origin: Self.origin)))
        #expect(answer.status.code == status)
        #expect(answer.field("access-control-allow-origin") == Self.origin)
        if status == 200 {
            #expect(String(decoding: answer.body, as: UTF8.self).hasPrefix(#"{"seq":null,"id":null,"ignored":""#))
        }
        #expect(test.store.lastSequence == 0)
        #expect(test.store.rejectedCount == 1)
    }

    @Test(arguments: ["?", ""])
    func theQueryOfALandingPageIsARedirect(mark: String) async throws {
        let test = try TestServices(configuration)
        let query = mark + "booking_calendar=BKC-1&id=BKNG-7&name=Zo%C3%AB+K&email=zoe+k@example.com"
        let form = "application/x-www-form-urlencoded"
        let answer = try #require(
            await test.answer(.embed(query, query: "?source=website", origin: Self.origin, type: form))
        )
        #expect(answer.status == .accepted)
        let line = String(decoding: try #require(try test.store.line(1)), as: UTF8.self)
        #expect(line.contains(#""channel":"redirect","source":"website""#))
        #expect(line.contains(#""name":"Zoë K","email":"zoe+k@example.com""#))
        let other = try #require(await test.answer(.embed("?utm_source=mail", origin: Self.origin, type: form)))
        #expect(other.status == .ok)
        #expect(test.store.lastSequence == 1)
    }

    @Test func whatIsTakenCanBeReadAgainHoweverManyAnswersItHas() async throws {
        let test = try TestServices(configuration)
        let answers = (0..<2_400).map { #"{"name":"\#(String($0, radix: 36))","value":1}"# }.joined(separator: ",")
        let body = #"{"type":"oncehub.booking.scheduled","payload":{"id":"BKNG-1","custom_fields":[\#(answers)]}}"#
        #expect(body.utf8.count < EndpointLimits().bodyBytes)
        #expect(await test.answer(.embed(body, origin: Self.origin))?.status == .accepted)
        let line = Array(try #require(try test.store.line(1)))
        let booking = try SightingRecord.decode(line).record.sighting.booking
        #expect(booking.customFields.count == CustomField.limit)
    }

    @Test func aKeyMakesARepeatOfTheSameBookingHoweverItIsWritten() async throws {
        let test = try TestServices(configuration)
        let query = "?source=website&key=0123456789abcdef"
        let first = try #require(await test.answer(.embed(Self.pages, query: query, origin: Self.origin)))
        let spaced = Self.pages.replacing(",", with: " , ")
        var again = Request.embed(spaced, query: "?source=website", origin: Self.origin)
        again.headers.add(name: "idempotency-key", value: "\"0123456789abcdef\"")
        #expect(try #require(await test.answer(again)).body == first.body)
        #expect(test.store.lastSequence == 1)
    }

    @Test(arguments: ["short", "with%20a%20blank", String(repeating: "k", count: 65)])
    func aBadKeyIsRefused(key: String) async throws {
        let test = try TestServices(configuration)
        let answer = await test.answer(.embed(Self.pages, query: "?key=" + key, origin: Self.origin))
        #expect(answer?.status == .badRequest)
        #expect(test.store.lastSequence == 0)
    }

    @Test func aLogThatCannotBeWrittenAsksToComeBack() async throws {
        let test = try TestServices(configuration)
        test.store.close()
        let answer = try #require(await test.answer(.embed(Self.calendars, origin: Self.origin)))
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.field("retry-after") == "5")
        #expect(answer.field("content-type") == "application/problem+json")
    }
}

extension Request {
    static func embed(
        _ body: String,
        query: String = "",
        origin: String?,
        type: String? = "application/json"
    ) -> Request {
        var headers: [(String, String)] = []
        if let origin { headers.append(("origin", origin)) }
        if let type { headers.append(("content-type", type)) }
        return fixture("/v1/confirmations" + query, method: .POST, headers: headers, body: body)
    }

    static func preflight(_ origin: String, _ fields: [(String, String)]) -> Request {
        fixture("/v1/confirmations", method: .OPTIONS, headers: [("origin", origin)] + fields)
    }
}

extension Answer {
    func field(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
