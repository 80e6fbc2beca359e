import Bookings
import Ledger
import Testing

/// No text, however it came about, may stop the program; and what is written by `quoted` and `combining` means what it should.
@Suite struct FilterFuzzTests {
    private static let pieces = [
        "(", ")", "-", "\"", "/", "\\", ":", "=", "|", "*", "[", "]", "^", "$", ".", "+", "?", " ", "..", "<", ">", "é",
        "e\u{301}", "\u{301}", "山", "👨‍👩‍👧", "\u{0}", "\r\n", "\u{3000}", "\u{1C}", "OR", "or", "AND", "NOT", "type", "seq",
        "starts", "has",
        "is", "field.", "product", "today", "2026-02-05", "2h", "9", "a", "Z", "\\d", "\\W", "{", "}", "İ", "ß", "K",
    ]

    private static func text(_ generator: inout SeededGenerator, _ count: Range<Int>) -> String {
        (0..<Int.random(in: count, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
            .joined()
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func anyTextIsAFilterOrAnErrorWithinIt(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let clock = FilterClock(now: Cast.now, zone: .newYork)
        var parsed = 0
        for _ in 0..<1_500 {
            let text = Self.text(&generator, 0..<12)
            do throws(FilterError) {
                let filter = try Filter(text)
                let rows = Cast.ledger.select(filter, clock: clock).rows
                #expect(rows == (0..<6).filter { Cast.ledger.matches(filter, row: $0, clock: clock) }, "\(text)")
                parsed += 1
            } catch {
                #expect((0...text.count).contains(error.position), "\(text)")
                #expect(!error.message.isEmpty)
            }
        }
        #expect(parsed > 50)
    }

    @Test func aQuotedValueMeansExactlyItself() throws {
        var generator = SeededGenerator(seed: 7)
        let clock = FilterClock(now: Cast.now, zone: .utc)
        let reserved = [
            "-a", "OR", "or", "AND", "NOT", "a*b", "=a", "/a/", "a:b", "\"", "\\", "\\\"", "\u{301}\"", "\"\u{301}",
        ]
        let values = reserved + (0..<200).map { _ in Self.text(&generator, 1..<8) }
        for value in values {
            let ledger = BookingLedger([
                .fixture {
                    $0.eventType = value
                    $0.name = value
                },
                .fixture {
                    $0.eventType = value + "x"
                    $0.name = "x"
                },
                .fixture { _ in },
            ])
            for qualifier in ["type", "name"] {
                let filter = try Filter("\(qualifier):=\(Filter.quoted(value))")
                #expect(ledger.select(filter, clock: clock).rows == [0], "\(value)")
            }
            let word = try Filter(Filter.quoted(value))
            #expect(ledger.select(word, clock: clock).rows.starts(with: [0, 1]), "\(value)")
            let facet = try Filter(Facet.eventType.expression(for: [value, nil]))
            #expect(ledger.select(facet, clock: clock).rows == [0, 2], "\(value)")
        }
    }

    @Test(arguments: [
        ([], ""),
        (["", "  "], ""),
        (["a", ""], "a"),
        (["a OR b"], "a OR b"),
        (["a", "b"], "a b"),
        (["a OR b", "c|d", "e"], "(a OR b) (c|d) e"),
        (["(a OR b)", "-(c or d)"], "(a OR b) -(c or d)"),
        (["\"a OR b\"", "/a|b/"], "\"a OR b\" /a|b/"),
    ])
    func partsAreJoinedWithParenthesesWhereTheyNeedThem(parts: [String], expected: String) {
        #expect(Filter.combining(parts) == expected)
    }

    @Test func everyExampleOfTheReferenceIsAFilter() throws {
        for (syntax, meaning) in Filter.reference {
            #expect(throws: Never.self, "\(syntax)") { try Filter(syntax) }
            #expect(!meaning.isEmpty)
        }
    }
}
