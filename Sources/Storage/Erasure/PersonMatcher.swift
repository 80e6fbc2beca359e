import Bookings
import Ledger

/// Finds a person in bytes of any kind: lines of a log, whole payloads, what could not be decoded.
///
/// An address or an id is found as it stands, in any case, with the escapes of JSON, percent-encoded, and with any of these
/// inside each other; but only as a whole, so that `ann@example.com` is not found in `joann@example.com`.
struct PersonMatcher: Sendable {
    /// What was found of a person.
    struct Finding: Equatable, Sendable {
        var address = false
        var id = false

        var isAny: Bool { address || id }
    }

    /// Where texts come from, which tells what a plus sign in them is.
    enum Origin: Sendable {
        /// A log: what was sent as a query stands there decoded too, so that a plus sign is one.
        case log
        /// Any other file: a plus sign may stand for a blank.
        case anything
    }

    private let addresses: [[UInt8]]
    private let ids: [[UInt8]]
    private let isASCII: Bool
    private let origin: Origin

    /// A query in a URL in a query in a JSON text; no sender goes further.
    private static let depth = 4

    init(_ person: PersonToErase, in origin: Origin = .log) {
        self.init(emails: person.emails, ids: person.bookings, in: origin)
    }

    init(emails: [String], ids: [String], in origin: Origin) {
        addresses = emails.map { SearchText.folded($0) }
        self.ids = ids.map { SearchText.folded($0) }
        isASCII = (addresses + self.ids).allSatisfy { $0.allSatisfy { $0 < 0x80 } }
        self.origin = origin
    }

    /// What some bytes tell of the person.
    func find(in bytes: [UInt8]) -> Finding {
        var finding = Finding()
        var text = bytes
        for _ in 0...PersonMatcher.depth {
            search(text, &finding)
            if finding.address || addresses.isEmpty, finding.id || ids.isEmpty { break }
            guard let next = Unescaping.once(text) else { break }
            text = next
        }
        return finding
    }

    /// Whether a text, as the address of a booking's customer, tells of the person.
    func isAddress(_ text: String) -> Bool { find(in: Array(text.utf8)).address }

    private func search(_ text: [UInt8], _ finding: inout Finding) {
        let text = isASCII ? text : SearchText.folded(String(decoding: text, as: UTF8.self))
        text.withUnsafeBufferPointer { text in
            finding.address = finding.address || addresses.contains { holds($0, in: text, isBounded: isAddress) }
            finding.id = finding.id || ids.contains { holds($0, in: text, isBounded: PersonMatcher.isID) }
        }
    }

    private func holds(
        _ value: [UInt8],
        in text: UnsafeBufferPointer<UInt8>,
        isBounded: (UnsafeBufferPointer<UInt8>, Range<Int>) -> Bool
    ) -> Bool {
        var start = 0
        while let place = SearchText.place(of: value, in: text, from: start) {
            if isBounded(text, place..<place + value.count) { return true }
            start = place + 1
        }
        return false
    }

    /// Whether an address ends where it seems to, on both sides.
    private func isAddress(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        if range.lowerBound > 0 {
            let before = text[range.lowerBound - 1]
            // Behind a backslash the first letter may be one of an escape, which the next turn takes away.
            if before.isLetterOrDigit || ".-_\\".utf8.contains(before) { return false }
            if before == UInt8(ascii: "+"), origin == .log { return false }
        }
        guard range.upperBound < text.count else { return true }
        let after = text[range.upperBound]
        if after == UInt8(ascii: ".") {
            return range.upperBound + 1 == text.count || !text[range.upperBound + 1].isLetterOrDigit
        }
        return !after.isLetterOrDigit && after != UInt8(ascii: "-")
    }

    private static func isID(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let isBegun = range.lowerBound == 0 || !text[range.lowerBound - 1].isLetterOrDigit
        return isBegun && (range.upperBound == text.count || !text[range.upperBound].isLetterOrDigit)
    }
}

extension PersonMatcher {
    /// As much as is searched at a time of a line that is longer than any record.
    private static let window = 1 << 20
    /// By how much the windows overlap; longer than an address with every escape there is.
    private static let overlap = 1 << 14

    /// What a part of a log tells of the person, however long it is.
    func find(in log: LogSegments, at range: Range<Int>) throws(LogError) -> Finding {
        var finding = Finding()
        var start = range.lowerBound
        while true {
            let end = min(start + PersonMatcher.window, range.upperBound)
            let found = find(in: try log.read(at: start, count: end - start))
            finding.address = finding.address || found.address
            finding.id = finding.id || found.id
            guard end < range.upperBound else { return finding }
            start = end - PersonMatcher.overlap
        }
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}

/// Takes escapes out of a text whose kind is not known.
enum Unescaping {
    /// The text with each escape of JSON, and each percent-encoded byte, replaced once; nil where it has none.
    static func once(_ text: [UInt8]) -> [UInt8]? {
        guard text.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "\\") }) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        var isChanged = false
        while index < text.count {
            let length: Int
            switch text[index] {
            case UInt8(ascii: "%"): length = percent(text, at: index, to: &bytes)
            case UInt8(ascii: "\\"): length = backslash(text, at: index, to: &bytes)
            default: length = 0
            }
            if length == 0 { bytes.append(text[index]) } else { isChanged = true }
            index += max(1, length)
        }
        return isChanged ? bytes : nil
    }

    private static func percent(_ text: [UInt8], at index: Int, to bytes: inout [UInt8]) -> Int {
        guard index + 2 < text.count, let value = number(text[(index + 1)...(index + 2)]) else { return 0 }
        bytes.append(UInt8(truncatingIfNeeded: value))
        return 3
    }

    private static func backslash(_ text: [UInt8], at index: Int, to bytes: inout [UInt8]) -> Int {
        guard index + 1 < text.count else { return 0 }
        switch text[index + 1] {
        case UInt8(ascii: "u"):
            guard index + 5 < text.count, let value = number(text[(index + 2)...(index + 5)]) else { return 0 }
            // Halves of a pair are no part of an address or an id.
            let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
            bytes += Array(String(Character(scalar)).utf8)
            return 6
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"):
            bytes.append(UInt8(ascii: " "))
            return 2
        default:
            bytes.append(text[index + 1])
            return 2
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: value = value << 4 | UInt32(digit - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(digit - 0x41 + 10)
            case 0x61...0x66: value = value << 4 | UInt32(digit - 0x61 + 10)
            default: return nil
            }
        }
        return value
    }
}
