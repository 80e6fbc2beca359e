import Bookings

/// What a thank-you page is told of a booking; the texts are as they came, and escaped by the page.
struct PageFacts {
    typealias Text = TemplateVariables.Text
    typealias Condition = TemplateVariables.Condition

    /// The texts by their raw values; nil where there is none.
    private(set) var texts = [String?](repeating: nil, count: Text.allCases.count)
    /// Which conditions hold: a bit each, by their raw values.
    private(set) var conditions: UInt32 = 0
    /// The custom fields.
    private(set) var fields: [(name: String, value: String)] = []

    /// Facts of no booking.
    init(headline: String? = nil, note: String? = nil) {
        set(.headline, headline)
        set(.note, note)
    }

    /// Gathers what a redirect tells, with the labels of its source.
    ///
    /// - Parameters:
    ///   - booking: What is known.
    ///   - source: The name for people of the source.
    ///   - calendarURL: Where the calendar file is to be had; nil where there is none.
    ///   - zones: The rules of the zone that the start is shown in.
    init(_ booking: Booking, source: String?, calendarURL: String?, zones: ZoneDirectory) {
        let start = BookingStartText(of: booking, zones: zones)
        set(.headline, PageFacts.headline(booking.status))
        set(.name, booking.name)
        set(.email, booking.email)
        set(.phone, booking.phone)
        set(.company, booking.company)
        set(.note, booking.note)
        set(.subject, booking.subject ?? booking.eventType)
        set(.eventType, booking.eventType)
        set(.bookingPage, booking.bookingPage)
        set(.masterPage, booking.masterPage)
        set(.bookingCalendar, booking.bookingCalendar)
        set(.location, booking.details.location)
        set(.id, booking.id)
        set(.status, booking.status)
        set(.start, start?.text)
        set(.startISO, start?.iso)
        set(.zone, start?.zone)
        set(.durationMinutes, booking.details.durationMinutes.map { String($0) })
        set(.source, source)
        set(.calendarURL, booking.status == "canceled" || start == nil ? nil : calendarURL)
        set(.isCanceled, booking.status == "canceled")
        set(.isRescheduled, booking.status == "rescheduled")
        set(.isUncertain, booking.startIsUncertain)
        set(.isCutOff, booking.isCutOff)
        fields = booking.customFields.map { ($0.name, $0.value.texts.joined(separator: ", ")) }
    }

    /// The values of the variables by their names, as a template takes them; with other texts where `replacing` gives any,
    /// by the numbers of `text(_:)`.
    func values(replacing: (Int, String) -> String = { $1 }) -> [String: Any] {
        var values: [String: Any] = [:]
        for name in Text.allCases {
            values[name.variable] = texts[name.rawValue].map { replacing(name.rawValue, $0) }
        }
        for name in Condition.allCases { values[name.variable] = conditions >> UInt32(name.rawValue) & 1 == 1 }
        // Where there is none, `{{^fields}}` must hold, so an empty list would not do.
        if !fields.isEmpty {
            values[TemplateVariables.list] = fields.enumerated().map { index, field in
                let number = texts.count + index * 2
                return ["name": replacing(number, field.name), "value": replacing(number + 1, field.value)]
            }
        }
        return values
    }

    /// A text by its number: first those of the booking, then the name and the value of each custom field.
    func text(_ number: Int) -> String {
        if number < texts.count { return texts[number] ?? "" }
        let (index, isValue) = (number - texts.count).quotientAndRemainder(dividingBy: 2)
        return isValue == 1 ? fields[index].value : fields[index].name
    }

    private mutating func set(_ name: Text, _ text: String?) {
        if let text, !PageFacts.isBlank(text) { texts[name.rawValue] = text }
    }

    private mutating func set(_ name: Condition, _ holds: Bool) {
        if holds { conditions |= 1 << UInt32(name.rawValue) }
    }

    private static func headline(_ status: String?) -> String {
        switch status {
        case "canceled": "Your booking is canceled"
        case "rescheduled": "Your booking has been moved"
        default: "Your booking is confirmed"
        }
    }

    /// Whether nothing of a text would be seen, so that the page does better without it.
    private static func isBlank(_ text: String) -> Bool {
        if text.utf8.contains(where: { (0x21...0x7E).contains($0) }) { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
                || scalar.properties.generalCategory == .control
        }
    }
}
