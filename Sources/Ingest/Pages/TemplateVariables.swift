/// The variables of a thank-you page.
enum TemplateVariables {
    /// Those that are text; missing where the booking does not have them.
    enum Text: Int, CaseIterable {
        case headline, name, email, phone, company, note, subject, eventType, bookingPage, masterPage, bookingCalendar
        case location, id, status, start, startISO, zone, durationMinutes, source, calendarURL

        /// What it is called in a template.
        var variable: String {
            switch self {
            case .eventType: "event_type"
            case .bookingPage: "booking_page"
            case .masterPage: "master_page"
            case .bookingCalendar: "booking_calendar"
            case .startISO: "start_iso"
            case .durationMinutes: "duration_minutes"
            case .calendarURL: "calendar_url"
            default: "\(self)"
            }
        }
    }

    /// Those that only hold or do not hold.
    enum Condition: Int, CaseIterable {
        case isCanceled, isRescheduled, isUncertain, isCutOff

        /// What it is called in a template.
        var variable: String {
            switch self {
            case .isCanceled: "is_canceled"
            case .isRescheduled: "is_rescheduled"
            case .isUncertain: "is_uncertain"
            case .isCutOff: "is_cut_off"
            }
        }
    }

    /// The names of all texts.
    static let texts = Set(Text.allCases.map(\.variable))
    /// The names of all conditions.
    static let conditions = Set(Condition.allCases.map(\.variable))
    /// The list of custom fields, and the variables inside it.
    static let list = "fields"
    static let listTexts: Set<String> = ["name", "value"]

    /// Whether `{{name}}` can be written.
    static func isText(_ name: String, inList: Bool) -> Bool {
        texts.contains(name) || (inList && listTexts.contains(name))
    }

    /// Whether `{{#name}}` can be written.
    static func isSection(_ name: String, inList: Bool) -> Bool {
        name == list || conditions.contains(name) || isText(name, inList: inList)
    }
}
