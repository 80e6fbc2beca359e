public import Ledger

/// A view: a filter saved under a name, on a key.
public struct SavedView: Equatable, Sendable {
    /// Its key, 1 to 9.
    public var key: Int
    /// What the user called it.
    public var name: String
    /// What was typed, in the filter language; it need not be good.
    public var filter: String
    /// What was chosen of each facet.
    public var choices: [Facet: FacetChoice]

    /// The keys that there are.
    public static let keys = 1...9
    /// The most characters of a name.
    public static let nameLimit = 40

    /// Makes a view.
    public init(key: Int, name: String, filter: String = "", choices: [Facet: FacetChoice] = [:]) {
        self.key = key
        self.name = name
        self.filter = filter
        self.choices = choices
    }

    /// The filter that it sets.
    var content: FilterLine.Content { FilterLine.Content(text: filter, choices: choices) }
}
