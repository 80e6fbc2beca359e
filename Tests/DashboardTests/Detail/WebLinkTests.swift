import Bookings
import Testing

@testable import Dashboard

@Suite struct WebLinkTests {
    @Test(arguments: [
        ("https://go.oncehub.com/a?b=c#d", "go.oncehub.com", "https://go.oncehub.com/a?b=c#d"),
        ("HTTPS://Example.COM:8443", "Example.COM", "https://example.com:8443"),
        ("https://example.com/a b\"<>", "example.com", "https://example.com/a%20b%22%3C%3E"),
        ("https://example.com/ü", "example.com", "https://example.com/%C3%BC"),
        ("https://[::1]:80/x", "[::1]", "https://[::1]:80/x"),
    ])
    func anAddressIsReadAndMadeSafe(text: String, host: String, address: String) throws {
        let link = try #require(WebLink(text))
        #expect(link.host == host)
        #expect(link.address == address)
    }

    @Test(arguments: [
        "", "example.com", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.com", "https://", "https:///x",
        "https://exa mple.com", "https://example.com:port/", "https://\u{202E}moc.elpmaxe", "https://a\u{0}b.com",
        "mailto:a@example.com", " https://example.com", "data:text/html,https://example.com",
    ])
    func whatIsNoAddressOfTheWebIsNone(text: String) {
        #expect(WebLink(text) == nil)
    }

    @Test(arguments: [
        ("https://www.example.com@evil.example.net/", "evil.example.net", WebLink.Caution.userName),
        ("https://evil.example.net\\@www.example.com/", "evil.example.net", nil),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com", .encodedLetters),
        ("https://аррӏе.com/", "аррӏе.com", .foreignLetters("xn--80ak6aa92e.com")),
        ("https://example.com/\u{202E}gpj.exe", "example.com", .hiddenCharacters),
        ("http://example.com/", "example.com", .notEncrypted),
    ])
    func whatMayMisleadIsTold(text: String, host: String, caution: WebLink.Caution?) throws {
        let link = try #require(WebLink(text))
        #expect(link.host == host)
        #expect(link.cautions == (caution.map { [$0] } ?? []))
        #expect(link.address.utf8.allSatisfy { (0x21..<0x7F).contains($0) })
    }

    /// From RFC 3492 section 7.1, in lower case.
    @Test(arguments: [
        ("bücher", "xn--bcher-kva"), ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
        ("porqué", "xn--porqu-fsa"), ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"),
    ])
    func namesOfSitesAreEncodedAsTheStandardSays(name: String, encoded: String) {
        #expect(Punycode.host(name) == encoded)
    }

    @Test func linksAreFoundInTextsWithoutTheSigns() {
        let found = BookingLink.found(in: "See (https://a.example/x). Or HTTP://b.example, not ftp://c.example!")
        #expect(found.map(\.text) == ["https://a.example/x", "HTTP://b.example"])
    }

    @Test func theLinksOfABookingAreListedOnceEach() {
        var booking = Booking(product: .bookingCalendars)
        booking.details.rescheduleURL = "https://go.example.com/r"
        booking.details.conferencingURL = "https://meet.example.com/abc"
        booking.details.location = "https://meet.example.com/abc"
        booking.note = "see https://example.org/brief"
        #expect(BookingLink.all(of: booking).map(\.title) == ["reschedule", "meeting", "note"])
    }
}
