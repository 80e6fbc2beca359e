/// The form of texts that filters compare: lower case, so that case does not matter; accents do.
enum SearchText {
    /// Between the fields of a row. The separators are bytes that UTF-8 never has.
    static let fieldSeparator: UInt8 = 0xFF
    /// Between the custom fields of a row.
    static let entrySeparator: UInt8 = 0xFE
    /// Between the name and the value of a custom field.
    static let nameSeparator: UInt8 = 0xFD

    static func isSeparator(_ byte: UInt8) -> Bool { byte >= nameSeparator }

    /// The fields of a row's text, in their order there.
    static let columns: [TextColumn] = [.name, .email, .subject, .company, .phone, .note, .id]

    /// Where the custom fields stand: after all columns.
    static let customFieldsIndex = columns.count

    /// Lower-cases a text.
    static func folded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return bytes
    }

    /// Appends the folded text.
    static func append(_ text: String, to bytes: inout [UInt8]) {
        let start = bytes.count
        var isASCII = true
        for byte in text.utf8 {
            if byte >= 0x80 {
                isASCII = false
                break
            }
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            default: bytes.append(byte)
            }
        }
        guard !isASCII else { return }
        bytes.removeSubrange(start...)
        bytes.append(contentsOf: text.lowercased().utf8)
    }

    /// The text of a booking that filters search.
    static func bytes(of texts: [String?], customFields: [CustomFieldText]) -> [UInt8] {
        var bytes: [UInt8] = []
        for text in texts {
            if let text { append(text, to: &bytes) }
            bytes.append(fieldSeparator)
        }
        for field in customFields {
            append(field.name, to: &bytes)
            bytes.append(nameSeparator)
            append(field.value, to: &bytes)
            bytes.append(entrySeparator)
        }
        return bytes
    }

    /// Whether a needle stands in a text; an empty one does in any.
    static func contains(_ needle: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = needle.first else { return true }
        guard needle.count <= text.count else { return false }
        return needle.withUnsafeBufferPointer { needle in
            let last = text.count - needle.count
            var index = 0
            while index <= last {
                if text[index] == first {
                    var length = 1
                    while length < needle.count, text[index + length] == needle[length] { length += 1 }
                    if length == needle.count { return true }
                }
                index += 1
            }
            return false
        }
    }
}

/// A custom field as one text.
struct CustomFieldText {
    var name: String
    var value: String
}
