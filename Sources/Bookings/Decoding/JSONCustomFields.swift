/// `custom_fields` of JSON payloads: arrays of `{name, value}` (contract.md section 8, rule 7).
struct JSONCustomFields {
    private(set) var list = CustomFieldList()

    /// Adds an array; entries without a name or a value are passed over.
    mutating func add(_ array: JSONValue?) {
        for (name, value) in JSONCustomFields.entries(array) { list.add(name, value) }
    }

    /// Adds a second array of the same booking: a value that is there already under its name is not repeated.
    mutating func merge(_ array: JSONValue?) {
        // Looked up, for both may be long; by bytes, for strings are equal also where theirs differ.
        var known: [[UInt8]: Set<[UInt8]>] = [:]
        for field in list.fields { known[Array(field.name.utf8)] = Set(field.value.texts.map { Array($0.utf8) }) }
        for (name, value) in JSONCustomFields.entries(array) {
            let texts = value.texts.filter { known[Array(name.utf8)]?.contains(Array($0.utf8)) != true }
            guard !texts.isEmpty else { continue }
            if case .text(let text) = value { list.add(name, text) } else { list.add(name, .list(texts)) }
            known[Array(name.utf8), default: []].formUnion(texts.map { Array($0.utf8) })
        }
    }

    /// Moves the answers that have a field of their own into the booking.
    mutating func lift(into booking: inout Booking) {
        func take(_ name: String) -> String? {
            guard let index = list.index(of: name), case .text(let text) = list.fields[index].value else { return nil }
            list.remove(at: index)
            return text
        }
        booking.name = take("name")
        booking.email = take("email")
        let phone = take("phone")
        booking.details.mobile = take("mobile_phone")
        booking.phone = phone ?? booking.details.mobile
        booking.company = take("company")
        booking.note = take("note")
    }

    private static func entries(_ array: JSONValue?) -> [(String, CustomField.Value)] {
        (array?.elements ?? []).compactMap { entry in
            guard let name = entry["name"]?.nonEmptyString, let value = entry["value"].flatMap(value) else {
                return nil
            }
            return (name, value)
        }
    }

    private static func value(_ value: JSONValue) -> CustomField.Value? {
        if let elements = value.elements {
            let texts = elements.compactMap(\.displayText)
            return texts.isEmpty ? nil : .list(texts)
        }
        return value.displayText.map { .text($0) }
    }
}

extension CustomFieldList {
    mutating func remove(at index: Int) {
        fields.remove(at: index)
    }
}

extension JSONValue {
    /// A string as it is; a number or boolean as JSON writes it; nil for anything else.
    var scalarText: String? {
        switch self {
        case .string(let text): text
        case .number(let digits): digits
        case .bool(let isTrue): isTrue ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// The text that stands for a custom value; nil for what is empty.
    var displayText: String? {
        if let scalarText { return scalarText.isEmpty ? nil : scalarText }
        switch self {
        case .array(let elements) where !elements.isEmpty: return compactText
        case .object: return compactText
        default: return nil
        }
    }

    private var compactText: String {
        var bytes: [UInt8] = []
        JSONWriter.append(self, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
