import Foundation
import Testing

/// One value of the corpus of hostile texts, which the tests of the decoders share.
struct HostileField: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let value: String
    let must: String

    var testDescription: String { name }

    /// Whether it has to be shown as it is.
    var isShownAsItIs: Bool { must.hasPrefix("as-is") }

    static let all: [HostileField] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = tests.appending(path: "BookingsTests/Fixtures/hostile_fields.jsonl")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap {
            try? JSONDecoder().decode(HostileField.self, from: Data($0.utf8))
        }
    }()
}
