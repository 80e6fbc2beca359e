import Bookings

/// What stands before the colon.
struct Qualifier {
    private enum Kind {
        case column(TextColumn)
        case product, channel, has, mark, remark, sequence
        case time(FilterCondition.TimeColumn)
        case customField(String)
    }

    private static let kinds: [String: Kind] = [
        "product": .product, "channel": .channel, "has": .has, "is": .mark, "remark": .remark,
        "type": .column(.eventType), "event_type": .column(.eventType), "event": .column(.eventType),
        "master": .column(.masterPage), "master_page": .column(.masterPage),
        "page": .column(.bookingPage), "booking_page": .column(.bookingPage),
        "calendar": .column(.bookingCalendar), "booking_calendar": .column(.bookingCalendar),
        "status": .column(.status), "source": .column(.source), "name": .column(.name),
        "email": .column(.email),
        "phone": .column(.phone), "company": .column(.company), "note": .column(.note),
        "subject": .column(.subject),
        "host": .column(.host),
        "zone": .column(.timeZone), "time_zone": .column(.timeZone), "id": .column(.id),
        "seq": .sequence, "starts": .time(.starts), "created": .time(.created),
        "received": .time(.received),
    ]

    /// The names that the reference gives each of them, without their longer forms.
    static let names = [
        "type", "master", "page", "calendar", "subject", "name", "email", "phone", "company", "note", "status",
        "source",
        "zone", "id", "product", "channel", "has", "is", "starts", "created", "received", "seq",
    ]

    /// The words that may stand after the colon, where there are only a few.
    static func values(of name: String) -> [String] {
        switch kinds[name] {
        case .product: ["calendars", "pages"]
        case .channel: Channel.allCases.map(\.rawValue)
        case .mark: ["uncertain", "cut"]
        case .has: ["start", "created", "field"] + names.prefix(14)
        case .time: ["today", "tomorrow", "yesterday", "<2h", ">2h"]
        case .column(.status): ["scheduled", "rescheduled", "canceled", "completed", "no_show", "requested"]
        default: []
        }
    }

    private let name: String
    private let kind: Kind

    init(_ word: String, position: Int) throws(FilterError) {
        name = word.lowercased()
        if name.hasPrefix("field.") {
            guard name.count > 6 else {
                throw FilterError(position: position, message: "name the custom field after “field.”")
            }
            kind = .customField(String(name.dropFirst(6)))
            return
        }
        guard let kind = Qualifier.kinds[name] else {
            throw FilterError(position: position, message: Qualifier.unknown(word))
        }
        self.kind = kind
    }

    func condition(_ value: FilterValue) throws(FilterError) -> FilterCondition {
        switch kind {
        case .column(let column):
            return value.isEmpty ? .not(.has(column.field)) : .column(column, value.pattern)
        case .customField(let name):
            return .customField(name: SearchText.folded(name), value.pattern)
        case .time(let column):
            return .time(column, try value.timeTest())
        case .sequence:
            return .sequences(try value.numbers())
        case .product:
            let known: [String: Product] = [
                "calendars": .bookingCalendars, "booking_calendars": .bookingCalendars,
                "calendar": .bookingCalendars,
                "pages": .bookingPages, "booking_pages": .bookingPages, "page": .bookingPages,
            ]
            return .product(try choose(value, from: known, listed: "calendars or pages"))
        case .channel:
            let known = Dictionary(uniqueKeysWithValues: Channel.allCases.map { ($0.rawValue, $0) })
            return .channel(try choose(value, from: known, listed: "redirect, embed or webhook"))
        case .mark:
            let known: [String: FilterCondition] = ["uncertain": .uncertain, "cut": .cutOff, "marked": .marked]
            return try choose(value, from: known, listed: "marked, uncertain or cut")
        case .remark:
            return value.isEmpty ? .not(.remarked) : .remark(value.pattern)
        case .has:
            if value.text.lowercased() == "remark" { return .remarked }
            var known: [String: FieldRanks.Field] = [
                "start": .startsAt, "starts": .startsAt, "created": .createdAt, "field": .customFields,
            ]
            for (name, kind) in Qualifier.kinds {
                if case .column(let column) = kind { known[name] = column.field }
            }
            return .has(
                try choose(value, from: known, listed: "phone, company, note, type, master, page, start…")
            )
        }
    }

    private func choose<Choice>(_ value: FilterValue, from known: [String: Choice], listed: String)
        throws(FilterError)
        -> Choice
    {
        guard let choice = known[value.text.lowercased()] else {
            throw FilterError(
                position: value.position,
                message: "“\(name):” takes \(listed), not “\(value.text)”"
            )
        }
        return choice
    }

    private static func unknown(_ word: String) -> String {
        let nearest = kinds.keys.sorted().min {
            distance($0, word.lowercased()) < distance($1, word.lowercased())
        }
        guard let nearest, distance(nearest, word.lowercased()) <= 2 else {
            return "unknown qualifier “\(word)”; to look for a text with a colon, put it in quotes"
        }
        return "unknown qualifier “\(word)”; did you mean “\(nearest):”?"
    }

    /// The number of letters to insert, drop or change.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left), Array(right.prefix(32)))
        var row = Array(0...right.count)
        for (line, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for column in right.indices {
                let cost = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(cost, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
