import Bookings
import Ledger
import Screen

/// Copying and exporting the selected booking.
extension DashboardState {
    /// The booking that is acted on, with the records that are here.
    private var selectedView: BookingView? {
        list.selection.map { BookingView(row: $0, ledger: ledger, cache: detail.cache) }
    }

    private func export(of view: BookingView) -> BookingExport {
        BookingExport(view: view, context: renderContext, endpoint: configuration.endpointURL)
    }

    private mutating func sayNothingIsSelected() { notices.append("No booking is selected") }

    // MARK: - Copying

    /// The menu of what can be copied; what the booking lacks is left out.
    mutating func openCopyMenu() {
        guard let view = selectedView else { return sayNothingIsSelected() }
        let items = CopiedPart.allCases.compactMap { part -> Menu.Item? in
            guard let (label, preview) = describe(part, of: view) else { return nil }
            return Menu.Item(key: part.rawValue, label: label, remark: preview, command: .copy(part))
        }
        open(Menu("Copy", items))
    }

    /// What a menu calls a part, and what it is; nil where the booking lacks it.
    private func describe(_ part: CopiedPart, of view: BookingView) -> (label: String, preview: String)? {
        let booking = view.booking
        switch part {
        case .value: return valueUnderCursor(of: view).map { ("value of " + VisibleText.of($0.name), $0.value) }
        case .row: return ("row", "the columns of the list, for a spreadsheet")
        case .json: return ("JSON", "the booking, merged")
        case .payload: return ("raw payload", "what arrived, as it came")
        case .email: return booking.email.map { ("e-mail", $0) }
        case .phone: return booking.phone.map { ("phone", $0) }
        case .id: return booking.id.map { ("id", $0) }
        case .curl: return ("curl", "the command that sends it again")
        case .link:
            let links = BookingLink.all(of: booking)
            guard let first = links.first else { return nil }
            return links.count == 1
                ? ("link", first.link.text) : ("link…", links.map(\.title).joined(separator: ", "))
        }
    }

    /// The value that the cursor of the detail is on, else that of the current column of the list.
    private func valueUnderCursor(of view: BookingView) -> (name: String, value: String)? {
        guard pane == .list else { return detail.valueAtCursor }
        let field = table.current
        let text = RowLook(row: view.row, renderContext).cell(field, hasStatusColumn: true).text
        let value = text.isEmpty && field == .status ? StatusText.word(view.booking.status ?? "scheduled") : text
        return value.isEmpty ? nil : (field.title, value)
    }

    mutating func copy(_ part: CopiedPart) -> [Effect] {
        guard let view = selectedView else {
            sayNothingIsSelected()
            return []
        }
        let text: String?
        switch part {
        case .value: text = valueUnderCursor(of: view)?.value
        case .row: text = rowText(of: view)
        case .json: return [.copy(export(of: view).json, what: "JSON")]
        case .payload: return copyRecord(of: view, what: "payload", BookingExport.payload)
        case .curl: return copyRecord(of: view, what: "curl command", export(of: view).curl)
        case .email: text = view.booking.email
        case .phone: text = view.booking.phone
        case .id: text = view.booking.id
        case .link: return copyLink(of: view)
        }
        guard let text else { return [] }
        return copy(text, what: part == .value ? "value" : describe(part, of: view)?.label ?? "")
    }

    /// Copies a text as one line that nothing obeys.
    func copy(_ text: String, what: String) -> [Effect] {
        [.copy(DelimitedText.oneLine(text), what: what)]
    }

    /// What the list shows of it, with tabs between.
    private func rowText(of view: BookingView) -> String {
        let look = RowLook(row: view.row, renderContext)
        let columns = shownColumns(in: layout).columns
        let fields = columns.isEmpty ? [ListField.received, .customer, .starts] : columns.map(\.field)
        let cells = fields.map { JSONValue.string(look.cell($0, hasStatusColumn: true).text) }
        return DelimitedText.tsv(cells)
    }

    /// Copies something of the payload that the cursor is in, else of the newest.
    private mutating func copyRecord(
        of view: BookingView,
        what: String,
        _ text: (SightingRecord) -> String
    ) -> [Effect] {
        let sequence = pane == .detail ? detail.payloadAtCursor : nil
        guard let record = view.records.first(where: { $0.sequence == sequence }) ?? view.records.last else {
            notices.append("What arrived is not here yet")
            return []
        }
        return [.copy(text(record), what: what)]
    }

    private mutating func copyLink(of view: BookingView) -> [Effect] {
        let links = BookingLink.all(of: view.booking)
        guard let first = links.first else { return [] }
        guard links.count > 1 else { return copy(first.link.text, what: "link") }
        open(linkMenu("Copy a link", links) { .copyText($0.link.text, what: "link") })
        return []
    }

    // MARK: - Exporting

    mutating func openExportMenu() {
        guard selectedView != nil else { return sayNothingIsSelected() }
        let items = BookingForm.allCases.map { form in
            Menu.Item(
                key: form.key,
                label: form.title,
                remark: "." + form.fileEnding,
                command: .export(form),
                capitalCommand: .copyForm(form)
            )
        }
        open(Menu("Export to a file (a capital: to the clipboard)", items))
    }

    /// Asks for the name of the file.
    mutating func askForFile(_ form: BookingForm) {
        guard let view = selectedView else { return sayNothingIsSelected() }
        ask(Prompt(.file(form, row: view.row), text: export(of: view).fileName(form)))
    }

    mutating func copyForm(_ form: BookingForm) -> [Effect] {
        guard let row = list.selection, let text = exported(form, row: row) else { return [] }
        return [.copy(text, what: form.title)]
    }

    /// Writes the booking in a row to a file; one that is there is asked about first.
    mutating func exportFile(_ form: BookingForm, row: Int, path: String) -> [Effect] {
        guard let text = exported(form, row: row) else { return [] }
        return [.write(ExportedFile(path: path, text: text), replacing: false)]
    }

    mutating func askToReplace(_ file: ExportedFile) {
        ask(Confirmation(question: "\(file.path) is there already. Replace it?", command: .replace(file)))
    }

    private mutating func exported(_ form: BookingForm, row: Int) -> String? {
        let view = BookingView(row: row, ledger: ledger, cache: detail.cache)
        if let text = export(of: view).text(form) { return text }
        notices.append(
            form == .ics
                ? "This booking has no start, so it is no event of a calendar" : "What arrived is not here yet"
        )
        return nil
    }
}
