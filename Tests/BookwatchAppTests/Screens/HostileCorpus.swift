import Foundation

/// The corpus of hostile texts, and harmless ones among them, which the tests of the decoders share.
enum HostileCorpus {
    struct Field: Sendable {
        let number: Int
        let name: String
        let value: String
        let must: String

        /// The text between two marks by which it can be found again.
        var wrapped: String { "zq\(number)j\(value)j\(number)qz" }

        /// Whether some text has a part of it, after its first mark; by scalars, since a mark at its start joins the mark.
        func stands(in text: String, with part: String = "") -> Bool {
            text.utf8.contains("zq\(number)j\(part)".utf8)
        }

        /// Whether it has to be shown as it is.
        var isHarmless: Bool { must.hasPrefix("as-is") }
    }

    static let all: [Field] = {
        let path = Tool.repository.appending(path: "Tests/BookingsTests/Fixtures/hostile_fields.jsonl")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").enumerated().compactMap { number, line in
            guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let name = object["name"] as? String, let value = object["value"] as? String,
                let must = object["must"] as? String
            else { return nil }
            return Field(number: number, name: name, value: value, must: must)
        }
    }()

    /// Whether all is tried everywhere; `BOOKWATCH_THOROUGH=1` does.
    static let isThorough = ProcessInfo.processInfo.environment["BOOKWATCH_THOROUGH"] == "1"

    /// What is shown of a harmless text where that is not the text itself: what an emoji sequence adds to its first emoji is
    /// left out.
    static func shown(_ field: Field) -> String {
        switch field.name {
        case "ok-emoji-zwj": "\u{1F469} Dev Team"
        case "ok-emoji-family": "\u{1F468}"
        case "ok-flag-england": "\u{1F3F4} Tom"
        case "ok-skin-tone": "\u{1F44D} Ada"
        case "ok-keycap": "1\u{20E3} First"
        default: field.value
        }
    }
}
