import Bookings
import Foundation
import Ledger
import Testing

@testable import Storage

/// Somebody else's hands on the log while it is open.
@Suite struct ReplacedLogTests {
    private let log: TemporaryLog
    private let store: BookingStore

    init() async throws {
        log = try TemporaryLog()
        store = try log.open()
        for number in 1...3 { _ = try await store.accept(.sample(number)) }
    }

    private func expectLog(_ sequences: [UInt64], sourceLocation: SourceLocation = #_sourceLocation) throws {
        let logged = try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence)
        #expect(logged == sequences, sourceLocation: sourceLocation)
        store.close()
        let report = try RecoveryReport.verify(path: log.path)
        #expect(report.records == sequences.count, sourceLocation: sourceLocation)
        #expect(report.badLineCount == 0 && report.changedCount == 0, sourceLocation: sourceLocation)
        #expect(!log.exists(".new"), sourceLocation: sourceLocation)
    }

    @Test func aLogThatWasRemovedIsWrittenAnew() async throws {
        try FileManager.default.removeItem(atPath: log.path)
        #expect(try await store.accept(.sample(4)).sequence == 4)
        try expectLog([1, 2, 3, 4])
    }

    @Test func aLogWhoseFolderWasRemovedIsWrittenAnew() async throws {
        try FileManager.default.removeItem(at: log.folder)
        #expect(try await store.accept(.sample(4)).sequence == 4)
        try expectLog([1, 2, 3, 4])
    }

    @Test func aLogThatWasRenamedIsWrittenAnewAndTheOldOneIsLeft() async throws {
        let old = log.path + ".1"
        try FileManager.default.moveItem(atPath: log.path, toPath: old)
        #expect(try await store.accept(.sample(4)).sequence == 4)
        try expectLog([1, 2, 3, 4])
        #expect(try RecoveryReport.verify(path: old).records == 3)
    }

    @Test func aLogThatWasRotatedIsWrittenIntoTheEmptyFile() async throws {
        try FileManager.default.moveItem(atPath: log.path, toPath: log.path + ".1")
        try log.write([])
        #expect(try await store.accept(.sample(4)).sequence == 4)
        try expectLog([1, 2, 3, 4])
    }

    @Test func anotherFileInItsPlaceIsNotWrittenOver() async throws {
        try FileManager.default.removeItem(atPath: log.path)
        try log.write(Array("precious".utf8))
        await #expect(throws: StoreError.unavailable(call: "open", errno: EEXIST)) {
            try await store.accept(.sample(4))
        }
        #expect(store.health == .failing(call: "open", errno: EEXIST))
        #expect(try log.bytes() == Array("precious".utf8))
        try FileManager.default.removeItem(atPath: log.path)
        #expect(try await store.accept(.sample(4)).sequence == 4)
        try expectLog([1, 2, 3, 4])
    }

    @Test(arguments: [0, 10, 500])
    func aLogThatWasCutGoesOnAndSaysWhatIsLost(length: Int) async throws {
        let kept = try log.bytes()[..<length].count { $0 == 0x0A }
        let identity = store.logIdentity
        let file = try FileHandle(forUpdating: URL(filePath: log.path))
        try file.truncate(atOffset: UInt64(length))
        try file.close()
        #expect(try await store.accept(.sample(4)).sequence == 4)
        #expect(store.lostCount == 3 - kept)
        #expect(store.withLedger { $0.count } == 4)
        #expect((store.logIdentity == identity) == (kept > 0))
        let lost = try await store.accept(.sample(3))
        #expect(lost == Receipt(sequence: 5, id: "BKNG-3", isRepeat: false), "it is not in the log any more")
        let logged = try store.lines(after: 0, maximumBytes: .max).lines.map(\.sequence)
        #expect(logged == Array(1...3).prefix(kept) + [4, 5])
        store.close()
        let again = try log.open()
        defer { again.close() }
        #expect(again.lastSequence == 5)
        #expect(again.recovery.records == kept + 2)
    }

    @Test func whatAnotherProgramAppendsIsLeftOnItsOwnLine() async throws {
        let file = try FileHandle(forUpdating: URL(filePath: log.path))
        try file.seekToEnd()
        try file.write(contentsOf: Data("# a note".utf8))
        try file.close()
        #expect(try await store.accept(.sample(4)).sequence == 4)
        store.close()
        let report = try RecoveryReport.verify(path: log.path)
        #expect(report.records == 4)
        #expect(report.badLines.map(\.number) == [4])
    }
}
