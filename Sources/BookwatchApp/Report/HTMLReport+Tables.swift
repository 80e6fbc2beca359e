/// The tables of a page, with a bar in each row.
extension HTMLReport {
    static func add(_ table: ReportContent.Table, labelled label: String, to page: inout HTMLWriter) {
        guard !table.rows.isEmpty else { return page.element("p", text: "There is none.") }
        if table.isWhole { addStrip(table, to: &page) }
        guard table.columns.count > 3 else { return addRows(of: table, ["aria-labelledby": label], to: &page) }
        scrollable(labelled: label, &page) { page in
            addRows(of: table, ["class": "many", "aria-labelledby": label], to: &page)
        }
    }

    private static func addRows(
        of table: ReportContent.Table,
        _ attributes: HTMLWriter.Attributes,
        to page: inout HTMLWriter
    ) {
        let longest = table.longestBar
        page.element("table", attributes) { page in
            page.element("thead") { page in
                page.element("tr") { page in
                    for (index, column) in table.columns.enumerated() {
                        let kind = column.isNumber ? "number" : "name"
                        let name = column.spoken ?? column.title
                        page.element("th", ["scope": "col", "class": kind, "aria-label": name], text: column.title)
                        if index == 0, longest != nil { page.element("td", ["class": "bar"]) }
                    }
                }
            }
            page.element("tbody") { page in
                for row in table.rows { add(row, of: table, longest, to: &page) }
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
            for (index, (column, cell)) in zip(table.columns, row.cells).enumerated() {
                let isFirst = index == 0
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

    /// Wide tables are moved sideways on narrow screens, by keys too.
    static func scrollable(
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
