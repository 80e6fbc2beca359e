import Foundation
import Testing

/// `bookwatch sources`, as it is used.
@Suite struct SourcesCommandTests {
    private static let sources = [
        "BOOKWATCH_SOURCES": """
        pricing-page.label=Pricing & "more"
        pricing-page.event_type=Product demo
        pricing-page.token=abcdefghijklmnop0123
        blog.origins=https://blog.example.com
        """
    ]

    private func run(_ arguments: [String], _ more: [String: String] = [:]) throws -> Executable.Output {
        try Executable.run(["sources"] + arguments, environment: Self.sources.merging(more) { $1 })
    }

    @Test func theListNamesEachSourceButNoToken() throws {
        let output = try run([])
        #expect(output.status == 0)
        let lines = output.standardOutput.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].hasPrefix("blog ") && lines[1].contains("https://blog.example.com"))
        #expect(lines[2].contains("Product demo") && lines[2].contains("  yes  "))
        #expect(!output.standardOutput.contains("abcdefghijklmnop0123"))
    }

    @Test func whatIsToBeCopiedStandsAloneOnItsLine() throws {
        let output = try run(["pricing-page"], ["BOOKWATCH_PUBLIC_URL": "https://bookings.example.com/"])
        let lines = output.standardOutput.split(separator: "\n")
        #expect(lines.contains("https://bookings.example.com/confirm/pricing-page/abcdefghijklmnop0123"))
        #expect(lines.contains("https://bookings.example.com/v1/webhooks/oncehub"))
        let tag = """
            <script src="https://bookings.example.com/bookwatch.js" data-source="pricing-page" \
            data-token="abcdefghijklmnop0123" async></script>
            """
        #expect(lines.contains(Substring(tag)))
    }

    @Test func whatCannotWorkIsSaidOnTheStandardError() throws {
        let local = try run(["pricing-page"]).standardError
        #expect(local.contains("no public_url is set") && local.contains("no origins are set"))
        let plain = try run(["blog"], ["BOOKWATCH_PUBLIC_URL": "http://bookings.example.com"]).standardError
        #expect(plain.contains("not https") && !plain.contains("no origins are set") && plain.contains("no token"))
    }

    @Test func jsonHoldsTheSame() throws {
        let output = try run(["--format", "json"], ["BOOKWATCH_PUBLIC_URL": "https://bookings.example.com"])
        #expect(output.standardError.isEmpty)
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(output.standardOutput.utf8)) as? [[String: Any]]
        )
        #expect(list.map { $0["name"] as? String } == ["blog", "pricing-page"])
        #expect(list[0]["redirect_url"] as? String == "https://bookings.example.com/confirm/blog")
        #expect(list[1]["label"] as? String == "Pricing & \"more\"")
    }

    @Test func aNameThatIsNotThereIsAnError() throws {
        let output = try run(["pricing-pag"])
        #expect(output.status == 1)
        #expect(output.standardError.contains("did you mean “pricing-page”?"))
    }

    @Test func newPrintsASourceThatCanBeAppended() throws {
        let folder = try TemporaryFolder()
        let first = try Executable.run(["sources", "new", "my.site"]).standardOutput
        let second = try Executable.run(["sources", "new", "shop"]).standardOutput
        let path = folder.path("c.toml")
        try ("theme = \"light\"\n" + first + second).write(toFile: path, atomically: true, encoding: .utf8)
        let output = try Executable.run(["sources", "--all", "--config", path])
        #expect(output.status == 0)
        #expect(output.standardOutput.contains(/\/confirm\/my\.site\/[a-z2-7]{32}\n/))
        #expect(output.standardOutput.contains(/\/confirm\/shop\/[a-z2-7]{32}\n/))
        #expect(try Executable.run(["sources", "new", "a/b"]).status == 1)
        // A second time it would make the file wrong.
        let again = try Executable.run(["sources", "new", "shop", "--config", path])
        #expect(again.status == 1 && again.standardOutput.isEmpty)
        #expect(again.standardError.contains("source “shop” is there already"))
    }

    @Test func everyAttributeStandsApartFromItsMeaning() throws {
        let lines = try run(["blog"]).standardOutput.split(separator: "\n").filter { $0.hasPrefix("  data-") }
        #expect(lines.count == 7)
        let columns = lines.compactMap { $0.firstRange(of: /[^ ] {2,}/)?.upperBound.utf16Offset(in: $0) }
        #expect(columns.count == lines.count && Set(columns).count == 1, "\(lines)")
    }

    @Test func theRedirectOfASourceIsAcceptedByTheEndpoint() async throws {
        let server = try Server(configuration: "[sources.web]\ntoken = \"abcdefghijklmnop0123\"\n")
        let query = Samples.calendarRedirect.drop { $0 != "?" }
        let output = try Executable.run(["sources", "web", "--config", server.folder.path("config.toml")])
        let line = try #require(output.standardOutput.split(separator: "\n").first { $0.contains("/confirm/") })
        let path = line.dropFirst("http://127.0.0.1:8787".count)
        #expect(try await server.request(String(path) + query).0 == 200)
        #expect(try await server.request("/confirm/web" + query).0 == 403)
        #expect(try server.records().count == 1)
    }
}
