/// What a viewer chose of the screen and wants to find again: plain names and numbers for a file.
public struct ScreenChoices: Equatable, Sendable {
    /// A column of the list.
    public struct Column: Equatable, Sendable {
        /// The name of its field; `field.` and a name for a custom field.
        public var name: String
        /// Its width; nil where the list decides.
        public var width: Int?
        /// Whether its texts stand at the right; nil where the field decides.
        public var isRight: Bool?
        /// Whether the beginning of a long text is cut, not its end.
        public var cutsStart: Bool

        /// Makes a column.
        public init(name: String, width: Int? = nil, isRight: Bool? = nil, cutsStart: Bool = false) {
            self.name = name
            self.width = width
            self.isRight = isRight
            self.cutsStart = cutsStart
        }
    }

    /// The columns of the list, left to right; empty where the width of the list decides.
    public var columns: [Column]
    /// How times are shown: `relative`, `mine`, `customer` or `utc`; nil for what the program starts with, here and below.
    public var times: String?
    /// Where the detail stands: `automatic`, `right`, `below` or `off`.
    public var detail: String?
    /// Whether the strip of arrivals is shown.
    public var strip: Bool?
    /// Whether the line of hints is shown.
    public var hints: Bool?
    /// What the list is sorted by, the key that counts most first: names of fields, `arrival` or `imminence`, with a hyphen
    /// before those that are turned around.
    public var sort: [String] = []
    /// What the list is grouped by.
    public var group: String?

    /// Makes choices.
    public init(columns: [Column] = []) {
        self.columns = columns
    }
}

extension ScreenChoices {
    /// The columns as the list takes them; names that are no field, and second ones of a field, are left out and told.
    var listColumns: (columns: [ListColumn]?, unknown: [String]) {
        var found: [ListColumn] = []
        var unknown: [String] = []
        for column in columns {
            guard let field = ListField(named: column.name) else {
                unknown.append(column.name)
                continue
            }
            guard !found.contains(where: { $0.field == field }) else { continue }
            var chosen = ListColumn(field)
            chosen.width = column.width.map { min(max($0, ListColumn.widths.lowerBound), ListColumn.widths.upperBound) }
            chosen.isRight = column.isRight
            chosen.cutsStart = column.cutsStart
            found.append(chosen)
        }
        return (found.isEmpty ? nil : found, unknown)
    }

    init(_ columns: [ListColumn]?) {
        self.init(
            columns: (columns ?? []).map {
                Column(name: $0.field.fileName, width: $0.width, isRight: $0.isRight, cutsStart: $0.cutsStart)
            }
        )
    }
}
