extension JSONWriter {
    /// Appends a JSON text without the white space between its tokens.
    ///
    /// All else stays as it is written, but for what could do harm inside strings: that becomes escapes. So the values are
    /// the same, and appending the outcome again changes nothing. The text should be JSON; of another, the outcome is no JSON
    /// either, but has no controls.
    public static func appendCompacted(_ json: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        // What stays as it is goes over in pieces that are as long as can be.
        var start = 0
        var index = 0
        while index < json.count {
            let byte = json[index]
            guard byte > 0x20, byte != 0x7F else {
                bytes.append(contentsOf: json[start..<index])
                index += 1
                start = index
                continue
            }
            index += 1
            guard byte == UInt8(ascii: "\"") else { continue }
            let plain = json.endOfPlainText(from: index)
            if plain < json.count, json[plain] == UInt8(ascii: "\"") {
                index = plain + 1
                continue
            }
            bytes.append(contentsOf: json[start..<index])
            start = json.endOfString(from: index)
            appendEscaped(UnsafeBufferPointer(rebasing: json[index..<start]), keepsEscapes: true, to: &bytes)
            index = min(start + 1, json.count)
        }
        bytes.append(contentsOf: json[start...])
    }

    /// Appends a text with escapes for what needs one.
    ///
    /// If it `keepsEscapes`, the text has some already: a backslash and what follows it stay.
    static func appendEscaped(
        _ text: UnsafeBufferPointer<UInt8>,
        keepsEscapes: Bool = false,
        to bytes: inout [UInt8]
    ) {
        var start = 0
        var index = 0
        // Where a joiner or selector ended: another one after it joins nothing.
        var endOfJoiner = 0
        while true {
            index = text.endOfPlainText(from: index)
            guard index < text.count else { break }
            if keepsEscapes, text[index] == UInt8(ascii: "\\") {
                let isEscape = index + 1 < text.count && (0x20..<0x7F).contains(text[index + 1])
                index += isEscape ? 2 : 1
                continue
            }
            let character = text.character(at: index)
            let isLoose = index == endOfJoiner || text[index - 1] < 0x80
            if HiddenText.needsLetterBefore(character.value) { endOfJoiner = index + character.length }
            if JSONWriter.needsEscape(character.value, isLoose: isLoose) {
                bytes.append(contentsOf: text[start..<index])
                appendEscape(of: character.value, to: &bytes)
                start = index + character.length
            }
            index += character.length
        }
        bytes.append(contentsOf: text[start...])
    }

    private static func needsEscape(_ scalar: UInt32, isLoose: Bool) -> Bool {
        switch scalar {
        case 0..<0x20, 0x22, 0x5C: true
        default:
            HiddenText.isAlwaysHidden(scalar) || HiddenText.isTag(scalar)
                || isLoose && HiddenText.needsLetterBefore(scalar)
        }
    }

    private static func appendEscape(of scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case 0x22: append("\\\"", to: &bytes)
        case 0x5C: append("\\\\", to: &bytes)
        case 0x0A: append("\\n", to: &bytes)
        case 0x0D: append("\\r", to: &bytes)
        case 0x09: append("\\t", to: &bytes)
        case 0x10000...:
            appendUnit(0xD800 + (scalar - 0x10000) >> 10, to: &bytes)
            appendUnit(0xDC00 + (scalar - 0x10000) & 0x3FF, to: &bytes)
        default:
            appendUnit(scalar, to: &bytes)
        }
    }

    private static func appendUnit(_ unit: UInt32, to bytes: inout [UInt8]) {
        append("\\u", to: &bytes)
        bytes.appendHexadecimal(unit, digits: 4)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The character at an index; a byte that begins none counts as one.
    fileprivate func character(at index: Int) -> (value: UInt32, length: Int) {
        let lead = self[index]
        let length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard length > 1, index + length <= count else { return (lead < 0x80 ? UInt32(lead) : 0xFFFD, 1) }
        var value = UInt32(lead) & 0x7F >> UInt32(length)
        for byte in self[index + 1..<index + length] {
            guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (value, length)
    }

    /// The closing quote of the string whose first character stands at an index; the end of the text if there is none.
    fileprivate func endOfString(from start: Int) -> Int {
        var index = start
        while true {
            index = endOfPlainText(from: index)
            guard index < count, self[index] != UInt8(ascii: "\"") else { return Swift.min(index, count) }
            index += self[index] == UInt8(ascii: "\\") ? 2 : 1
        }
    }
}

extension [UInt8] {
    /// Appends the lowest digits of a number in lower-case hexadecimal.
    mutating func appendHexadecimal(_ number: UInt32, digits: Int) {
        for position in stride(from: digits - 1, through: 0, by: -1) {
            let digit = UInt8(truncatingIfNeeded: number >> UInt32(position * 4)) & 15
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
