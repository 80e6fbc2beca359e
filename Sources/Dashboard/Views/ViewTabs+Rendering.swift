import Screen

extension ViewTabs {
    /// `1 demos 212  2 vip 9 ●`; of what does not fit, the names go first, then the views without news.
    func line(current: Int?, room: Int, _ glyphs: GlyphSet) -> StyledLine {
        let whole = line(tabs, current, named: { _ in true }, glyphs)
        if whole.width <= room { return whole }
        let short = line(tabs, current, named: { $0.view.key == current }, glyphs)
        if short.width <= room { return short }
        let few = tabs.filter { $0.hasNews || $0.view.key == current }
        let least = line(few, current, named: { _ in false }, glyphs)
        return least.width <= room ? least : StyledLine()
    }

    private func line(
        _ tabs: [Tab],
        _ current: Int?,
        named isNamed: (Tab) -> Bool,
        _ glyphs: GlyphSet
    ) -> StyledLine {
        var line = StyledLine()
        for tab in tabs {
            if !line.spans.isEmpty { line.append("  ", .muted) }
            let isCurrent = tab.view.key == current
            line.append("\(tab.view.key)", .hintKey)
            if isNamed(tab) {
                let name = String(TextWrap.prefix(of: VisibleText.of(tab.view.name), width: 16))
                line.append(" ", .muted)
                line.append(name, isCurrent ? .facetChosen : .text)
            }
            let count = tab.isGood ? NumberText.grouped(tab.count) : "?"
            line.append(" ", .muted)
            line.append(count, isCurrent ? .facetChosen : .muted)
            if tab.hasNews { line.append(" " + glyphs.text(.new), .bookingNew) }
        }
        return line
    }
}
