public import Bookings

extension FunnelCount {
    /// Appends the members that name the calendar and its counts to an open object.
    public func write(to object: inout ObjectWriter, into bytes: inout [UInt8]) {
        object.add("source", key.source, to: &bytes)
        object.add("booking_calendar", key.bookingCalendar, to: &bytes)
        object.add("name", name, to: &bytes)
        object.add("loaded", loaded, to: &bytes)
        object.add("slot_selected", slotSelected, to: &bytes)
    }

    /// Reads what `write` wrote; nil where a member is of the wrong type, or the calendar missing.
    public init?(_ value: JSONValue) {
        guard let calendar = value["booking_calendar"], calendar == .null || calendar.string != nil,
            let loaded = FunnelCount.number(value["loaded"]), let slots = FunnelCount.number(value["slot_selected"])
        else { return nil }
        self.init(
            FunnelKey(source: value["source"]?.string, bookingCalendar: calendar.string),
            name: value["name"]?.string,
            loaded: loaded,
            slotSelected: slots
        )
    }

    /// A count; 0 where it is left out, nil where it is none.
    private static func number(_ value: JSONValue?) -> Int? {
        guard let value else { return 0 }
        return value.integer.flatMap { $0 >= 0 ? $0 : nil }
    }
}

extension FunnelUpdate {
    /// Appends the update as a JSON object: the data of `event: funnel`.
    public func encode(into bytes: inout [UInt8]) {
        var object = ObjectWriter(writesNull: true)
        object.add("since", since, to: &bytes)
        object.key("complete", to: &bytes)
        JSONWriter.append(.bool(isComplete), to: &bytes)
        object.key("funnel", to: &bytes)
        JSONWriter.append("[", to: &bytes)
        for (index, count) in counts.enumerated() {
            if index > 0 { JSONWriter.append(",", to: &bytes) }
            var row = ObjectWriter(writesNull: true)
            count.write(to: &row, into: &bytes)
            row.close(&bytes)
        }
        JSONWriter.append("]", to: &bytes)
        object.close(&bytes)
    }

    /// Reads what `encode` wrote; counts that cannot be read are left out, nil where it is no update.
    public init?(_ value: JSONValue) {
        guard let rows = value["funnel"]?.elements else { return nil }
        self.init(
            since: value["since"]?.string.flatMap { Timestamp(iso8601: $0) },
            isComplete: value["complete"] == .bool(true),
            counts: rows.compactMap { FunnelCount($0) }
        )
    }
}
