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

    @Test(arguments: [
        ("", JSONError(.unexpectedEnd, at: 0)), (" 1 2", JSONError(.trailingText, at: 3)),
        ("[1,]", JSONError(.unexpectedCharacter, at: 3)), ("[,1]", JSONError(.unexpectedCharacter, at: 1)),
        ("{\"a\" 1}", JSONError(.unexpectedCharacter, at: 5)), ("[01]", JSONError(.malformedNumber, at: 1)),
        ("[\"a\\x\"]", JSONError(.malformedEscape, at: 3)), ("[\"a\tb\"]", JSONError(.rawControl, at: 3)),
        ("[\"\\u12", JSONError(.unexpectedEnd, at: 6)), ("nul", JSONError(.unexpectedEnd, at: 3)),
        ("-", JSONError(.malformedNumber, at: 0)),
    ])
    func aFaultHasItsReasonAndPlace(json: String, error: JSONError) {
        #expect(throws: error) { try JSONParser.parse(Array(json.utf8)) }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0x80],
        ] as [[UInt8]]
    )
    func bytesThatAreNotUTF8AreRefused(bytes: [UInt8]) {
        for padding in 0..<9 {
            let text = Array("\"".utf8) + [UInt8](repeating: 0x61, count: padding) + bytes + Array("\"".utf8)
            #expect(throws: JSONError(.invalidUTF8, at: padding + 1)) { try JSONParser.parse(text) }
        }
    }

    @Test func everyCharacterThatSwiftKnowsIsTaken() throws {
        for value in stride(from: UInt32(0x80), through: 0x10FFFF, by: 7) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(try JSONParser.parse(Array("\"\(scalar)\"".utf8)).string?.unicodeScalars.first == scalar)
        }
    }

    @Test func theLimitsAreExact() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        func keys(_ count: Int) -> [UInt8] {
            Array(("{" + (0..<count).map { "\"\($0)\":0" }.joined(separator: ",") + "}").utf8)
        }
        func string(_ length: Int) -> [UInt8] { Array("\"\(String(repeating: "a", count: length))\"".utf8) }
        let limits = JSONParser.Limits(depth: 3, keys: 4, string: 5)
        #expect(throws: Never.self) { try JSONParser.parse(nested(3), limits: limits) }
        #expect(throws: JSONError(.tooDeep, at: 3)) { try JSONParser.parse(nested(4), limits: limits) }
        #expect(throws: Never.self) { try JSONParser.parse(keys(4), limits: limits) }
        #expect(throws: JSONError(.tooManyKeys, at: 25)) { try JSONParser.parse(keys(5), limits: limits) }
        #expect(throws: Never.self) { try JSONParser.parse(string(5), limits: limits) }
        #expect(throws: JSONError(.stringTooLong, at: 0)) { try JSONParser.parse(string(6), limits: limits) }
    }

    @Test func aSmallStackIsEnough() async throws {
        let json = Array((String(repeating: "{\"a\":[", count: 16) + String(repeating: "]}", count: 16)).utf8)
        let isRead = await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: (try? JSONParser.parse(json)) != nil) }
            thread.stackSize = 131_072
            thread.start()
        }
        #expect(isRead)
    }

    @Test func damageIsReadAsSomethingElseOrRefused() throws {
        let whole = Array(
            #"{"type":"booking.scheduled","n":[-1.5e3,0,true,null],"s":"aé😀\ud83d\ude00\n","o":{"a":{}}}"#.utf8
        )
        for index in whole.indices {
            for value: UInt8 in [0x00, 0x22, 0x2C, 0x5C, 0x5B, 0x7B, 0x7D, 0x30, 0x65, 0x80, 0xE2, 0xF0, 0xFF] {
                var damaged = whole
                damaged[index] = value
                guard let read = try? JSONParser.parse(damaged) else { continue }
                var written: [UInt8] = []
                JSONWriter.append(read, to: &written)
                #expect(try JSONParser.parse(written) == read)
            }
            #expect(throws: JSONError.self) { try JSONParser.parse(Array(whole.prefix(index))) }
        }
    }
}
