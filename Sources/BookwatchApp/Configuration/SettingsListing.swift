import Bookings
import Dashboard

/// What `bookwatch config show` prints: what holds, and where it comes from.
struct SettingsListing {
    var layers: LayeredSettings
    /// Whether secrets are shown as they are.
    var reveals: Bool
    /// Whether it is told where each setting comes from.
    var tellsOrigins = true

    /// TOML that says the same again, if secrets are revealed; settings without a value are comments.
    var toml: String {
        var lines: [String] = []
        var section = ""
        let rows = layers.settingsThere.map { (setting: $0, text: line(of: $0)) }
        let width = min(60, rows.map { Quoted.width($0.text) }.max() ?? 0)
        for (setting, text) in rows {
            if setting.tomlSection != section {
                section = setting.tomlSection
                lines += ["", "[\(section)]"]
            }
            guard tellsOrigins else {
                lines.append(text)
                continue
            }
            let padding = String(repeating: " ", count: max(0, width - Quoted.width(text)))
            lines.append(text + padding + "  # " + Quoted.line(layers.origin(of: setting.key).text))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(of setting: Setting<Settings>) -> String {
        let value = setting.shownValue(layers.settings, reveal: reveals)
        // Secrets that come from a file are told by its path alone.
        let isLeftOut = value == nil || (setting.alternative.map { layers.origin(of: $0) != .standard } ?? false)
        return (isLeftOut ? "#" : "") + setting.name + " = " + (value.map(TOMLText.value) ?? "")
    }

    /// The settings as the dashboard's options show them.
    var shown: [ShownSetting] {
        layers.settingsThere.map { setting in
            ShownSetting(
                key: setting.key,
                value: setting.shownValue(layers.settings, reveal: reveals).map(TOMLText.value) ?? "",
                origin: layers.origin(of: setting.key).text,
                help: setting.help
            )
        }
    }

    /// An array with one object a setting.
    var json: JSONValue {
        .array(
            layers.settingsThere.map { setting in
                var members = [
                    JSONMember(name: "key", value: .string(setting.key)),
                    JSONMember(
                        name: "value",
                        value: setting.shownValue(layers.settings, reveal: reveals)?.json ?? .null
                    ),
                    JSONMember(name: "origin", value: .string(layers.origin(of: setting.key).kind)),
                ]
                switch layers.origin(of: setting.key) {
                case .standard: break
                case .file(let path, let line, let column):
                    members += [
                        JSONMember(name: "path", value: .string(path)),
                        JSONMember(name: "line", value: .number(String(line))),
                        JSONMember(name: "column", value: .number(String(column))),
                    ]
                case .profile(let name, let path, let line, let column):
                    members += [
                        JSONMember(name: "profile", value: .string(name)),
                        JSONMember(name: "path", value: .string(path)),
                        JSONMember(name: "line", value: .number(String(line))),
                        JSONMember(name: "column", value: .number(String(column))),
                    ]
                case .variable(let name), .flag(let name):
                    members.append(JSONMember(name: "name", value: .string(name)))
                }
                return .object(members)
            }
        )
    }
}

extension Setting<Settings> {
    /// The section as it is written in the file: a source's name may have dots.
    fileprivate var tomlSection: String {
        guard key.hasPrefix("sources.") else { return section }
        let inner = key.dropFirst("sources.".count)
        let own =
            SettingTable.ofSource.map(\.key).filter { inner.hasSuffix("." + $0) }.max { $0.count < $1.count } ?? ""
        let name = String(inner.dropLast(own.count + 1))
        let rest = own.split(separator: ".").dropLast().map { "." + $0 }.joined()
        return "sources." + TOMLText.key(name) + rest
    }
}
