import Testing

@testable import BookwatchApp

@Suite struct ASCIITextTests {
    @Test func quotesAndDashesKeepTheirMeaningAndAllElseIsAQuestionMark() {
        #expect(ASCIIText.of("“a” – it’s… 山x → y") == "\"a\" - it's... ?x -> y")
    }
}
