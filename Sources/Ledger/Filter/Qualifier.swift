import Bookings

/// What stands before the colon, or before an operator.
struct Qualifier {
    enum Kind {
        case column(TextColumn)
        case product, channel, has, mark, sequence, lead, new, remark
        case time(FilterCondition.TimeColumn)
        case customField(String)
    }

    /// All of them under all of their names.
    static let kinds: [String: Kind] = [
        "product": .product, "channel": .channel, "has": .has, "is": .mark,
        "type": .column(.eventType), "event_type": .column(.eventType), "event": .column(.eventType),
        "master": .column(.masterPage), "master_page": .column(.masterPage),
        "page": .column(.bookingPage), "booking_page": .column(.bookingPage),
        "calendar": .column(.bookingCalendar), "booking_calendar": .column(.bookingCalendar),
        "status": .column(.status), "source": .column(.source), "host": .column(.host), "name": .column(.name),
        "email": .column(.email),
        "phone": .column(.phone), "company": .column(.company), "note": .column(.note), "remark": .remark,
        "subject": .column(.subject),
        "zone": .column(.timeZone), "time_zone": .column(.timeZone), "tz": .column(.timeZone), "id": .column(.id),
        "seq": .sequence, "starts": .time(.starts), "start": .time(.starts), "created": .time(.created),
        "received": .time(.received), "new": .new, "lead": .lead,
    ]

    /// The names that the reference gives each of them, without their longer forms.
    static let names = [
        "type", "master", "page", "calendar", "subject", "name", "email", "phone", "company", "note", "status",
        "source", "host", "zone", "id", "remark", "product", "channel", "has", "is", "starts", "created", "received",
        "lead", "new", "seq",
    ]

    /// The words that may stand after the colon, where there are only a few.
    static func values(of name: String) -> [String] {
        switch kinds[name] {
        case .product: ["calendars", "pages"]
        case .channel: Channel.allCases.map(\.rawValue)
        case .mark: marks.keys.sorted()
        case .has: ["start", "created", "field"] + names.prefix(16)
        case .time: ["today", "tomorrow", "yesterday", "<2h", ">2h"]
        case .column(.status): statuses
        default: []
        }
    }

    static let products: [String: Product] = [
        "calendars": .bookingCalendars, "booking_calendars": .bookingCalendars, "calendar": .bookingCalendars,
        "pages": .bookingPages, "booking_pages": .bookingPages, "page": .bookingPages,
    ]
    static let marks: [String: FilterCondition] = [
        "uncertain": .uncertain, "cut": .cutOff, "marked": .marked, "alarm": .alarm,
    ]

    let name: String
    let kind: Kind

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

    /// The names of those that `<` and `>` compare.
    static let ordered = ["starts", "start", "created", "received", "lead", "seq", "new"]

    /// Whether `<` and `>` compare what it stands for.
    var isOrdered: Bool {
        switch kind {
        case .time, .sequence, .lead, .new: true
        default: false
        }
    }

    func condition(_ value: FilterValue) throws(FilterError) -> FilterCondition {
        switch kind {
        case .column(let column):
            if value.isEmpty { return .not(.has(column.field)) }
            return column == .status ? try Qualifier.status(value) : .column(column, value.pattern)
        case .customField(let name):
            return .customField(name: SearchText.folded(name), value.pattern)
        case .remark:
            return value.isEmpty ? .not(.remarked) : .remark(value.pattern)
        case .time(let column):
            return .time(column, try value.timeTest())
        case .new:
            return .time(.received, .within(try value.distance()))
        case .lead:
            return .lead(try value.distances())
        case .sequence:
            return .sequences(try value.numbers())
        case .product:
            return .product(try choose(value, from: Qualifier.products, listed: "calendars or pages"))
        case .channel:
            let known = Dictionary(uniqueKeysWithValues: Channel.allCases.map { ($0.rawValue, $0) })
            return .channel(try choose(value, from: known, listed: "redirect, embed or webhook"))
        case .mark:
            return try choose(value, from: Qualifier.marks, listed: "alarm, marked, uncertain or cut")
        case .has:
            return try choose(
                value,
                from: Qualifier.known,
                listed: "phone, company, note, type, master, page, start…"
            )
        }
    }

    /// What `has:` may be followed by.
    static let known: [String: FilterCondition] = {
        var known: [String: FilterCondition] = [
            "start": .has(.startsAt), "starts": .has(.startsAt), "created": .has(.createdAt),
            "field": .has(.customFields), "remark": .remarked,
        ]
        for (name, kind) in kinds {
            if case .column(let column) = kind { known[name] = .has(column.field) }
        }
        return known
    }()

    /// The one that a word names; else the one that begins so, if there is only one.
    private func choose<Choice: Equatable>(_ value: FilterValue, from known: [String: Choice], listed: String)
        throws(FilterError)
        -> Choice
    {
        let word = value.text.lowercased()
        if let choice = known[word] { return choice }
        let begun = word.isEmpty ? [] : known.filter { $0.key.hasPrefix(word) }.map(\.value)
        if let choice = begun.first, begun.allSatisfy({ $0 == choice }) { return choice }
        var message = "“\(name):” takes \(listed), not “\(value.text)”"
        if let near = Spelling.nearest(to: word, among: known.keys) { message += "; did you mean “\(near)”?" }
        throw FilterError(position: value.position, message: message)
    }

    private static func unknown(_ word: String) -> String {
        guard let nearest = Spelling.nearest(to: word, among: kinds.keys) else {
            return "unknown qualifier “\(word)”; to look for a text with a colon, put it in quotes"
        }
        return "unknown qualifier “\(word)”; did you mean “\(nearest):”?"
    }
}
