public import Bookings

/// A parsed filter expression; the language is in the README under "Filter language".
public struct Filter: Equatable, Sendable {
    /// The text it was parsed from.
    public let text: String
    let condition: FilterCondition
    /// Whether it means something else beside other words than in parentheses.
    private let isAlternative: Bool

    /// Parses an expression.
    ///
    /// An empty or blank text is not an expression: use no filter. Throws `FilterError`, with the place of the fault.
    public init(_ text: String) throws(FilterError) {
        self.text = text
        var parser = FilterParser(text)
        do {
            condition = try parser.expression()
            isAlternative = parser.isAlternative
        } catch {
            throw FilterError(
                position: Filter.characters(in: text, before: error.position),
                message: error.message
            )
        }
    }

    /// The number of whole characters in the first so many scalars of a text.
    private static func characters(in text: String, before scalars: Int) -> Int {
        var left = scalars
        return text.prefix { character in
            left -= character.unicodeScalars.count
            return left >= 0
        }.count
    }

    /// Whether what passes depends on the clock.
    public var isTimeDependent: Bool { condition.isTimeDependent }

    /// A value as it is written in an expression: in quotes where it must be.
    public static func quoted(_ value: String) -> String {
        let isPlain =
            value.utf8.first.map { $0 != UInt8(ascii: "-") } ?? false
            && !["AND", "OR", "NOT", "or"].contains(value)
            && value.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default:
                    false
                }
            }
        guard !isPlain else { return value }
        var quoted = "\"".unicodeScalars
        for scalar in value.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// Expressions that must all hold, as one; blank ones are left out.
    public static func combining(_ parts: [String]) -> String {
        let parts = parts.filter { $0.contains { !$0.isWhitespace } }
        guard parts.count > 1 else { return parts.first ?? "" }
        return parts.map { part in
            let needsParentheses = (try? Filter(part))?.isAlternative ?? true
            return needsParentheses ? "(\(part))" : part
        }.joined(separator: " ")
    }

    /// The names that may stand before a colon, for completion; `field.NAME` besides.
    public static let qualifiers = Qualifier.names

    /// The words that may stand after the colon of one, where there are only a few; for completion.
    public static func values(of qualifier: String) -> [String] { Qualifier.values(of: qualifier) }

    /// Whether a search for a text minds its case: it does where the text has a capital.
    public static func matchesCase(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isUppercase }
    }

    /// The language, a line a feature: for the help overlay and the README.
    public static let reference: [(syntax: String, meaning: String)] = [
        ("walkthrough", "stands in any text of the booking, whatever its case"),
        ("\"exact words\"", "these words side by side"),
        ("/reg.?ex/", "a regular expression that matches within one of the texts"),
        ("type:demo", "the event type contains it; also master: page: calendar: subject: name: email: phone: company:"),
        ("note:call", "note:, remark:, status:, source:, host:, zone: or tz: and id: likewise"),
        (
            "type:=\"Product demo\"",
            "the event type is exactly that, case and all; type=demo says the same, type!=demo the opposite"
        ),
        ("name~/^o'/", "the name matches a regular expression; name:/^o'/ says the same"),
        ("zone:Europe/*", "* stands for anything, and the whole value must fit"),
        ("product:calendars", "product:calendars or product:pages"),
        ("channel:webhook", "seen on that channel: redirect, embed or webhook"),
        (
            "status:cancelled",
            "scheduled, rescheduled, canceled in either spelling, completed, no_show, requested; others: status:=\"on hold\""
        ),
        ("field.reason:pricing", "a custom field whose name contains \"reason\""),
        ("has:phone", "the field is known; -has:type finds bookings without an event type"),
        ("is:uncertain", "the start is not settled yet"),
        (
            "is:alarm",
            "needs attention: canceled in its last 24 h, a no-show, past when it came, or uncertain and within 24 h"
        ),
        ("is:marked", "marked by a viewer; has:remark finds those with a remark"),
        ("is:cut", "the redirect's URL was cut off on the way, and nothing whole came since"),
        ("starts:<2h", "starts within two hours; also >2h, and s, m, d, w; starts<2h says the same, and start:"),
        ("lead>7d", "booked more than seven days before the start; also <2h, and lead:1d..7d"),
        ("new:5m", "first received within the last five minutes"),
        (
            "starts:today",
            "also tomorrow, yesterday, 2026-02-05, 2026-02-05T15:30, 2026-02-05..2026-02-09, >=2026-02-05"
        ),
        ("received:>10m", "first received more than ten minutes ago; created: likewise"),
        ("seq:>=120", "a sighting has such a number in the log; also 120, <120, 120..130"),
        ("demo sales", "both; AND says the same"),
        ("demo OR sales", "one of them; or and | say the same"),
        ("-status:canceled", "not; NOT says the same"),
        ("(demo OR call) sales", "parentheses group"),
    ]
}

/// Why a text is not a filter expression.
public struct FilterError: Error, Equatable, Sendable {
    /// Where the fault is, in characters (`Character`) from the start of the text.
    public var position: Int
    /// What is wrong and what to write instead, without a full stop; it may quote the text and is not yet safe for a terminal.
    public var message: String

    /// Makes an error.
    public init(position: Int, message: String) {
        self.position = position
        self.message = message
    }
}

/// What "now" and "today" mean for a filter.
public struct FilterClock: Equatable, Sendable {
    /// The present instant.
    public var now: Timestamp
    /// The rules of the viewer's zone.
    public var zone: ZoneRules

    /// Makes a clock.
    public init(now: Timestamp, zone: ZoneRules) {
        self.now = now
        self.zone = zone
    }
}
