import Foundation
import Testing

/// Commands that run to their end.
@Suite struct CommandTests {
    @Test func decodePrintsTheEighteenKeys() throws {
        let output = try Executable.run(["decode", "https://thanks.example.com" + Samples.calendarRedirect])
        #expect(output.status == 0)
        let json = try JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8)) as? [String: Any]
        #expect(json?.count == 18)
        #expect(json?["name"] as? String == "Marta Quintela")
        #expect(json?["event_type"] is NSNull)
    }

    @Test(arguments: [Samples.pagesEmbed, Samples.calendarEmbed])
    func decodeReadsABodyFromStandardInput(body: String) throws {
        let output = try Executable.run(["decode"], input: body)
        #expect(output.status == 0)
        let json = try JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8)) as? [String: Any]
        #expect(json?.count == 18)
    }

    @Test(arguments: ["https://example.com/?utm_source=mail", "{\"errorStatus\":1,\"bookingInfo\":null}", "[1,", "{}"])
    func decodeSaysWhyAPayloadIsNoBooking(input: String) throws {
        let output = try Executable.run(["decode", input])
        #expect(output.status == 1)
        #expect(output.standardOutput.isEmpty)
        #expect(output.standardError.hasPrefix("bookwatch: "))
    }

    @Test(arguments: ["garbage", "42", "hello = world"])
    func decodeSaysThatATextIsNoPayloadAtAll(input: String) throws {
        let output = try Executable.run(["decode", input])
        #expect(output.status == 1)
        #expect(
            output.standardError.contains("neither a redirect URL, nor its query, nor JSON"),
            "\(output.standardError)"
        )
    }

    @Test func aWrongOptionIsAUsageError() throws {
        #expect(try Executable.run(["serve", "--lisen", "x"]).status == 64)
    }

    @Test func aFaultyConfigurationIsToldWithItsLine() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("config.toml")
        try "theme = \"default\"\nlisten = 8787\n".write(toFile: path, atomically: true, encoding: .utf8)
        let output = try Executable.run(["serve", "--config", path])
        #expect(output.status == 1)
        #expect(output.standardError.contains("config.toml:2"))
    }

    @Test func verifyTellsASoundLogFromAChangedOne() async throws {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        _ = try await server.request(Samples.pagesRedirect)
        server.end(SIGTERM)
        #expect(try Executable.run(["verify", server.log]).status == 0)
        let changed = try String(contentsOfFile: server.log, encoding: .utf8).replacing("Marta", with: "Maria")
        let copy = server.folder.path("changed.jsonl")
        try changed.write(toFile: copy, atomically: true, encoding: .utf8)
        let output = try Executable.run(["verify", copy])
        #expect(output.status == 6)
        #expect(output.standardOutput.contains("1 record disagrees with its checksum, in line 1"))
    }

    @Test func replayPrintsTheSameBookingsToAPipe() async throws {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        _ = try await server.request(Samples.pagesRedirect)
        server.end(SIGTERM)
        let output = try Executable.run(["replay", server.log])
        #expect(output.status == 0)
        let lines = output.standardOutput.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains("Marta Quintela") == true)
    }

    @Test func theHelpNamesEveryCommand() throws {
        let help = try Executable.run(["--help"]).standardOutput
        for command in [
            "watch", "serve", "replay", "tail", "decode", "demo", "export", "report", "verify", "repair", "themes",
            "config",
            "sources",
            "paths", "man",
            "completions", "repair", "erase", "redact",
        ] {
            #expect(help.contains("  \(command)"))
        }
    }
}
