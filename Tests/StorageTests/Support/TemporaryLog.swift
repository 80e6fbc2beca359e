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

    func open(
        calls: SystemCalls = .real,
        policy: LogPolicy = LogPolicy(),
        renewalThreshold: Int? = nil,
        now: (@Sendable () -> Int64)? = nil
    ) throws -> BookingStore {
        var configuration = BookingStore.Configuration(path: path, policy: policy)
        configuration.calls = calls
        if let renewalThreshold { configuration.renewalThreshold = renewalThreshold }
        if let now { configuration.now = now }
        return try BookingStore.open(configuration)
    }

    /// The names of the files in its folder, sorted; without the lock, and the funnel.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { !$0.hasSuffix(".lock") && $0 != "funnel.jsonl" }.sorted()
    }

    /// Waits until something holds, for a generous while.
    func eventually(_ holds: () throws -> Bool) async throws -> Bool {
        for _ in 0..<2_000 {
            if try holds() { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    func bytes(of suffix: String = "") throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: path + suffix)))
    }

    func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// As an editor that writes to the file itself.
    func writeInPlace(_ bytes: [UInt8]) throws {
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }

    func exists(_ suffix: String) -> Bool {
        FileManager.default.fileExists(atPath: path + suffix)
    }

    func lines() throws -> [[UInt8]] {
        try bytes().split(separator: 0x0A).map { Array($0) }
    }
}
