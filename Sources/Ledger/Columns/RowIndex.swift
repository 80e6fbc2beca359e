/// Finds rows by a hash of their key; an open-addressing table of eight bytes a slot.
///
/// It holds no keys: the caller compares the rows of a hash with the key. A row whose key has changed since stays behind until
/// its slot is needed.
package struct RowIndex: Sendable {
    /// The hash in the upper half, the row + 1 in the lower; 0 is free.
    private var slots = PagedArray<UInt64>()
    private var used = 0

    /// More slots of one hash are left behind by rows that changed; the next row takes over one of them.
    private static let sameHashLimit = 8

    /// A walk over the rows of one hash.
    package struct Walk {
        fileprivate let hash: UInt32
        fileprivate var place: Int
        fileprivate var isBegun = false
        fileprivate var seen = 0
    }

    package init() {}

    /// Begins a walk over the rows with a hash.
    @inline(__always)
    package func walk(_ hash: UInt32) -> Walk { Walk(hash: hash, place: slots.count == 0 ? 0 : first(hash)) }

    /// The next row of a walk; nil at its end.
    @inline(__always)
    package func next(_ walk: inout Walk) -> Int? {
        guard slots.count > 0 else { return nil }
        if walk.isBegun { walk.place = walk.place + 1 == slots.count ? 0 : walk.place + 1 }
        walk.isBegun = true
        while true {
            let slot = slots[walk.place]
            if slot == 0 { return nil }
            if RowIndex.hash(slot) == walk.hash {
                walk.seen += 1
                return RowIndex.row(slot)
            }
            walk.place = walk.place + 1 == slots.count ? 0 : walk.place + 1
        }
    }

    /// Whether a walk has seen so many rows that the next insertion takes over the place of the last.
    package func isLong(_ walk: Walk) -> Bool { walk.seen >= RowIndex.sameHashLimit }

    /// Adds a row where a walk stands: in the place of the row that it gave last, or, at its end, behind the others.
    package mutating func insert(_ row: Int, at walk: Walk) {
        var place = walk.place
        if slots.count == 0 || slots[place] == 0 {
            used += 1
            if used * 5 > slots.count * 4 {
                grow()
                place = first(walk.hash)
                while slots[place] != 0 { place = place + 1 == slots.count ? 0 : place + 1 }
            }
        }
        slots[place] = UInt64(walk.hash) << 32 | UInt64(row + 1)
    }

    /// Adds a row behind the others of its hash.
    package mutating func insert(_ row: Int, hash: UInt32) {
        var walk = walk(hash)
        while next(&walk) != nil, !isLong(walk) {}
        insert(row, at: walk)
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
