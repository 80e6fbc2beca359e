/// Redirects: the product is told by the names of the parameters (contract.md section 8, rule 3).
enum RedirectDecoder {
    static func booking(
        from parameters: QueryParameters,
        meetingTime: MeetingTimeReading
    ) throws(PayloadError) -> Booking {
        var fields = RedirectFields(parameters)
        if fields.has("booking_calendar") { return CalendarRedirect.booking(from: &fields) }
        if fields.has("meetingtime") || fields.has("bookingpage") || fields.has("bookingpagename")
            || fields.has("creationtime")
        {
            return PageRedirect.booking(from: &fields, meetingTime: meetingTime)
        }
        if fields.has("starting_time") || fields.has("creation_time") {
            return CalendarRedirect.booking(from: &fields)
        }
        // A page of the site's own may hand on no more than which booking it is and whose.
        if let id = fields.takeBookingID() {
            var booking = CalendarRedirect.booking(from: &fields)
            booking.id = id
            return booking
        }
        throw .noBookingData
    }
}

/// The parameters of a redirect, taken one by one; what is left over are custom fields.
struct RedirectFields {
    private var pairs: [QueryParameters.Pair]

    init(_ parameters: QueryParameters) {
        pairs = parameters.pairs
    }

    func has(_ name: String) -> Bool {
        index(of: name, from: 0) != nil
    }

    /// Takes all values of a system name, whose case does not matter; gives the first, or the first that is preferred.
    mutating func take(_ name: String, preferring isPreferred: (String) -> Bool = { _ in true }) -> String? {
        var values: [String] = []
        var next = 0
        while let index = index(of: name, from: next) {
            values.append(pairs.remove(at: index).value)
            next = index
        }
        return values.first(where: isPreferred) ?? values.first
    }

    private func index(of name: String, from start: Int) -> Int? {
        // By indices, for an element that is handed around is retained and released with all its texts.
        (start..<pairs.count).first { pairs[$0].folded == name }
    }

    /// Takes the id of a booking under either of its names; what does not look like one is left.
    mutating func takeBookingID() -> String? {
        for name in ["booking_id", "id"] where pairs.contains(where: { $0.folded == name && $0.value.isBookingID }) {
            return take(name) { $0.isBookingID }
        }
        return nil
    }

    /// Takes the source tags; of several with one name, the first.
    mutating func takeUTM() -> [UTMTag] {
        var tags: [UTMTag] = []
        for pair in pairs where pair.folded.hasPrefix("utm_") {
            tags.add(pair.folded.dropFirst(4), pair.value)
        }
        pairs.removeAll { $0.folded.hasPrefix("utm_") }
        return tags
    }

    /// What is left, under the names as they came; a repeated name makes a list.
    var customFields: [CustomField] {
        var gathered = CustomFieldList()
        for pair in pairs { gathered.add(pair.name, pair.value) }
        return gathered.fields
    }
}

/// Custom fields being gathered: names are told apart by their bytes, a name that comes again makes a list.
struct CustomFieldList {
    var fields: [CustomField] = []

    mutating func add(_ name: String, _ value: String) { add(name, .text(value)) }

    mutating func add(_ name: String, _ value: CustomField.Value) {
        if let index = index(of: name) {
            fields[index].value.append(value.texts)
        } else if fields.count < CustomField.limit {
            fields.append(CustomField(name: name, value: value))
        }
    }

    func index(of name: String) -> Int? {
        fields.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }
}

extension [UTMTag] {
    /// Adds a tag unless there is one with its name, or it has none.
    mutating func add(_ name: some StringProtocol, _ value: String) {
        guard !name.isEmpty, !contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return }
        append(UTMTag(name: String(name), value: value))
    }
}

extension CustomField.Value {
    /// The answer or answers as a list.
    public var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let texts): texts
        }
    }

    /// Adds answers, which makes a list of them; O(1) for each.
    public mutating func append(_ more: [String]) {
        var texts = texts
        // So that the list is not shared any more, which would copy it.
        self = .list([])
        texts += more
        self = .list(texts)
    }
}

extension Booking {
    /// The form of a status that bookings keep: lower case, `_` for blanks.
    static func foldedStatus(_ status: String) -> String {
        String(status.lowercased().map { $0 == " " ? "_" : $0 })
    }
}
