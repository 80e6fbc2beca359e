/// A column of whole numbers, each packed into as few bytes as the numbers of its page need.
///
/// A page keeps the least of its numbers, the unit that all are multiples of, and the distance of each from the least: the
/// times of 4,096 bookings take four bytes each, the starts two to four, and what is the same in all of them nothing.
package struct PackedColumn: Sendable {
    /// The number that stands for "not known".
    package static let none = Int64.min

    private(set) var pages: [PackedPage] = []
    package private(set) var count = 0
    /// How much a number is expected to grow from row to row; what grows just so takes no memory.
    private let stride: Int64
    /// The number of all rows from the first on that was never set.
    private let fallback: Int64

    package init(stride: Int64 = 0, fallback: Int64 = PackedColumn.none) {
        self.stride = stride
        self.fallback = fallback
    }

    package var indices: Range<Int> { 0..<count }

    package var last: Int64? { count == 0 ? nil : self[count - 1] }

    package mutating func append(_ value: Int64) {
        if count & Paging.mask == 0 { pages.append(PackedPage()) }
        pages[count >> Paging.shift].append(flattened(value, count))
        count += 1
    }

    package subscript(row: Int) -> Int64 {
        get {
            guard row < count else { return fallback }
            let value = pages[row >> Paging.shift][row & Paging.mask]
            return stride == 0 || value == PackedColumn.none ? value : value &+ stride &* Int64(row)
        }
        set {
            if row < count { return pages[row >> Paging.shift].set(row & Paging.mask, flattened(newValue, row)) }
            if newValue == fallback { return }
            while count < row { append(fallback) }
            append(newValue)
        }
    }

    /// Forgets the rows from one on.
    package mutating func removeLast(from row: Int) {
        guard row < count else { return }
        pages.removeLast(pages.count - (row + Paging.mask) >> Paging.shift)
        if row & Paging.mask != 0 { pages[row >> Paging.shift].truncate(row & Paging.mask) }
        count = row
    }

    /// The first numbers of a page, unpacked: the quickest way to read many.
    func unpack(page: Int, count: Int, into values: inout [Int64]) {
        values.removeAll(keepingCapacity: true)
        if page < pages.count { pages[page].unpack(count, into: &values) }
        if stride != 0 {
            let first = Int64(page << Paging.shift)
            for index in values.indices where values[index] != PackedColumn.none {
                values[index] &+= stride &* (first + Int64(index))
            }
        }
        values.append(contentsOf: repeatElement(fallback, count: count - values.count))
    }

    /// Visits the rows whose numbers are in a range, with the number; pages that cannot have any are passed over.
    func visit(in range: Range<Int64>, _ body: (_ row: Int, _ number: Int64) -> Void) {
        var values: [Int64] = []
        for page in pages.indices where stride != 0 || pages[page].mayHold(range) {
            unpack(page: page, count: pages[page].count, into: &values)
            let first = page << Paging.shift
            for (index, value) in values.enumerated() where range.contains(value) { body(first + index, value) }
        }
    }

    /// Visits the numbers of some rows, lowest row first.
    func visit(_ rows: RowSet, _ body: (Int64) -> Void) {
        var values: [Int64] = []
        for page in 0..<rows.pageCount where rows.hasRows(inPage: page) {
            unpack(page: page, count: Paging.size, into: &values)
            values.withUnsafeBufferPointer { values in rows.visit(page: page) { body(values[$0]) } }
        }
    }

    /// The first row whose number is at least this one, where the numbers of the rows ascend; O(log n).
    package func firstRow(notBelow value: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func flattened(_ value: Int64, _ row: Int) -> Int64 {
        stride == 0 || value == PackedColumn.none ? value : value &- stride &* Int64(row)
    }
}

/// The numbers of up to 4,096 rows.
///
/// A number is coded as its distance from `base` in units, plus one; 0 is "not known". Pages of eight bytes a number hold the
/// numbers themselves.
struct PackedPage: Sendable {
    private var base: Int64 = 0
    private var unit: Int64 = 1
    /// The bytes a number takes: 0, 1, 2, 4 or 8.
    private(set) var width = 0
    /// The code of all numbers where they take no bytes.
    private var common: UInt64 = 0
    /// The codes, and behind them room for more.
    private var bytes: [UInt8] = []
    private(set) var count = 0

    /// What times are multiples of more often than not, in milliseconds.
    private static let units: [Int64] = [60_000, 1_000, 1]
    /// The least room for numbers, in bytes.
    private static let leastRoom = 64

    subscript(index: Int) -> Int64 {
        let code: UInt64
        switch width {
        case 0: code = common
        case 1: code = UInt64(bytes[index])
        default: code = bytes.withUnsafeBytes { PackedPage.load($0, index, width) }
        }
        return decode(code)
    }

    /// Whether a number of the page, known ones only, can be in a range.
    func mayHold(_ range: Range<Int64>) -> Bool {
        guard width < 8 else { return true }
        let codes = width == 0 ? common : 1 << UInt64(width * 8) - 1
        guard codes > 0 else { return false }
        let (span, overflow) = Int64(codes - 1).multipliedReportingOverflow(by: unit)
        let (last, lastOverflow) = base.addingReportingOverflow(span)
        return base < range.upperBound && (overflow || lastOverflow || last >= range.lowerBound)
    }

    mutating func append(_ value: Int64) {
        if count == 0 { start(with: value) }
        guard let code = code(of: value) else { return repack(replacing: count, with: value) }
        append(coded: code)
    }

    private mutating func append(coded code: UInt64) {
        count += 1
        guard width > 0 else { return }
        if count * width > bytes.count { makeRoom() }
        store(code, at: count - 1)
    }

    /// Doubles the room, up to that of a whole page.
    private mutating func makeRoom() {
        let size = min(max(bytes.count * 2, count * width, PackedPage.leastRoom), Paging.size * width)
        var larger: [UInt8] = []
        larger.reserveCapacity(size)
        larger += bytes
        larger.append(contentsOf: repeatElement(0, count: size - larger.count))
        bytes = larger
    }

    private mutating func store(_ code: UInt64, at index: Int) {
        let (width, place) = (width, index &* width)
        bytes.withUnsafeMutableBytes { bytes in
            switch width {
            case 1: bytes[place] = UInt8(truncatingIfNeeded: code)
            case 2: PackedPage.store(UInt16(truncatingIfNeeded: code), at: place, in: bytes)
            case 4: PackedPage.store(UInt32(truncatingIfNeeded: code), at: place, in: bytes)
            default: PackedPage.store(code, at: place, in: bytes)
            }
        }
    }

    @inline(__always)
    private static func store(_ code: some FixedWidthInteger, at place: Int, in bytes: UnsafeMutableRawBufferPointer) {
        bytes.storeBytes(of: code.littleEndian, toByteOffset: place, as: type(of: code))
    }

    mutating func set(_ index: Int, _ value: Int64) {
        guard let code = code(of: value) else { return repack(replacing: index, with: value) }
        if width > 0 { store(code, at: index) }
    }

    mutating func truncate(_ count: Int) {
        self.count = count
    }

    /// Appends the first of its numbers.
    func unpack(_ limit: Int, into values: inout [Int64]) {
        let count = min(count, limit)
        guard width > 0 else { return values.append(contentsOf: repeatElement(decode(common), count: count)) }
        bytes.withUnsafeBytes { bytes in
            for index in 0..<count { values.append(decode(PackedPage.load(bytes, index, width))) }
        }
    }

    @inline(__always)
    private static func load(_ bytes: UnsafeRawBufferPointer, _ index: Int, _ width: Int) -> UInt64 {
        switch width {
        case 1: UInt64(bytes[index])
        case 2: UInt64(bytes.loadUnaligned(fromByteOffset: index &* 2, as: UInt16.self).littleEndian)
        case 4: UInt64(bytes.loadUnaligned(fromByteOffset: index &* 4, as: UInt32.self).littleEndian)
        default: bytes.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self).littleEndian
        }
    }

    @inline(__always)
    private func decode(_ code: UInt64) -> Int64 {
        if width == 8 { return Int64(bitPattern: code) }
        return code == 0 ? PackedColumn.none : base &+ Int64(bitPattern: code &- 1) &* unit
    }

    /// The code of a number; nil where the page has none for it.
    private func code(of value: Int64) -> UInt64? {
        if width == 8 { return UInt64(bitPattern: value) }
        guard value != PackedColumn.none else { return width > 0 || common == 0 ? 0 : nil }
        let (distance, overflow) = value.subtractingReportingOverflow(base)
        guard !overflow, distance >= 0 else { return nil }
        var code = UInt64(distance)
        if unit != 1 {
            let (quotient, remainder) = code.quotientAndRemainder(dividingBy: UInt64(unit))
            guard remainder == 0 else { return nil }
            code = quotient
        }
        code += 1
        guard width > 0 else { return code == common ? code : nil }
        return code >> UInt64(width * 8) == 0 ? code : nil
    }

    private mutating func start(with value: Int64) {
        common = value == PackedColumn.none ? 0 : 1
        base = value == PackedColumn.none ? 0 : value
    }

    /// Packs all numbers anew, with room below and above for those that come.
    private mutating func repack(replacing index: Int, with value: Int64) {
        var values: [Int64] = []
        values.reserveCapacity(count + 1)
        unpack(count, into: &values)
        if index < values.count { values[index] = value } else { values.append(value) }
        let known = values.filter { $0 != PackedColumn.none }
        guard let least = known.min(), let greatest = known.max() else {
            self = PackedPage()
            for value in values { append(value) }
            return
        }
        let (span, overflow) = greatest.subtractingReportingOverflow(least)
        unit = PackedPage.units.first { unit in known.allSatisfy { ($0 &- least) % unit == 0 } } ?? 1
        let codes = overflow ? UInt64.max : UInt64(span / unit) + 1
        width = codes < 1 << 8 ? 1 : codes < 1 << 16 ? 2 : codes < 1 << 32 ? 4 : 8
        if width < 8 {
            let room = Int64(bitPattern: (1 << UInt64(width * 8)) - 1 - codes) / 2
            let (slack, slackOverflows) = room.multipliedReportingOverflow(by: unit)
            let (lower, lowerOverflows) = least.subtractingReportingOverflow(slack)
            base = slackOverflows || lowerOverflows || lower == PackedColumn.none ? least : lower
        }
        // All of the room at once where the page is more than half full.
        bytes = []
        count = values.count > Paging.size / 2 ? Paging.size : values.count
        makeRoom()
        count = 0
        for value in values { append(coded: code(of: value) ?? 0) }
    }
}
