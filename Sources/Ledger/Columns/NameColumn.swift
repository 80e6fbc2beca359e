/// A column of names that many rows share; each name is kept once.
struct NameColumn: Sendable {
    /// Id 0 means none.
    private(set) var names: [String] = [""]
    /// The names in the form that filters compare.
    private(set) var folded: [[UInt8]] = [[]]
    /// One id a row.
    var ids: [UInt32] = []
    private var index = RowIndex()
    /// What the ids stand for that are values here because no name came with them, or stood for another time; by both
    /// their places in `names`, 0 while no name is known.
    private var meanings: [UInt32: Meaning] = [:]

    private struct Meaning: Sendable {
        var name: UInt32
        var isSigned: Bool
    }

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

    /// Learns the name that belongs to an id; what was signed is not unlearned by what was not.
    mutating func learn(_ name: String, ofID id: String, isSigned: Bool) {
        let place = self.id(of: id)
        if let known = meanings[place], known.name != 0, known.isSigned, !isSigned { return }
        meanings[place] = Meaning(name: self.id(of: name), isSigned: isSigned)
    }

    /// The name that belongs to an id; nil while none is known.
    mutating func meaning(ofID id: String) -> String? {
        let place = self.id(of: id)
        let meaning = meanings[place] ?? Meaning(name: 0, isSigned: false)
        meanings[place] = meaning
        return meaning.name == 0 ? nil : names[Int(meaning.name)]
    }

    /// Whether a value is an id, for want of a name.
    func isID(_ value: UInt32) -> Bool { meanings[value] != nil }

    /// The name in a row; nil for none.
    func name(at row: Int) -> String? {
        ids[row] == 0 ? nil : names[Int(ids[row])]
    }
}
