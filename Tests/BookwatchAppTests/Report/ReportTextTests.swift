import Foundation
import Screen
import Testing

@testable import BookwatchApp
@testable import Theming

/// Texts and colours of reports.
@Suite struct ReportTextTests {
    @Test(arguments: [
        ("Product demo", "Product demo"), ("pricing_page-2 (new) & old", "pricing_page-2 (new) & old"),
        ("a|b\\|c", "a\\|b\\\\\\|c"), ("<b>&lt;", "&lt;b&gt;&amp;lt;"),
        ("[x](javascript:a)", "\\[x\\](javascript\\:a)"),
        ("https://e.com www.e.com", "https:/\\/e.com www\\.e.com"),
        ("_a_ *b* `c` ~~d~~", "\\_a\\_ \\*b\\* \\`c\\` \\~\\~d\\~\\~"),
        ("@team #12 ![i](u)", "&#64;team \\#12 \\!\\[i\\](u)"), ("at 15:30", "at 15:30"),
    ])
    func markdownIsEscapedWhereItMeansSomething(text: String, expected: String) {
        #expect(MarkdownText.escaped(text) == expected)
    }

    @Test(arguments: [
        (0, "0 min"), (59_000, "0 min"), (2_700_000, "45 min"), (12_000_000, "3 h 20 min"), (3_600_000, "1 h"),
        (187_200_000, "2 d 4 h"), (1_209_600_000, "14 d"), (-7_200_000, "−2 h"), (-1, "0 min"),
        (.max, "106751991167 d 7 h"),
        (.min, "−106751991167 d 7 h"),
    ])
    func timesAreToldInTheirTwoGreatestUnits(milliseconds: Int64, expected: String) {
        #expect(ReportText.duration(milliseconds) == expected)
    }

    @Test(arguments: [(1, 3, "33.3 %"), (2, 3, "66.7 %"), (0, 7, "0.0 %"), (7, 7, "100.0 %"), (0, 0, "–")])
    func sharesHaveOneDigit(part: Int, whole: Int, expected: String) {
        #expect(ReportText.share(part, of: whole) == expected)
    }

    @Test func aLongNameEndsWithAnEllipsis() {
        let shown = ReportText.shown(String(repeating: "長", count: 500))
        #expect(shown == String(repeating: "長", count: 60) + "…")
        #expect(ReportText.shown(" ") == "(blank)")
        #expect(ReportText.shown("a\u{1B}[2J") == "a␛[2J")
    }

    /// The variables of the style, by day and by night.
    private static let colors: [[String: Color]] = {
        let parts = ReportStyle.text.components(separatedBy: "prefers-color-scheme: dark")
        return parts.prefix(2).map { part in
            let found = part.matches(of: /--([a-z0-9]+): #([0-9a-f]{6})/).map { match in
                let value = UInt32(match.2, radix: 16) ?? 0
                let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
                return (String(match.1), Color.rgb(bytes[0], bytes[1], bytes[2]))
            }
            return Dictionary(found, uniquingKeysWith: { first, _ in first })
        }
    }()

    @Test(arguments: [0, 1])
    func everyTextIsReadOnItsGround(theme: Int) throws {
        let colors = Self.colors[theme]
        let texts =
            [("text", "ground"), ("text", "panel"), ("muted", "ground"), ("muted", "panel"), ("muted", "back")]
            + ["h1", "h2", "h3"].map { ("text", $0) } + ["h4", "h5"].map { ("inverse", $0) }
        for (text, ground) in texts {
            let (front, back) = (try #require(colors[text]), try #require(colors[ground]))
            #expect(Contrast.ratio(front, back) ?? 0 >= Contrast.minimum, "\(text) on \(ground)")
        }
        let panel = try #require(colors["panel"])
        for tone in ["plain"] + ReportContent.Table.Tone.allCases.map(\.rawValue) {
            let color = try #require(colors[tone])
            #expect(Contrast.ratio(color, panel) ?? 0 >= Contrast.minimumForSigns, "\(tone)")
        }
    }
}
