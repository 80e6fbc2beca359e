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

    @Test func aLogThatWasRenamedJustBeforeItIsClosedIsWrittenAnew() throws {
        try FileManager.default.moveItem(atPath: log.path, toPath: log.path + ".1")
        try expectLog([1, 2, 3])
    }

    @Test func aLogThatWasRotatedIsWrittenIntoTheEmptyFile() async throws {
        try FileManager.default.moveItem(atPath: log.path, toPath: log.path + ".1")
        try log.write([])
        #expect(try await store.accept(.sample(4)).sequence == 4)
        try expectLog([1, 2, 3, 4])
    }

    @Test func anotherFileInItsPlaceIsPutAsideAndNotWrittenOver() async throws {
        for aside in [".aside", ".aside2"] {
            try FileManager.default.removeItem(atPath: log.path)
            try log.write(Array("precious".utf8))
            #expect(try await store.accept(.sample(4)).sequence == 4)
            #expect(try log.bytes(of: aside) == Array("precious".utf8))
        }
        try expectLog([1, 2, 3, 4])
    }

    @Test func aFolderInItsPlaceIsPutAside() async throws {
        try FileManager.default.removeItem(atPath: log.path)
        try FileManager.default.createDirectory(atPath: log.path, withIntermediateDirectories: false)
        #expect(try await store.accept(.sample(4)).sequence == 4)
        try expectLog([1, 2, 3, 4])
    }

    private func cut(to length: Int) throws {
        let file = try FileHandle(forUpdating: URL(filePath: log.path))
        try file.truncate(atOffset: UInt64(length))
        try file.close()
    }

    @Test(arguments: [0, 10, 500])
    func aLogThatWasCutIsWrittenAgainFromMemory(length: Int) async throws {
        let identity = store.logIdentity
        let before = try log.bytes()
        try cut(to: length)
        #expect(try await store.accept(.sample(4)).sequence == 4)
        #expect(try log.bytes().starts(with: before))
        #expect(store.lostCount == 0 && store.logIdentity == identity)
        #expect(try await store.accept(.sample(3)).isRepeat)
        try expectLog([1, 2, 3, 4])
    }

    @Test(arguments: [0, 10, 500])
    func aLogThatWasCutWhileItWasWrittenToIsPutInOrder(length: Int) async throws {
        let before = try log.bytes()
        // What was written last stands where the file was cut.
        let last = before[(before.dropLast().lastIndex(of: 0x0A) ?? 0)...].dropFirst()
        try log.writeInPlace(Array(before.prefix(length) + last))
        #expect(try await store.accept(.sample(4)).sequence == 4)
        #expect(try log.bytes().starts(with: before))
        #expect(store.lostCount == 0)
        try expectLog([1, 2, 3, 4])
    }

    @Test func aCutIsNoticedWithoutABooking() async throws {
        let before = try log.bytes()
        try cut(to: 0)
        #expect(try await log.eventually { try log.bytes() == before })
        try expectLog([1, 2, 3])
    }

    @Test func whatStoodInTheLogBeforeItWasOpenedIsWrittenAgainToo() async throws {
        store.close()
        let before = try log.bytes()
        let again = try log.open()
        defer { again.close() }
        // The copy is made by and by.
        #expect(try await log.eventually { again.isCopied })
        try cut(to: 100)
        #expect(try await again.accept(.sample(4)).sequence == 4)
        #expect(again.lostCount == 0)
        #expect(try log.bytes().starts(with: before))
    }

    @Test func textOfAnotherInPlaceOfOursIsKeptAndOursIsWrittenBehindIt() async throws {
        let first = try log.bytes().prefix { $0 != 0x0A }.count + 1
        try log.writeInPlace(Array(try log.bytes().prefix(first + 20)) + Array("# noise".utf8))
        #expect(try await store.accept(.sample(4)).sequence == 4)
        #expect(store.lostCount == 0)
        let logged = try store.lines(after: 0, maximumBytes: .max).lines
        #expect(try logged.map { try SightingRecord.decode(Array($0.bytes)).record.sequence } == [1, 2, 3, 4])
        store.close()
        let report = try RecoveryReport.verify(path: log.path)
        #expect(report.records == 4 && report.badLines.map(\.place.line) == [2])
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
        #expect(report.badLines.map(\.place.line) == [4])
    }
}
