import Bookings
import Foundation
import Testing

@Suite struct JSONParserTests {
    static let corpus = ((try? Fixture.json("bad_json.expect.json")) as? [String: [String: String]]) ?? [:]

    @Test(arguments: corpus.keys.sorted())
    func aFileOfTheCorpusIsTakenOrRefusedAsItMust(name: String) throws {
        let bytes = try Fixture.bytes("bad_json/" + name)
        let value = try? JSONParser.parse(bytes)
        let expected = try #require(Self.corpus[name])
        if expected["must"] == "accept" {
            #expect(value != nil)
        } else if expected["must"] == "reject", expected["json"] == "invalid" {
            #expect(value == nil)
        }
        // Whatever it is, it is no booking.
        let payload = Payload(.json(bytes), receivedAt: Timestamp(milliseconds: 0))
        #expect(throws: PayloadError.self) { try Sighting(decoding: payload) }
    }

    @Test func theCorpusIsThere() {
        #expect(Self.corpus.count == 70)
    }

    @Test func anErrorSaysWhereItIs() {
        #expect(throws: JSONError(.unexpectedCharacter, at: 7)) { try JSONParser.parse(Array(#"{"a":1,}"#.utf8)) }
        #expect(throws: JSONError(.duplicateKey, at: 7)) { try JSONParser.parse(Array(#"{"a":1,"\u0061":2}"#.utf8)) }
    }

    @Test func numbersKeepTheirDigits() throws {
        let value = try JSONParser.parse(Array("[1.10,-0,12345678901234567890,1E5]".utf8))
        #expect(value == .array([.number("1.10"), .number("-0"), .number("12345678901234567890"), .number("1E5")]))
    }
}
