import Ledger

/// Views: saving, switching, and what they count.
extension DashboardState {
    /// Sets the view that was asked for at the start, and says so: nobody should wonder where bookings are.
    mutating func startView(_ name: String) {
        let wanted = views.views.first { $0.name == name || "\($0.key)" == name }
        guard let wanted, views.tab(wanted.key)?.isGood ?? false else {
            let names = views.views.map { "\($0.key) \($0.name)" }.joined(separator: ", ")
            let known = names.isEmpty ? "none is saved" : "there are \(names)"
            return notices.append("There is no view “\(name)”; \(known)")
        }
        filter.replace(wanted.content)
        notices.append("View \(wanted.key) “\(wanted.name)” hides other bookings; 0 shows all")
    }

    /// Asks for the key of a view that is to be saved; the cursor is on its own, else on the first that is free.
    mutating func askForViewKey() {
        guard !filter.isEmpty else {
            return notices.append("There is no filter to save as a view; f or e chooses one")
        }
        let current = views.key(of: filter.content) ?? SavedView.keys.first { views.tab($0) == nil }
        let items = SavedView.keys.map { key in
            let taken = views.tab(key)?.view
            return Menu.Item(
                key: "\(key)".first,
                label: taken.map { VisibleText.of($0.name) } ?? "free",
                remark: taken.map { FilterText.of($0.content) } ?? "",
                isCurrent: key == current,
                command: .nameView(key: key)
            )
        }
        open(Menu("Save \(FilterText.of(filter.content)) as view", items))
    }

    mutating func askForViewName(_ key: Int) {
        var prompt = Prompt(.viewName(key: key), text: views.tab(key)?.view.name ?? "")
        if let old = views.tab(key)?.view {
            let frees = "empty frees the key"
            prompt.complaint = old.content == filter.content ? frees : "takes its place; \(frees)"
        }
        ask(prompt)
    }

    /// Saves the filter under a name; without one the key is freed.
    mutating func saveView(_ key: Int, name: String) -> [Effect] {
        let name = String(name.prefix(SavedView.nameLimit)).trimmingBlanks
        let old = views.tab(key)?.view
        guard !name.isEmpty || old != nil else { return [] }
        let content = filter.content
        views.set(
            SavedView(key: key, name: name, filter: content.text, choices: content.choices),
            in: ledger,
            clock: filterClock
        )
        notices.append(
            name.isEmpty ? "View \(key) “\(old?.name ?? "")” is no more" : "Saved as view \(key) “\(name)”"
        )
        return [.saveViews(views.views)]
    }

    /// Shows what a view lists; 0 stands for all bookings.
    mutating func showView(_ key: Int) {
        guard key != 0 else {
            return changeFilter { $0 = FilterLine.Content() }
        }
        guard let tab = views.tab(key) else {
            return notices.append("No view on \(key) yet; S saves the filter as one")
        }
        guard tab.isGood else {
            return notices.append("The filter of view \(key) cannot be read: \(tab.view.filter)")
        }
        changeFilter { $0 = tab.view.content }
        views.see(key)
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmingBlanks: String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? startIndex
        return start < end ? String(self[start..<end]) : ""
    }
}
