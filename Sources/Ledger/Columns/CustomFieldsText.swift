import Bookings

/// Custom fields as the end of a text record: name, separator, value, separator; several values of one name are several
/// entries.
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
            let value = String(decoding: entry[mark...].dropFirst(), as: UTF8.self)
            if let last = fields.indices.last, fields[last].name.utf8.elementsEqual(name.utf8) {
                fields[last].value.append([value])
            } else {
                fields.append(CustomField(name: name, value: .text(value)))
            }
        }
        return fields
    }

    /// The old fields and the new; of two answers under one name the new one counts if it is `replacing`.
    ///
    /// Of more than a booking may have, the new ones stay if they are `replacing`, else the old ones.
    static func merged(_ old: [CustomField], _ new: [CustomField], replacing: Bool) -> [CustomField] {
        var merged = old
        var added: [CustomField] = []
        for field in new {
            if let index = old.firstIndex(where: { $0.name.utf8.elementsEqual(field.name.utf8) }) {
                if replacing { merged[index] = field }
            } else {
                added.append(field)
            }
        }
        if replacing, merged.count + added.count > CustomField.limit {
            merged.removeAll { field in !new.contains { $0.name.utf8.elementsEqual(field.name.utf8) } }
        }
        return Array((merged + added).prefix(CustomField.limit))
    }

    /// Whether one of the custom fields of a record passes.
    static func contains(
        _ record: UnsafeBufferPointer<UInt8>,
        where isIn: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        guard var start = record.lastIndex(of: SearchText.fieldSeparator).map({ $0 + 1 }) else {
            return false
        }
        while let end = record[start...].firstIndex(of: SearchText.entrySeparator) {
            let middle = record[start..<end].firstIndex(of: SearchText.nameSeparator) ?? end
            let name = UnsafeBufferPointer(rebasing: record[start..<middle])
            let value = UnsafeBufferPointer(rebasing: record[min(middle + 1, end)..<end])
            if isIn(name, value) { return true }
            start = end + 1
        }
        return false
    }

    /// Where the value of the first custom field of a name in lower case stands in a record; empty where there is none.
    static func value(of name: [UInt8], in record: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        guard var start = record.lastIndex(of: SearchText.fieldSeparator).map({ $0 + 1 }) else { return 0..<0 }
        while let end = record[start...].firstIndex(of: SearchText.entrySeparator) {
            let middle = record[start..<end].firstIndex(of: SearchText.nameSeparator) ?? end
            if SearchText.isEqual(UnsafeBufferPointer(rebasing: record[start..<middle]), name) {
                return min(middle + 1, end)..<end
            }
            start = end + 1
        }
        return 0..<0
    }
}
