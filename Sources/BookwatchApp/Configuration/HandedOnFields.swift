import Theming

/// The fields of a booking that a page may be given (`thank_you.fields`), by their names in the log.
enum HandedOnFields {
    static let names = [
        "name", "email", "phone", "company", "note", "subject", "event_type", "booking_page", "master_page",
        "booking_calendar", "id", "status", "starts_at", "created_at", "time_zone",
    ]

    /// The prefix of a custom field.
    static let customPrefix = "field."

    static func check(_ pair: SettingValue.Pair) throws(SettingFault) {
        guard !pair.name.isEmpty, pair.name.utf8.count <= 64 else {
            throw SettingFault("the name of a parameter has 1 to 64 bytes")
        }
        let isCustom = pair.value.hasPrefix(customPrefix) && pair.value.utf8.count > customPrefix.utf8.count
        guard !isCustom, !names.contains(pair.value) else { return }
        let near = Suggestion.nearest(to: pair.value, among: names).map { ValueRules.meant($0) }
        let rest = near ?? "; there are \(names.joined(separator: ", ")), and field.NAME"
        throw SettingFault("\(Quoted.text(pair.value)) is no field of a booking\(rest)")
    }
}
