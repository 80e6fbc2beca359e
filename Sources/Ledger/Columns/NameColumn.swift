/// A column of names that many rows share; each name is kept once. Id 0 means none.
struct NameColumn: Sendable {
    private(set) var names: [String] = [""]
    /// The names in the form that filters compare.
    private(set) var folded: [[UInt8]] = [[]]
    /// One id a row.
    var ids: [UInt32] = []
    private var idsByBytes: [[UInt8]: UInt32] = [:]

    /// The id of a name, new or known. Names are told apart by their bytes.
    mutating func id(of name: String?) -> UInt32 {
        guard let name, !name.isEmpty else { return 0 }
        let key = Array(name.utf8)
        if let id = idsByBytes[key] { return id }
        let id = UInt32(names.count)
        names.append(name)
        folded.append(SearchText.folded(name))
        idsByBytes[key] = id
        return id
    }

    /// The name in a row; nil for none.
    func name(at row: Int) -> String? {
        ids[row] == 0 ? nil : names[Int(ids[row])]
    }
}
