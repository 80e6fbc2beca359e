import BookwatchTestSupport
import Foundation
import Screen

/// Frames as a program draws them, at random: lines that scroll, change and are overlaid, with texts of all kinds.
struct RandomPage {
    private struct Line {
        var pieces: [(text: String, column: Int, width: Int, role: StyleRole, overlay: StyleRole?)] = []
    }

    private(set) var frame: Frame
    private var lines: [Line] = []
    private var size: Size
    private var generator: SeededGenerator

    init(seed: UInt64, size: Size) {
        generator = SeededGenerator(seed: seed)
        self.size = size
        frame = Frame(size: size)
        for _ in 0..<60 { lines.append(line()) }
        draw()
    }

    /// Changes something, as little as a cell or as much as all.
    mutating func change() {
        switch random(0..<12) {
        case 0: scroll(by: random(1..<8))
        case 1: lines.insert(line(), at: random(0..<lines.count))
        case 2: lines.remove(at: random(0..<lines.count))
        case 3: lines.swapAt(random(0..<lines.count), random(0..<lines.count))
        case 4: lines[random(0..<lines.count)] = Line()
        case 5: for index in lines.indices where random(0..<4) == 0 { lines[index] = line() }
        default: lines[visible()] = random(0..<2) == 0 ? line() : edited(lines[visible()])
        }
        while lines.count < 60 { lines.append(line()) }
        draw()
    }

    /// Another size, small ones more often than large ones.
    mutating func resize(leastColumns: Int) -> Size {
        func length(_ most: Int) -> Int {
            let scale = Double.random(in: 0...1, using: &generator)
            return max(1, min(most, Int(pow(Double(most), scale))))
        }
        size = Size(columns: max(leastColumns, length(500)), rows: length(200))
        draw()
        return size
    }

    private mutating func visible() -> Int { random(0..<min(lines.count, size.rows)) }

    private mutating func scroll(by count: Int) {
        if Bool.random(using: &generator) {
            lines.removeFirst(count)
        } else {
            for _ in 0..<count { lines.insert(line(), at: 0) }
            lines.removeLast(count)
        }
    }

    private mutating func line() -> Line {
        (0..<random(0..<5)).reduce(into: Line()) { line, _ in line = edited(line) }
    }

    private mutating func edited(_ line: Line) -> Line {
        var line = line
        let column = random(-2..<max(1, size.columns))
        let overlay = random(0..<4) == 0 ? role() : nil
        line.pieces.append((text(), column, random(1..<max(2, size.columns)), role(), overlay))
        return line
    }

    private mutating func draw() {
        frame = Frame(size: size)
        for (row, line) in lines.prefix(size.rows).enumerated() {
            for piece in line.pieces {
                frame.write(piece.text, row: row, column: piece.column, width: piece.width, role: piece.role)
                guard let overlay = piece.overlay else { continue }
                let columns = max(0, piece.width)
                frame.overlay(overlay, on: Rect(row: row, column: piece.column, columns: columns, rows: 1))
            }
        }
        guard random(0..<3) == 0 else { return }
        frame.cursor = Position(row: random(0..<size.rows), column: random(0..<size.columns))
    }

    private mutating func role() -> StyleRole { StyleRole.allCases.randomElement(using: &generator) ?? .text }

    private mutating func text() -> String {
        switch random(0..<10) {
        case 0: String(repeating: " ", count: random(1..<40))
        case 1: String(String.UnicodeScalarView((0..<random(1..<12)).compactMap { _ in scalar() }))
        case 2: RandomPage.corpus.randomElement(using: &generator) ?? ""
        case 3, 4, 5: (0..<random(1..<4)).map { _ in word() }.joined(separator: " ")
        default: "\(Int.random(in: 0...99_999, using: &generator)) " + word()
        }
    }

    private mutating func word() -> String { RandomPage.words.randomElement(using: &generator) ?? "" }

    private mutating func scalar() -> Unicode.Scalar? {
        let ranges: [ClosedRange<UInt32>] = [
            0...0x2FF, 0x300...0x36F, 0x370...0xFFF, 0x1000...0x1FFF, 0x2000...0x2BFF, 0x2E80...0xD7FF,
            0xE000...0xFFFF, 0x1F000...0x1FAFF, 0x10000...0x10FFFF,
        ]
        let range = ranges.randomElement(using: &generator) ?? 0...0x7F
        return Unicode.Scalar(UInt32.random(in: range, using: &generator))
    }

    private mutating func random(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }

    private static let words = [
        "Ada Lovelace", "Zoë", "O’Brien", "Weiß", "Ångström", "Αθηνά", "Ольга", "Երևան", "שָׁלוֹם", "محمد", "山田太郎", "東京",
        "김철수", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "नितिन", "क्षत्रिय", "தமிழ்", "বাংলা", "ไทยกำ", "ລາວ",
        "မြန်မာ", "ខ្មែរ", "ꦗꦮ", "e\u{301}a\u{308}\u{304}", "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", "🇫🇷", "🇫🇷🇩🇪🇯🇵", "🇫",
        "👩‍💻", "👨‍👩‍👧‍👦", "👍🏽", "❤️", "❤", "☎", "✔︎", "🎉", "🫠", "1️⃣", "#⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "한글", "﷽", "｡ｶﾅ", "𓀀𓂀", "𝔸", "𠮷野家", "─│┼",
        "▁▂▃█", "…", "a\u{903}", "\u{A0}\u{A0}", "\u{3000}", "\u{1B}[2Jx", "a\tb\nc", "\u{202E}x", "ﬁ", "ẞ", "→", "½",
        "©", "™",
    ]

    /// The texts that were made to do harm.
    private static let corpus: [String] = {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = tests.appending(path: "BookingsTests/Fixtures/hostile_fields.jsonl")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return (object?["value"] as? String).map { String($0.prefix(600)) }
        }
    }()
}
