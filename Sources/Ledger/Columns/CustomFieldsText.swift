import Bookings

/// Custom fields as one text of the arena: name, separator, value, separator; several values of one name are several entries.
enum CustomFieldsText {
    static func bytes(_ fields: [CustomField]) -> [UInt8] {
        var bytes: [UInt8] = []
        for field in fields {
            for text in field.value.texts {
                bytes.append(contentsOf: field.name.utf8)
                bytes.append(SearchText.nameSeparator)
                bytes.append(contentsOf: text.utf8)
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
}
