import Ingest
import Theming

/// The fields of a booking that a page may be given (`thank_you.fields`), by their names in the log.
enum HandedOnFields {
    /// The prefix of a custom field.
    static let customPrefix = "field."

    static func check(_ pair: SettingValue.Pair) throws(SettingFault) {
        guard !pair.name.isEmpty, pair.name.utf8.count <= 64 else {
            throw SettingFault("the name of a parameter has 1 to 64 bytes")
        }
        let isCustom = pair.value.hasPrefix(customPrefix) && pair.value.utf8.count > customPrefix.utf8.count
        guard !isCustom, !OnwardRedirect.fieldNames.contains(pair.value) else { return }
        let near = Suggestion.nearest(to: pair.value, among: OnwardRedirect.fieldNames).map { ValueRules.meant($0) }
        let rest = near ?? "; there are \(OnwardRedirect.fieldNames.joined(separator: ", ")), and field.NAME"
        throw SettingFault("\(Quoted.text(pair.value)) is no field of a booking\(rest)")
    }
}
