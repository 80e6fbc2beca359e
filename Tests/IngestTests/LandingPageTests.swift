import Bookings
import Crypto
import Foundation
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

@Suite struct LandingPageTests {
    @Test(arguments: [true, false])
    func thePolicyAllowsThePagesOwnStyleAndNothingElse(isConfirmation: Bool) throws {
        let pages = try LandingPages()
        var booking = Booking(product: .bookingPages)
        booking.name = "Ana"
        let facts = PageFacts(booking, source: nil, calendarURL: nil, zones: .system)
        let answer =
            isConfirmation
            ? pages.confirmation(facts, source: nil, at: Timestamp(milliseconds: 0)) : pages.notice(.noBooking)
        let policy = try #require(answer.headers.first { $0.name == "content-security-policy" }?.value)
        let page = String(decoding: answer.body, as: UTF8.self)
        let style = try #require(
            page.components(separatedBy: "<style>").last?.components(separatedBy: "</style>").first
        )
        let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
        #expect(policy.contains("style-src 'sha256-\(hash)'"))
        #expect(policy.hasPrefix("default-src 'none'"))
        #expect(!policy.contains("unsafe") && !policy.contains("frame-ancestors"))
        for address in ["http://", "https://", "src=", "@import", "url("] {
            #expect(!page.contains(address), "\(address)")
        }
        let headers = Dictionary(answer.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        #expect(headers["referrer-policy"] == "no-referrer")
        #expect(headers["cache-control"] == "no-store")
        #expect(headers["x-content-type-options"] == "nosniff")
    }

    @Test(arguments: [
        ("canceled", "canceled"), ("rescheduled", "moved"), ("scheduled", "confirmed"), ("new_kind", "confirmed"),
    ])
    func theHeadlineFollowsTheStatus(status: String, word: String) throws {
        var booking = Booking(product: .bookingCalendars)
        booking.status = status
        let facts = PageFacts(booking, source: nil, calendarURL: nil, zones: .system)
        let answer = try LandingPages().confirmation(facts, source: nil, at: Timestamp(milliseconds: 0))
        #expect(String(decoding: answer.body, as: UTF8.self).contains(word))
    }

    @Test(arguments: [
        ("2026-02-05T15:30:00.000Z", "Asia/Kolkata", "Thursday, 5 February 2026, 21:00 (Asia/Kolkata)"),
        ("2026-07-05T15:30:00.000Z", "America/New_York", "Sunday, 5 July 2026, 11:30 (America/New York)"),
        ("1969-12-31T23:05:00.000Z", "UTC", "Wednesday, 31 December 1969, 23:05 (UTC)"),
        ("2026-02-05T15:30:00.000Z", "Eastern time", "Thursday, 5 February 2026, 15:30 (UTC)"),
    ])
    func aStartIsReadInTheCustomersZone(start: String, zone: String, text: String) {
        var booking = Booking(product: .bookingCalendars)
        booking.startsAt = Timestamp(iso8601: start)
        booking.timeZone = zone
        #expect(BookingStartText(of: booking, zones: .system)?.text == text)
    }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777_000, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (1_795_384_296_766, "Sun, 22 Nov 2026 21:51:36 GMT"),
        ] as [(Int64, String)]
    )
    func theDateOfAnAnswerIsWrittenAsTheStandardSays(milliseconds: Int64, text: String) {
        var date = HTTPDate()
        #expect(date.text(at: Timestamp(milliseconds: milliseconds)) == text)
    }
}
