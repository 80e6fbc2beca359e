import Bookings
import Testing

@Suite struct JSONWriterTests {
    private func written(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter.appendString(text, to: &bytes)
        return bytes
    }

    private func compacted(_ text: String) -> String {
        var bytes: [UInt8] = []
        Array(text.utf8).withUnsafeBufferPointer { JSONWriter.appendCompacted($0, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func everyScalarComesBackAsItWas() throws {
        for value in UInt32(0)...0x10FFFF where value < 0x3000 || value % 13 == 0 || value >> 8 == 0xE00 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a\(scalar)b"
            let read = try JSONParser.parse(written(text)).string
            #expect(read?.unicodeScalars.elementsEqual(text.unicodeScalars) == true, "U+\(String(value, radix: 16))")
        }
    }

    @Test(arguments: [
        0x00...0x1F, 0x7F...0x9F, 0x61C...0x61C, 0x200B...0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F,
        0xFEFF...0xFEFF, 0xE0000...0xE007F,
    ])
    func whatCouldHarmATerminalIsWrittenInASCII(range: ClosedRange<Int>) throws {
        for value in range {
            let scalar = try #require(Unicode.Scalar(UInt32(value)))
            #expect(written(String(scalar)).allSatisfy { (0x20..<0x7F).contains($0) }, "U+\(String(value, radix: 16))")
        }
    }

    @Test(arguments: ["Zoë", "山田 太郎", "أحمد", "👩‍👩‍👧", "क्\u{200D}ष", "e\u{301}"])
    func whatPeopleWriteStaysReadable(text: String) {
        #expect(written(text) == Array("\"\(text)\"".utf8))
    }

    @Test(arguments: [
        (#" { "a" : [ 1.10 , -0 , 1E5 ] , "b":"x \" y" }"#, #"{"a":[1.10,-0,1E5],"b":"x \" y"}"#),
        (#"["\/","\u0041","\ud800","\\"]"#, #"["\/","\u0041","\ud800","\\"]"#),
        ("[\"a\u{202E}b\", \"\u{7F}\"]\n", #"["a\u202eb","\u007f"]"#), (#"{"a":{}, "b":[ ]}"#, #"{"a":{},"b":[]}"#),
        ("[\"\u{E0041}\"]", #"["\udb40\udc41"]"#),
    ])
    func compactingDropsWhiteSpaceAndNothingElse(json: String, expected: String) throws {
        #expect(compacted(json) == expected)
        #expect(compacted(expected) == expected)
        #expect(try JSONParser.parse(Array(expected.utf8)) == JSONParser.parse(Array(json.utf8)))
    }

    @Test(arguments: [
        "", "\"", "\"\\", "\"a\\\"", "[\"\\", "}{", "\u{1B}[2J", "\"a\nb\"", "\"\\\u{1B}\"",
    ])
    func whatIsNoJSONIsStillOneHarmlessLine(text: String) {
        #expect(compacted(text).utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    }

    @Test func noByteThatIsNotUTF8HidesAControl() {
        for lead in UInt8(0x80)...0xFF {
            var bytes: [UInt8] = []
            [0x22, lead, 0x0A, lead, 0x80, 0x1B, 0x22, lead].withUnsafeBufferPointer {
                JSONWriter.appendCompacted($0, to: &bytes)
            }
            #expect(!bytes.contains { $0 < 0x20 })
        }
    }

    @Test func anObjectHasNullOrNothingForWhatIsMissing() {
        func object(writesNull: Bool) -> String {
            var bytes: [UInt8] = []
            var object = ObjectWriter(writesNull: writesNull)
            object.add("a", nil as String?, to: &bytes)
            object.add("b", nil as Int?, to: &bytes)
            object.add("c", nil as Timestamp?, to: &bytes)
            object.add("d", 4, to: &bytes)
            object.add("e", Timestamp(milliseconds: 0), to: &bytes)
            object.close(&bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(object(writesNull: true) == #"{"a":null,"b":null,"c":null,"d":4,"e":"1970-01-01T00:00:00.000Z"}"#)
        #expect(object(writesNull: false) == #"{"d":4,"e":"1970-01-01T00:00:00.000Z"}"#)
    }

    @Test func anObjectOfNothingIsEmpty() {
        var bytes: [UInt8] = []
        ObjectWriter(writesNull: false).close(&bytes)
        #expect(bytes == Array("{}".utf8))
    }
}
