import Ledger

/// A report in Markdown, which reads well in a terminal too: tables whose columns stand under each other, bars of text.
struct MarkdownReport {
    private let content: ReportContent

    /// The columns of the longest bar.
    private static let barWidth = 20
    /// The most parts of a timeline: they stand under each other.
    private static let partLimit = 31
    private static let shades: [Character] = ["·", "░", "▒", "▓", "█"]

    init(_ subject: ReportSubject) { content = ReportContent(subject) }

    /// The report; it ends with a line break.
    var text: String {
        var lines = ["# " + MarkdownText.escaped(ReportText.shown(content.title)), ""]
        lines += content.facts.map { "- \($0.name): \(MarkdownText.escaped($0.value))" }
        lines.append("")
        lines += MarkdownReport.lines(
            ["Figure", "Value", ""],
            content.figures.map { [$0.name, "**\($0.value)**", $0.remark] },
            numbers: [false, true, false]
        )
        for section in content.sections {
            lines += ["", "## " + section.title, ""]
            if !section.remark.isEmpty { lines += [section.remark, ""] }
            for block in section.blocks { lines += MarkdownReport.lines(block) }
        }
        lines += ["", content.closing]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ block: ReportContent.Block) -> [String] {
        switch block {
        case .table(let table): lines(table)
        case .days(let days): lines(Timeline(days, upTo: partLimit))
        case .week(let hours, _): lines(hours)
        case .lines(let lines): lines.map { "- " + MarkdownText.escaped(ReportText.shown($0)) }
        }
    }

    private static func lines(_ table: ReportContent.Table) -> [String] {
        guard !table.rows.isEmpty else { return ["There is none."] }
        let longest = table.longestBar
        let rows = table.rows.map { row in
            row.cells.map(cell) + (longest.map { longest in [row.bar.map { bar($0, of: longest) } ?? ""] } ?? [])
        }
        let bars = longest == nil ? 0 : 1
        return lines(
            table.columns.map(\.title) + Array(repeating: "", count: bars),
            rows,
            numbers: table.columns.map(\.isNumber) + Array(repeating: false, count: bars)
        )
    }

    private static func lines(_ timeline: Timeline) -> [String] {
        let longest = timeline.parts.map(\.count).max() ?? 0
        guard longest > 0 else { return ["There is none."] }
        let rows = timeline.parts.map { part in
            [ReportText.part(part, timeline.step), ReportText.number(part.count), bar(part.count, of: longest)]
        }
        return lines([timeline.step.rawValue.capitalizedWord, "Bookings", ""], rows, numbers: [false, true, false])
    }

    /// Two columns an hour, from light to dark.
    private static func lines(_ hours: WeekHours) -> [String] {
        guard hours.greatest > 0 else { return ["There is none."] }
        let head = stride(from: 0, to: 24, by: 3).map { ReportText.twoDigits($0) + "    " }.joined()
        let rows = hours.counts.enumerated().map { weekday, counts in
            let cells = counts.map { String(repeating: shades[hours.level($0, of: shades.count - 1)], count: 2) }
                .joined()
            let sum = counts.reduce(0, +)
            return ReportText.weekdays[weekday] + "  " + cells + "  " + ReportText.number(sum)
        }
        let steps = hours.levels(shades.count - 1).map { "\(shades[$0.level]) up to \(ReportText.number($0.most))" }
        return ["```text", "     " + head.trimmedEnd] + rows + [
            "", "     \(shades[0]) 0  " + steps.joined(separator: "  "),
        ]
            + ["```"]
    }

    private static func cell(_ cell: ReportContent.Table.Cell) -> String {
        if case .words(let words) = cell { return "*\(words)*" }
        return MarkdownText.escaped(cell.text)
    }

    /// A bar in eighths of a column; what is not nothing is to be seen.
    private static func bar(_ count: Int, of longest: Int) -> String {
        guard count > 0, longest > 0 else { return "" }
        let eighths = max(1, Int((Double(count) * Double(barWidth * 8) / Double(longest)).rounded()))
        let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + (eighths % 8 > 0 ? String(parts[eighths % 8 - 1]) : "")
    }

    /// A table with its columns under each other.
    private static func lines(_ head: [String], _ rows: [[String]], numbers: [Bool]) -> [String] {
        let widths = head.indices.map { column in
            max(3, ([head] + rows).map { Quoted.width($0[column]) }.max() ?? 3)
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: max(0, widths[column] - Quoted.width(cell)))
                return numbers[column] ? padding + cell : cell + padding
            }
            return "| " + padded.joined(separator: " | ") + " |"
        }
        let rule = widths.indices.map { column in
            String(repeating: "-", count: widths[column] - (numbers[column] ? 1 : 0)) + (numbers[column] ? ":" : "")
        }
        return [line(head), "| " + rule.joined(separator: " | ") + " |"] + rows.map(line)
    }
}

extension String {
    /// With a capital first letter.
    var capitalizedWord: String { prefix(1).uppercased() + dropFirst() }

    fileprivate var trimmedEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
