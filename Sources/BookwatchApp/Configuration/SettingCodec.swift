import Bookings

/// How a value is read from what was written, and shown again.
struct SettingCodec<Value>: Sendable {
    var form: SettingForm
    var read: @Sendable (SettingValue, SettingContext) throws(SettingFault) -> Value
    var show: @Sendable (Value) -> SettingValue?
}

extension SettingCodec where Value == String {
    /// A text that is checked, or brought into the form in which it is kept.
    static func text(
        _ read: @escaping @Sendable (String, SettingContext) throws(SettingFault) -> String
    ) -> SettingCodec {
        SettingCodec(
            form: .text,
            read: { (value, context) throws(SettingFault) in
                guard case .text(let text) = value else { throw SettingFault("a string is wanted") }
                return try read(text, context)
            },
            show: { .text($0) }
        )
    }

    /// A path that must not be empty.
    static let path = text { (text, context) throws(SettingFault) in
        guard !text.isEmpty else { throw SettingFault("a path is wanted") }
        return context.path(text)
    }

    /// A filter expression; empty for none.
    static let filter = text { (text, _) throws(SettingFault) in
        if let fault = ValueRules.filterFault(text) { throw fault }
        return text
    }
}

extension SettingCodec {
    /// A value that may be missing.
    func optional() -> SettingCodec<Value?> {
        SettingCodec<Value?>(
            form: form,
            read: { (value, context) throws(SettingFault) in try read(value, context) },
            show: { $0.flatMap(show) }
        )
    }

    /// One of a few words.
    static func choice(_ words: KeyValuePairs<String, Value>) -> SettingCodec where Value: Equatable & Sendable {
        let words = words.map { (word: $0.key, value: $0.value) }
        return SettingCodec(
            form: words.contains { Int($0.word) != nil } ? .textOrNumber : .text,
            read: { (value, _) throws(SettingFault) in
                let text = value.wordText
                guard let found = words.first(where: { $0.word == text }) else {
                    throw ValueRules.unknownWord(text ?? "", among: words.map(\.word))
                }
                return found.value
            },
            show: { value in words.first { $0.value == value }.map { .text($0.word) } }
        )
    }
}

extension SettingCodec where Value == Bool {
    /// `true` or `false`; in variables also `1`, `0`, `yes`, `no`, `on` and `off`.
    static let truth = SettingCodec(
        form: .truth,
        read: { (value, _) throws(SettingFault) in
            guard case .truth(let truth) = value else { throw SettingFault("true or false is wanted") }
            return truth
        },
        show: { .truth($0) }
    )
}

extension SettingCodec where Value == [String] {
    /// Texts, each checked by itself.
    static func list(of check: @escaping @Sendable (String) throws(SettingFault) -> Void) -> SettingCodec {
        SettingCodec(
            form: .list,
            read: { (value, _) throws(SettingFault) in
                guard case .list(let texts) = value else { throw SettingFault("a list of strings is wanted") }
                try SettingFault.checkAll(texts) { (index, text) throws(SettingFault) in
                    try check(text)
                    if texts[..<index].contains(text) { throw SettingFault("an element stands here twice") }
                }
                return texts
            },
            show: { .list($0) }
        )
    }
}

extension SettingCodec where Value == Int64 {
    /// Seconds: a number of them, or as `90s`, `5m`, `2h`, `3d`.
    static func seconds(_ range: ClosedRange<Int64>) -> SettingCodec {
        SettingCodec(
            form: .textOrNumber,
            read: { (value, _) throws(SettingFault) in
                let text = value.wordText ?? ""
                guard let seconds = ValueRules.seconds(text) else {
                    throw SettingFault("\(Quoted.text(text)) is no span of time; write seconds, or as \"5m\"")
                }
                guard range.contains(seconds) else {
                    let limits = "\(range.lowerBound) s to \(range.upperBound / 86_400) days"
                    throw SettingFault("\(Quoted.text(text)) is out of range; \(limits) are possible")
                }
                return seconds
            },
            show: { .number(Int(clamping: $0)) }
        )
    }
}

extension SettingCodec where Value == [SettingValue.Pair] {
    /// Names and what fills them.
    static func pairs(
        of check: @escaping @Sendable (SettingValue.Pair) throws(SettingFault) -> Void
    ) -> SettingCodec {
        SettingCodec(
            form: .pairs,
            read: { (value, _) throws(SettingFault) in
                guard case .pairs(let pairs) = value else { throw SettingFault("a table of strings is wanted") }
                try SettingFault.checkAll(pairs) { (_, pair) throws(SettingFault) in try check(pair) }
                return pairs
            },
            show: { $0.isEmpty ? nil : .pairs($0) }
        )
    }
}

extension SettingValue {
    /// A text or a number, as text.
    var wordText: String? {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        default: nil
        }
    }
}
