/// What `bookwatch config init` writes: every setting with its default, as comments, and a source to begin with.
///
/// A line that begins with `#` and no space is a setting to be switched on.
enum ConfigurationTemplate {
    static func text(token: String) -> String {
        var lines = [
            "# The configuration of bookwatch. Every setting is optional: the lines that begin with # and no space",
            "# show the defaults, or examples where there is none. “bookwatch config check” says whether all is well,",
            "# “bookwatch config show” what holds and where it comes from. Variables win over this file, flags over both.",
            "",
        ]
        var section = ""
        for setting in SettingTable.all {
            if setting.section != section {
                section = setting.section
                lines += ["[\(section)]"]
            }
            lines += self.lines(of: setting, name: setting.name) + [""]
        }
        lines += [
            "# A source is a place that bookings come from; its name stands in the URL of the redirect and in the script",
            "# tag. “bookwatch sources” prints both.",
            "#[sources.website]",
        ]
        for setting in SettingTable.ofSource {
            let value = setting.key == "token" ? TOMLText.string(token) : setting.example
            lines += ["# \(setting.help)", "#\(setting.key) = \(value ?? "\"\"")"]
        }
        lines += [
            "",
            "# A profile is laid over all that when it is asked for: bookwatch --profile wall",
            "#[profiles.wall]",
            "#theme = \"high-contrast\"",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(of setting: Setting<Settings>, name: String) -> [String] {
        let help = "# " + setting.help
        // Of two settings that say the same, the second is an example within its comment.
        let isSecond = setting.alternative.map { SettingTable.isAfter(setting.key, $0) } ?? false
        let value = setting.example ?? setting.standardValue.map(TOMLText.value) ?? "\"\""
        return [help, (isSecond ? "# " : "#") + name + " = " + value]
    }
}

extension SettingTable {
    /// Whether a setting comes after another one.
    static func isAfter(_ key: String, _ other: String) -> Bool {
        guard let first = all.firstIndex(where: { $0.key == key }),
            let second = all.firstIndex(where: { $0.key == other })
        else { return false }
        return first > second
    }
}
