/// The variables of a thank-you page.
enum TemplateVariables {
    /// Those that are text; missing where the booking does not have them.
    static let texts: Set<String> = [
        "headline", "name", "email", "phone", "company", "note", "subject", "event_type", "booking_page", "master_page",
        "booking_calendar", "location", "id", "status", "start", "start_iso", "zone", "duration_minutes", "source",
        "calendar_url",
    ]
    /// Those that only hold or do not hold.
    static let conditions: Set<String> = ["is_canceled", "is_rescheduled", "is_uncertain", "is_cut_off"]
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
