/// A column of names that many rows share; each name is kept once.
struct NameColumn: Sendable {
    /// Id 0 means none.
    private(set) var names: [String] = [""]
    /// The names in the form that filters compare.
    private(set) var folded: [[UInt8]] = [[]]
    /// One id a row.
    var ids: [UInt32] = []
    private var index = RowIndex()

    /// The id of a name, which is added if it is new; names are told apart by their bytes.
    mutating func id(of name: String) -> UInt32 {
        if let id = known(name) { return id }
        let id = names.count
        names.append(name)
        folded.append(SearchText.folded(name))
        index.insert(id, hash: Hasher.hash(name)) { _ in false }
        return UInt32(id)
    }

    /// The id of a name that some row has had; nil for any other.
    func known(_ name: String) -> UInt32? {
        if name.isEmpty { return 0 }
        return index.row(hash: Hasher.hash(name)) { names[$0].utf8.elementsEqual(name.utf8) }.map {
            UInt32($0)
        }
    }

    /// The name in a row; nil for none.
    func name(at row: Int) -> String? {
        ids[row] == 0 ? nil : names[Int(ids[row])]
    }
}
