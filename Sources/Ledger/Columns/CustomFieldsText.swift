import Bookings

/// Custom fields as one text of the arena: name, U+001E, value, U+001D; several values of one name are several entries.
enum CustomFieldsText {
    static func bytes(_ fields: [CustomField]) -> [UInt8] {
        var bytes: [UInt8] = []
        for field in fields {
            for text in field.value.texts {
                append(field.name, to: &bytes)
                bytes.append(SearchText.nameSeparator)
                append(text, to: &bytes)
                bytes.append(SearchText.entrySeparator)
            }
        }
        return bytes
    }

    static func fields(_ bytes: ArraySlice<UInt8>) -> [CustomField] {
        var fields: [CustomField] = []
        for entry in bytes.split(separator: SearchText.entrySeparator) {
            let mark = entry.firstIndex(of: SearchText.nameSeparator) ?? entry.endIndex
            let name = String(decoding: entry[..<mark], as: UTF8.self)
            let value = mark < entry.endIndex ? String(decoding: entry[(mark + 1)...], as: UTF8.self) : ""
            if let last = fields.indices.last, fields[last].name.utf8.elementsEqual(name.utf8) {
                fields[last].value = .list(fields[last].value.texts + [value])
            } else {
                fields.append(CustomField(name: name, value: .text(value)))
            }
        }
        return fields
    }

    /// The fields of `new` over those of `old`: under one name the new answer counts.
    static func merged(_ old: [CustomField], _ new: [CustomField]) -> [CustomField] {
        var merged = old
        for field in new {
            if let index = merged.firstIndex(where: { $0.name.utf8.elementsEqual(field.name.utf8) }) {
                merged[index] = field
            } else {
                merged.append(field)
            }
        }
        return merged
    }

    /// A text without the separators; a value that holds one shows a blank there.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            let isSeparator = byte == SearchText.entrySeparator || byte == SearchText.nameSeparator
            bytes.append(isSeparator ? 0x20 : byte)
        }
    }
}
