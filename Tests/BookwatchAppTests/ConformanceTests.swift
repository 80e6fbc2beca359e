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
        let report = server.folder.path("report.json")
        let output = try await Tool.run(
            Self.command,
            [
                "--config-file", Self.folder.appending(path: "schemathesis.toml").path, "run",
                server.url + "/openapi.json", "--no-color", "--report", "json", "--report-json-path", report,
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
}
