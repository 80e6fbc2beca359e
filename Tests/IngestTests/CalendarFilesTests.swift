import Bookings
import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

@Suite struct CalendarFilesTests {
    @Test func aRedirectsQueryGivesACalendarFileAndStoresNothing() async throws {
        let test = try TestServices()
        let answer = try #require(await test.answer(.fixture("/confirm.ics?" + RedirectTests.calendars)))
        let headers = Dictionary(answer.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        #expect(answer.status == .ok)
        #expect(headers["content-type"] == "text/calendar; charset=utf-8")
        #expect(headers["content-disposition"] == "attachment; filename=\"booking.ics\"")
        #expect(headers["cache-control"] == "no-store")
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.contains("\r\nDTSTART:20260205T153000Z\r\n"))
        #expect(text.contains("\r\nSUMMARY:Product walkthrough\r\n"))
        #expect(test.store.lastSequence == 0)
    }

    @Test(arguments: ["", "?utm_source=mail", "?booking_calendar=BKC-1&id=BKNG-1&name=Ana"])
    func withoutABookingThatStartsThereIsNoFile(query: String) async throws {
        let answer = await (try TestServices()).answer(.fixture("/confirm.ics" + query))
        #expect(answer?.status == .notFound)
        #expect(answer?.headers.contains { $0.value == "application/problem+json" } == true)
    }

    @Test(arguments: [("", ""), ("/web", "../"), ("/web/token", "../../")])
    func thePageLinksToTheFileFromWhereverItIs(path: String, steps: String) async throws {
        let test = try TestServices()
        let page = String(
            decoding: await test.answer(.fixture("/confirm\(path)?" + RedirectTests.calendars))?.body ?? [],
            as: UTF8.self
        )
        let query = RedirectTests.calendars.replacingOccurrences(of: "&", with: "&amp;")
        #expect(page.contains("href=\"\(steps)confirm.ics?\(query)\""))
    }

    @Test func whatMayNotStandInAnAddressIsEncodedInTheLink() async throws {
        let test = try TestServices()
        let request = Request.fixture("/confirm?" + RedirectTests.calendars + "&x=\"'<é>%41")
        let page = String(decoding: await test.answer(request)?.body ?? [], as: UTF8.self)
        #expect(page.contains("&amp;x=%22%27%3C%C3%A9%3E%41\""))
    }

    @Test(arguments: [
        RedirectTests.calendars.replacingOccurrences(of: "=scheduled", with: "=canceled"),
        "booking_calendar=BKC-1&id=BKNG-1&name=Ana",
        RedirectTests.calendars + "&note=" + String(repeating: "n", count: 8_000),
    ])
    func aPageWithoutAFileHasNoLink(query: String) async throws {
        let test = try TestServices()
        let page = String(decoding: await test.answer(.fixture("/confirm?" + query))?.body ?? [], as: UTF8.self)
        #expect(page.contains("Thank you") && !page.contains("confirm.ics"))
    }
}
