import Theming

/// A key that is no setting where it stands: finds what was meant.
struct UnknownKey {
    var name: String
    /// The section with a dot at its end; empty at the top.
    var section: String
    /// The settings that there are, with their whole keys.
    var known: [Setting<Settings>]

    func message(isTable: Bool) -> String {
        let place = section.isEmpty ? "here" : "in [\(Quoted.plain(section.dropLast()))]"
        let opening = "\(Quoted.text(name)) is no setting \(place)"
        if let near = Suggestion.nearest(to: name, among: names) { return opening + ValueRules.meant(near) }
        if let place = otherPlace { return opening + "; " + place }
        if isTable, section.hasPrefix("sources.") {
            return opening + "; a source whose name has a dot stands in quotes: [sources.\"…\"]"
        }
        return opening + "; there are " + names.joined(separator: ", ")
    }

    /// What may stand in the section.
    private var names: [String] {
        var names: [String] = []
        for setting in known where setting.key.hasPrefix(section) {
            let name = String(setting.key.dropFirst(section.count).prefix { $0 != "." })
            if !names.contains(name) { names.append(name) }
        }
        return section.isEmpty ? names + ["sources", "profiles"] : names
    }

    /// Where a setting of exactly this name does belong.
    private var otherPlace: String? {
        guard let setting = SettingTable.all.first(where: { $0.key == name || $0.key.hasSuffix("." + name) }) else {
            return nil
        }
        let parts = setting.key.split(separator: ".")
        guard parts.count > 1 else { return "it stands at the top of the file, before the first [section]" }
        return "it stands in [\(parts.dropLast().joined(separator: "."))]"
    }
}
