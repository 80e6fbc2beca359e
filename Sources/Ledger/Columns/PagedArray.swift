/// An array in pages of 4,096 elements.
///
/// Copies share its pages until one of them writes to a page, so a copy costs next to nothing; and growing moves no element.
struct PagedArray<Element: Sendable>: Sendable {
    private(set) var pages: [[Element]] = []
    private(set) var count = 0

    var indices: Range<Int> { 0..<count }

    var last: Element? { count == 0 ? nil : self[count - 1] }

    mutating func append(_ element: Element) {
        if count & Paging.mask == 0 { pages.append([]) }
        pages[count >> Paging.shift].append(element)
        count += 1
    }

    subscript(index: Int) -> Element {
        get { pages[index >> Paging.shift][index & Paging.mask] }
        _modify { yield &pages[index >> Paging.shift][index & Paging.mask] }
    }
}

extension PagedArray {
    init(repeating element: Element, count: Int) {
        let whole = Array(repeating: element, count: min(count, Paging.size))
        pages = Array(repeating: whole, count: count / Paging.size)
        if count % Paging.size > 0 { pages.append(Array(whole.prefix(count % Paging.size))) }
        self.count = count
    }
}

/// How columns are cut into pages; a page is a whole number of words of a `RowSet`.
enum Paging {
    static let shift = 12
    static let size = 1 << shift
    static let mask = size - 1
}
