import Bookings

/// What arrived for a booking and is in none of its fields.
enum UnreadValues {
    /// A value with the names that lead to it, as in `data.seats`.
    struct Value: Equatable {
        var path: String
        var text: String
    }

    /// The values of all payloads that no field has, in the order of arrival; of one path the newest.
    ///
    /// Nulls and empty texts tell nothing, and are left out.
    static func of(_ view: BookingView, besides fields: [BookingField]) -> [Value] {
        var known = Set(fields.map(\.value) + fields.flatMap { $0.value.split(separator: ", ").map(String.init) })
        if let source = view.source { known.insert(source) }
        let instants = Set(fields.compactMap { Timestamp(iso8601: $0.value) })
        var values: [Value] = []
        var places: [String: Int] = [:]
        for record in view.records {
            for value in leaves(of: record.sighting.raw)
            where !known.contains(value.text) && Timestamp(iso8601: value.text).map(instants.contains) != true {
                if let place = places[value.path] {
                    values[place] = value
                } else {
                    places[value.path] = values.count
                    values.append(value)
                }
            }
        }
        return values
    }

    private static func leaves(of raw: RawPayload) -> [Value] {
        var values: [Value] = []
        switch raw {
        case .query:
            values = raw.parameters.map { Value(path: $0.name, text: $0.value) }
        case .json(let bytes):
            guard let value = try? JSONParser.parse(bytes, limits: .payload) else { return [] }
            collect(value, path: "", into: &values)
        }
        return values
    }

    private static func collect(_ value: JSONValue, path: String, into values: inout [Value]) {
        switch value {
        case .object(let members):
            for member in members {
                collect(member.value, path: path.isEmpty ? member.name : path + "." + member.name, into: &values)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                collect(element, path: path + "[\(index)]", into: &values)
            }
        case .null: break
        case .bool(let isTrue): values.append(Value(path: path, text: isTrue ? "true" : "false"))
        case .number(let digits): values.append(Value(path: path, text: digits))
        case .string(let text): if !text.isEmpty { values.append(Value(path: path, text: text)) }
        }
    }
}
