import Screen

/// What a terminal of the xterm family shows after the bytes that ncurses wrote to it.
///
/// It knows the sequences that ncurses uses for `xterm-256color`, `screen`, `linux` and `vt100`, and those that the program
/// adds; it notes any other in `unknown`.
public struct VirtualScreen: Sendable {
    /// The number of columns.
    public internal(set) var columns: Int
    /// The number of rows.
    public internal(set) var rows: Int
    /// All places, row by row.
    public internal(set) var grid: [[Cell]]
    /// The cursor's row.
    public internal(set) var row = 0
    /// The cursor's column.
    public internal(set) var column = 0
    /// Whether the alternate screen is shown.
    public internal(set) var isAlternate = false
    /// Whether the cursor is shown.
    public internal(set) var isCursorVisible = true
    /// The sequences that it does not know, each once.
    public internal(set) var unknown: Set<String> = []
    /// The private modes that are on, apart from those of the screen and the cursor.
    public internal(set) var modes: Set<Int> = []
    /// What the terminal was asked: `11;?`, `?2026$p`, `c`.
    public internal(set) var questions: [String] = []
    /// The strings for the terminal (OSC) that ask nothing.
    public internal(set) var strings: [String] = []
    /// How many titles are on the stack.
    public internal(set) var titleDepth = 0
    /// How often a frame was bracketed as one update.
    public internal(set) var updates = 0
    /// How characters are printed from now on.
    public internal(set) var look = Look()

    let opinion: WidthOpinion
    /// Whether what is erased has the background of what is printed.
    let erasesInColor: Bool
    var scrollTop = 0
    var scrollBottom: Int
    var saved = Pen()
    var pending: [UInt8] = []
    var last: Unicode.Scalar = " "
    /// Where the last character was put, as long as the cursor was not moved otherwise.
    var lastPlace: Position?
    var mustWrap = false
    /// Whether text goes on in the next row.
    public internal(set) var wraps = true

    /// What DECSC saves.
    struct Pen: Sendable {
        var (row, column) = (0, 0)
        var look = Look()
        var mustWrap = false
    }

    /// Makes a blank screen.
    ///
    /// - Parameters:
    ///   - columns: its width.
    ///   - rows: its height.
    ///   - opinion: how wide it takes characters to be.
    ///   - erasesInColor: whether what is erased has the background of what is printed, as in xterm.
    public init(columns: Int, rows: Int, opinion: WidthOpinion = .scalars, erasesInColor: Bool = true) {
        self.columns = columns
        self.rows = rows
        self.opinion = opinion
        self.erasesInColor = erasesInColor
        scrollBottom = rows - 1
        grid = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    }

    /// The places as texts alone.
    public var cells: [[String]] { grid.map { $0.map(\.text) } }

    /// The rows as text without trailing blanks.
    public var text: String {
        grid.map { line in
            var line = line[...]
            while line.last?.text == " " { line.removeLast() }
            return line.reduce(into: "") { $0 += $1.text }
        }
        .joined(separator: "\n")
    }

    /// Makes it another size, as the owner of a window does: what fits stays.
    public mutating func resize(columns: Int, rows: Int) {
        let old = grid
        grid = (0..<rows).map { row in
            (0..<columns).map { column in row < old.count && column < old[row].count ? old[row][column] : Cell() }
        }
        (self.columns, self.rows) = (columns, rows)
        (scrollTop, scrollBottom) = (0, rows - 1)
        row = min(row, rows - 1)
        column = min(column, columns - 1)
        (mustWrap, lastPlace) = (false, nil)
    }

    /// Takes bytes as they come; a sequence cut at the end waits for its rest.
    public mutating func feed(_ bytes: some Sequence<UInt8>) {
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
        if byte >= 0x20, byte != 0x7F { return character(at: index) }
        if byte == 0x1B { return escape(at: index) }
        switch byte {
        case 0x08: column = max(0, column - 1)
        case 0x09: column = min(columns - 1, (column / 8 + 1) * 8)
        case 0x0A: lineFeed()
        case 0x0D: column = 0
        // Alternate characters off; nobody switches them on.
        case 0x0F: break
        default: unknown.insert("C0 \(byte)")
        }
        if byte != 0x0F { (mustWrap, lastPlace) = (false, nil) }
        return 1
    }

    private mutating func character(at index: Int) -> Int? {
        let lead = pending[index]
        if lead < 0x80 {
            put(Unicode.Scalar(lead))
            return 1
        }
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + length <= pending.count else { return nil }
        let text = String(decoding: pending[index..<index + length], as: UTF8.self)
        if let scalar = text.unicodeScalars.first { put(scalar) }
        return length
    }

    private mutating func escape(at index: Int) -> Int? {
        guard index + 1 < pending.count else { return nil }
        switch pending[index + 1] {
        case UInt8(ascii: "["): return control(at: index)
        case UInt8(ascii: "]"): return string(at: index)
        case UInt8(ascii: "("), UInt8(ascii: ")"): return characterSet(at: index)
        case UInt8(ascii: "7"): saved = Pen(row: row, column: column, look: look, mustWrap: mustWrap)
        case UInt8(ascii: "8"):
            (row, column) = (min(rows - 1, saved.row), min(columns - 1, saved.column))
            (look, mustWrap, lastPlace) = (saved.look, saved.mustWrap, nil)
        case UInt8(ascii: "M"):
            if row == scrollTop { scroll(by: -1) } else { row = max(0, row - 1) }
            (mustWrap, lastPlace) = (false, nil)
        case UInt8(ascii: "="), UInt8(ascii: ">"): break
        case let other: unknown.insert("ESC \(Character(Unicode.Scalar(other)))")
        }
        return 2
    }

    /// Only ASCII is chosen, and line drawing where it is never used (`ESC ) 0`).
    private mutating func characterSet(at index: Int) -> Int? {
        guard index + 2 < pending.count else { return nil }
        if pending[index + 1] == UInt8(ascii: "("), pending[index + 2] != UInt8(ascii: "B") {
            unknown.insert("ESC ( \(Character(Unicode.Scalar(pending[index + 2])))")
        }
        return 3
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
        let final = Character(Unicode.Scalar(pending[end]))
        if final != "m" { (mustWrap, lastPlace) = (false, nil) }
        apply(final: final, body: body)
        return end - index + 1
    }
}
