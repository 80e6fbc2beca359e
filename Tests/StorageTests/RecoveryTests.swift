import Bookings
import Foundation
import Ledger
import Testing

@testable import Storage

@Suite struct RecoveryTests {
    private static let whole = SightingRecord.log(Array(1...6))

    /// The records that end before a cut; the last also where the cut took only its newline.
    private static func kept(at cut: Int) -> Int {
        whole[..<cut].count { $0 == 0x0A } + (cut < whole.count && whole[cut] == 0x0A ? 1 : 0)
    }

    @Test func aLogCutAtAnyByteGivesBackEveryWholeRecord() async throws {
        let log = try TemporaryLog()
        for cut in 0...Self.whole.count {
            try log.write(Array(Self.whole[..<cut]))
            let store = try log.open()
            let kept = Self.kept(at: cut)
            #expect(store.recovery.records == kept, "cut at \(cut)")
            #expect(store.withLedger { $0.count } == kept, "cut at \(cut)")
            let torn = store.recovery.tornOffset ?? cut
            #expect(store.recovery.tornBytes == cut - torn, "cut at \(cut)")
            #expect(try await store.accept(.sample(7)).sequence == UInt64(kept + 1), "cut at \(cut)")
            store.close()
            let bytes = try log.bytes()
            #expect(bytes[..<torn] == Self.whole[..<torn], "cut at \(cut)")
            #expect(try RecoveryReport.verify(path: log.path).isSound, "cut at \(cut)")
            if torn < cut {
                #expect(try log.bytes(of: ".torn") == Self.whole[torn..<cut] + [0x0A], "cut at \(cut)")
                try FileManager.default.removeItem(atPath: log.path + ".torn")
            }
        }
    }

    @Test(arguments: [1, 300, 4_096, 2 << 20])
    func zerosAtTheEndAreMovedAside(count: Int) async throws {
        let log = try TemporaryLog()
        try log.write(Self.whole + [UInt8](repeating: 0, count: count))
        let store = try log.open()
        #expect(store.recovery.records == 6)
        #expect(store.recovery.tornMovedTo == log.path + ".torn")
        #expect(try await store.accept(.sample(7)).sequence == 7)
        store.close()
        #expect(try log.bytes().starts(with: Self.whole))
        #expect(try log.bytes(of: ".torn").count == count + 1)
    }

    @Test func aZeroedSectorCostsOnlyTheRecordsInIt() throws {
        let log = try TemporaryLog()
        let whole = SightingRecord.log(Array(1...40))
        for start in stride(from: 0, to: whole.count - 512, by: 512) {
            var bytes = whole
            bytes.replaceSubrange(start..<start + 512, with: repeatElement(0, count: 512))
            try log.write(bytes)
            let firstHit = whole[..<start].count { $0 == 0x0A }
            let lastHit = whole[..<(start + 512)].count { $0 == 0x0A }
            let report = try RecoveryReport.verify(path: log.path)
            #expect(report.records == 40 - (lastHit - firstHit + 1), "sector at \(start)")
            #expect(report.badLineCount == 1 && !report.isSound, "sector at \(start)")
        }
    }

    @Test func everyFlippedBitOfARecordIsNoticedAndCostsNoOther() throws {
        let log = try TemporaryLog()
        let lines = SightingRecord.log([1, 2, 3]).split(separator: 0x0A, omittingEmptySubsequences: false)
        for index in lines[1].indices {
            for bit in 0..<8 {
                var bytes = SightingRecord.log([1, 2, 3])
                bytes[index] ^= 1 << bit
                // Hexadecimal digits of the checksum mean the same in either case.
                if bit == 5, index >= lines[1].endIndex - 10, index < lines[1].endIndex - 2 { continue }
                try log.write(bytes)
                let report = try RecoveryReport.verify(path: log.path)
                #expect(!report.isSound, "bit \(bit) of byte \(index)")
                #expect(report.records >= 2, "bit \(bit) of byte \(index)")
            }
        }
    }

    @Test func aLineTooLongForAnyRecordIsPassedOverInBoundedMemory() throws {
        let log = try TemporaryLog()
        let long = [UInt8](repeating: 0x78, count: 2 << 20) + [0x0A]
        try log.write(SightingRecord.log([1, 2]) + long + SightingRecord.log([4]) + Array(long.dropLast()))
        let store = try log.open()
        defer { store.close() }
        #expect(store.recovery.records == 3)
        #expect(store.recovery.badLines.map(\.place.line) == [3])
        #expect(store.recovery.badLines.map(\.reason) == ["longer than any record"])
        #expect(store.recovery.tornBytes == 2 << 20)
        #expect(try store.lines(after: 2, maximumBytes: .max).lines.map(\.sequence) == [4])
        #expect(try log.bytes() == SightingRecord.log([1, 2]) + long + SightingRecord.log([4]))
    }

    @Test func numbersThatComeTwiceOrFallAreReplacedByTheNextEveryTime() async throws {
        let log = try TemporaryLog()
        try log.write(SightingRecord.log([1, 2, 2, 5, 3, 1 << 60, 7]))
        for expected in [[1, 2, 3, 5, 6, 7, 8], [1, 2, 3, 5, 6, 7, 8, 9]] as [[UInt64]] {
            let store = try log.open()
            let lines = try store.lines(after: 0, maximumBytes: .max).lines
            #expect(lines.map(\.sequence) == expected)
            #expect(try lines.map { try SightingRecord.decode(Array($0.bytes)).record.sequence } == expected)
            #expect(store.recovery.disorderCount == 4)
            #expect(store.recovery.gapCount == 1)
            #expect(store.withLedger { $0.sightingCount } == expected.count)
            #expect(try await store.accept(.sample(100)).sequence == 9)
            store.close()
        }
    }

    @Test func warningsAreBounded() throws {
        let log = try TemporaryLog()
        try log.write(SightingRecord.log([1]) + Array(repeating: Array("noise\n".utf8), count: 1_000).joined())
        let report = try RecoveryReport.verify(path: log.path)
        #expect(report.badLineCount == 1_000)
        #expect(report.badLines.map(\.place.line) == Array(2...21))
    }
}
