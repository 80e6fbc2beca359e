/// Whether a redirect's URL was cut off on the way: over-long URLs are, and what stood behind is lost (contract.md
/// section 1.3).
///
/// OnceHub promises no order of its parameters, so only four things count, none of which a whole redirect shows:
///
/// - The query ends within a percent escape, or its last value within a character of UTF-8. A lone `%` after a digit is
///   none: people write “7%”.
/// - Its last parameter has no `=`: OnceHub leaves empty answers out, and writes the others with one.
/// - Its last parameter is a time that does not end in `Z`, as all times of redirects do.
/// - What the product always sends, and sends late in every published example, is missing: of Booking Calendars `id` and
///   `starting_time`, of Booking Pages `meetingTime`, and `utcOffset` where there is a `timeZone`. What a site hands on in its
///   own words need not have them.
///
/// A URL that is cut between two answers, or within a plain one, cannot be told from a whole one.
enum CutOff {
    static func isCutOff(_ query: [UInt8], _ parameters: QueryParameters, product: Product) -> Bool {
        let separator = UInt8(ascii: "&")
        let whole = query.lastIndex { $0 != separator }.map { query[...$0] } ?? []
        let last = whole.lastIndex(of: separator).map { whole[($0 + 1)...] } ?? whole
        guard let equals = last.firstIndex(of: UInt8(ascii: "=")) else { return !last.isEmpty }
        let value = last[equals...].dropFirst()
        return endsWithinEscape(value) || endsWithinCharacter(value) || endsWithinTime(parameters)
            || lacksParameter(parameters, product)
    }

    private static func endsWithinEscape(_ value: ArraySlice<UInt8>) -> Bool {
        guard let mark = value.lastIndex(of: UInt8(ascii: "%")) else { return false }
        let digits = value[mark...].dropFirst()
        guard digits.count < 2, digits.allSatisfy({ hexadecimalDigit($0) != nil }) else { return false }
        guard digits.isEmpty, let before = value[..<mark].last else { return true }
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(before)
        let isOfEscape = value[..<mark].suffix(3).first == UInt8(ascii: "%")
        return !isDigit || isOfEscape
    }

    private static func endsWithinCharacter(_ value: ArraySlice<UInt8>) -> Bool {
        let bytes = PercentDecoding.bytes(value, plusIsSpace: false)
        guard let start = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return false }
        let length =
            switch bytes[start] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        return bytes.count - start < length
    }

    private static let times = ["meetingtime", "creationtime", "starting_time", "creation_time"]

    private static func endsWithinTime(_ parameters: QueryParameters) -> Bool {
        guard let last = parameters.pairs.last, times.contains(last.folded) else { return false }
        return !last.value.hasSuffix("Z")
    }

    private static func lacksParameter(_ parameters: QueryParameters, _ product: Product) -> Bool {
        func has(_ name: String) -> Bool {
            parameters.pairs.contains { $0.folded == name }
        }
        switch product {
        case .bookingCalendars:
            let isOnceHubs = has("starting_time") || has("booking_calendar") || has("creation_time")
            return isOnceHubs && !(has("id") && has("starting_time"))
        case .bookingPages:
            return !has("meetingtime") || has("timezone") && !has("utcoffset")
        }
    }
}
