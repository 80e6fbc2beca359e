import Bookings
import Foundation
import Testing

@testable import Storage

/// Logs from strangers, each with what is expected of it.
@Suite struct HostileLogTests {
    struct Expectation: Decodable {
        var name: String
        var result: String
        var records: Count
        var badLines: [Int]
        var tornTail: Bool
        var appendThen: UInt64?

        enum CodingKeys: String, CodingKey {
            case name, result, records
            case badLines = "bad_lines"
            case tornTail = "torn_tail"
            case appendThen = "append_then"
        }
    }

    /// `5`, or `"2..3"` where a choice is left.
    struct Count: Decodable {
        var range: ClosedRange<Int>

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                range = number...number
            } else {
                let ends = try container.decode(String.self).split(separator: ".").compactMap { Int($0) }
                range = (ends.first ?? 0)...(ends.last ?? 0)
            }
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".jsonl") }.map { String($0.dropLast(6)) }.sorted()
    }()

    @Test func theCorpusIsThere() {
        #expect(Self.names.count == 33)
    }

    @Test(arguments: names)
    func aStrangersLogIsReadAsExpected(name: String) async throws {
        let expected = try JSONDecoder().decode(
            Expectation.self,
            from: Data(contentsOf: Self.folder.appending(path: name + ".expect.json"))
        )
        let bytes = try [UInt8](Data(contentsOf: Self.folder.appending(path: name + ".jsonl")))
        let log = try TemporaryLog()
        try log.write(bytes)
        if expected.result.hasSuffix("error"), (try? RecoveryReport.verify(path: log.path)) == nil {
            let error = name == "gzip" ? LogError.compressed(path: log.path) : .notALog(path: log.path)
            #expect(throws: error) { try RecoveryReport.verify(path: log.path) }
            #expect(throws: error) { try log.open() }
            #expect(try log.bytes() == bytes)
            return
        }
        #expect(expected.result.hasPrefix("ok"))
        let report = try RecoveryReport.verify(path: log.path)
        #expect(try log.bytes() == bytes, "reading never writes")
        check(report, expected)
        #expect(report.tornMovedTo == nil)

        let store = try log.open()
        check(store.recovery, expected)
        let last = store.lastSequence
        let sequence = try await store.accept(.sample(1_000)).sequence
        #expect(sequence == expected.appendThen ?? last + 1)
        store.close()
        let again = try log.open()
        defer { again.close() }
        #expect(again.lastSequence == sequence)
        #expect(again.recovery.records == report.records + 1)
        #expect(try log.bytes().starts(with: bytes[..<(report.tornOffset ?? bytes.count)]))
    }

    private func check(_ report: RecoveryReport, _ expected: Expectation) {
        #expect(expected.records.range.contains(report.records))
        #expect((report.tornBytes > 0 || report.lacksLastNewline) == expected.tornTail)
        let bad = report.badLines.map(\.place.line)
        #expect(Set(expected.badLines).isSubset(of: bad))
        // Where a choice is left, what is not read is reported.
        let choice = expected.records.range.upperBound - report.records
        #expect(bad.count <= expected.badLines.count + choice || expected.result != "ok")
    }
}
