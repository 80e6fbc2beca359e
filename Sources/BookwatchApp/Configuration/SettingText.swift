import Bookings

/// Values as TOML: what `config init` and `config show` write.
enum TOMLText {
    static func value(_ value: SettingValue) -> String {
        switch value {
        case .text(let text): string(text)
        case .number(let number): String(number)
        case .truth(let truth): truth ? "true" : "false"
        case .list(let texts): "[" + texts.map(string).joined(separator: ", ") + "]"
        case .pairs(let pairs):
            "{ " + pairs.map { key($0.name) + " = " + string($0.value) }.joined(separator: ", ") + " }"
        }
    }

    /// A string in quotes, with nothing in it that a terminal would act on.
    static func string(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where Quoted.isPlain(scalar): quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = digits.count > 4 ? 8 : 4
                quoted += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return quoted + "\""
    }

    /// A key, in quotes where it must be.
    static func key(_ text: String) -> String {
        let isBare = !text.isEmpty && text.utf8.allSatisfy { ValueRules.isLetterOrDigit($0) || "_-".utf8.contains($0) }
        return isBare ? text : string(text)
    }
}

extension SettingValue {
    /// The value as JSON.
    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .number(String(number))
        case .truth(let truth): .bool(truth)
        case .list(let texts): .array(texts.map { .string($0) })
        case .pairs(let pairs): .object(pairs.map { JSONMember(name: $0.name, value: .string($0.value)) })
        }
    }

    /// The same with its texts hidden.
    var masked: SettingValue {
        switch self {
        case .list(let texts): .list(texts.map { _ in SettingValue.mask })
        case .pairs(let pairs): .pairs(pairs.map { Pair(name: $0.name, value: SettingValue.mask) })
        case .text, .number, .truth: .text(SettingValue.mask)
        }
    }

    private static let mask = "********"
}

extension Setting<Settings> {
    /// The value without any file, variable or flag.
    var standardValue: SettingValue? { value(Settings()) }

    /// The default in words; nil where there is none.
    var standardText: String? {
        if let standard { return standard }
        switch standardValue {
        case nil, .list([]), .text(""): return nil
        case .text(let text): return text
        case .some(let value): return TOMLText.value(value)
        }
    }

    /// The value as it may be shown to whoever looks at the screen.
    func shownValue(_ settings: Settings, reveal: Bool) -> SettingValue? {
        let value = value(settings)
        return isSecret && !reveal ? value?.masked : value
    }

    /// The key without its section.
    var name: String { key.split(separator: ".").last.map(String.init) ?? key }

    /// The section that it stands in; empty for the top of the file.
    var section: String {
        key.contains(".") ? String(key.dropLast(name.count + 1)) : ""
    }
}
