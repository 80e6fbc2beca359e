import Bookings

/// The answers of a booking as bytes: name, separator, value, separator; several values of one name are several entries.
enum AnswerText {
    /// An entry of the bytes.
    typealias Entry = (name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>)

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

    static func fields(_ bytes: [UInt8]) -> [CustomField] {
        var fields: [CustomField] = []
        bytes.withUnsafeBufferPointer { bytes in
            visit(bytes) { name, value in
                let value = String(decoding: value, as: UTF8.self)
                if let last = fields.indices.last, fields[last].name.utf8.elementsEqual(name) {
                    fields[last].value.append([value])
                } else {
                    fields.append(CustomField(name: String(decoding: name, as: UTF8.self), value: .text(value)))
                }
                return true
            }
        }
        return fields
    }

    /// The entries in order.
    static func entries(_ bytes: UnsafeBufferPointer<UInt8>) -> [Entry] {
        var entries: [Entry] = []
        visit(bytes) { entry in
            entries.append(entry)
            return true
        }
        return entries
    }

    /// Visits the entries in order until the answer is no.
    static func visit(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Entry) -> Bool) {
        var start = 0
        while start < bytes.count, let end = bytes[start...].firstIndex(of: SearchText.entrySeparator) {
            let middle = bytes[start..<end].firstIndex(of: SearchText.nameSeparator) ?? end
            let name = UnsafeBufferPointer(rebasing: bytes[start..<middle])
            guard body((name, UnsafeBufferPointer(rebasing: bytes[min(middle + 1, end)..<end]))) else { return }
            start = end + 1
        }
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
}
