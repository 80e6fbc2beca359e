import Bookings
import Foundation
import Testing

@testable import Storage

/// A repair makes a sound copy and leaves the log alone.
@Suite struct RepairTests {
    @Test(arguments: HostileLogTests.names)
    func aStrangersLogHasASoundCopy(name: String) throws {
        let folder = HostileLogTests.folder
        let expected = try JSONDecoder().decode(
            HostileLogTests.Expectation.self,
            from: Data(contentsOf: folder.appending(path: name + ".expect.json"))
        )
        let bytes = try [UInt8](Data(contentsOf: folder.appending(path: name + ".jsonl")))
        let log = try TemporaryLog()
        try log.write(bytes)
        guard let before = try? RecoveryReport.verify(path: log.path) else {
            #expect(expected.result.hasSuffix("error"))
            let error = name == "gzip" ? LogError.compressed(path: log.path) : .notALog(path: log.path)
            #expect(throws: error) { try LogRepair(of: log.path, to: log.path + ".copy") }
            #expect(!log.exists(".copy"))
            return
        }
        let repair = try LogRepair(of: log.path, to: log.path + ".copy")
        #expect(try log.bytes() == bytes)
        let copy = try RecoveryReport.verify(path: log.path + ".copy")
        #expect(copy.isSound)
        #expect(copy.records == repair.records)
        #expect(copy.records + repair.orphanCount == before.records)
        #expect(expected.records.range.contains(copy.records))
        if before.isSound, !before.lacksLastNewline, before.records > 0 { #expect(repair.renumberedCount == 0) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: log.folder.path).count == 2, "no draft stays")
    }

    @Test func aFileThatIsThereIsNeverReplaced() throws {
        let log = try TemporaryLog()
        try log.write([])
        #expect(throws: LogError.system(call: "link", path: log.path, errno: EEXIST)) {
            try LogRepair(of: log.path, to: log.path)
        }
    }

    @Test func anAnnotationFollowsItsRecordOrStaysOut() throws {
        let log = try TemporaryLog()
        var bytes = sighting(3) + sighting(7)
        bytes += annotation(8, of: 7) + Array("not a record\n".utf8) + annotation(9, of: 4)
        try log.write(bytes)
        let repair = try LogRepair(of: log.path, to: log.path + ".copy")
        #expect(repair.records == 3)
        #expect(repair.orphanLines == [5])
        #expect(try log.bytes(of: ".copy") == sighting(3) + sighting(4) + annotation(5, of: 4))
        #expect(try RecoveryReport.verify(path: log.path + ".copy").isSound)
    }

    @Test func aRecordThatDisagreesWithItsChecksumIsKeptAndCounted() throws {
        let log = try TemporaryLog()
        var changed = sighting(2)
        let place = try #require(changed.firstIndex(of: UInt8(ascii: "B")))
        changed[place] = UInt8(ascii: "C")
        try log.write(sighting(1) + changed)
        let repair = try LogRepair(of: log.path, to: log.path + ".copy")
        #expect((repair.records, repair.resealedCount, repair.renumberedCount) == (2, 1, 0))
        #expect(try log.bytes(of: ".copy").starts(with: sighting(1)), "a good record stays byte for byte")
        #expect(try RecoveryReport.verify(path: log.path + ".copy").isSound)
    }

    @Test func theCopyIsForItsOwnerAlone() throws {
        let log = try TemporaryLog()
        try log.write(sighting(1))
        _ = try LogRepair(of: log.path, to: log.path + ".copy")
        var status = stat()
        #expect(stat(log.path + ".copy", &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    private func sighting(_ sequence: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var sighting = Sighting.sample(1)
        sighting.booking.name = "Bea"
        SightingRecord(sequence: sequence, sighting: sighting).encode(into: &bytes)
        return bytes + [0x0A]
    }

    private func annotation(_ sequence: UInt64, of: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        var annotation = Annotation(of: of)
        annotation.isMarked = true
        let record = AnnotationRecord(
            sequence: sequence,
            receivedAt: Timestamp(milliseconds: 1_000),
            annotation: annotation
        )
        LogRecord.annotation(record).encode(into: &bytes)
        return bytes + [0x0A]
    }
}
