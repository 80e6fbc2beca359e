import Foundation
import Testing

@testable import Theming

/// The files of `Fixtures/bad_themes`, each with what must come of it.
@Suite struct BadThemesTests {
    struct Expectation: Decodable {
        var name: String
        var result: String
        var line: Int?
        var words: [String]

        enum CodingKeys: String, CodingKey {
            case name, result, line
            case words = "message_has"
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/bad_themes")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".expect.json") }.map { String($0.dropLast(12)) }.sorted()
    }()

    /// A megabyte each, so they are made here.
    static func bytes(of name: String) throws -> [UInt8] {
        switch name {
        case "100k-keys":
            Array(("[styles]\n" + (0..<100_000).map { "k\($0) = 1\n" }.joined()).utf8)
        case "long-line":
            Array("[styles]\nheader = \"#5f87ff\"\nname = \"\(String(repeating: "A", count: 1_000_000))\"\n".utf8)
        default:
            try [UInt8](Data(contentsOf: folder.appending(path: name + ".toml")))
        }
    }

    static func expectation(of name: String) throws -> Expectation {
        let file = folder.appending(path: name + ".expect.json")
        return try JSONDecoder().decode(Expectation.self, from: Data(contentsOf: file))
    }

    @Test func theCorpusIsWhole() {
        #expect(Self.names.count == 39)
    }

    @Test(arguments: names)
    func aFileIsJudgedAsItMustBe(name: String) throws {
        let expectation = try Self.expectation(of: name)
        let path = Self.folder.appending(path: name + ".toml").path
        let diagnostics = ThemeLoader(directories: []).check(try Self.bytes(of: name), file: path)
        let hasError = diagnostics.contains { $0.severity == .error }
        let result = hasError ? "error" : diagnostics.isEmpty ? "ok" : "warn"
        let said = diagnostics.map(\.description).joined(separator: "\n")
        #expect(expectation.result.split(separator: "|").contains(Substring(result)), "\(said)")
        let first = try #require(diagnostics.first ?? (result == "ok" ? Self.silence : nil))
        if let line = expectation.line { #expect(first.line == line, "\(said)") }
        for word in expectation.words { #expect(first.message.contains(word), "\(said)") }
        #expect(diagnostics.count <= 2 * (DiagnosticList.mostOfEach + 1))
        #expect(diagnostics.allSatisfy { $0.description.unicodeScalars.allSatisfy(Self.isInert) }, "\(said)")
        #expect(!said.contains("root:"))
    }

    static let silence = ThemeDiagnostic(file: "", line: 0, column: nil, severity: .warning, message: "")

    static func isInert(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
