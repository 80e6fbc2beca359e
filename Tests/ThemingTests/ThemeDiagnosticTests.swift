import Screen
import Testing

@testable import Theming

/// What is said about a theme's content.
@Suite struct ThemeDiagnosticTests {
    private func check(_ text: String) -> [String] {
        ThemeLoader(directories: []).check(Array(text.utf8), file: "x.toml").map(\.description)
    }

    @Test(arguments: [
        ("[styles]\nheadr = 'red'", "x.toml:2: warning: \"headr\" means nothing here; did you mean \"header\"?"),
        ("[style]", "x.toml:1: warning: \"style\" means nothing here; did you mean \"styles\"?"),
        ("[styles]\ntext = { fgg = 'red' }", "x.toml:2: warning: \"fgg\" means nothing here; did you mean \"fg\"?"),
        ("[glyphs]\nnwe = '*'", "x.toml:2: warning: \"nwe\" means nothing here; did you mean \"new\"?"),
        ("[styles]\nmuted = 'gren'", "x.toml:2: styles.muted: there is no colour \"gren\"; did you mean \"green\"?"),
        ("[styles]\nmuted = 'accnt'", "x.toml:2: styles.muted: there is no colour \"accnt\"; did you mean \"accent\"?"),
        ("[styles]\nmuted = 256", "x.toml:2: styles.muted: 256 is not a colour; the numbers go from 0 to 255"),
        ("[styles]\nmuted = { bold = 1 }", "x.toml:2: styles.muted.bold: true or false, not an integer"),
        ("[styles]\nheader.live = 'red'", "x.toml:2: a role with a dot stands in quotes: \"header.live\" = …"),
        ("background = 'drak'", "x.toml:1: background: \"dark\" or \"light\", not \"drak\""),
        ("name = 1", "x.toml:1: name: a string is wanted, not an integer"),
        ("styles = 1", "x.toml:1: styles: a table is wanted, not an integer"),
        ("[palette]\ndefault = 'red'", "x.toml:2: palette.default: this name is the terminal's own colour's"),
        ("[glyphs]\nnew = 'ab'", "x.toml:2: glyphs.new: \"ab\" is more than one character"),
        (
            "[styles]\ntext = { fg = '#777', bg = '#888' }",
            "x.toml:2: warning: styles.text: contrast 1.2:1, below 4.5:1"
        ),
    ])
    func aFaultIsToldWithItsPlaceAndAWayOut(text: String, message: String) {
        #expect(check(text).first == message)
    }

    @Test func aColourHasManyForms() throws {
        func color(_ value: TOMLNode.Value) throws -> Color {
            try ColorSpec(TOMLNode(value: value, line: 1, column: 1)).resolved(in: ["red": .rgb(1, 2, 3)])
        }
        #expect(try color(.string("#1a2B3c")) == .rgb(0x1A, 0x2B, 0x3C))
        #expect(try color(.string("#fff")) == .rgb(255, 255, 255))
        #expect(try color(.string("bright-black")) == .ansi(8))
        #expect(try color(.string("red")) == .rgb(1, 2, 3))
        #expect(try color(.string("default")) == .terminalDefault)
        #expect(try color(.string("208")) == .indexed(208))
        #expect(try color(.integer(208)) == .indexed(208))
        #expect(try color(.integer(7)) == .ansi(7))
        for text in ["#", "#ff", "#fffff", "#fffffff", "#+1+2+3", "#١٢٣", "ff0000", "", "-1", "256"] {
            #expect(throws: ColorSpec.Fault.self) { try color(.string(text)) }
        }
    }

    @Test func manyFaultsAreCounted() {
        let text = "[styles]\n" + (0..<100).map { "k\($0) = 1\n" }.joined() + "muted = '#1'\n"
        let said = check(text)
        #expect(said.first?.hasPrefix("x.toml:102: styles.muted: ") == true)
        #expect(said.count == 1 + DiagnosticList.mostOfEach + 1)
        #expect(said.last == "x.toml:21: warning: and 80 more")
    }

    @Test func foreignTextIsQuotedHarmlessly() {
        #expect(SafeQuote.quoted("a\u{1B}[2J\u{202E}\u{9B}\"é") == "\"a\\u{1B}[2J\\u{202E}\\u{9B}\\\"é\"")
        #expect(SafeQuote.quoted(String(repeating: "a", count: 100)).unicodeScalars.count == 63)
        let fault = TOMLFault(file: "a\u{7}.toml", line: 3, column: nil, reason: "no")
        #expect(fault.description == "a\\u{7}.toml:3: no")
    }

    @Test(arguments: [
        (Color.rgb(0, 0, 0), Color.rgb(255, 255, 255), 21.0), (.rgb(0x77, 0x77, 0x77), .rgb(255, 255, 255), 4.48),
        (.indexed(231), .indexed(16), 21.0), (.indexed(232), .rgb(8, 8, 8), 1.0),
    ])
    func contrastIsThatOfTheGuidelines(one: Color, other: Color, ratio: Double) throws {
        let found = try #require(Contrast.ratio(one, other))
        #expect(abs(found - ratio) < 0.01)
        #expect(Contrast.ratio(other, one) == found)
        #expect(Contrast.ratio(one, .ansi(1)) == nil)
    }
}
