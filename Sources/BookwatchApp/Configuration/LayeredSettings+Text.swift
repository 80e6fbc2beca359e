import Bookings
import Ingest
import Theming

/// A flag of the command line with its value.
struct GivenFlag {
    var name: String
    var value: String
}

extension LayeredSettings {
    /// Lays the variables of the environment over what is there.
    mutating func read(_ variables: [String: String]) {
        for setting in SettingTable.all {
            guard let name = setting.variable, let text = variables[name] else { continue }
            let origin = SettingOrigin.variable(name)
            guard !text.isEmpty else {
                note("an empty value; give one, or unset the variable", origin)
                continue
            }
            read(text, as: setting, origin)
        }
        if let text = variables[Environment.sourcesVariable] {
            let origin = SettingOrigin.variable(Environment.sourcesVariable)
            // Lines leave the semicolon to the values.
            let hasLines = text.contains { $0.isNewline }
            let parts = text.split { hasLines ? $0.isNewline : $0 == ";" }.map { $0.trimmed }
            if parts.allSatisfy(\.isEmpty) { note("an empty value; give one, or unset the variable", origin) }
            for part in parts where !part.isEmpty { assign(part, origin) }
        }
    }

    /// Lays the flags of the command line over what is there.
    mutating func read(_ flags: [GivenFlag]) {
        for flag in flags {
            let origin = SettingOrigin.flag(flag.name)
            if flag.name == SourceAssignment.flag {
                assign(flag.value, origin)
            } else if let setting = SettingTable.all.first(where: { $0.flag == flag.name }) {
                read(flag.value, as: setting, origin)
            }
        }
    }

    /// Notes variables that look like a setting but are none.
    mutating func noteUnknownVariables(_ names: some Sequence<String>) {
        let known =
            SettingTable.all.compactMap(\.variable)
            + [Environment.configurationVariable, Environment.profileVariable, Environment.sourcesVariable]
        func stem(_ name: String) -> String { name.dropFirst(Environment.variablePrefix.count).lowercased() }
        for name in names.sorted() where !known.contains(name) {
            let near = Suggestion.nearest(to: stem(name), among: known.map(stem))
                .map { Environment.variablePrefix + $0.uppercased() }
            note("this variable is no setting" + (near.map { ValueRules.meant($0) } ?? ""), .variable(name), .warning)
        }
    }

    private mutating func read(_ text: String, as setting: Setting<Settings>, _ origin: SettingOrigin) {
        do throws(SettingFault) {
            set(setting, to: try setting.form.value(parsing: text), origin)
        } catch {
            note(error, setting, origin)
        }
    }

    /// `NAME.KEY=VALUE`.
    private mutating func assign(_ text: String, _ origin: SettingOrigin) {
        do throws(SettingFault) {
            let assignment = try SourceAssignment(text)
            if assignment.setting.isSecret, case .flag = origin {
                throw SettingFault(
                    "other users see the command line; give a token in config.toml, or in \(Environment.sourcesVariable)"
                )
            }
            declare(assignment.source)
            let value = try assignment.setting.form.value(parsing: assignment.value)
            let before = found.count
            set(assignment.setting, to: value, origin)
            for index in found[before...].indices { found[index].message = assignment.place + found[index].message }
        } catch {
            note(error.message, origin)
        }
    }
}

extension SettingForm {
    /// The value that a text of a variable or a flag stands for.
    func value(parsing text: String) throws(SettingFault) -> SettingValue {
        switch self {
        case .text, .textOrNumber: return .text(text)
        case .truth:
            switch text.lowercased() {
            case "true", "yes", "on", "1": return .truth(true)
            case "false", "no", "off", "0": return .truth(false)
            default: throw SettingFault("\(Quoted.text(text)) is neither true nor false")
            }
        case .list: return .list(text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty })
        case .pairs:
            var pairs: [SettingValue.Pair] = []
            for part in text.split(separator: ",").map({ $0.trimmed }) where !part.isEmpty {
                guard let sign = part.firstIndex(of: "=") else {
                    throw SettingFault("\(Quoted.text(part)) lacks its =; write parameter=field, with commas between")
                }
                let value = part[part.index(after: sign)...]
                pairs.append(SettingValue.Pair(name: part[..<sign].trimmed, value: value.trimmed))
            }
            return .pairs(pairs)
        }
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
