/// Finds rows by a hash of their key; eight bytes a slot.
///
/// It holds no keys: the caller compares the rows of a hash with the key. A row whose key has changed since stays behind until
/// its slot is needed. What was added last is in a table of its own, which is put into the large one from time to time: so
/// copies of an index share nearly all of their memory.
package struct RowIndex: Sendable {
    private var settled = RowTable()
    private var recent = RowTable()

    /// The rows that are put into the large table together.
    private static let recentLimit = 1 << 16
    /// More slots of one hash are left behind by rows that changed; the next row takes over one of them.
    private static let sameHashLimit = 8

    /// A walk over the rows of one hash.
    package struct Walk {
        fileprivate let hash: UInt32
        fileprivate var place: Int
        fileprivate var isSettled = false
        fileprivate var isBegun = false
        fileprivate var seen = 0
    }

    /// Makes an empty index.
    package init() {}

    /// Begins a walk over the rows with a hash.
    @inline(__always)
    package func walk(_ hash: UInt32) -> Walk { Walk(hash: hash, place: recent.first(hash)) }

    /// The next row of a walk; nil at its end.
    @inline(__always)
    package func next(_ walk: inout Walk) -> Int? {
        if !walk.isSettled {
            if let row = recent.next(walk.hash, &walk.place, isBegun: walk.isBegun) {
                walk.isBegun = true
                walk.seen += 1
                return row
            }
            (walk.isSettled, walk.isBegun, walk.place) = (true, false, settled.first(walk.hash))
        }
        guard let row = settled.next(walk.hash, &walk.place, isBegun: walk.isBegun) else { return nil }
        walk.isBegun = true
        walk.seen += 1
        return row
    }

    /// Whether a walk has seen so many rows that the next insertion takes over the place of the last.
    package func isLong(_ walk: Walk) -> Bool { walk.seen >= RowIndex.sameHashLimit }

    /// Adds a row: in the place of the row that a walk gave last, or, where the walk is at its end, beside all others.
    package mutating func insert(_ row: Int, at walk: Walk) {
        let slot = RowTable.slot(walk.hash, row)
        if !walk.isSettled { return recent.replace(walk.place, with: slot) }
        if settled.isUsed(walk.place) { return settled.replace(walk.place, with: slot) }
        add(slot)
    }

    /// Adds a row beside the others of its hash, whatever they are.
    package mutating func insertNew(_ row: Int, hash: UInt32) { add(RowTable.slot(hash, row)) }

    private mutating func add(_ slot: UInt64) {
        recent.add(slot)
        guard recent.used >= RowIndex.recentLimit else { return }
        settled.add(recent)
        recent.removeAll()
    }

    /// Adds a row beside the others of its hash.
    ///
    /// Only those that were added lately are counted, as the large table is slow to look into: of one hash it gets eight
    /// rows at most each time that the tables are put together.
    package mutating func insert(_ row: Int, hash: UInt32) {
        var place = recent.first(hash)
        var seen = 0
        while recent.next(hash, &place, isBegun: seen > 0) != nil {
            seen += 1
            if seen == RowIndex.sameHashLimit { return recent.replace(place, with: RowTable.slot(hash, row)) }
        }
        add(RowTable.slot(hash, row))
    }
}

/// An open-addressing table of hashes and rows.
private struct RowTable: Sendable {
    /// The hash in the upper half, the row + 1 in the lower; 0 is free.
    private var slots = PagedArray<UInt64>()
    private(set) var used = 0

    static func slot(_ hash: UInt32, _ row: Int) -> UInt64 { UInt64(hash) << 32 | UInt64(row + 1) }

    /// Where the search for a hash starts.
    @inline(__always)
    func first(_ hash: UInt32) -> Int { Int((UInt64(hash) * UInt64(slots.count)) >> 32) }

    @inline(__always)
    func isUsed(_ place: Int) -> Bool { slots.count > 0 && slots[place] != 0 }

    /// The next row of a hash from a place on, or behind it where the search has begun; nil where a slot is free.
    @inline(__always)
    func next(_ hash: UInt32, _ place: inout Int, isBegun: Bool) -> Int? {
        guard slots.count > 0 else { return nil }
        if isBegun { place = after(place) }
        while true {
            let slot = slots[place]
            if slot == 0 { return nil }
            if UInt32(slot >> 32) == hash { return Int(slot & 0xFFFF_FFFF) - 1 }
            place = after(place)
        }
    }

    mutating func replace(_ place: Int, with slot: UInt64) { slots[place] = slot }

    mutating func add(_ slot: UInt64) {
        makeRoom(for: 1)
        put(slot)
    }

    mutating func add(_ other: RowTable) {
        makeRoom(for: other.used)
        for page in other.slots.pages {
            for slot in page where slot != 0 { put(slot) }
        }
    }

    /// Frees all slots, and keeps them.
    mutating func removeAll() {
        slots = PagedArray(repeating: 0, count: slots.count)
        used = 0
    }

    private mutating func put(_ slot: UInt64) {
        var place = first(UInt32(slot >> 32))
        while slots[place] != 0 { place = after(place) }
        slots[place] = slot
        used += 1
    }

    /// By half at a time: the table is never much larger than it must be, and a fifth of it stays free.
    private mutating func makeRoom(for more: Int) {
        guard (used + more) * 5 > slots.count * 4 else { return }
        let old = slots
        slots = PagedArray(repeating: 0, count: max(16, old.count + old.count / 2, (used + more) * 5 / 4 + 1))
        used = 0
        for page in old.pages {
            for slot in page where slot != 0 { put(slot) }
        }
    }

    @inline(__always)
    private func after(_ place: Int) -> Int { place + 1 == slots.count ? 0 : place + 1 }
}
