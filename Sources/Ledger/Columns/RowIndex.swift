/// Finds rows by a hash of their key; an open-addressing table of eight bytes a slot.
///
/// It holds no keys: the caller compares a found row with the key. A row whose key has changed since stays behind until its
/// slot is needed.
struct RowIndex: Sendable {
    /// The lower half of the hash in the upper half, the row + 1 in the lower; 0 is free.
    private var slots: [UInt64] = []
    private var used = 0

    /// More slots of one hash are left behind by rows that changed; the next row takes over one of them.
    private static let sameHashLimit = 8

    /// The row with this hash that `isSame` accepts.
    func row(hash: Int, where isSame: (Int) -> Bool) -> Int? {
        guard !slots.isEmpty else { return nil }
        let tag = UInt32(truncatingIfNeeded: hash)
        var place = Int(tag) & (slots.count - 1)
        while slots[place] != 0 {
            if RowIndex.tag(slots[place]) == tag, isSame(RowIndex.row(slots[place])) {
                return RowIndex.row(slots[place])
            }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a row; it takes the place of one that `isSame` accepts, if there is one.
    mutating func insert(_ row: Int, hash: Int, replacing isSame: (Int) -> Bool) {
        if used * 4 >= slots.count * 3 { grow() }
        let tag = UInt32(truncatingIfNeeded: hash)
        var place = Int(tag) & (slots.count - 1)
        var sameHashes = 0
        while slots[place] != 0 {
            if RowIndex.tag(slots[place]) == tag {
                sameHashes += 1
                if sameHashes == RowIndex.sameHashLimit || isSame(RowIndex.row(slots[place])) { break }
            }
            place = (place + 1) & (slots.count - 1)
        }
        if slots[place] == 0 { used += 1 }
        slots[place] = UInt64(tag) << 32 | UInt64(row + 1)
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: max(16, old.count * 2))
        for slot in old where slot != 0 {
            var place = Int(RowIndex.tag(slot)) & (slots.count - 1)
            while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
            slots[place] = slot
        }
    }

    private static func tag(_ slot: UInt64) -> UInt32 { UInt32(slot >> 32) }

    private static func row(_ slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) - 1 }
}

extension Hasher {
    /// The hash of a text's bytes, secret to the process.
    static func hash(_ text: String) -> Int {
        var hasher = Hasher()
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }
}
