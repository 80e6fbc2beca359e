import Foundation
import Testing

@testable import Bookings

@Suite struct CalendarFileTests {
    static let stamp = Timestamp(milliseconds: 1_770_109_965_000)

    static func booking(_ change: (inout Booking) -> Void = { _ in }) -> Booking {
        var booking = Booking(product: .bookingCalendars)
        booking.id = "BKNG-4T8WQ2ZP61MX"
        booking.subject = "Product walkthrough"
        booking.startsAt = Timestamp(iso8601: "2026-02-05T15:30:00.000Z")
        change(&booking)
        return booking
    }

    static func text(_ booking: Booking) -> String {
        var file = CalendarFile(madeAt: stamp)
        file.add(booking)
        return String(decoding: file.bytes, as: UTF8.self)
    }

    /// The lines as a reader of the standard has them: unfolded.
    static func lines(_ text: String) -> [String] {
        text.replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "\r\n")
    }

    @Test func aTrueStartIsWrittenInUTC() {
        let text = Self.text(Self.booking { $0.details.durationMinutes = 45 })
        #expect(
            Self.lines(text) == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bookwatch//bookwatch//EN", "CALSCALE:GREGORIAN",
                "BEGIN:VEVENT", "UID:BKNG-4T8WQ2ZP61MX@bookwatch", "DTSTAMP:20260203T091245Z",
                "DTSTART:20260205T153000Z", "DTEND:20260205T161500Z", "SUMMARY:Product walkthrough", "END:VEVENT",
                "END:VCALENDAR", "",
            ]
        )
    }

    @Test func anUncertainStartFloatsAndNamesItsZone() throws {
        let query =
            "Name=Harriet&Email=h@example.com&bookingPage=lending&meetingTime=2026-01-22T10:45:00.000Z&utcOffset=-5"
            + "&timeZone=Eastern%20time&creationTime=2026-01-20T18:22:07.481Z"
        let booking = try Sighting(decoding: Payload(.query(Array(query.utf8)), receivedAt: Self.stamp)).booking
        let lines = Self.lines(Self.text(booking))
        #expect(lines.contains("DTSTART:20260122T104500"))
        #expect(lines.contains { $0.hasPrefix("DESCRIPTION:Starts at 10:45\\, Eastern time.") })
        #expect(!lines.contains { $0.hasPrefix("DTEND") })
        let identity = try #require(lines.first { $0.hasPrefix("UID:") })
        #expect(Self.lines(Self.text(booking)).contains(identity))
        var other = booking
        other.email = "other@example.com"
        #expect(!Self.lines(Self.text(other)).contains(identity))
    }

    @Test(arguments: [nil, 0, -30, 2_161, .max, .min] as [Int?])
    func withoutAPlausibleDurationThereIsNoEnd(minutes: Int?) {
        let text = Self.text(Self.booking { $0.details.durationMinutes = minutes })
        #expect(!text.contains("DTEND") && !text.contains("DURATION"))
    }

    @Test func aBookingWithoutAStartIsNoEvent() {
        var file = CalendarFile(madeAt: Self.stamp)
        let isEvent = file.add(Self.booking { $0.startsAt = nil })
        #expect(!isEvent)
        #expect(!String(decoding: file.bytes, as: UTF8.self).contains("VEVENT"))
    }

    @Test(arguments: [
        ("a,b;c\\d", "a\\,b\\;c\\\\d"), ("one\ntwo\r\nthree\rfour\u{2028}five", "one\\ntwo\\nthree\\nfour\\nfive"),
        ("bell\u{7}\u{1B}[2J\u{9B}", "bell[2J"), ("tab\there", "tab here"), ("\u{FEFF}\"q\": x", "\u{FFFD}\"q\": x"),
        ("x\r\nEND:VEVENT\r\nBEGIN:VALARM", "x\\nEND:VEVENT\\nBEGIN:VALARM"),
    ])
    func aTextIsEscaped(text: String, escaped: String) {
        #expect(CalendarLines.escaped(text).utf8.elementsEqual(escaped.utf8))
    }

    @Test(arguments: [0, 60, 66, 67, 68, 73, 74, 75, 141, 142, 500], ["x", "é", "製", "🎉"])
    func aLineIsFoldedAt75OctetsAndNeverInsideACharacter(count: Int, character: String) {
        let value = String(repeating: character, count: count) + "!"
        var lines = CalendarLines()
        lines.add("SUMMARY", text: value)
        let text = String(validating: lines.bytes, as: UTF8.self) ?? ""
        #expect(Self.lines(text) == ["SUMMARY:" + value, ""])
        for line in text.components(separatedBy: "\r\n") {
            #expect(line.utf8.count <= 75)
            #expect(!line.unicodeScalars.contains("\u{FFFD}"))
        }
    }

    @Test(arguments: [
        ("https://go.example.com/dana?x=1", true), ("http://go.example.com/", false), ("javascript:alert(1)", false),
        ("https://", false), ("https://a b", false), ("https://x\r\nATTACH:y", false), ("https://é", false),
    ])
    func onlyAnHTTPSAddressIsALink(url: String, isLink: Bool) {
        let text = Self.text(Self.booking { $0.details.cancelRescheduleURL = url })
        #expect(text.contains("\r\nURL:") == isLink)
        #expect(!text.contains("ATTACH"))
    }

    @Test func everySessionOfAPackageIsAnEvent() {
        let text = Self.text(
            Self.booking {
                $0.details.sessions = [
                    BookingSession(id: "BKNG-1", startsAt: Timestamp(iso8601: "2026-02-05T15:30:00Z")),
                    BookingSession(id: nil, startsAt: Timestamp(iso8601: "2026-02-06T15:30:00Z")),
                    BookingSession(id: "BKNG-3", startsAt: nil),
                ]
            }
        )
        let identities = Self.lines(text).filter { $0.hasPrefix("UID:") }
        #expect(identities == ["UID:BKNG-1@bookwatch", "UID:BKNG-4T8WQ2ZP61MX-2@bookwatch"])
    }

    @Test func aCanceledBookingSaysSo() {
        #expect(Self.text(Self.booking { $0.status = "canceled" }).contains("\r\nSTATUS:CANCELLED\r\n"))
    }
}
