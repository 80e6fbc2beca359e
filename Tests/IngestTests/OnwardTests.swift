import Bookings
import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

@Suite struct OnwardTests {
    static let fields = [
        (parameter: "name", field: "name"), (parameter: "who", field: "email"), (parameter: "at", field: "starts_at"),
        (parameter: "reason", field: "field.meeting_reason"), (parameter: "note", field: "note"),
    ]

    static func configuration(_ url: String = "https://www.example.com/thanks?lang=en#top") -> EndpointConfiguration {
        EndpointConfiguration(thankYou: ThankYou(onward: OnwardRedirect(url: url, fields: fields)))
    }

    static func location(_ answer: Answer?) -> String? { answer?.headers.first { $0.name == "location" }?.value }

    @Test func aCustomerIsSentOnAfterTheBookingIsStored() async throws {
        let test = try TestServices(Self.configuration())
        let query = RedirectTests.calendars + "&meeting_reason=A%26B+%23+%22q%22&email=a%2Bb@example.com"
        let answer = await test.answer(.fixture("/confirm?" + query))
        #expect(answer?.status == .seeOther)
        #expect(
            Self.location(answer) == "https://www.example.com/thanks?lang=en&name=Marta%20Quintela"
                + "&who=a%2Bb%40example.com&at=2026-02-05T15%3A30%3A00.000Z&reason=A%26B%20%23%20%22q%22#top"
        )
        #expect(test.store.lastSequence == 1)
    }

    @Test func anUncertainStartIsHandedOnWithoutAZone() async throws {
        let test = try TestServices(Self.configuration("https://www.example.com"))
        let location = Self.location(await test.answer(.fixture("/confirm?" + RedirectTests.pages)))
        #expect(
            location == "https://www.example.com?name=Harriet%20Boone&who=h%40example.com&at=2026-01-22T10%3A45%3A00"
        )
    }

    @Test func aVisitWithoutABookingIsSentOnWithoutFields() async throws {
        let test = try TestServices(Self.configuration())
        let answer = await test.answer(.fixture("/confirm?url=https://evil.example.com&Location=x"))
        #expect(Self.location(answer) == "https://www.example.com/thanks?lang=en#top")
        #expect(test.store.lastSequence == 0)
    }

    @Test func aFullDiskDoesNotKeepTheCustomerAndTheBookingIsKeptAside() async throws {
        let test = try TestServices(Self.configuration())
        test.store.close()
        let answer = await test.answer(.fixture("/confirm?" + RedirectTests.calendars))
        #expect(answer?.status == .seeOther)
        #expect(Self.location(answer)?.contains("name=Marta") == true)
        let kept = try String(contentsOf: test.folder.appending(path: "rejected.jsonl"), encoding: .utf8)
        #expect(kept.contains("not stored") && kept.contains("BKNG-4T8WQ2ZP61MX"))
    }

    @Test func aHeadIsAnsweredAlikeAndStoresNothing() async throws {
        let test = try TestServices(Self.configuration())
        let answer = await test.answer(.fixture("/confirm?" + RedirectTests.calendars, method: .HEAD))
        #expect(Self.location(answer)?.contains("name=Marta") == true)
        #expect(test.store.lastSequence == 0)
    }

    @Test func aSourceMaySendItsCustomersElsewhereOrNowhere() async throws {
        var configuration = Self.configuration("https://www.example.com/all")
        configuration.sources["own"] = DeclaredSource(
            SourceLabels(name: "own"),
            thankYou: ThankYou(onward: OnwardRedirect(url: "https://www.example.com/own"))
        )
        configuration.sources["page"] = DeclaredSource(SourceLabels(name: "page"), thankYou: ThankYou())
        let test = try TestServices(configuration)
        #expect(Self.location(await test.answer(.fixture("/confirm/own"))) == "https://www.example.com/own")
        #expect(Self.location(await test.answer(.fixture("/confirm/page"))) == nil)
        #expect(Self.location(await test.answer(.fixture("/confirm/other"))) == "https://www.example.com/all")
    }

    @Test func theLongestFieldsAreLeftOutWhereTheURLGrowsTooLong() throws {
        let target = try OnwardTarget(OnwardRedirect(url: "https://a.example/?", fields: Self.fields))
        var booking = Booking(product: .bookingCalendars)
        booking.name = "Ana"
        booking.email = String(repeating: "e", count: 3_000)
        booking.note = String(repeating: "é", count: 1_000)
        #expect(target.url(for: booking) == "https://a.example/?name=Ana&who=" + String(repeating: "e", count: 3_000))
        booking.name = String(repeating: "\r\n", count: 4_000)
        booking.email = nil
        booking.note = "\r\nSet-Cookie: a=b"
        #expect(target.url(for: booking) == "https://a.example/?note=%0D%0ASet-Cookie%3A%20a%3Db")
    }

    @Test(arguments: [
        "", "/thanks", "www.example.com", "//example.com", "ftp://example.com/", "javascript:alert(1)", "https://",
        "https:///x", "https://:80/", "https://a@b.example/", "https://a.example/\r\nX: y", "https://a.example/ b",
        "https://é.example/", "https://a.example/\\", "https://a.example/" + String(repeating: "a", count: 3_000),
    ])
    func onlyAnAbsoluteAddressOfAWebPageIsATarget(url: String) {
        #expect(throws: EndpointError.badOnwardURL(url)) { try LandingPages(Self.configuration(url)) }
    }

    @Test(arguments: ["", "nmae", "field.", "raw", "Name"])
    func onlyAFieldThatExistsIsHandedOn(field: String) {
        let redirect = OnwardRedirect(url: "https://a.example", fields: [(parameter: "x", field: field)])
        #expect(throws: EndpointError.self) { try OnwardTarget(redirect) }
    }
}
