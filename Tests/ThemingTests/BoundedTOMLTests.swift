import Testing

@testable import Theming

@Suite struct BoundedTOMLTests {
    private func parse(_ text: String) throws(TOMLFault) -> TOMLNode {
        try BoundedTOML.parse(Array(text.utf8), file: "c.toml")
    }

    @Test func everyKeyKnowsItsPlace() throws {
        let text = """
            listen = "[::1]:1" # [not.a.section]
            long = \"\"\"
            [nor.this]
            \\\"\"\" quoted
            \"\"\"

            [sources.pricing-page]
            é."b c".'d' = 1
            inline = { a = 1, b = { c = [ { d = 1 } ] } }

            [[list]]
              x = 1
            [[list]]
              y = [
                1, # ]
                2,
              ]
            after = true
            """
        let top = try parse(text.replacing("é", with: "e"))
        func place(_ path: String...) -> [Int]? {
            var node = top
            for key in path {
                guard let next = node[key] else { return nil }
                node = next
            }
            return [node.line, node.column]
        }
        #expect(place("listen") == [1, 1])
        #expect(place("long") == [2, 1])
        #expect(place("sources") == [7, 1])
        #expect(place("sources", "pricing-page", "e", "b c", "d") == [8, 1])
        #expect(place("sources", "pricing-page", "inline", "a") == [9, 12])
        #expect(place("sources", "pricing-page", "inline", "b", "c") == [9, 25])
        guard case .array(let list) = top["list"]?.value else {
            Issue.record("not a list")
            return
        }
        #expect(list.map(\.line) == [11, 11])
        #expect(list.last?["y"]?.line == 14)
        #expect(list.last?["after"]?.line == 18)
        #expect(top.entries.map(\.key) == ["listen", "long", "sources", "list"])
    }

    @Test func valuesComeAsTheyAre() throws {
        let top = try parse("s = 'x'\ni = -3\nf = 1.5\nb = true\na = [1, 'x']\n\"q\\u00e9\" = 1")
        #expect(top["s"]?.string == "x")
        #expect(top["i"]?.integer == -3)
        #expect(top["f"]?.value == .float(1.5))
        #expect(top["b"]?.boolean == true)
        #expect(top["a"]?.kind == "a list")
        #expect(top["qé"]?.integer == 1)
    }

    @Test(arguments: [
        ("a = " + String(repeating: "[", count: 17), "brackets"),
        ("a = {b = " + String(repeating: "[", count: 16), "brackets"),
        ("[" + Array(repeating: "a", count: 17).joined(separator: ".") + "]", "parts"),
        ("x = 1\n" + Array(repeating: "\"a\"", count: 40).joined(separator: " . ") + " = 1", "parts"),
        ("a = \"x\\u0000y\"", "NUL"), ("\"a\\U00000000\" = 1", "NUL"), ("a = \"\u{0}\"", "NUL"),
    ])
    func whatMayHarmTheParserIsRefusedBeforeIt(text: String, word: String) {
        let fault = #expect(throws: TOMLFault.self) { try parse(text) }
        #expect(fault?.reason.contains(word) == true, "\(fault?.description ?? "")")
        #expect(fault?.line == text.split(separator: "\n", omittingEmptySubsequences: false).count)
    }

    @Test(arguments: [
        "a = " + String(repeating: "[", count: 16) + String(repeating: "]", count: 16),
        "a = '[[[[[[[[[[[[[[[[[[[[[[[['", "a = '''\n[[[[[[[[[[[[[[[[[[[[[[[['''", "# [[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "a = \"\\\\\"\nb = \"\\\"[[[[[[[[[[[[[[[[[[[[[[[[\"", "a = \"\"\"\"[[[[[[[[[[[[[[[[[[[[[[[[[\"\"\"\"\"",
        "a = \"\\\\u0000\"", "a = '\\u0000'", "", "\n", "a = {}\nb = [{}, {}]",
    ])
    func whatOnlyLooksLikeItIsTaken(text: String) {
        #expect(throws: Never.self) { try parse(text) }
    }

    @Test(arguments: [
        "0", "-0", "+1", "1_000", "0xdead_beef", "0o17", "0b1", "1.5", "-1e06", "6.6_2E-34", "1e1_0", "inf", "-nan",
        "true",
    ])
    func aWordOfTomlIsTaken(word: String) {
        #expect(throws: Never.self) { try parse("a = \(word)") }
    }

    @Test(arguments: [
        "01", "1_", "_1", "1__0", "0x", "0xg", "-0x1", "1.", ".5", "1.e3", "1e", "+", "True", "yes", "infinity",
        "1979-05-27",
        "07:32:00", "é", "\u{A0}1", "\u{1}", "=", "1 2", "", "]", "}", ",",
    ])
    func noOtherWordIsTaken(word: String) {
        let fault = #expect(throws: TOMLFault.self) { try parse("a = \(word)") }
        #expect(fault?.line == 1)
    }

    @Test(arguments: [
        ("a = \"x\nb = 1\nc = 2", 1), ("a = 1\nb = [\"x", 2), ("a = 1\n\"b = 1", 2), ("a = 'x", 1),
        ("a = 1\nb = \"\"\"x\ny\n", 2), ("a = \"x\\\n", 1), ("a = \"x\\", 1),
    ])
    func aStringThatIsNeverClosedIsNamedWhereItBegins(text: String, line: Int) {
        let fault = #expect(throws: TOMLFault.self) { try parse(text) }
        #expect(fault?.reason == "this string is never closed")
        #expect(fault?.line == line)
    }

    @Test func sixtyFourKilobytesAreTheLimit() throws {
        let comment = "#" + String(repeating: "x", count: BoundedTOML.maximumSize - 1)
        #expect(throws: Never.self) { try parse(comment) }
        #expect(throws: TOMLFault.self) { try parse(comment + "x") }
    }

    /// Whatever the text is, the scanner ends, and the parser answers without meeting one of its own assertions.
    @Test func noTextMakesItStumble() {
        let pieces = [
            "[", "]", "{", "}", "\"", "'", "\"\"\"", "'''", "\\", "\n", "=", ".", ",", "#", "a", " ", "é", "1", "\r\n",
            "\r",
            "a = ", "[a]", "[[a]]", "-", "+", "_", "0x", "e", "inf", "nan", "1979-05-27", "T07:32:00", "Z", ":", "true",
            "\\u",
            "00e9", "\t", "\u{FEFF}", "\u{2028}", "\u{1B}", "\u{85}",
        ]
        var state: UInt64 = 7
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<16 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            do {
                _ = try parse(text)
            } catch {
                #expect(error.line >= 1 && error.line <= text.utf8.count { $0 == 10 } + 1)
            }
        }
    }
}
