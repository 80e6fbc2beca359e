import Foundation
import Testing

/// SwiftPM lets a target import what it did not declare, so the graph is guarded here.
@Suite struct ImportRulesTests {
    /// What each room may import besides the standard library's own modules.
    static let rules: [String: Set<String>] = [
        "Assets": ["CAssets"],
        "Bookings": ["CChecksum"],
        // Only to read many rows on all cores.
        "Ledger": ["Bookings", "Dispatch"],
        "Storage": ["Bookings", "Ledger", "CPlatform", "Logging"],
        "Ingest": [
            "Assets", "Bookings", "Ledger", "Storage", "Crypto", "Logging", "Mustache", "NIOCore",
            "NIOPosix",
            "NIOHTTP1",
        ],
        "Subscription": ["Bookings", "Ledger", "NIOCore", "NIOPosix", "NIOHTTP1"],
        "StandIn": ["Assets", "NIOCore", "NIOPosix", "NIOHTTP1"],
        "Screen": [],
        "Theming": ["Assets", "CPlatform", "Screen", "TOMLKit"],
        "Dashboard": ["Bookings", "Ledger", "Screen"],
        "Terminal": ["Screen", "CTerminal"],
        "BookwatchApp": [
            "Bookings", "Ledger", "Storage", "Ingest", "Subscription", "Screen", "Theming", "Dashboard", "Terminal",
            "StandIn", "ArgumentParser", "Crypto", "Logging", "NIOCore", "NIOPosix", "NIOHTTP1", "CPlatform",
            "Dispatch",
        ],
        "bookwatch": ["BookwatchApp"],
    ]

    /// Rooms that touch the operating system may import its C library.
    static let systemRooms: Set<String> = ["Storage", "Ingest", "Subscription", "Terminal", "Theming", "BookwatchApp"]
    static let systemModules: Set<String> = ["Glibc", "Musl", "Darwin"]

    static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test(arguments: rules.keys.sorted())
    func aRoomImportsOnlyWhatTheGraphAllows(room: String) throws {
        var allowed = try #require(Self.rules[room]).union(["Synchronization"])
        if Self.systemRooms.contains(room) { allowed.formUnion(Self.systemModules) }
        let files = try Self.swiftFiles(in: room)
        #expect(!files.isEmpty)
        for file in files {
            for module in try Self.imports(of: file) {
                #expect(allowed.contains(module), "\(file.lastPathComponent) of \(room) may not import \(module)")
            }
        }
    }

    @Test func everyRoomHasARule() throws {
        let rooms = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
            .filter { try !Self.swiftFiles(in: $0).isEmpty }
        #expect(Set(rooms) == Set(Self.rules.keys))
    }

    static func swiftFiles(in room: String) throws -> [URL] {
        let folder = sources.appending(path: room)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return names.filter { $0.hasSuffix(".swift") }.map { folder.appending(path: $0) }
    }

    static func imports(of file: URL) throws -> [String] {
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").drop { ["public", "@testable", "@preconcurrency"].contains($0) }
            guard words.first == "import", let module = words.dropFirst().first else { return nil }
            return String(module)
        }
    }
}
