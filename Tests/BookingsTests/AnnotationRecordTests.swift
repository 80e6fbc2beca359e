import Testing

@testable import Bookings

@Suite struct AnnotationRecordTests {
    private let record = AnnotationRecord(
        sequence: 43,
        receivedAt: Timestamp(milliseconds: 1_770_109_965_120),
        annotation: Annotation(of: 42, isMarked: true, remark: "call “back”\u{1B}\n")
    )

    private func line(_ record: AnnotationRecord) -> [UInt8] {
        var bytes: [UInt8] = []
        LogRecord.annotation(record).encode(into: &bytes)
        return bytes
    }

    @Test func aLineIsReadBackAsItWasWritten() throws {
        let line = line(record)
        let text = String(decoding: line, as: UTF8.self)
        let beginning = #"{"v":1,"seq":43,"received_at":"2026-02-03T09:12:45.120Z","event":"booking.annotated","#
        #expect(text.hasPrefix(beginning + #""of":42,"marked":true,"remark":"call “back”\u001b\n","crc32c":""#))
        let decoded = try DecodedLine(line)
        #expect(decoded.record == .annotation(record) && decoded.checksum == .good)
    }

    @Test(arguments: [
        Annotation(of: 1, isMarked: false), Annotation(of: 1, remark: ""), Annotation(of: 1, remark: "山田"),
    ])
    func whatIsLeftAsItWasIsLeftOut(annotation: Annotation) throws {
        let record = AnnotationRecord(sequence: 2, receivedAt: record.receivedAt, annotation: annotation)
        #expect(try DecodedLine(line(record)).record == .annotation(record))
    }

    @Test func aChangedLineIsNoticed() throws {
        var line = line(record)
        let place = try #require(line.firstIndex(of: UInt8(ascii: "4")))
        line[place] = UInt8(ascii: "5")
        #expect(try DecodedLine(line).checksum == .bad)
    }

    @Test(arguments: [#""of":0,"marked":true"#, #""marked":true"#, #""of":"x""#])
    func anAnnotationOfNothingIsNoRecord(members: String) {
        let line = #"{"v":1,"seq":2,"received_at":"2026-02-03T09:12:45Z","event":"booking.annotated",\#(members)}"#
        #expect(throws: RecordError.notARecord(key: "of")) { try DecodedLine(Array(line.utf8)) }
    }

    @Test func theLineOfAnAnnotationIsNoSighting() {
        #expect(throws: RecordError.notARecord(key: "booking")) { try SightingRecord.decode(line(record)) }
    }

    @Test(arguments: [(143, 142), (43, 42), (3, 2), (1, 0)] as [(UInt64, UInt64)])
    func whatItIsOfKeepsItsDistanceInAnotherNumbering(sequence: UInt64, of: UInt64) {
        guard case .annotation(let moved) = LogRecord.annotation(record).numbered(sequence) else {
            Issue.record("it is still an annotation")
            return
        }
        #expect(moved.sequence == sequence && moved.annotation.of == of)
    }

    @Test func theRequestIsTheMembersAlone() {
        let json = Annotation(of: 42, remark: "x").json
        #expect(String(decoding: json, as: UTF8.self) == #"{"of":42,"remark":"x"}"#)
    }
}
