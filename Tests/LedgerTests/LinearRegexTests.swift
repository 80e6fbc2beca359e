import Testing

@testable import Ledger

@Suite struct LinearRegexTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        var matcher = TextMatcher(.regex(try LinearRegex(Array(pattern.unicodeScalars)[...])))
        let bytes = SearchText.folded(text)
        let found = matcher.matches(bytes)
        // What it remembers must not change its answers.
        #expect(matcher.matches(bytes) == found)
        return found
    }

    @Test(arguments: [
        ("abc", "xabcx", true), ("ABC", "xabcx", true), ("abc", "xABCx", true), ("abc", "abx", false),
        ("a.c", "abc", true), ("a.c", "aéc", true), ("a.c", "a山c", true), ("a.c", "a👍c", true), ("a.c", "ac", false),
        ("^abc", "abcd", true), ("^bc", "abcd", false), ("cd$", "abcd", true), ("bc$", "abcd", false),
        ("^$", "", true), ("^$", "a", false), ("^", "a", true), ("$", "a", true), ("a^b", "ab", false),
        ("a$b", "ab", false),
        ("ab*c", "ac", true), ("ab*c", "abbbc", true), ("ab+c", "ac", false), ("ab+c", "abbc", true),
        ("ab?c", "ac", true), ("ab?c", "abc", true), ("ab?c", "abbc", false),
        ("a|b", "xb", true), ("^(a|b)+$", "abba", true), ("^(a|b)+$", "abca", false), ("a|", "x", true),
        ("^(ab|cd)*ef$", "abcdabef", true), ("(a*)*b", "aaab", true), ("^(a+)+$", "aaaa!", false), ("()a", "a", true),
        ("[abc]x", "bx", true), ("[^abc]x", "bx", false), ("[^abc]x", "éx", true), ("[a-c]x", "bx", true),
        ("[A-C]x", "bx", true), ("[à-ÿ]x", "éx", true), ("[À-Ý]x", "éx", true), ("[é]", "é", true),
        ("[^é]", "é", false),
        ("[]]", "]", true), ("[a-]", "-", true), ("[\\d-]x", "-x", true), ("[^\\d]", "5", false), ("[\\D]", "é", true),
        ("[\\W\\d]", "a", false), ("[\\W\\d]", "5", true), ("[^\\W]", "é", true),
        ("\\d\\d", "a42", true), ("\\D", "42", false), ("\\w+@", "zoë@x", true), ("\\W", "aé", false),
        ("\\s", "a b", true),
        ("\\S", " ", false), ("a\\.c", "abc", false), ("a\\.c", "a.c", true), ("\\\\", "\\", true), ("\\/", "/", true),
        ("ZOË", "zoë", true), ("иван", "ИВАН", true), ("é+$", "éé", true), ("a{2}", "a{2}", true),
    ])
    func anExpressionMatchesAsUsual(pattern: String, text: String, expected: Bool) throws {
        #expect(try matches(pattern, text) == expected)
    }

    @Test(arguments: [
        ("(", 0), ("a(b", 1), ("a)", 1), ("*", 0), ("a|*", 2), ("(+)", 1), ("[a", 0), ("[]", 0), ("a\\", 1),
        ("[z-a]", 1), ("", 0),
    ])
    func aFaultIsShownWhereItIs(pattern: String, offset: Int) throws {
        let fault = try #require(throws: LinearRegex.Fault.self) {
            try LinearRegex(Array(pattern.unicodeScalars)[...])
        }
        #expect(fault.offset == offset)
    }

    @Test func anExpressionIsNeitherTooDeepNorTooLong() {
        for pattern in [
            String(repeating: "(", count: 300) + String(repeating: ")", count: 300), String(repeating: "(", count: 300),
            String(repeating: "a|", count: 300), String(repeating: "İ", count: 400),
        ] {
            #expect(throws: LinearRegex.Fault.self) { try LinearRegex(Array(pattern.unicodeScalars)[...]) }
        }
    }

    /// Each of these takes a backtracking engine longer than anyone waits.
    @Test(arguments: ["(a+)+$", "(a|a)*$", "(a|aa)+$", "(.*a){12}", "(.*)*(.*)*(.*)*x", "(a?)*(a?)*(a?)*(a?)*b"])
    func timeDoesNotExplode(pattern: String) throws {
        #expect(try matches(pattern + "!", String(repeating: "a", count: 2_000)) == false)
    }

    /// Which characters of the last twenty were an “a” makes more sets than are remembered.
    @Test func anExpressionWithTooManySetsIsStillRight() throws {
        let pattern = "a" + String(repeating: ".", count: 20) + "z"
        var generator = SeededGenerator(seed: 3)
        var matcher = TextMatcher(.regex(try LinearRegex(Array(pattern.unicodeScalars)[...])))
        for _ in 0..<400 {
            let letters = (0..<60).map { _ in ["a", "b", "É", "z"].randomElement(using: &generator) ?? "" }
            let expected = letters.indices.contains { index in
                letters[index] == "a" && index + 21 < letters.count && letters[index + 21] == "z"
            }
            #expect(matcher.matches(SearchText.folded(letters.joined())) == expected)
        }
    }

    @Test(arguments: [
        ("abc.*", "abc"), ("a+b", "a"), ("ABé", "ab"), ("(ab)+c", "ab"), ("ab?", "a"), ("a?b", ""), ("ab|ac", ""),
        ("^ab", ""),
        ("[ab]c", ""), ("[^a]", ""), ("\\.a", ".a"), ("é", ""), (".", ""),
    ])
    func whatEveryMatchBeginsWithIsKnown(pattern: String, beginning: String) throws {
        #expect(try LinearRegex(Array(pattern.unicodeScalars)[...]).beginning == Array(beginning.utf8))
    }

    @Test func aMatchIsFoundWhereverItsBeginningStands() throws {
        for (pattern, text, expected) in [
            ("ab+$", "xxabab", true), ("ab+$", "ababx", false), ("ab+$", "abx|yab", true), ("aab", "aaab", true),
            ("ab$", "xab|x", true), ("a^b", "xa|b", false), ("ab.d", "abcabcd", true), ("ab", "éAB", true),
        ] {
            var matcher = TextMatcher(.regex(try LinearRegex(Array(pattern.unicodeScalars)[...])))
            let fields = text.split(separator: "|").map { SearchText.folded(String($0)) }
            let bytes = Array(fields.joined(separator: [SearchText.fieldSeparator]))
            #expect(matcher.matches(bytes) == expected, "\(pattern) in \(text)")
        }
    }

    @Test func aMatchStaysWithinAField() throws {
        let separators = [SearchText.fieldSeparator, SearchText.entrySeparator, SearchText.nameSeparator]
        for separator in separators {
            let text = Array("marta".utf8) + [separator] + Array("quintela".utf8)
            for (pattern, expected) in [
                ("^quintela$", true), ("^marta$", true), ("marta.quintela", false), ("marta[^x]", false),
                ("a\\W", false),
                ("marta.?quintela", false), ("martaq", false), ("^uintela", false),
            ] {
                var matcher = TextMatcher(.regex(try LinearRegex(Array(pattern.unicodeScalars)[...])))
                #expect(matcher.matches(text) == expected, "\(pattern)")
            }
        }
    }
}

@Suite struct SearchTextTests {
    @Test func placesAreFoundAsOneByOne() {
        var generator = SeededGenerator(seed: 11)
        let alphabet = Array("aAbB@`[{é\u{0}".utf8)
        for _ in 0..<1_000 {
            let text = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            let value = (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
                SearchText.folded(alphabet.randomElement(using: &generator) ?? 0)
            }
            let start = Int.random(in: 0...text.count, using: &generator)
            let expected = (start...text.count).first { place in
                place + value.count <= text.count
                    && text[place..<place + value.count].map { SearchText.folded($0) } == value
            }
            #expect(text.withUnsafeBufferPointer { SearchText.place(of: value, in: $0, from: start) } == expected)
        }
    }

    @Test func onlyLettersBeyondASCIINeedASecondCopy() {
        func folded(_ text: [UInt8]) -> [UInt8]? { text.withUnsafeBufferPointer { SearchText.foldedBeyondASCII($0) } }
        #expect(folded(Array("MARTA 山田 zoë ß".utf8)) == nil)
        #expect(folded(Array("ZOË".utf8) + [0xFF, 0x41]) == Array("zoë".utf8) + [0xFF, 0x61])
        #expect(folded([]) == nil)
    }
}
