import Bookings

/// What stands after `status:`.
extension Qualifier {
    /// The statuses that OnceHub sends.
    static let statuses = ["scheduled", "rescheduled", "canceled", "completed", "no_show", "requested"]

    /// Other spellings of them.
    private static let spellings = ["cancelled": "canceled", "no-show": "no_show", "noshow": "no_show"]

    /// A status that OnceHub sends, or a part of its name; a word that is neither is refused, since it would silently find
    /// nothing.
    ///
    /// A status that is not known here may come any day: the exact form takes anything, and so do patterns.
    static func status(_ value: FilterValue) throws(FilterError) -> FilterCondition {
        let asWritten = FilterCondition.column(.status, value.pattern)
        let word = value.text.lowercased()
        if let spelling = spellings[word] {
            return .any([.column(.status, value.replacingText(spelling).pattern), asWritten])
        }
        switch value.form {
        case .exact, .regex: return asWritten
        case .plain where word.contains("*"): return asWritten
        case .plain, .quoted: break
        }
        if statuses.contains(where: { $0.contains(word) }) { return asWritten }
        // While one of the other spellings is being typed it already finds what the whole of it will.
        if let begun = spellings.keys.sorted().first(where: { $0.hasPrefix(word) }), let spelling = spellings[begun] {
            return .column(.status, value.replacingText(spelling).pattern)
        }
        let rest =
            if let near = Spelling.nearest(to: word, among: statuses) {
                "did you mean “\(near)”?"
            } else {
                "there are \(statuses.joined(separator: ", ")); any other is written status:=\(Filter.quoted(value.text))"
            }
        throw FilterError(position: value.position, message: "no status is “\(value.text)”; \(rest)")
    }
}
