import Ledger

/// The charts of a page.
extension HTMLReport {
    /// The most parts of a timeline: a bar each.
    private static let partLimit = 100
    /// How many shades an hour of the week may have.
    private static let shades = 5

    /// The parts of a whole side by side.
    static func addStrip(_ table: ReportContent.Table, to page: inout HTMLWriter) {
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
        guard !timeline.parts.isEmpty else { return page.element("p", text: "There is none.") }
        let words = timeline.parts.map { ReportText.part($0, timeline.step) }
        let greatest = timeline.parts.map(\.count).max() ?? 0
        let most = zip(timeline.parts, words).first { $0.0.count == greatest }?.1 ?? ""
        page.element("figure", ["class": "days"]) { page in
            page.element("p", ["class": "most"], text: "Most: \(ReportText.number(greatest)), \(most)")
            let summary =
                "\(words.count) bars from \(words[0]) to \(words[words.count - 1]); the highest, \(most), has "
                + "\(ReportText.bookings(greatest)). The table below has all of them."
            addColumns(timeline, words, named: name, summary, to: &page)
            page.element("p", ["class": "ends"]) { page in
                let marks = Set([0, words.count / 2, words.count - 1]).sorted()
                for mark in marks { page.element("span", text: words[mark]) }
            }
        }
        page.element("details") { page in
            page.element("summary", text: "As a table")
            let columns: [ReportContent.Table.Column] = [
                .init(title: timeline.step.rawValue.capitalizedWord, isNumber: false), .init(title: "Bookings"),
            ]
            let rows = zip(timeline.parts, words).map { part, words in
                ReportContent.Table.Row(cells: [.label(words), .number(part.count)])
            }
            add(ReportContent.Table(columns: columns, rows: rows), labelled: name, to: &page)
        }
    }

    private static func addColumns(
        _ timeline: Timeline,
        _ words: [String],
        named name: String,
        _ summary: String,
        to page: inout HTMLWriter
    ) {
        let greatest = timeline.parts.map(\.count).max() ?? 0
        let frame: HTMLWriter.Attributes = [
            "viewBox": "0 0 \(words.count * 10) 100", "preserveAspectRatio": "none", "role": "img",
            "aria-labelledby": "\(name)t \(name)d",
        ]
        page.element("svg", frame) { page in
            page.element("title", ["id": "\(name)t"], text: "Bookings by \(timeline.step.rawValue)")
            page.element("desc", ["id": "\(name)d"], text: summary)
            for (index, part) in timeline.parts.enumerated() {
                let tip = words[index] + ": " + ReportText.bookings(part.count)
                addColumn(part.count, of: greatest, at: index, tip, to: &page)
            }
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
}
