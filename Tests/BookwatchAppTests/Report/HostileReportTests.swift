import Foundation
import Testing

@testable import BookwatchApp

/// The corpus of hostile texts in every place of the three forms of a report.
@Suite(.serialized) struct HostileReportTests {
    /// Its tags without its texts.
    private static func tags(_ page: String) -> [Substring] { page.matches(of: /<[^>]*>/).map(\.output) }

    @Test func aPageHasTheSameTagsWhateverTheTexts() throws {
        #expect(HostileCorpus.all.count == 274)
        let folder = try TemporaryFolder()
        let harmless = Self.tags(HTMLReport(ReportSamples.subject(everywhere: "a name")).text)
        var all = ""
        for field in HostileCorpus.all {
            let page = HTMLReport(ReportSamples.subject(everywhere: field.wrapped)).text
            #expect(Self.tags(page) == harmless, "\(field.name)")
            #expect(field.stands(in: page), "\(field.name)")
            all += page
        }
        try OutputCheck.expectHarmless(output: all, in: folder)
    }

    @Test func markdownKeepsItsTablesAndGetsNothingElse() throws {
        let folder = try TemporaryFolder()
        let harmless = Self.cells(MarkdownReport(ReportSamples.subject(everywhere: "a name")).text)
        var all = ""
        for field in HostileCorpus.all {
            let text = MarkdownReport(ReportSamples.subject(everywhere: field.wrapped)).text
            #expect(Self.cells(text) == harmless, "\(field.name)")
            #expect(field.stands(in: text), "\(field.name)")
            #expect(!text.contains("<") && !text.contains("](") && !text.contains("://"), "\(field.name)")
            all += text
        }
        try OutputCheck.expectHarmless(output: all, in: folder)
    }

    /// The number of cells of each line.
    private static func cells(_ text: String) -> [Int] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.replacing(/\\./, with: "").count { $0 == "|" }
        }
    }

    @Test func jsonHasTheTextsAsTheyCame() throws {
        let folder = try TemporaryFolder()
        var all = ""
        for field in HostileCorpus.all {
            let subject = ReportSamples.subject(everywhere: field.wrapped)
            let bytes = JSONReport(subject).bytes
            let json = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
            let hosts = (json["hosts"] as? [String: Any])?["values"] as? [[String: Any]]
            #expect(Array((hosts?.first?["value"] as? String ?? "").utf8) == Array(field.wrapped.utf8), "\(field.name)")
            all += String(decoding: bytes, as: UTF8.self)
        }
        try OutputCheck.expectHarmless(output: all, isData: true, in: folder)
    }

    @Test func aBrowserShowsAllOfThemAndRunsAndLoadsNothing() async throws {
        let folder = try TemporaryFolder()
        let records = HostileCorpus.all.flatMap { ReportSamples.booking($0.wrapped, number: $0.number) }
        var subject = ReportSamples.subject(records, limit: 1_000)
        subject.title = "<img src=x onerror=alert(1)>"
        subject.faults = HostileCorpus.all.map(\.wrapped)
        let file = folder.url.appending(path: "report.html")
        try HTMLReport(subject).text.write(to: file, atomically: true, encoding: .utf8)
        let browser = try await Browser()
        try await browser.open(file.absoluteString)
        #expect(try await browser.becomes("document.readyState === 'complete'"))
        #expect(try await browser.text("document.title") == subject.title)
        let foreign =
            "img,script,a,iframe,object,embed,link,base,form,input,template,math,foreignObject,animate,set,use"
        #expect(try await browser.value("document.querySelectorAll('\(foreign)').length") as? Int == 0)
        let attributes = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).map(a => a.name)"
        let names = try await browser.value("[...new Set(\(attributes))].sort()") as? [String] ?? []
        #expect(names.contains("aria-labelledby") && !names.contains { $0.hasPrefix("on") || $0.hasSuffix("href") })
        #expect(try await browser.value("performance.getEntriesByType('resource').length") as? Int == 0)
        // The style holds, so the policy lets it in.
        #expect(try await browser.text("getComputedStyle(document.querySelector('.card')).borderTopStyle") == "solid")
        let texts = "[...document.querySelectorAll('bdi')].map(e => e.textContent)"
        let shown = Set((try await browser.value(texts) as? [String] ?? []).map { Array($0.utf8) })
        let missing = HostileCorpus.all.filter { !shown.contains(Array(ReportText.shown($0.wrapped).utf8)) }
        #expect(missing.map(\.name).isEmpty)
        await browser.quit()
    }
}
