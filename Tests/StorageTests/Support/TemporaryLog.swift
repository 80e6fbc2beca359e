import Foundation

@testable import Storage

/// A log in a folder of its own, which goes away with it.
final class TemporaryLog: Sendable {
    let folder: URL
    let path: String

    /// In memory where the system has a place for that, as these tests force a great deal to the disk.
    init() throws {
        let memory = URL(filePath: "/dev/shm", directoryHint: .isDirectory)
        let isThere = FileManager.default.isWritableFile(atPath: memory.path)
        let parent = isThere ? memory : FileManager.default.temporaryDirectory
        folder = parent.appending(path: "bookwatch-storage-\(UUID().uuidString)", directoryHint: .isDirectory)
        path = folder.appending(path: "bookings.jsonl").path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func open(calls: SystemCalls = .real) throws -> BookingStore {
        var configuration = BookingStore.Configuration(path: path)
        configuration.calls = calls
        return try BookingStore.open(configuration)
    }

    func bytes(of suffix: String = "") throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: path + suffix)))
    }

    func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    func exists(_ suffix: String) -> Bool {
        FileManager.default.fileExists(atPath: path + suffix)
    }

    func lines() throws -> [[UInt8]] {
        try bytes().split(separator: 0x0A).map { Array($0) }
    }
}
