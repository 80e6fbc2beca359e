import Foundation
import Testing

@testable import BookwatchApp

/// The three forms of a report, as they are kept in `Snapshots`; `BOOKWATCH_RECORD=1` writes them anew, and fails.
@Suite struct ReportSnapshotTests {
    private func expect(_ text: String, is name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
        let file = folder.appending(path: name)
        let text = text.replacing("bookwatch \(Version.current)", with: "bookwatch VERSION")
        if ProcessInfo.processInfo.environment["BOOKWATCH_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name)")
            return
        }
        let kept = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let changes = lines.difference(from: kept).prefix(20)
        #expect(changes.isEmpty, "\(name) differs")
    }

    @Test func thePageIsAsItWas() throws { try expect(HTMLReport(ReportSamples.subject()).text, is: "report.html") }

    @Test func theMarkdownIsAsItWas() throws {
        try expect(MarkdownReport(ReportSamples.subject()).text, is: "report.md")
    }

    @Test func theJSONIsAsItWas() throws {
        try expect(String(decoding: JSONReport(ReportSamples.subject()).bytes, as: UTF8.self), is: "report.json")
    }

    @Test func aReportOfNothingIsWhole() throws {
        let subject = ReportSamples.subject([])
        #expect(HTMLReport(subject).text.hasSuffix("</html>\n"))
        #expect(MarkdownReport(subject).text.contains("There is none."))
        let json = try JSONSerialization.jsonObject(with: Data(JSONReport(subject).bytes)) as? [String: Any]
        #expect(json?["bookings"] as? Int == 0)
        #expect(json?["received"] is NSNull)
    }

    @Test func theManualExplainsEveryKeyInItsOrder() throws {
        let text = String(decoding: JSONReport(ReportSamples.subject()).bytes, as: UTF8.self)
        let keys = text.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^  "([a-z_]+)":/).map { String($0.1) }
        }
        #expect(keys == JSONReport.keys.flatMap { $0.name.components(separatedBy: ", ") })
    }

    @Test func noCustomerIsInAnyForm() {
        let subject = ReportSamples.subject()
        let json = String(decoding: JSONReport(subject).bytes, as: UTF8.self)
        for text in [HTMLReport(subject).text, MarkdownReport(subject).text, json] {
            #expect(text.contains("Ana Ribeiro"))
            #expect(!text.contains("Customer") && !text.contains("@example.com"))
        }
    }
}
