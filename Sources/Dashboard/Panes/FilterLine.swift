import Ledger

/// The filter: what was typed, what was chosen, and the last good expression of both.
struct FilterLine: Sendable {
    /// The line being typed.
    private(set) var editor = LineEditor()
    /// The expression that was kept.
    private(set) var kept = ""
    /// The chosen values of each facet; nil stands for bookings without one.
    private(set) var chosen: [Facet: [String?]] = [:]
    /// The filter in force, when it is on; the last good one while there is an error.
    private(set) var filter: Filter?
    /// What is wrong with the expression being typed.
    private(set) var error: FilterError?
    /// Whether the filter is applied.
    private(set) var isOn = true
    private var history: [String] = []
    private var historyPlace: Int?

    init(_ text: String = "") {
        kept = text
        editor.set(text)
        parse()
    }

    /// Whether anything was typed or chosen.
    var isEmpty: Bool { editor.text.allSatisfy(\.isWhitespace) && chosen.isEmpty }

    /// The filter that hides bookings now.
    var applied: Filter? { isOn ? filter : nil }

    /// The chosen values as an expression.
    var chosenText: String { Filter.combining(FilterLine.expressions(of: chosen)) }

    /// What the other facets and the typed text let through: the bookings among which a facet's values are counted.
    func filter(without facet: Facet) -> Filter? {
        var others = chosen
        others[facet] = nil
        let typed = error == nil ? editor.text : kept
        return try? FilterLine.filter([typed] + FilterLine.expressions(of: others))
    }

    mutating func beginEditing() {
        editor.set(kept)
        historyPlace = nil
        isOn = true
    }

    /// Does an editing action.
    ///
    /// - Returns: whether the text may have changed.
    mutating func edit(_ action: Action) -> Bool {
        switch action {
        case .historyOlder: recall(-1)
        case .historyNewer: recall(1)
        default: if !editor.perform(action) { return false }
        }
        parse()
        return true
    }

    mutating func insert(_ text: String) {
        editor.insert(text)
        parse()
    }

    /// Keeps the expression.
    ///
    /// - Returns: false where it has an error; then nothing happens.
    mutating func accept() -> Bool {
        guard error == nil else { return false }
        kept = editor.text
        if !kept.allSatisfy(\.isWhitespace) {
            history.removeAll { $0 == kept }
            history.append(kept)
        }
        return true
    }

    /// Puts back the expression from before the editing.
    mutating func cancel() {
        editor.set(kept)
        parse()
    }

    mutating func toggle() {
        isOn.toggle()
    }

    mutating func clear() {
        chosen = [:]
        kept = ""
        isOn = true
        cancel()
    }

    mutating func choose(_ values: [String?], of facet: Facet) {
        chosen[facet] = values.isEmpty ? nil : values
        isOn = true
        parse()
    }

    /// Parses what is there; an error leaves the filter as it was.
    private mutating func parse() {
        error = nil
        do throws(FilterError) {
            // Alone first: the place of an error counts from the start of what was typed.
            _ = try FilterLine.filter([editor.text])
            filter = try FilterLine.filter([editor.text] + FilterLine.expressions(of: chosen))
        } catch {
            self.error = error
        }
    }

    private mutating func recall(_ step: Int) {
        let place = (historyPlace ?? history.count) + step
        guard history.indices.contains(place) else {
            if place >= history.count { historyPlace = nil }
            return
        }
        historyPlace = place
        editor.set(history[place])
    }

    private static func expressions(of chosen: [Facet: [String?]]) -> [String] {
        Facet.allCases.compactMap { facet in chosen[facet].map { facet.expression(for: $0) } }
    }

    private static func filter(_ parts: [String]) throws(FilterError) -> Filter? {
        let text = Filter.combining(parts)
        return text.isEmpty ? nil : try Filter(text)
    }
}
