import Bookings
import Ledger

/// A line that the user types in linear mode.
enum LinearCommand: Equatable {
    case filter(String)
    case details(Int)
    case list(Int)
    case incidents
    case status
    case help
    case quit
    case unknown(String)

    /// Reads a line; nil for a blank one.
    init?(_ line: String) {
        let words = line.split(maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
        guard let word = words.first else { return nil }
        let rest = words.count > 1 ? LinearCommand.trimmed(words[1]) : ""
        switch (word, Int(rest)) {
        case ("f", _): self = .filter(rest)
        case ("d", let number?): self = .details(number)
        case ("l", let number?): self = .list(number)
        case ("l", nil) where rest.isEmpty: self = .list(LinearCommand.listLength)
        case ("i", _): self = .incidents
        case ("s", _): self = .status
        case ("?", _), ("h", _): self = .help
        case ("q", _): self = .quit
        default: self = .unknown(line)
        }
    }

    /// The commands in words.
    static let helpLines = [
        "f EXPRESSION: tell only of bookings that match, in the filter language. f alone: of all.",
        "d NUMBER: all there is to know of that booking.",
        "l: the newest \(listLength) bookings that match. l NUMBER: that many.",
        "i: the incidents.",
        "s: the connection and how many bookings there are.",
        "q: end.",
    ]

    private static let listLength = 10

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(
            start[..<(start.lastIndex { !$0.isWhitespace }.map { start.index(after: $0) } ?? start.startIndex)]
        )
    }
}

extension LinearNarrator {
    /// Does what a command asks, but for the end; returns what is to be said.
    mutating func perform(_ command: LinearCommand, at now: Timestamp) -> [String] {
        switch command {
        case .filter(let text):
            guard !text.isEmpty else { return [use(nil, at: now)] }
            do throws(FilterError) {
                return [use(try Filter(text), at: now)]
            } catch {
                return ["The filter is wrong at character \(error.position + 1): \(error.message)."]
            }
        case .details(let number):
            guard 1...max(1, ledger.count) ~= number, ledger.count > 0 else {
                return ["There is no booking \(number)."]
            }
            return LinearText.details(number - 1, self)
        case .list(let count):
            let rows = wantedRows.suffix(max(0, count))
            return rows.isEmpty ? ["No bookings."] : rows.map { LinearText.item($0, self) }
        case .incidents: return incidents.lines
        case .status: return ["\(connection) \(summary)"]
        case .help: return LinearCommand.helpLines
        case .quit: return []
        case .unknown(let line): return ["There is no command \(line); ? lists them."]
        }
    }
}
