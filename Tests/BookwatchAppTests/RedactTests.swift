import Foundation
import Testing

/// `bookwatch redact`: what is handed on.
@Suite struct RedactTests {
    /// Real traffic of all channels, as the endpoint logs it.
    private func logged() async throws -> Server {
        let server = try Server()
        for trio in [Samples.calendarTrio, Samples.pagesTrio] {
            _ = try await server.request(trio.redirect)
            for body in [trio.embed, trio.webhook] {
                let path = body.contains("\"object\":\"event\"") ? "/v1/webhooks/oncehub" : "/v1/confirmations"
                #expect(try await server.request(path, method: "POST", json: body).0 == 202)
            }
        }
        let remark = #"{"of":1,"marked":true,"remark":"Mark Osei calls back"}"#
        #expect(try await server.request("/v1/annotations", method: "POST", json: remark).0 == 202)
        server.end(SIGTERM)
        return server
    }

    @Test func nothingPersonalIsLeftAndTheReplayIsTheSame() async throws {
        let server = try await logged()
        let target = server.folder.path("redacted.jsonl")
        let output = try Executable.run(["redact", server.log, "-o", target])
        #expect(output.status == 0 && output.standardError.contains("7 records written, 2 people"), "\(output)")
        let text = try String(contentsOfFile: target, encoding: .utf8)
        for value in ["Osei", "osei", "Harriet", "harriet", "mark@", "mark%40", "BKNG-EMBED", "XGYNZ", "calls back"] {
            #expect(!text.contains(value), "\(value)")
        }
        #expect(try Executable.run(["verify", target]).status == 0)
        let mode = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let counts = try [server.log, target].map { path in
            try Executable.run(["replay", "--max", "--headless", path]).standardOutput.split(separator: "\n")
                .filter { !$0.hasPrefix("sha256") }
        }
        #expect(counts[0] == counts[1] && counts[0].count > 5)
    }

    @Test func aPipeIsReadLikeAFileAndASeedMakesTheSame() async throws {
        let server = try await logged()
        let text = try String(contentsOfFile: server.log, encoding: .utf8)
        let file = try Executable.run(["redact", server.log, "--seed", "s", "--quiet"])
        let pipe = try Executable.run(["redact", "-", "--seed", "s"], input: text)
        #expect(file.standardOutput == pipe.standardOutput && file.standardError.isEmpty)
        #expect(try Executable.run(["redact", server.log]).standardOutput != file.standardOutput)
    }

    @Test func nothingIsWrittenOverAndBrokenLinesAreToldOf() async throws {
        let server = try await logged()
        let before = try Data(contentsOf: URL(filePath: server.log))
        let refused = try Executable.run(["redact", server.log, "-o", server.log])
        #expect(refused.status == 1 && refused.standardError.contains("is there already"))
        #expect(try Data(contentsOf: URL(filePath: server.log)) == before)
        let text = String(decoding: before, as: UTF8.self)
        let lines = text.split(separator: "\n")
        let broken = ([lines[0], "Mark Osei"] + lines.dropFirst(2)).joined(separator: "\n") + "\n"
        let target = server.folder.path("clean.jsonl")
        let output = try Executable.run(["redact", "-", "-o", target], input: broken)
        #expect(output.standardError.contains("1 line left out"), "\(output.standardError)")
        #expect(try Executable.run(["verify", target]).status == 0, "numbered anew")
    }
}
