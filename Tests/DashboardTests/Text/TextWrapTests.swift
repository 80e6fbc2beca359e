import Bookings
import Screen
import Testing

@testable import Dashboard

@Suite struct TextWrapTests {
    @Test func linesAreCutAtBlanks() {
        #expect(TextWrap.lines("two more will join us", width: 10) == ["two more ", "will join ", "us"])
    }

    @Test func wordsLongerThanALineAreCut() {
        #expect(TextWrap.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    }

    @Test func wideCharactersCountTwo() {
        #expect(TextWrap.lines("山田太郎", width: 5) == ["山田", "太郎"])
    }

    @Test func marksStayWithTheirCharacter() {
        #expect(TextWrap.lines("e\u{301}e\u{301}e\u{301}", width: 2).map { $0.unicodeScalars.count } == [4, 2])
    }

    @Test func theRestStaysInTheLastLine() {
        #expect(TextWrap.lines("abcdefghij", width: 4, limit: 2) == ["abcd", "efghij"])
    }

    @Test(arguments: [
        "", "山", "\u{200B}\u{200B}\u{200B}\u{200B}\u{200B}", "a\u{301}\u{302}", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "\u{1B}[31m", "a b c d e f",
    ])
    func nothingIsLostAndNothingIsTooWide(text: String) {
        for width in 1...8 {
            let lines = TextWrap.lines(text, width: width)
            #expect(lines.joined().unicodeScalars.elementsEqual(text.unicodeScalars))
            #expect(lines.allSatisfy { DisplayWidth.of($0) <= max(2, width) })
            #expect(DisplayWidth.of(TextWrap.prefix(of: text, width: width)) <= width)
        }
    }

    @Test(arguments: [
        (12_000, "EUR", "120.00 EUR"), (5, "usd", "0.05 USD"), (500, "JPY", "500 JPY"), (-1_250, nil, "-12.50"),
    ])
    func moneyIsInTheCurrencysUnit(amount: Int, currency: String?, expected: String) {
        #expect(MoneyText.text(Payment(amountCharged: amount, currency: currency)) == expected)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_204, "1,204"), (1_000_000, "1,000,000"), (-1_204, "-1,204")])
    func numbersAreGrouped(number: Int, expected: String) {
        #expect(NumberText.grouped(number) == expected)
    }
}
