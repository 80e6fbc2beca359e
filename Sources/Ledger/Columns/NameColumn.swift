import Bookings

/// A column of texts that many rows may share; each is kept once.
struct NameColumn: Sendable {
    private var bytes = ByteArena()
    /// Where each text stands; id 0 means none.
    private var spans = PagedArray<Span>()
    /// The form that filters compare, of texts that lower case changes beyond ASCII.
    private var foldedOthers: [UInt32: [UInt8]] = [:]
    /// One id a row.
    private(set) var ids = PackedColumn(fallback: 0)
    private var index = RowIndex()

    private struct Span: Sendable {
        var place: Int64
        var count: UInt32
        var meaning = Meaning()
    }

    /// What a text stands for that came as the id of something, and is a value here while no name came with it.
    private struct Meaning: Sendable {
        private var bits: UInt32 = 0

        init() {}

        init(name: UInt32, isSigned: Bool) { bits = name << 2 | (isSigned ? 2 : 0) | 1 }

        var isID: Bool { bits != 0 }
        /// The id of the name; 0 while none is known.
        var name: UInt32 { bits >> 2 }
        var isSigned: Bool { bits & 2 != 0 }
    }

    init() {
        spans.append(Span(place: 0, count: 0))
    }

    /// The number of texts, that for none among them.
    var nameCount: Int { spans.count }

    /// The id of a row's text; 0 for none.
    subscript(row: Int) -> UInt32 {
        get { UInt32(truncatingIfNeeded: ids[row]) }
        set { ids[row] = Int64(newValue) }
    }

    /// The id of a text, which is added if it is new; texts are told apart by their bytes.
    mutating func id(of name: UnsafeBufferPointer<UInt8>) -> UInt32 {
        name.isEmpty ? 0 : id(of: name, hash: ByteHash.of(name))
    }

    /// The same, of a text that is not empty and whose hash is known.
    mutating func id(of name: UnsafeBufferPointer<UInt8>, hash: UInt32) -> UInt32 {
        var walk = index.walk(hash)
        while let id = index.next(&walk) {
            if isEqual(id, name) { return UInt32(id) }
        }
        let id = spans.count
        spans.append(Span(place: bytes.append(name), count: UInt32(name.count)))
        if let folded = SearchText.foldedBeyondASCII(name) { foldedOthers[UInt32(id)] = folded }
        index.insert(id, at: walk)
        return UInt32(id)
    }

    /// The id of a text that some row has had; nil for any other.
    func known(_ name: UnsafeBufferPointer<UInt8>) -> UInt32? {
        if name.isEmpty { return 0 }
        var walk = index.walk(ByteHash.of(name))
        while let id = index.next(&walk) {
            if isEqual(id, name) { return UInt32(id) }
        }
        return nil
    }

    func known(_ name: String) -> UInt32? {
        var name = name
        return name.withUTF8 { known($0) }
    }

    /// The bytes of a text by its id; good only within the call.
    @inline(__always)
    func withName<Result>(_ id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let span = spans[id]
        return bytes.withBytes(at: span.place, count: Int(span.count), body)
    }

    /// The bytes of a text in lower case but for ASCII; good only within the call.
    @inline(__always)
    func withFoldedName<Result>(_ id: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let folded = foldedOthers[UInt32(id)] { return folded.withUnsafeBufferPointer(body) }
        return withName(id, body)
    }

    /// The text of an id.
    func name(ofID id: Int) -> String { withName(id) { String(decoding: $0, as: UTF8.self) } }

    /// The text of an id in lower case.
    func foldedName(_ id: Int) -> [UInt8] { withFoldedName(id) { $0.map { SearchText.folded($0) } } }

    /// The text in a row; nil for none.
    func name(at row: Int) -> String? {
        let id = Int(self[row])
        return id == 0 ? nil : name(ofID: id)
    }

    private func isEqual(_ id: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        withName(id) { $0.isSame(as: name) }
    }
}

/// Names that came with ids.
extension NameColumn {
    /// Learns the name that belongs to an id; what was signed is not unlearned by what was not.
    mutating func learn(_ name: UInt32, ofID id: UInt32, isSigned: Bool) {
        let known = spans[Int(id)].meaning
        if known.name == name && known.isSigned == isSigned || known.name != 0 && known.isSigned && !isSigned { return }
        spans[Int(id)].meaning = Meaning(name: name, isSigned: isSigned)
    }

    /// The name that belongs to an id; 0 while none is known.
    mutating func meaning(ofID id: UInt32) -> UInt32 {
        let known = spans[Int(id)].meaning
        if !known.isID { spans[Int(id)].meaning = Meaning(name: 0, isSigned: false) }
        return known.name
    }

    /// Whether a value is an id, for want of a name.
    func isID(_ value: UInt32) -> Bool { spans[Int(value)].meaning.isID }
}
