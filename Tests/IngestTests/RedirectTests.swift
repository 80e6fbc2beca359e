import Bookings
import Foundation
import Ledger
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

@Suite struct RedirectTests {
    static let calendars =
        "booking_calendar=BKC-7QF2M9ZK4T&subject=Product+walkthrough&status=scheduled&customer_timezone=Europe%2FLisbon"
        + "&id=BKNG-4T8WQ2ZP61MX&starting_time=2026-02-05T15%3A30%3A00.000Z&name=Marta+Quintela"
    static let pages =
        "Name=Harriet%20Boone&Email=h@example.com&bookingPage=lending&meetingTime=2026-01-22T10:45:00.000Z"
        + "&timeZone=Eastern%20time&utcOffset=-5&subject=Mortgage%20review"

    @Test func aRedirectIsStoredAndThanked() async throws {
        let test = try TestServices()
        let answer = try #require(await test.answer(.fixture("/confirm?" + Self.calendars)))
        #expect(answer.status == .ok)
        #expect(test.store.lastSequence == 1)
        let page = String(decoding: answer.body, as: UTF8.self)
        for text in ["Marta Quintela", "Product walkthrough", "Thursday, 5 February 2026, 15:30 (Europe/Lisbon)"] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test func aReloadShowsTheSamePageAndStoresNothing() async throws {
        let test = try TestServices()
        let first = await test.answer(.fixture("/confirm?" + Self.calendars))
        let second = await test.answer(.fixture("/confirm?" + Self.calendars))
        #expect(first?.body == second?.body)
        #expect(test.store.lastSequence == 1)
    }

    @Test func aPagesRedirectShowsTheWallTimeWithThePagesOwnZone() async throws {
        let test = try TestServices()
        let answer = try #require(await test.answer(.fixture("/confirm?" + Self.pages)))
        #expect(
            String(decoding: answer.body, as: UTF8.self).contains("Thursday, 22 January 2026, 10:45 (Eastern time)")
        )
    }

    @Test func theLabelsOfADeclaredSourceFillWhatIsMissing() async throws {
        var configuration = EndpointConfiguration()
        configuration.sources["pricing page"] = DeclaredSource(SourceLabels(name: "never asked for"))
        configuration.sources["pricing-page"] = DeclaredSource(
            SourceLabels(name: "pricing-page", eventType: "Demo", masterPage: "sales")
        )
        let test = try TestServices(configuration)
        _ = await test.answer(.fixture("/confirm/pricing%2Dpage?" + Self.pages))
        let booking = test.store.withLedger { $0.booking(at: 0) }
        #expect(booking.eventType == "Demo")
        #expect(booking.masterPage == "sales")
    }

    @Test(arguments: ["", "?utm_source=mail", "/cancelled"])
    func aVisitWithoutABookingGetsAPageAndStoresNothing(rest: String) async throws {
        let test = try TestServices()
        let answer = try #require(await test.answer(.fixture("/confirm" + rest)))
        #expect(answer.status == .ok)
        #expect(test.store.lastSequence == 0)
        #expect(test.services.counters.statistics.rejected == 0)
    }

    @Test func headAndPrefetchStoreNothing() async throws {
        let test = try TestServices()
        let head = await test.answer(.fixture("/confirm?" + Self.calendars, method: .HEAD))
        #expect(head?.status == .ok)
        for field in [("Sec-Purpose", "prefetch;prerender"), ("Purpose", "prefetch"), ("X-Moz", "Prefetch")] {
            let answer = await test.answer(.fixture("/confirm?" + Self.calendars, headers: [field]))
            #expect(answer?.status == .noContent)
        }
        #expect(test.store.lastSequence == 0)
    }

    @Test(
        arguments: [
            ([("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")], 200),
            ([("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")], 200),
            ([("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "image")], 403),
            ([("sec-fetch-dest", "script")], 403),
            ([("sec-fetch-mode", "cors"), ("sec-fetch-dest", "empty")], 403),
            ([], 200),
        ] as [([(String, String)], UInt)]
    )
    func onlyANavigationCounts(fields: [(String, String)], status: UInt) async throws {
        let test = try TestServices()
        let answer = await test.answer(.fixture("/confirm?" + Self.calendars, headers: fields))
        #expect(answer?.status.code == status)
        #expect(test.store.lastSequence == (status == 200 ? 1 : 0))
    }

    @Test func aQuestionMarkInsideTheQueryLosesNothing() async throws {
        let test = try TestServices()
        _ = await test.answer(.fixture("/confirm?note=really?yes/no&" + Self.calendars))
        let booking = test.store.withLedger { $0.booking(at: 0) }
        #expect(booking.note == "really?yes/no")
        #expect(booking.name == "Marta Quintela")
    }

    @Test func tooManyParametersAreRefused() async throws {
        let test = try TestServices()
        let query = (0...100).map { "p\($0)=1" }.joined(separator: "&")
        let answer = await test.answer(.fixture("/confirm?" + query))
        #expect(answer?.status == .badRequest)
    }

    @Test(arguments: ["a%20b", "a%2Fb", "%C3%A9", String(repeating: "a", count: 65), "a/b/c"])
    func aSourceHasAPlainName(name: String) async throws {
        let test = try TestServices()
        let answer = await test.answer(.fixture("/confirm/\(name)?" + Self.calendars))
        #expect(answer?.status == .notFound)
        #expect(test.store.lastSequence == 0)
    }

    @Test func whatTheCustomerSentIsTextOnThePage() async throws {
        let test = try TestServices()
        let name = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22'%26%7B%7Bheadline%7D%7D%1B%5B2J%C2%9B%0D%0A"
        let query = "booking_calendar=BKC-1&id=BKNG-1&subject=\(name)&name=\(name)"
        let answer = try #require(await test.answer(.fixture("/confirm?" + query)))
        let page = String(decoding: answer.body, as: UTF8.self)
        #expect(!page.contains("<script>alert"))
        #expect(page.contains("{{headline}}"))
        #expect(!page.unicodeScalars.contains { $0.value == 0x1B || (0x80...0x9F).contains($0.value) || $0 == "\r" })
    }

    @Test func aFullDiskIsSaidKindlyAndAsksToComeBack() async throws {
        let test = try TestServices()
        test.store.close()
        let answer = try #require(await test.answer(.fixture("/confirm?" + Self.calendars)))
        #expect(answer.status == .serviceUnavailable)
        #expect(answer.headers.contains { $0.name == "retry-after" })
        #expect(String(decoding: answer.body, as: UTF8.self).contains("safe with the business"))
    }

    /// Only a declared source with a token, so that every other visit is refused.
    static var strict: EndpointConfiguration {
        var configuration = EndpointConfiguration(onlyDeclaredSources: true)
        configuration.sources["shop"] = DeclaredSource(SourceLabels(name: "shop"), token: "s3cret")
        return configuration
    }

    @Test(arguments: [
        ("/confirm", "undeclared-source"), ("/confirm/other", "undeclared-source"), ("/confirm/shop", "bad-token"),
        ("/confirm/shop/wrong", "bad-token"),
    ])
    func aRefusedCustomerSeesAPageAndTheBookingIsKeptAside(path: String, reason: String) async throws {
        let test = try TestServices(Self.strict)
        let accept = ("accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
        let answer = try #require(await test.answer(.fixture("\(path)?" + Self.calendars, headers: [accept])))
        #expect(answer.status == .forbidden)
        #expect(answer.headers.contains { $0.name == "content-type" && $0.value.hasPrefix("text/html") })
        #expect(String(decoding: answer.body, as: UTF8.self).contains("safe with the business"))
        #expect(test.store.lastSequence == 0)
        let kept = try String(contentsOf: test.folder.appending(path: "rejected.jsonl"), encoding: .utf8)
        #expect(kept.contains(reason) && kept.contains("BKNG-4T8WQ2ZP61MX") && !kept.contains("wrong"))
        #expect(test.services.incidents.all.map(\.kind.rawValue) == [reason])
    }

    @Test(
        arguments: [
            ("/confirm?" + calendars, HTTPMethod.GET, [], 1),
            ("/confirm?" + calendars, .HEAD, [("accept", "text/html")], 0),
            ("/confirm?" + calendars, .GET, [("sec-purpose", "prefetch"), ("accept", "text/html")], 0),
            ("/confirm?" + calendars, .GET, [("sec-fetch-dest", "image")], 0),
            ("/confirm?utm_source=mail", .GET, [], 0),
        ] as [(String, HTTPMethod, [(String, String)], Int)]
    )
    func onlyAVisitWithABookingIsKeptAside(
        uri: String,
        method: HTTPMethod,
        fields: [(String, String)],
        count: Int
    ) async throws {
        let test = try TestServices(Self.strict)
        let answer = try #require(await test.answer(.fixture(uri, method: method, headers: fields)))
        #expect(answer.status == .forbidden)
        let isPage = answer.headers.contains { $0.name == "content-type" && $0.value.hasPrefix("text/html") }
        #expect(isPage == fields.contains { $0.0 == "accept" })
        #expect(test.store.rejectedCount == count)
    }

    @Test(arguments: [
        ("/confirm", "confirm.ics"), ("/confirm/", "../confirm.ics"), ("/confirm/site", "../confirm.ics"),
        ("/confirm/site/", "../../confirm.ics"), ("/confirm/site/token/", "../../../confirm.ics"),
    ])
    func aSlashAtTheEndOfTheAddressLosesNoBooking(path: String, link: String) async throws {
        let test = try TestServices()
        let answer = try #require(await test.answer(.fixture("\(path)?" + Self.calendars)))
        #expect(answer.status == .ok)
        #expect(test.store.lastSequence == 1)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("href=\"\(link)?"))
    }

    @Test func aBookingThatASiteHandsOnIsNotTakenForACutOffOne() async throws {
        let test = try TestServices()
        let answer = await test.answer(.fixture("/confirm?name=Ana&email=ana@example.com&booking_id=BKNG-V00001"))
        #expect(answer?.status == .ok)
        #expect(!String(decoding: try #require(answer).body, as: UTF8.self).contains("did not reach this page"))
        #expect(test.services.incidents.all.isEmpty)
        #expect(test.store.lastSequence == 1)
    }

    @Test func aCutOffRedirectStillGetsAPageWithWhatItHad() async throws {
        let test = try TestServices()
        let query = "booking_calendar=BKC-1&subject=Product+walkthrough&name=Marta&customer_timezone=Europe%2"
        let page = String(decoding: await test.answer(.fixture("/confirm?" + query))?.body ?? [], as: UTF8.self)
        #expect(page.contains("<bdi>Marta</bdi>") && page.contains("Some of the details did not reach this page."))
    }

    @Test func aBrowserIsToldTheInstantAndTheZoneOnlyWhereTheyAreTrue() async throws {
        let test = try TestServices()
        let sure = String(
            decoding: await test.answer(.fixture("/confirm?" + Self.calendars))?.body ?? [],
            as: UTF8.self
        )
        #expect(sure.contains("<time datetime=\"2026-02-05T15:30:00.000Z\" data-zone=\"Europe/Lisbon\">"))
        let unsure = String(decoding: await test.answer(.fixture("/confirm?" + Self.pages))?.body ?? [], as: UTF8.self)
        #expect(unsure.contains("<time datetime=\"2026-01-22T10:45:00\">"))
    }
}
