public import Bookings

extension Incident {
    /// Appends the incident as a JSON object: the data of `event: incident`.
    public func encode(into bytes: inout [UInt8]) {
        var object = ObjectWriter(writesNull: true)
        object.add("number", number, to: &bytes)
        object.add("kind", kind.rawValue, to: &bytes)
        object.add("at", at, to: &bytes)
        object.add("count", count, to: &bytes)
        object.add("source", source, to: &bytes)
        object.add("detail", detail, to: &bytes)
        object.close(&bytes)
    }

    /// Reads what `encode` wrote; nil where it is no incident, or of a kind that is not known.
    public init?(_ value: JSONValue) {
        guard let number = value["number"]?.integer, number > 0,
            let kind = value["kind"]?.string.flatMap({ Kind(rawValue: $0) }),
            let at = value["at"]?.string.flatMap({ Timestamp(iso8601: $0) })
        else { return nil }
        self.init(
            number: UInt64(number),
            kind: kind,
            at: at,
            count: max(1, value["count"]?.integer ?? 1),
            source: value["source"]?.string,
            detail: value["detail"]?.string
        )
    }
}
