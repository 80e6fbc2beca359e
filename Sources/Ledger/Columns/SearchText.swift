import Bookings

/// How filters compare texts: in lower case, so that case does not matter; accents do.
///
/// The texts of bookings are in lower case beyond ASCII only; ASCII is folded while it is compared, so that most texts need
/// no second copy.
package enum SearchText {
    /// Between the fields of a record; no separator is a byte of UTF-8.
    static let fieldSeparator: UInt8 = 0xFF
    /// Between custom fields.
    static let entrySeparator: UInt8 = 0xFE
    /// Between the name and the value of a custom field.
    static let nameSeparator: UInt8 = 0xFD
    /// In the place of a value that stands elsewhere.
    static let hole: UInt8 = 0xFC

    static func isSeparator(_ byte: UInt8) -> Bool { byte >= hole }

    /// A byte in lower case.
    static func folded(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    /// A text in lower case.
    package static func folded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map { folded($0) } }
        return Array(text.lowercased().utf8)
    }

    /// A text in lower case.
    static func folded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        if text.isASCII { return text.map { folded($0) } }
        return Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
    }

    /// A text or a record in lower case; nil where that changes nothing but ASCII letters.
    static func foldedBeyondASCII(_ record: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard !record.isASCII, record.contains(where: { $0 >= 0x80 && !isSeparator($0) }) else { return nil }
        var folded: [UInt8] = []
        folded.reserveCapacity(record.count)
        var start = 0
        for index in record.indices where isSeparator(record[index]) {
            folded += self.folded(String(decoding: record[start..<index], as: UTF8.self))
            folded.append(record[index])
            start = index + 1
        }
        folded += self.folded(String(decoding: record[start...], as: UTF8.self))
        let isSame =
            folded.count == record.count && zip(folded, record).allSatisfy { $0 == self.folded($1) }
        return isSame ? nil : folded
    }

    /// Whether a text is this value in lower case.
    static func isEqual(_ text: UnsafeBufferPointer<UInt8>, _ value: [UInt8]) -> Bool {
        text.count == value.count && begins(text, at: 0, with: value)
    }

    /// Whether a value in lower case stands at a place of a text that has room for it.
    static func begins(_ text: UnsafeBufferPointer<UInt8>, at start: Int, with value: [UInt8]) -> Bool {
        for index in value.indices where folded(text[start + index]) != value[index] { return false }
        return true
    }

    /// The first place at or after `start` where a value in lower case stands in a text; an empty one does anywhere.
    ///
    /// Looks at eight places at a time for the value's first two bytes.
    package static func place(of value: [UInt8], in text: UnsafeBufferPointer<UInt8>, from start: Int = 0)
        -> Int?
    {
        guard let first = value.first else { return start <= text.count ? start : nil }
        guard let base = text.baseAddress else { return nil }
        let last = text.count - value.count
        var index = start
        let firsts = UInt64(first | 0x20) &* ones
        let seconds = UInt64((value.count > 1 ? value[1] : 0) | 0x20) &* ones
        while index + 8 <= last {
            let here = UInt64(bytesAt: base + index)
            var differing = (here | cases) ^ firsts
            if value.count > 1 {
                let next = UInt64(bytesAt: base + index + 1)
                differing |= (next | cases) ^ seconds
            }
            // The high bit of each byte that is zero, and sometimes of those above one: they are looked at closely.
            var zeros = (differing &- ones) & ~differing & highs
            while zeros != 0 {
                let place = index + zeros.trailingZeroBitCount >> 3
                if begins(text, at: place, with: value) { return place }
                zeros &= zeros - 1
            }
            index += 8
        }
        while index <= last {
            if folded(text[index]) == first, begins(text, at: index, with: value) { return index }
            index += 1
        }
        return nil
    }

    /// Whether a value in lower case stands in a text, which may be so only but for ASCII.
    static func contains(_ value: [UInt8], in text: UnsafeBufferPointer<UInt8>, isFolded: Bool) -> Bool {
        if isFolded { return place(of: value, in: text) != nil }
        return folded(text).withUnsafeBufferPointer { place(of: value, in: $0) != nil }
    }

    /// The first place where a value stands in a text, case and all.
    static func exactPlace(of value: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let first = value.first else { return 0 }
        var index = 0
        while index + value.count <= text.count {
            if text[index] == first, text[index..<index + value.count].elementsEqual(value) { return index }
            index += 1
        }
        return nil
    }

    /// What a search looks for: case matters where the text has a capital.
    static func smartPattern(_ text: String) -> TextPattern {
        Filter.matchesCase(text) ? .cased(Array(text.utf8)) : .contains(folded(text))
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080
    /// The bit in which ASCII letters of both cases differ.
    private static let cases: UInt64 = 0x2020_2020_2020_2020
}
