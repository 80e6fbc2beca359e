import Theming

/// `NAME.KEY=VALUE`: one setting of a source, on the command line or in a variable.
struct SourceAssignment {
    static let flag = "--source"

    var source: String
    var setting: Setting<Settings>
    var value: String

    /// A source's name may have dots itself, so the key is what the text before the sign ends with.
    init(_ text: String) throws(SettingFault) {
        guard let sign = text.firstIndex(of: "=") else {
            throw SettingFault("\(Quoted.text(text)) is no NAME.KEY=VALUE, as website.event_type=Demo")
        }
        let place = text[..<sign].trimmed
        value = text[text.index(after: sign)...].trimmed
        let keys = SettingTable.ofSource.map(\.key)
        guard let key = keys.filter({ place.hasSuffix("." + $0) }).max(by: { $0.count < $1.count }) else {
            throw SourceAssignment.unknown(place, among: keys)
        }
        let name = String(place.dropLast(key.count + 1))
        guard ValueRules.isSourceName(name) else {
            throw SettingFault("\(Quoted.text(name)) cannot be a source: \(ValueRules.sourceNameRule)")
        }
        guard let setting = SettingTable.source(name).first(where: { $0.key == "sources.\(name).\(key)" }) else {
            throw SourceAssignment.unknown(place, among: keys)
        }
        source = name
        self.setting = setting
    }

    /// `website.token: `, for messages.
    var place: String { setting.key.dropFirst("sources.".count) + ": " }

    private static func unknown(_ place: String, among keys: [String]) -> SettingFault {
        guard let dot = place.firstIndex(of: ".") else {
            return SettingFault("\(Quoted.text(place)) names no source and key; write NAME.KEY=VALUE")
        }
        let key = String(place[place.index(after: dot)...])
        let near = Suggestion.nearest(to: key, among: keys).map { ValueRules.meant(place[...dot] + $0) }
        return SettingFault(
            "\(Quoted.text(key)) is no setting of a source" + (near ?? "; there are \(keys.joined(separator: ", "))")
        )
    }
}
