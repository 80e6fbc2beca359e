import Foundation
import Testing

/// `bookwatch erase`, with and without an endpoint.
@Suite(.serialized) struct EraseTests {
    private static let marta = "marta.quintela@example.com"

    /// Whether anything in the folder holds something of Marta, in plain text or percent-encoded.
    private func traces(in folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { name in
            let text = String(
                decoding: (try? Data(contentsOf: folder.url.appending(path: name))) ?? Data(),
                as: UTF8.self
            )
            return ["marta", "BKNG-4T8WQ2ZP61MX"].contains { text.lowercased().contains($0.lowercased()) }
        }
    }

    @Test func anEndpointErasesWhatItHasOnceItIsAsked() async throws {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        _ = try await server.request("/v1/webhooks/oncehub", method: "POST", json: Samples.webhook)
        _ = try await server.request(Samples.pagesRedirect)
        _ = try await server.request(
            "/v1/confirmations",
            method: "POST",
            json: #"{"x":"Marta.Quintela%40example.com"}"#
        )
        let arguments = ["erase", "--email", "MARTA.quintela@example.com", "--socket", server.socket, server.log]
        let refused = try Executable.run(arguments)
        #expect(refused.status == 1 && refused.standardError.contains("--yes"), "\(refused.standardError)")
        let counted = try Executable.run(arguments + ["--dry-run"])
        #expect(counted.standardOutput.contains("1 booking of this person, 2 sightings"), "\(counted.standardOutput)")
        #expect(counted.standardOutput.contains("rejected.jsonl: 1 line"))
        #expect(try !traces(in: server.folder).isEmpty)
        let output = try Executable.run(arguments + ["--yes"])
        #expect(output.status == 0, "\(output.standardError)")
        #expect(output.standardOutput.contains("Erased: 2 records, 1 other line."), "\(output.standardOutput)")
        #expect(output.standardOutput.contains("OnceHub itself"))
        #expect(try traces(in: server.folder).isEmpty)
        #expect(try await server.request("/v1/bookings").1.contains("Marta") == false)
        #expect(try await server.request("/v1/bookings").1.contains("harriet"))
        // It stays so.
        server.end(SIGTERM)
        #expect(try Executable.run(["verify", server.log]).status == 0)
        #expect(try traces(in: server.folder).isEmpty)
    }

    @Test func withoutAnEndpointTheLogIsWrittenByTheCommandItself() async throws {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        _ = try await server.request(Samples.pagesRedirect)
        server.end(SIGTERM)
        let output = try Executable.run(["erase", "--booking", "BKNG-4T8WQ2ZP61MX", "--yes", server.log])
        #expect(output.status == 0 && output.standardOutput.contains("Erased: 1 record."), "\(output)")
        #expect(try traces(in: server.folder).isEmpty)
        let again = try Executable.run(["erase", "--booking", "BKNG-4T8WQ2ZP61MX", "--yes", server.log])
        #expect(again.status == 0 && again.standardOutput.hasPrefix("Nothing of this person"))
        let replay = try Executable.run(["replay", "--headless", server.log])
        #expect(replay.status == 0 && replay.standardOutput.contains("1"))
        try server.start()
        let (_, health) = try await server.request("/healthz")
        #expect(health.contains(#""last_sequence":2,"records":1"#), "\(health)")
    }

    @Test func aWrongAddressIsAUsageError() throws {
        #expect(try Executable.run(["erase"]).status == 64)
        #expect(try Executable.run(["erase", "--email", "nobody"]).status == 64)
        #expect(try Executable.run(["erase", "--email", "a@b.example", "/nowhere/log.jsonl", "--yes"]).status == 1)
    }

    /// The process is killed after a little more time each turn; what is left is the log before, or the log after.
    @Test func aKillLeavesTheLogBeforeOrAfter() async throws {
        let server = try Server()
        for number in 0..<60 {
            let email = number % 3 == 0 ? "marta.quintela%40example.com" : "other\(number)%40example.com"
            let query = "booking_calendar=BKC-1&id=BKNG-K\(number)&name=N&email=\(email)"
            _ = try await server.request("/confirm?\(query)")
        }
        server.end(SIGTERM)
        let original = try Data(contentsOf: URL(filePath: server.log))
        for turn in 0..<12 {
            try original.write(to: URL(filePath: server.log))
            let process = Process()
            process.executableURL = URL(filePath: Executable.path)
            process.arguments = ["erase", "--email", Self.marta, "--yes", "--quiet", server.log]
            process.environment = Executable.environment(folder: server.folder)
            try process.run()
            usleep(UInt32(turn) * 4_000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let count = try Executable.run(["erase", "--email", Self.marta, "--dry-run", server.log]).standardOutput
            #expect(
                count.contains("20 bookings of this person, 20 sightings") || count.hasPrefix("Nothing"),
                "\(count)"
            )
            #expect(try Executable.run(["verify", server.log]).status == 0)
        }
        #expect(try Executable.run(["erase", "--email", Self.marta, "--yes", server.log]).status == 0)
        #expect(try traces(in: server.folder).isEmpty)
        let names = try FileManager.default.contentsOfDirectory(atPath: server.folder.url.path)
        #expect(!names.contains { $0.contains(".erase") }, "\(names)")
    }
}
