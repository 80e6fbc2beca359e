extension SightingRecord {
    /// Appends the record as a line of the log, without its newline; the checksum is the last key.
    ///
    /// The first keys are always in the same order, so a reader can stop early. The line holds no raw control and no
    /// character that could harm a terminal.
    public func encode(into bytes: inout [UInt8]) {
        let start = bytes.count
        JSONWriter.append("{\"v\":1,\"seq\":", to: &bytes)
        JSONWriter.append(sequence, to: &bytes)
        JSONWriter.append(",\"received_at\":\"", to: &bytes)
        sighting.receivedAt.append(to: &bytes)
        JSONWriter.append("\",\"channel\":\"", to: &bytes)
        bytes.append(contentsOf: sighting.channel.rawValue.utf8)
        bytes.append(UInt8(ascii: "\""))
        if let source = sighting.source {
            JSONWriter.append(",\"source\":", to: &bytes)
            JSONWriter.appendString(source, to: &bytes)
        }
        JSONWriter.append(",\"event\":", to: &bytes)
        JSONWriter.appendString(sighting.event, to: &bytes)
        if let eventID = sighting.eventID {
            JSONWriter.append(",\"event_id\":", to: &bytes)
            JSONWriter.appendString(eventID, to: &bytes)
        }
        if let occurredAt = sighting.occurredAt {
            JSONWriter.append(",\"occurred_at\":\"", to: &bytes)
            occurredAt.append(to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        if sighting.isSigned { JSONWriter.append(",\"signed\":true", to: &bytes) }
        if sighting.isStale { JSONWriter.append(",\"stale\":true", to: &bytes) }
        if !sighting.labelled.isEmpty {
            JSONWriter.append(",\"labelled\":[", to: &bytes)
            bytes.append(contentsOf: sighting.labelled.names.map { "\"\($0)\"" }.joined(separator: ",").utf8)
            bytes.append(UInt8(ascii: "]"))
        }
        JSONWriter.append(",\"booking\":", to: &bytes)
        BookingJSON.write(sighting.booking, complete: false, into: &bytes)
        JSONWriter.append(",\"raw\":", to: &bytes)
        switch sighting.raw {
        case .query(let query): JSONWriter.appendString(query, to: &bytes)
        case .json(let json): json.withUnsafeBufferPointer { JSONWriter.appendCompacted($0, to: &bytes) }
        }
        CRC32C.seal(&bytes, from: start)
    }
}

extension LabelledFields {
    /// The fields by their names in the log.
    static let named: [(name: String, field: LabelledFields)] = [
        ("event_type", .eventType), ("master_page", .masterPage), ("booking_page", .bookingPage),
    ]

    var names: [String] {
        LabelledFields.named.filter { contains($0.field) }.map(\.name)
    }
}
