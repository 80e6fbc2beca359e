import Bookings

/// Turns bookings into bytes for a pipe or a file: what comes first, a line each, what comes last.
struct LineWriter {
    private let style: LineStyle
    private let zone: ZoneRules
    private var calendar: CalendarFile

    init(_ style: LineStyle, zone: ZoneRules, now: Timestamp) {
        self.style = style
        self.zone = zone
        calendar = CalendarFile(madeAt: now)
    }

    /// What stands before the first line: names of columns, or the head of a calendar.
    mutating func opening() -> [UInt8] {
        let names = BookingColumn.allCases.map { JSONValue.string($0.rawValue) }
        return switch style.format {
        case .csv: Array((DelimitedText.csv(names) + "\n").utf8)
        case .tsv: Array((DelimitedText.tsv(names) + "\n").utf8)
        case .ics: calendar.take()
        case .text, .json, .template: []
        }
    }

    /// A sighting as it stands in the log, or as the form has it; empty where it cannot be in such a file.
    mutating func line(_ record: SightingRecord) -> [UInt8] {
        guard style.format != .json else {
            var bytes: [UInt8] = []
            record.encode(into: &bytes)
            return bytes + [0x0A]
        }
        return line(BookingRow(record))
    }

    /// A line with its end.
    mutating func line(_ row: BookingRow) -> [UInt8] {
        let text: String
        switch style.format {
        case .text: text = BookingLine.text(row, zone: zone, isDated: style.isDated)
        case .json: return LineWriter.json(row)
        case .csv: text = DelimitedText.csv(BookingColumn.allCases.map { $0.value(of: row) })
        case .tsv: text = DelimitedText.tsv(BookingColumn.allCases.map { $0.value(of: row) })
        case .ics:
            calendar.add(row.booking)
            return calendar.take()
        case .template: text = style.template?.text(of: row) ?? ""
        }
        return Array((text + "\n").utf8)
    }

    /// What stands after the last line.
    mutating func closing() -> [UInt8] { style.format == .ics ? calendar.finish() : [] }

    private static func json(_ row: BookingRow) -> [UInt8] {
        var bytes: [UInt8] = []
        var object = ObjectWriter(writesNull: true)
        object.add("seq", row.sequence, to: &bytes)
        object.add("received_at", row.receivedAt, to: &bytes)
        object.key("channels", to: &bytes)
        JSONWriter.append(JSONValue.array(row.channels.map { .string($0.rawValue) }), to: &bytes)
        object.add("source", row.source, to: &bytes)
        object.add("event", row.event, to: &bytes)
        object.key("booking", to: &bytes)
        BookingJSON.write(row.booking, complete: true, into: &bytes)
        object.flag("start_uncertain", row.booking.startIsUncertain, to: &bytes)
        object.close(&bytes)
        return bytes + [0x0A]
    }
}
