import Bookings
import Ledger
import Screen

/// The links of the booking: shown whole before one is opened.
extension DashboardState {
    mutating func openLinks() {
        guard let row = list.selection else { return }
        let view = BookingView(row: row, ledger: ledger, cache: detail.cache)
        var links = BookingLink.all(of: view.booking)
        // The one under the cursor comes first.
        if let pointed = detail.valueAtCursor.flatMap({ BookingLink.found(in: $0.value).first }) {
            let known = links.first { $0.link.address == pointed.address }
            links.removeAll { $0.link.address == pointed.address }
            links.insert(known ?? BookingLink(title: "under the cursor", link: pointed), at: 0)
        }
        guard let first = links.first else {
            notices.append("This booking has no link")
            return
        }
        guard links.count > 1 else { return askToOpen(first.link) }
        open(linkMenu("Open a link", links) { .askToOpen($0.link) })
    }

    /// A menu of links, with the digits and then letters for keys.
    func linkMenu(_ title: String, _ links: [BookingLink], _ command: (BookingLink) -> Command) -> Menu {
        let keys = Array("123456789abcdefghilmnoprstuvwxyz")
        let items = links.enumerated().map { index, link in
            Menu.Item(
                key: index < keys.count ? keys[index] : nil,
                label: link.title,
                remark: link.link.text,
                command: command(link)
            )
        }
        return Menu(title, items)
    }

    /// Shows a link whole, with what may mislead, and asks whether to open it; where none can be opened, to copy it.
    mutating func askToOpen(_ link: WebLink) {
        var details = [StyledLine("site  ", .detailLabel).appending(link.host, .detailTitle)]
        details += link.cautions.map { StyledLine(LinkText.text(of: $0), .warning) }
        details.append(StyledLine(link.text, .link))
        ask(
            configuration.opensLinks
                ? Confirmation(question: "Open it in the browser?", command: .open(link), details: details)
                : Confirmation(
                    question: "No display here. Copy it?",
                    command: .copyText(link.text, what: "link"),
                    details: details
                )
        )
    }

    /// Draws what a question is about, above the bottom line.
    func renderConfirmation(into frame: inout Frame, _ layout: Layout) {
        guard focus == .confirmation, let details = confirmation?.details, !details.isEmpty else { return }
        let body = layout.body
        let margin = body.columns > 30 ? 2 : 0
        let lines = details.flatMap { $0.wrapped(to: max(2, body.columns - margin * 2), hang: 0) }
        let rows = min(body.rows, lines.count + (body.rows > lines.count + 4 ? 2 : 0))
        let place = Rect(row: body.endRow - rows, column: body.column, columns: body.columns, rows: rows)
        frame.fill(place, role: .overlayText)
        renderEdges(of: place, into: &frame, in: body)
        let top = place.row + (rows > lines.count ? 1 : 0)
        let isCut = lines.count > rows
        for (index, line) in lines.prefix(isCut ? rows - 1 : rows).enumerated() {
            frame.write(line, row: top + index, column: margin, width: body.columns - margin * 2)
        }
        guard isCut, rows > 0 else { return }
        let rest = "and \(lines.count - rows + 1) more lines; make the screen larger to see all"
        frame.write(rest, row: place.endRow - 1, column: margin, width: body.columns - margin * 2, role: .warning)
    }
}
