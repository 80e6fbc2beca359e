/// A string of a JSON text: what stands between its quotes, checked but not unescaped.
struct JSONStringToken: Equatable {
    var range: Range<Int>
    var isEscaped = false

    var isEmpty: Bool { range.isEmpty }
}

extension JSONScanner {
    /// Passes a string: its escapes exist, it holds no raw control, and its bytes are UTF-8.
    mutating func string() throws(JSONError) -> JSONStringToken {
        let start = index + 1
        var end = start
        var isEscaped = false
        while true {
            end = bytes.endOfPlainText(from: end)
            guard end < bytes.count else { throw JSONError(.unexpectedEnd, at: end) }
            switch bytes[end] {
            case UInt8(ascii: "\""):
                guard end - start <= limits.string else { throw JSONError(.stringTooLong, at: start - 1) }
                advance(to: end + 1)
                return JSONStringToken(range: start..<end, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                end += try escapeLength(at: end)
            case 0..<0x20:
                throw JSONError(.rawControl, at: end)
            case 0x7F:
                end += 1
            default:
                end += try characterLength(at: end)
            }
        }
    }

    /// The text of a string; a lone surrogate escape becomes U+FFFD.
    func text(of token: JSONStringToken) -> String {
        let source = UnsafeBufferPointer(rebasing: bytes[token.range])
        guard token.isEscaped else { return String(decoding: source, as: UTF8.self) }
        // An escape is never shorter than what it stands for.
        return String(unsafeUninitializedCapacity: source.count) { JSONEscape.unescape(source, into: $0) }
    }

    /// Whether a string says the same as a key of ours.
    @inline(__always)
    func says(_ token: JSONStringToken, _ name: StaticString) -> Bool {
        let expected = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        guard !token.isEscaped else { return text(of: token).utf8.elementsEqual(expected) }
        guard token.range.count == expected.count else { return false }
        for offset in 0..<expected.count where bytes[token.range.lowerBound + offset] != expected[offset] {
            return false
        }
        return true
    }

    private func escapeLength(at start: Int) throws(JSONError) -> Int {
        guard start + 1 < bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return 2
        case UInt8(ascii: "u"):
            guard start + 6 <= bytes.count else { throw JSONError(.unexpectedEnd, at: bytes.count) }
            guard bytes[start + 2..<start + 6].allSatisfy({ hexadecimalDigit($0) != nil }) else {
                throw JSONError(.malformedEscape, at: start)
            }
            return 6
        default:
            throw JSONError(.malformedEscape, at: start)
        }
    }

    /// The length of a character outside ASCII by table 3-7 of the Unicode Standard (well-formed UTF-8).
    private func characterLength(at start: Int) throws(JSONError) -> Int {
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch bytes[start] {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xE1...0xEF: (3, 0x80...0xBF)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: throw JSONError(.invalidUTF8, at: start)
            }
        guard start + length <= bytes.count, second.contains(bytes[start + 1]),
            bytes[start + 2..<start + length].allSatisfy({ $0 & 0xC0 == 0x80 })
        else { throw JSONError(.invalidUTF8, at: start) }
        return length
    }
}

/// Escapes of JSON strings.
enum JSONEscape {
    /// Writes a checked string without its escapes and gives the length; the target has room for the source.
    static func unescape(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var length = 0
        var index = 0
        while index < source.count {
            guard source[index] == UInt8(ascii: "\\") else {
                target[length] = source[index]
                (length, index) = (length + 1, index + 1)
                continue
            }
            let (scalar, width) = scalar(source, at: index)
            for byte in String(scalar).utf8 {
                target[length] = byte
                length += 1
            }
            index += width
        }
        return length
    }

    /// The scalar that an escape stands for, and the escape's length.
    private static func scalar(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar, Int) {
        switch source[index + 1] {
        case UInt8(ascii: "b"): return ("\u{8}", 2)
        case UInt8(ascii: "f"): return ("\u{C}", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "u"): break
        case let byte: return (Unicode.Scalar(byte), 2)
        }
        let high = unit(source, at: index + 2)
        if let scalar = Unicode.Scalar(high) { return (scalar, 6) }
        // A high surrogate makes a scalar only with a low one right behind it.
        guard high < 0xDC00, index + 12 <= source.count, source[index + 6] == UInt8(ascii: "\\"),
            source[index + 7] == UInt8(ascii: "u")
        else { return ("\u{FFFD}", 6) }
        let low = unit(source, at: index + 8)
        guard (0xDC00..<0xE000).contains(low) else { return ("\u{FFFD}", 6) }
        let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
    }

    private static func unit(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt16 {
        source[index..<index + 4].reduce(0) { $0 << 4 | UInt16(hexadecimalDigit($1) ?? 0) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The first byte from an index on that is a control, DEL, a quotation mark, a backslash or not ASCII; eight at a time.
    func endOfPlainText(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let raw = UnsafeRawBufferPointer(self)
        var index = start
        while index + 8 <= count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let delete = word ^ (ones &* 0x7F)
            // A byte's high bit is set where the byte was zero, or below a blank; borrows only spoil what is above a hit.
            let zeros = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (delete &- ones) & ~delete
            let hits = (zeros | (word &- ones &* 0x20) | word) & (ones &* 0x80)
            if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count, self[index] >= 0x20, self[index] < 0x7F, self[index] != 0x22, self[index] != 0x5C {
            index += 1
        }
        return index
    }
}
