import Screen

/// What a terminal of the xterm family shows after the bytes that ncurses wrote to it.
///
/// It knows the sequences that ncurses uses for `xterm-256color`, and those that the program adds; it notes any other in
/// `unknown`.
struct VirtualScreen {
    private(set) var columns: Int
    private(set) var rows: Int
    private(set) var cells: [[Character]]
    private(set) var row = 0
    private(set) var column = 0
    private(set) var isAlternate = false
    private(set) var isCursorVisible = true
    private(set) var unknown: [String] = []
    /// The private modes that are on, apart from those of the screen and the cursor.
    private(set) var modes: Set<Int> = []
    /// What the terminal was asked: `11;?`, `?2026$p`, `c`.
    private(set) var questions: [String] = []
    /// The strings for the terminal (OSC) that ask nothing.
    private(set) var strings: [String] = []
    /// How many titles are on the stack.
    private(set) var titleDepth = 0
    /// How often a frame was bracketed as one update.
    private(set) var updates = 0
    private var scrollTop = 0
    private var scrollBottom: Int
    private var saved = (row: 0, column: 0)
    private var pending: [UInt8] = []
    private var last: Character = " "
    private var mustWrap = false

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        scrollBottom = rows - 1
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    }

    /// The rows as text without trailing blanks.
    var text: String {
        cells.map { line in
            var line = String(line.filter { $0 != "\u{0}" })
            while line.last == " " { line.removeLast() }
            return line
        }
        .joined(separator: "\n")
    }

    mutating func resize(columns: Int, rows: Int) {
        let old = cells
        cells = (0..<rows).map { row in
            (0..<columns).map { column in row < old.count && column < old[row].count ? old[row][column] : " " }
        }
        (self.columns, self.rows) = (columns, rows)
        (scrollTop, scrollBottom) = (0, rows - 1)
        row = min(row, rows - 1)
        column = min(column, columns - 1)
    }

    /// Takes bytes as they come; a sequence cut at the end waits for its rest.
    mutating func feed(_ bytes: some Sequence<UInt8>) {
        pending += bytes
        var index = 0
        while index < pending.count {
            guard let used = step(at: index) else { break }
            index += used
        }
        pending.removeFirst(index)
    }

    /// Handles one character or sequence; returns its length, or nil where its end has not arrived.
    private mutating func step(at index: Int) -> Int? {
        let byte = pending[index]
        switch byte {
        case 0x1B: return escape(at: index)
        case 0x08: column = max(0, column - 1)
        case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
        case 0x0A: lineFeed()
        case 0x0D: column = 0
        case 0x0E, 0x0F: break
        case 0..<0x20, 0x7F: unknown.append("C0 \(byte)")
        default: return character(at: index)
        }
        mustWrap = false
        return 1
    }

    private mutating func character(at index: Int) -> Int? {
        let lead = pending[index]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + length <= pending.count else { return nil }
        let text = String(decoding: pending[index..<index + length], as: UTF8.self)
        if let scalar = text.unicodeScalars.first { put(scalar) }
        return length
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = DisplayWidth.of(scalar)
        if width <= 0 {
            let target = mustWrap ? column : max(0, column - 1)
            var place = target
            while place > 0, cells[row][place] == "\u{0}" { place -= 1 }
            cells[row][place] = Character(String(cells[row][place]) + String(scalar))
            return
        }
        if mustWrap || column + width > columns {
            column = 0
            lineFeed()
        }
        last = Character(scalar)
        cells[row][column] = last
        if width == 2 { cells[row][column + 1] = "\u{0}" }
        mustWrap = column + width >= columns
        column = min(columns - 1, column + width)
    }

    private mutating func lineFeed() {
        if row == scrollBottom { scroll(by: 1) } else if row < rows - 1 { row += 1 }
    }

    private mutating func scroll(by count: Int) {
        let blank = Array(repeating: Character(" "), count: columns)
        for _ in 0..<abs(count) {
            if count > 0 {
                cells.remove(at: scrollTop)
                cells.insert(blank, at: scrollBottom)
            } else {
                cells.remove(at: scrollBottom)
                cells.insert(blank, at: scrollTop)
            }
        }
    }

    private mutating func escape(at index: Int) -> Int? {
        guard index + 1 < pending.count else { return nil }
        mustWrap = false
        switch pending[index + 1] {
        case UInt8(ascii: "["): return control(at: index)
        case UInt8(ascii: "]"): return string(at: index)
        case UInt8(ascii: "("), UInt8(ascii: ")"): return index + 2 < pending.count ? 3 : nil
        case UInt8(ascii: "7"): saved = (row, column)
        case UInt8(ascii: "8"): (row, column) = saved
        case UInt8(ascii: "M"): if row == scrollTop { scroll(by: -1) } else { row = max(0, row - 1) }
        case UInt8(ascii: "="), UInt8(ascii: ">"): break
        case let other: unknown.append("ESC \(Character(Unicode.Scalar(other)))")
        }
        return 2
    }

    /// A string for the terminal, up to BEL.
    private mutating func string(at index: Int) -> Int? {
        guard let end = pending[(index + 2)...].firstIndex(of: 0x07) else { return nil }
        let text = String(decoding: pending[index + 2..<end], as: UTF8.self)
        if text.hasSuffix("?") { questions.append(text) } else { strings.append(text) }
        return end - index + 1
    }

    private mutating func control(at index: Int) -> Int? {
        guard let end = pending[(index + 2)...].firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
        let body = String(decoding: pending[index + 2..<end], as: UTF8.self)
        apply(final: Character(Unicode.Scalar(pending[end])), body: body)
        return end - index + 1
    }

    private mutating func apply(final: Character, body: String) {
        if final == "p" || final == "c" && body.isEmpty { return questions.append(body + String(final)) }
        if body.hasPrefix("?") { return mode(body.dropFirst(), on: final == "h") }
        let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = numbers.first ?? 0
        let count = max(1, first)
        switch final {
        case "m", "h", "l": break
        case "t": titleDepth += first == 22 ? 1 : first == 23 ? -1 : 0
        case "H", "f":
            row = min(rows, max(1, first)) - 1
            column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
        case "A": row = max(0, row - count)
        case "B": row = min(rows - 1, row + count)
        case "C": column = min(columns - 1, column + count)
        case "D": column = max(0, column - count)
        case "G": column = min(columns, count) - 1
        case "d": row = min(rows, count) - 1
        case "J": erase(rows: first == 0 ? row + 1..<rows : first == 1 ? 0..<row : 0..<rows, line: first)
        case "K": eraseLine(first)
        case "X": for place in column..<min(columns, column + count) { cells[row][place] = " " }
        case "P": for _ in 0..<min(count, columns - column) { cells[row].remove(at: column); cells[row].append(" ") }
        case "@":
            for _ in 0..<min(count, columns - column) {
                cells[row].insert(" ", at: column)
                cells[row].removeLast()
            }
        case "L": inRegion(from: row) { $0.scroll(by: -count) }
        case "M": inRegion(from: row) { $0.scroll(by: count) }
        case "S": scroll(by: count)
        case "T": scroll(by: -count)
        case "b": for _ in 0..<count { if let scalar = last.unicodeScalars.first { put(scalar) } }
        case "r":
            scrollTop = max(1, first) - 1
            scrollBottom = (numbers.count > 1 && numbers[1] > 0 ? min(rows, numbers[1]) : rows) - 1
            (row, column) = (0, 0)
        default: unknown.append("CSI \(body)\(final)")
        }
    }

    private mutating func inRegion(from top: Int, _ body: (inout VirtualScreen) -> Void) {
        let whole = scrollTop
        scrollTop = top
        body(&self)
        scrollTop = whole
    }

    private mutating func erase(rows range: Range<Int>, line: Int) {
        for index in range { cells[index] = Array(repeating: " ", count: columns) }
        if line < 2 { eraseLine(line) }
    }

    private mutating func eraseLine(_ part: Int) {
        let range = part == 0 ? column..<columns : part == 1 ? 0..<min(columns, column + 1) : 0..<columns
        for place in range { cells[row][place] = " " }
    }

    private mutating func mode(_ body: Substring, on isOn: Bool) {
        for number in body.split(separator: ";") {
            switch number {
            case "1049": isAlternate = isOn
            case "25": isCursorVisible = isOn
            case "1", "7", "12", "1034": break
            case "2004", "1000", "1002", "1006", "2026", "2031":
                if isOn, number == "2026" { updates += 1 }
                guard let number = Int(number) else { break }
                if isOn { modes.insert(number) } else { modes.remove(number) }
            default: unknown.append("mode \(number)")
            }
        }
    }
}
