/// Finds rows by a hash of their key; an open-addressing table of eight bytes a slot.
///
/// It holds no keys: the caller compares a found row with the key. A row whose key has changed since stays behind until its
/// slot is needed.
struct RowIndex: Sendable {
    /// The hash in the upper half, the row + 1 in the lower; 0 is free.
    private var slots = PagedArray<UInt64>()
    private var used = 0

    /// More slots of one hash are left behind by rows that changed; the next row takes over one of them.
    private static let sameHashLimit = 8

    /// The row with this hash that `isSame` accepts.
    func row(hash: UInt32, where isSame: (Int) -> Bool) -> Int? {
        guard slots.count > 0 else { return nil }
        var place = first(hash)
        while slots[place] != 0 {
            let slot = slots[place]
            if RowIndex.hash(slot) == hash, isSame(RowIndex.row(slot)) { return RowIndex.row(slot) }
            place = place + 1 == slots.count ? 0 : place + 1
        }
        return nil
    }

    /// Adds a row; it takes the place of one that `isSame` accepts, if there is one.
    mutating func insert(_ row: Int, hash: UInt32, replacing isSame: (Int) -> Bool) {
        if used * 5 >= slots.count * 4 { grow() }
        var place = first(hash)
        var sameHashes = 0
        while slots[place] != 0 {
            if RowIndex.hash(slots[place]) == hash {
                sameHashes += 1
                if sameHashes == RowIndex.sameHashLimit || isSame(RowIndex.row(slots[place])) { break }
            }
            place = place + 1 == slots.count ? 0 : place + 1
        }
        if slots[place] == 0 { used += 1 }
        slots[place] = UInt64(hash) << 32 | UInt64(row + 1)
    }

    /// By half at a time: the table is never much larger than it must be.
    private mutating func grow() {
        let old = slots
        slots = PagedArray(repeating: 0, count: max(16, old.count + old.count / 2))
        for page in old.pages {
            for slot in page where slot != 0 {
                var place = first(RowIndex.hash(slot))
                while slots[place] != 0 { place = place + 1 == slots.count ? 0 : place + 1 }
                slots[place] = slot
            }
        }
    }

    /// Where the search for a hash starts.
    private func first(_ hash: UInt32) -> Int { Int((UInt64(hash) * UInt64(slots.count)) >> 32) }

    private static func hash(_ slot: UInt64) -> UInt32 { UInt32(slot >> 32) }

    private static func row(_ slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) - 1 }
}
