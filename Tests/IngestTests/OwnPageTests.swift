import Bookings
import Foundation
import Ledger
import NIOHTTP1
import Storage
import Testing

@testable import Ingest

@Suite struct OwnPageTests {
    static let calendars = RedirectTests.calendars

    /// A template in a folder of its own.
    final class File {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bw-\(UUID().uuidString.prefix(8))")
        var path: String { folder.appending(path: "thanks.html").path }

        init(_ text: String) throws {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try write(text)
        }

        func write(_ text: String) throws { try Data(text.utf8).write(to: URL(filePath: path)) }

        deinit { try? FileManager.default.removeItem(at: folder) }
    }

    static func text(_ answer: Answer?) -> String { String(decoding: answer?.body ?? [], as: UTF8.self) }

    @Test func theOwnersPageIsFilledIn() async throws {
        let file = try File(
            "<p data-zone=\"{{zone}}\">{{headline}}|{{name}}|{{subject}}|{{start}}|{{start_iso}}|{{source}}|{{id}}"
                + "{{#fields}}|{{name}}={{value}}{{/fields}}{{^note}}|no note{{/note}}|{{calendar_url}}</p>"
        )
        let test = try TestServices(EndpointConfiguration(thankYou: ThankYou(templatePath: file.path)))
        let answer = await test.answer(.fixture("/confirm/web?" + Self.calendars + "&reason=A&reason=B"))
        #expect(
            Self.text(answer)
                == "<p data-zone=\"Europe/Lisbon\">Your booking is confirmed|Marta Quintela|Product walkthrough|"
                + "Thursday, 5 February 2026, 15:30 (Europe/Lisbon)|2026-02-05T15:30:00.000Z|web|BKNG-4T8WQ2ZP61MX"
                + "|reason=A, B|no note|../confirm.ics?"
                + (Self.calendars + "&reason=A&reason=B").replacingOccurrences(of: "&", with: "&amp;") + "</p>"
        )
        let headers = Dictionary(answer?.headers.map { ($0.name, $0.value) } ?? [], uniquingKeysWith: { $1 })
        #expect(headers["cache-control"] == "no-store" && headers["referrer-policy"] == "no-referrer")
    }

    @Test func theExampleWorksAndNamesAllVariables() throws {
        let source = Array(ThankYou.exampleTemplate.utf8)
        let page = try PageTemplate(source, allowing: .ownImages)
        let text = String(decoding: page.render(PageFacts.fixture("Ana & Co")), as: UTF8.self)
        #expect(text.contains("<h1>See you soon, <bdi>Ana &amp; Co</bdi></h1>") && !text.contains("{{"))
        for name in TemplateVariables.texts.union(TemplateVariables.conditions).union([TemplateVariables.list]) {
            #expect(String(decoding: source, as: UTF8.self).contains(name), "\(name)")
        }
    }

    @Test func aSourceHasItsOwnPage() async throws {
        let (all, one) = (try File("all"), try File("one"))
        var configuration = EndpointConfiguration(thankYou: ThankYou(templatePath: all.path))
        configuration.sources["one"] = DeclaredSource(
            SourceLabels(name: "one"),
            thankYou: ThankYou(templatePath: one.path)
        )
        configuration.sources["plain"] = DeclaredSource(SourceLabels(name: "plain"))
        let test = try TestServices(configuration)
        for (path, text) in [("", "all"), ("/one", "one"), ("/plain", "all"), ("/other", "all")] {
            #expect(Self.text(await test.answer(.fixture("/confirm\(path)?" + Self.calendars))) == text)
        }
    }

    @Test func aChangedFileIsReadAgainAndABadOneLeavesTheLastGoodPage() throws {
        let file = try File("one")
        let page = try TemplateFile(path: file.path, at: Timestamp(milliseconds: 0))
        func show(_ instant: Int64) -> (String, TemplateFault?) {
            let (page, fault) = page.current(at: Timestamp(milliseconds: instant))
            return (String(decoding: page.render(PageFacts()), as: UTF8.self), fault)
        }
        try file.write("second")
        #expect(show(999) == ("one", nil))
        #expect(show(1_000) == ("second", nil))
        try file.write("{{{name}}} third")
        #expect(show(2_000) == ("second", TemplateFault(.unescaped, line: 1)))
        #expect(show(3_000) == ("second", nil))
        try FileManager.default.removeItem(atPath: file.path)
        #expect(show(4_000) == ("second", TemplateFault(.unreadable(errno: ENOENT))))
        try file.write("the fourth")
        #expect(show(4_500) == ("second", nil))
        #expect(show(100) == ("the fourth", nil))
    }

    @Test func aPageThatBecameUnusableIsAnIncident() async throws {
        let file = try File("one")
        let test = try TestServices(EndpointConfiguration(thankYou: ThankYou(templatePath: file.path)))
        try file.write("{{{name}}}")
        for _ in 0..<2 { #expect(Self.text(await test.answer(.fixture("/confirm?" + Self.calendars))) == "one") }
        let incident = try #require(test.services.incidents.all.first)
        #expect((incident.kind, incident.count) == (.unusablePage, 1))
        #expect(incident.detail?.contains("line 1") == true)
    }

    @Test func aPageThatCannotBeUsedKeepsTheEndpointFromStarting() throws {
        let file = try File("fine\n<p title={{name}}>")
        #expect(throws: EndpointError.badTemplate(path: file.path, TemplateFault(.unquoted("title"), line: 2))) {
            try LandingPages(EndpointConfiguration(thankYou: ThankYou(templatePath: file.path)))
        }
        let folder = file.folder.path
        var configuration = EndpointConfiguration()
        configuration.sources["a"] = DeclaredSource(SourceLabels(name: "a"), thankYou: ThankYou(templatePath: folder))
        #expect(throws: EndpointError.badTemplate(path: folder, TemplateFault(.unreadable(errno: EISDIR)))) {
            try LandingPages(configuration)
        }
    }

    /// Values that try to become more than text; the accents make one character of a mark and what follows it.
    static let hostile = [
        "<script>alert(1)</script>", "\" onmouseover=\"alert(1)", "' onmouseover='alert(1)",
        "\"\u{301} autofocus onfocus=x ",
        "'\u{301} onfocus=x ", "<\u{301}script>", "\"\u{200D}><img src=x onerror=x>", "&lt;b&gt;", "&#60;b>",
        "-->\u{301}<b>",
        "{{headline}}", "{{{headline}}}", "</title><b>", "</textarea><b>", "\u{202E}<b>", "<!--", "--!><b>", "`><b>",
        "\u{FEFF}<b>", "\u{0}<b>", "\u{1B}[2J<b>", "x\r\n<b>", "\u{2028}<b>", "javascript:alert(1)",
    ]

    @Test(arguments: hostile)
    func noValueBecomesMarkupInAnyVariable(value: String) throws {
        let body = TemplateVariables.texts.subtracting(["start", "start_iso", "duration_minutes"]).sorted().map {
            "<p title=\"{{\($0)}}\" data-x='{{\($0)}}'>{{#\($0)}}{{\($0)}}{{/\($0)}}</p><!-- {{\($0)}} -->"
        }
        let source =
            "<title>{{name}}</title><textarea>{{note}}</textarea>" + body.joined()
            + "{{#fields}}<i title='{{name}}'>{{value}}</i>{{/fields}}"
        let page = try PageTemplate(Array(source.utf8), allowing: .ownImages)
        let (filled, plain) = (page.render(PageFacts.fixture(value)), page.render(PageFacts.fixture("x")))
        #expect(Self.marks(in: filled) == Self.marks(in: plain))
        let pages = try LandingPages()
        func builtIn(_ value: String) -> [UInt8] {
            pages.confirmation(PageFacts.fixture(value), source: nil, at: Timestamp(milliseconds: 0)).body
        }
        #expect(Self.marks(in: builtIn(value)) == Self.marks(in: builtIn("x")))
    }

    /// All that makes HTML of a text, in order.
    static func marks(in page: [UInt8]) -> [UInt8] { page.filter { "<>\"'".utf8.contains($0) } }
}

extension PageFacts {
    /// A value in every variable.
    static func fixture(_ value: String) -> PageFacts {
        var booking = Booking(product: .bookingPages)
        let fields: [WritableKeyPath<Booking, String?>] = [
            \.id, \.subject, \.status, \.eventType, \.bookingPage, \.masterPage, \.bookingCalendar, \.name, \.email,
            \.phone,
            \.company, \.note, \.timeZone, \.details.location,
        ]
        for field in fields { booking[keyPath: field] = value }
        booking.startsAt = Timestamp(milliseconds: 0)
        booking.startIsUncertain = true
        booking.details.pageTime = WallTime(milliseconds: 0)
        booking.customFields = [CustomField(name: value, value: .list([value, value]))]
        return PageFacts(booking, source: value, calendarURL: value, zones: .system)
    }
}
