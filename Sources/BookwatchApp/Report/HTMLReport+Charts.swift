import Ledger

/// The charts of a page, and the tables that say the same.
extension HTMLReport {
    /// The most parts of a timeline: a bar each.
    private static let partLimit = 100
    /// How many shades an hour of the week may have.
    private static let shades = 5

    static func add(_ table: ReportContent.Table, labelled label: String, to page: inout HTMLWriter) {
        guard !table.rows.isEmpty else { return page.element("p", text: "There is none.") }
        let longest = table.longestBar
        if table.isWhole { addStrip(table, to: &page) }
        scrollable(labelled: label, &page) { page in
            page.element("table", ["class": table.columns.count > 3 ? "many" : "few", "aria-labelledby": label]) {
                page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for (index, column) in table.columns.enumerated() {
                            var attributes: HTMLWriter.Attributes = ["scope": "col"]
                            if column.isNumber { attributes = ["scope": "col", "class": "number"] }
                            page.element("th", attributes, text: column.title)
                            if index == 0, longest != nil { page.element("td", ["class": "bar"]) }
                        }
                    }
                }
                page.element("tbody") { page in
                    for row in table.rows { add(row, of: table, longest, to: &page) }
                }
            }
        }
    }

    private static func add(
        _ row: ReportContent.Table.Row,
        of table: ReportContent.Table,
        _ longest: Int?,
        to page: inout HTMLWriter
    ) {
        page.element("tr") { page in
            for (column, cell) in zip(table.columns, row.cells) {
                let isFirst = column.title == table.columns[0].title
                let isValue = if case .value = cell { true } else { false }
                let isWords = if case .words = cell { true } else { false }
                let kind = column.isNumber ? "number" : isWords ? "words" : "name"
                let attributes: HTMLWriter.Attributes =
                    isFirst ? ["scope": "row", "class": kind] : ["class": kind]
                page.element(isFirst ? "th" : "td", attributes) { page in
                    if isValue { page.element("bdi", text: cell.text) } else { page.text(cell.text) }
                }
                guard isFirst, let longest else { continue }
                page.element("td", ["class": "bar"]) { page in
                    if let bar = row.bar { addBar(bar, of: longest, row.tone, to: &page) }
                }
            }
        }
    }

    /// A bar is there for the eye; the number beside it says the same.
    private static func addBar(
        _ count: Int,
        of longest: Int,
        _ tone: ReportContent.Table.Tone?,
        to page: inout HTMLWriter
    ) {
        let length = longest > 0 && count > 0 ? max(4, count * 1_000 / longest) : 0
        let frame: HTMLWriter.Attributes = [
            "viewBox": "0 0 1000 10", "preserveAspectRatio": "none", "aria-hidden": "true", "focusable": "false",
        ]
        page.element("svg", frame) { page in
            page.element("rect", ["class": tone?.rawValue ?? "plain", "width": "\(length)", "height": "10"])
        }
    }

    /// The parts of a whole side by side.
    private static func addStrip(_ table: ReportContent.Table, to page: inout HTMLWriter) {
        let whole = table.rows.reduce(0) { $0 + ($1.bar ?? 0) }
        guard whole > 0 else { return }
        let frame: HTMLWriter.Attributes = [
            "class": "strip", "viewBox": "0 0 1000 10", "preserveAspectRatio": "none", "aria-hidden": "true",
            "focusable": "false",
        ]
        page.element("svg", frame) { page in
            var before = 0
            for row in table.rows {
                let (start, end) = (before * 1_000 / whole, (before + (row.bar ?? 0)) * 1_000 / whole)
                before += row.bar ?? 0
                let gap = end < 1_000 && end - start > 4 ? 2 : 0
                let place: HTMLWriter.Attributes = [
                    "class": row.tone?.rawValue ?? "plain", "x": "\(start)", "width": "\(end - start - gap)",
                    "height": "10",
                ]
                page.element("rect", place) { page in
                    let words = row.cells.map(\.text).joined(separator: " · ")
                    page.element("title", text: words)
                }
            }
        }
    }

    static func add(_ days: [DayCount], named name: String, to page: inout HTMLWriter) {
        let timeline = Timeline(days, upTo: partLimit)
        let parts = timeline.parts
        let greatest = parts.map(\.count).max() ?? 0
        guard let first = parts.first, let last = parts.last, greatest > 0 else {
            return page.element("p", text: "There is none.")
        }
        let most = parts.first { $0.count == greatest }.map { ReportText.part($0, timeline.step) } ?? ""
        let ends = [first, last].map { ReportText.part($0, timeline.step) }
        page.element("figure", ["class": "days"]) { page in
            page.element("p", ["class": "most"], text: "Most: \(ReportText.number(greatest)), \(most)")
            let frame: HTMLWriter.Attributes = [
                "viewBox": "0 0 \(parts.count * 10) 100", "preserveAspectRatio": "none", "role": "img",
                "aria-labelledby": "\(name)t \(name)d",
            ]
            page.element("svg", frame) { page in
                page.element("title", ["id": "\(name)t"], text: "Bookings by \(timeline.step.rawValue)")
                page.element(
                    "desc",
                    ["id": "\(name)d"],
                    text: "\(parts.count) bars from \(ends[0]) to \(ends[1]); the highest, \(most), "
                        + "has \(ReportText.bookings(greatest)). The table below has all of them."
                )
                for (index, part) in parts.enumerated() {
                    let words = ReportText.part(part, timeline.step) + ": " + ReportText.bookings(part.count)
                    addColumn(part.count, of: greatest, at: index, words, to: &page)
                }
            }
            page.element("p", ["class": "ends"]) { page in
                let middle = ReportText.part(parts[parts.count / 2], timeline.step)
                let marks = parts.count > 2 ? [ends[0], middle, ends[1]] : Array(ends.prefix(parts.count))
                for mark in marks { page.element("span", text: mark) }
            }
        }
        page.element("details") { page in
            page.element("summary", text: "As a table")
            let rows = parts.map { part in
                ReportContent.Table.Row(cells: [
                    .label(ReportText.part(part, timeline.step)), .number(part.count),
                ])
            }
            let columns: [ReportContent.Table.Column] = [
                .init(title: timeline.step.rawValue.capitalizedWord, isNumber: false), .init(title: "Bookings"),
            ]
            add(ReportContent.Table(columns: columns, rows: rows), labelled: name, to: &page)
        }
    }

    /// A column, and over all of its height what says what it is.
    private static func addColumn(
        _ count: Int,
        of greatest: Int,
        at index: Int,
        _ words: String,
        to page: inout HTMLWriter
    ) {
        let height = count > 0 ? max(1, count * 100 / greatest) : 0
        page.element("g") { page in
            page.element("title", text: words)
            let place: HTMLWriter.Attributes = ["x": "\(index * 10)", "width": "10", "height": "100", "class": "back"]
            page.element("rect", place)
            guard height > 0 else { return }
            let bar: HTMLWriter.Attributes = [
                "x": "\(index * 10 + 1)", "y": "\(100 - height)", "width": "8", "height": "\(height)", "class": "plain",
            ]
            page.element("rect", bar)
        }
    }

    static func add(_ hours: WeekHours, _ name: String, labelled label: String, to page: inout HTMLWriter) {
        guard hours.greatest > 0 else { return page.element("p", text: "There is none.") }
        scrollable(labelled: label, &page) { page in
            page.element("table", ["class": "week", "aria-labelledby": label]) { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        page.element("th", ["scope": "col"], text: "Hour")
                        for hour in 0..<24 { page.element("th", ["scope": "col"], text: ReportText.twoDigits(hour)) }
                        page.element("th", ["scope": "col"], text: "All")
                    }
                }
                page.element("tbody") { page in
                    for (weekday, counts) in hours.counts.enumerated() {
                        page.element("tr") { page in
                            page.element("th", ["scope": "row"], text: ReportText.weekdays[weekday])
                            for count in counts {
                                let level = hours.level(count, of: shades)
                                page.element("td", ["class": "h\(level)"], text: ReportText.number(count))
                            }
                            page.element("td", text: ReportText.number(counts.reduce(0, +)))
                        }
                    }
                }
            }
        }
        page.element("p", ["class": "legend"]) { page in
            page.element("span", text: name + " in an hour:")
            for step in hours.levels(shades) {
                page.element("span", ["class": "h\(step.level)"], text: "up to \(ReportText.number(step.most))")
            }
        }
    }

    /// Wide tables are moved sideways on narrow screens, by keys too.
    private static func scrollable(
        labelled label: String,
        _ page: inout HTMLWriter,
        _ body: (inout HTMLWriter) -> Void
    ) {
        let frame: HTMLWriter.Attributes = [
            "class": "scroll", "role": "region", "tabindex": "0", "aria-labelledby": label,
        ]
        page.element("div", frame, body)
    }
}
