import Bookings
import Foundation
import Testing

@testable import Storage

@Suite struct OpeningTests {
    @Test func aSecondWriterIsRefusedAndToldWhoWrites() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        let owner = ProcessInfo.processInfo.processIdentifier
        #expect(throws: LogError.locked(path: log.path, owner: owner)) { try log.open() }
        _ = try await store.accept(.sample(1))
        store.close()
        let next = try log.open()
        #expect(next.lastSequence == 1)
        next.close()
    }

    @Test func whatIsNoOrdinaryFileIsRefused() throws {
        let log = try TemporaryLog()
        let elsewhere = log.folder.appending(path: "elsewhere").path
        try FileManager.default.createSymbolicLink(atPath: log.path, withDestinationPath: elsewhere)
        #expect(throws: LogError.notAFile(path: log.path)) { try log.open() }
        #expect(!FileManager.default.fileExists(atPath: elsewhere))
        try FileManager.default.removeItem(atPath: log.path)
        #expect(mkfifo(log.path, 0o600) == 0)
        #expect(throws: LogError.notAFile(path: log.path)) { try log.open() }
        #expect(throws: LogError.notAFile(path: log.path)) { try LogReader(path: log.path) }
        try FileManager.default.removeItem(atPath: log.path)
        try FileManager.default.createDirectory(atPath: log.path, withIntermediateDirectories: false)
        #expect(throws: LogError.notAFile(path: log.path)) { try log.open() }
        #expect(throws: LogError.notAFile(path: log.path)) { try LogReader(path: log.path) }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func aFileOfAnotherUserIsRefused() throws {
        let log = try TemporaryLog()
        try log.write([])
        #expect(chown(log.path, 12_345, 12_345) == 0)
        #expect(throws: LogError.notOurs(path: log.path)) { try log.open() }
    }

    @Test(arguments: ["alias ll='ls -l'\n", "no newline", "{\"v\":1,\"seq\":1}\n{\"v\":1,\"seq\":2", "\u{1F}\u{8B}\n"])
    func aFileThatIsNoLogIsLeftAlone(text: String) throws {
        let log = try TemporaryLog()
        try log.write(Array(text.utf8))
        #expect(throws: LogError.notALog(path: log.path)) { try log.open() }
        #expect(throws: LogError.notALog(path: log.path)) { try RecoveryReport.verify(path: log.path) }
        #expect(throws: LogError.notALog(path: log.path)) { try ReplayFeed(path: log.path) }
        #expect(try log.bytes() == Array(text.utf8))
        #expect(!log.exists(".torn"))
    }

    @Test func everythingIsForThisUserAlone() async throws {
        let log = try TemporaryLog()
        let path = log.folder.appending(path: "state/deep/bookings.jsonl").path
        let store = try BookingStore.open(BookingStore.Configuration(path: path))
        #expect(!store.recovery.wasOpenToOthers)
        store.close()
        #expect(try mode(of: path) == 0o600)
        #expect(try mode(of: path + ".lock") == 0o600)
        #expect(try mode(of: log.folder.appending(path: "state").path) == 0o700)
        #expect(try mode(of: log.folder.appending(path: "state/deep").path) == 0o700)
    }

    @Test func aLogThatOthersCouldReadIsNarrowedAndThatIsSaid() throws {
        let log = try TemporaryLog()
        try log.write(SightingRecord.log([1]))
        #expect(chmod(log.path, 0o644) == 0)
        let store = try log.open()
        defer { store.close() }
        #expect(store.recovery.wasOpenToOthers)
        #expect(try mode(of: log.path) == 0o600)
    }

    @Test func aLinkIsFollowedForReadingOnly() throws {
        let log = try TemporaryLog()
        try log.write(SightingRecord.log([1, 2]))
        let link = log.folder.appending(path: "latest").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: log.path)
        #expect(try RecoveryReport.verify(path: link).records == 2)
    }

    @Test func aMissingLogIsSaidByItsPath() {
        #expect(throws: LogError.system(call: "open", path: "/nowhere/at/all", errno: ENOENT)) {
            try LogReader(path: "/nowhere/at/all")
        }
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
