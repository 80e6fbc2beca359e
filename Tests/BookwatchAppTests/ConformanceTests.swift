import Foundation
import Testing

/// The real program against its own description: schemathesis makes requests from `/openapi.json`, good and bad ones,
/// and compares the answers with it.
@Suite(.serialized) struct ConformanceTests {
    private static let command = Tool.repository.appending(path: ".build/schemathesis/bin/st").path
    private static let folder = Tool.repository.appending(path: "Tests/BookwatchAppTests/Conformance")
    private static let origin = "https://www.example.com"
    /// The fewest requests of a run that count as a test.
    private static let leastCases = 2_000

    /// What is described before it is there, and so left out.
    private static let arriving: Set<String> = ["/v1/reports", "/v1/funnel", "/v1/incidents"]

    @Test(arguments: ["", "0123456789abcdef0123456789abcdef"])
    func everyAnswerIsAsDescribed(secret: String) async throws {
        try #require(
            FileManager.default.isExecutableFile(atPath: Self.command),
            "schemathesis is missing; .ci/install puts it into .build/schemathesis"
        )
        let webhooks = secret.isEmpty ? "" : "[webhooks]\nsecrets = [\"\(secret)\"]\n"
        let server = try Server(configuration: "origins = [\"\(Self.origin)\"]\n" + webhooks)
        for json in [Samples.pagesEmbed, Samples.calendarEmbed] {
            _ = try await server.request("/v1/confirmations", method: "POST", json: json)
        }
        let description = server.folder.path("openapi.json")
        try await describe(server).write(to: URL(filePath: description))
        let report = server.folder.path("report.json")
        let output = try await Tool.run(
            Self.command,
            [
                "--config-file", Self.folder.appending(path: "schemathesis.toml").path, "run", description,
                "--url", server.url, "--no-color", "--report", "json", "--report-json-path", report,
            ],
            environment: [
                "PYTHONPATH": Self.folder.path, "PYTHONDONTWRITEBYTECODE": "1", "BOOKWATCH_WEBHOOK_SECRET": secret,
            ],
            seconds: 240
        )
        #expect(!output.tookTooLong)
        #expect(output.status == 0, "\(output.text)")
        let bytes = try Data(contentsOf: URL(filePath: report))
        let run = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        let cases = try #require(run["test_cases"] as? [String: Int])
        #expect(try #require(cases["generated"]) >= Self.leastCases)
        #expect(cases["with_failures"] == 0)
        #expect(cases["errored"] == 0)
        let operations = try #require(run["operations"] as? [String: Any])
        #expect(operations["tested"] as? Int == operations["total"] as? Int)
        // It still works after all that.
        #expect(try await server.request("/healthz").0 == 200)
        #expect(try await server.request("/v1/bookings/1").0 == 200)
    }

    /// The description that the server gives, without what is not there yet.
    private func describe(_ server: Server) async throws -> Data {
        let (status, text) = try await server.request("/openapi.json")
        #expect(status == 200)
        var document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        var paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        var missing: Set<String> = []
        for path in paths.keys {
            // No path understands DELETE, so one that is there says so.
            let example = path.replacing(/\{[^}]+\}/, with: "1")
            let (status, _) = try await server.request(example, method: "DELETE")
            guard status != 405 else { continue }
            paths[path] = nil
            missing.insert(path)
        }
        #expect(missing.subtracting(Self.arriving) == [], "described, but not there")
        document["paths"] = paths
        return try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys])
    }
}
