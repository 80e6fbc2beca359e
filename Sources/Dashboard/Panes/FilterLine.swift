import Ledger

/// The filter: what was typed, what was chosen, and the last good expression of both.
struct FilterLine: Sendable {
    /// A filter as it can be put back.
    struct Content: Equatable, Sendable {
        /// What was typed and kept.
        var text = ""
        /// What was chosen of each facet.
        var choices: [Facet: FacetChoice] = [:]
        /// Whether it is applied.
        var isOn = true
    }

    /// A part of the filter, told apart as the reason why a booking is hidden.
    struct Part: Equatable, Sendable {
        /// Which part it is: what was typed, or what was chosen of a facet.
        enum Reason: Hashable, Sendable {
            case typed
            case facet(Facet)
            /// Only what is marked is listed.
            case marks
        }

        var reason: Reason
        var filter: Filter
    }

    /// The line being typed.
    var editor = LineEditor()
    /// What was kept.
    private(set) var content = Content()
    /// The parts in force when the filter is on; the last good ones while there is an error.
    private(set) var parts: [Part] = []
    /// All parts as one.
    private(set) var filter: Filter?
    /// What is wrong with the expression being typed.
    private(set) var error: FilterError?
    private(set) var history: FilterHistory
    /// What there was before the editing.
    private var before = Content()

    init(_ text: String = "", history: [String] = []) {
        self.history = FilterHistory(history)
        content.text = text
        editor.set(text)
        parse()
    }

    var choices: [Facet: FacetChoice] { content.choices }
    /// Whether the filter is applied.
    var isOn: Bool { content.isOn }

    /// Whether anything was typed or chosen.
    var isEmpty: Bool { editor.text.allSatisfy(\.isWhitespace) && choices.isEmpty }

    /// The filter that hides bookings now.
    var applied: Filter? { isOn ? filter : nil }

    /// What was chosen, as an expression.
    var choicesText: String { Filter.combining(expressions.map(\.text)) }

    mutating func beginEditing(adding text: String = "") {
        before = content
        editor.set(Filter.combining([content.text, text]))
        history.begin()
        content.isOn = true
        parse()
    }

    /// Does an editing action.
    ///
    /// - Returns: whether the text may have changed.
    mutating func edit(_ action: Action) -> Bool {
        switch action {
        case .historyOlder: history.older(than: editor.text).map { editor.set($0) }
        case .historyNewer: history.newer().map { editor.set($0) }
        default: if !editor.perform(action) { return false }
        }
        parse()
        return true
    }

    mutating func insert(_ text: String) {
        editor.insert(text)
        parse()
    }

    /// Takes the line as something else changed it.
    mutating func replaceLine(_ editor: LineEditor) {
        self.editor = editor
        parse()
    }

    /// Keeps the expression.
    ///
    /// - Returns: what there was before; nil where it has an error, and then nothing happens.
    mutating func accept() -> Content? {
        guard error == nil else { return nil }
        content.text = editor.text
        history.add(content.text)
        return before
    }

    /// Puts back what there was before the editing.
    mutating func cancel() {
        replace(before)
    }

    /// Puts a filter in the place of what there is.
    mutating func replace(_ content: Content) {
        self.content = content
        self.content.choices = content.choices.filter { !$0.value.isEmpty }
        editor.set(content.text)
        parse()
    }

    /// The expressions of the choices, in the order of the facets.
    private var expressions: [(facet: Facet, text: String)] {
        Facet.allCases.compactMap { facet in choices[facet].map { (facet, $0.expression(of: facet)) } }
    }

    /// Parses what is there; an error leaves the filter as it was.
    private mutating func parse() {
        error = nil
        do throws(FilterError) {
            var parts: [Part] = []
            let typed = editor.text
            if !typed.allSatisfy(\.isWhitespace) { parts.append(Part(reason: .typed, filter: try Filter(typed))) }
            for (facet, text) in expressions { parts.append(Part(reason: .facet(facet), filter: try Filter(text))) }
            let text = Filter.combining(parts.map(\.filter.text))
            filter = text.isEmpty ? nil : try Filter(text)
            self.parts = parts
        } catch {
            self.error = error
        }
    }
}
