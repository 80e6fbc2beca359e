import Bookings
import Ledger
import Screen

/// Marks and remarks: they are asked of the endpoint, and shown once they come back in the log.
extension DashboardState {
    mutating func toggleMark() -> [Effect] {
        guard let row = list.selection, let sequence = ledger.sightings(of: row).first?.sequence else { return [] }
        undo.push(.annotation(Annotation(of: sequence, isMarked: ledger.isMarked(row))))
        return [.annotate(Annotation(of: sequence, isMarked: !ledger.isMarked(row)))]
    }

    mutating func askForRemark() {
        guard let row = list.selection else { return }
        ask(Prompt(.remark(row: row), text: ledger.remark(of: row) ?? ""))
    }

    /// Takes what was typed as the remark on a row; an empty one takes the remark away.
    ///
    /// No line takes more than a remark may have.
    mutating func remark(_ text: String, on row: Int) -> [Effect] {
        guard text != ledger.remark(of: row) ?? "", let sequence = ledger.sightings(of: row).first?.sequence else {
            return []
        }
        undo.push(.annotation(Annotation(of: sequence, remark: ledger.remark(of: row) ?? "")))
        return [.annotate(Annotation(of: sequence, remark: text))]
    }

    mutating func toggleOnlyMarked() {
        if !showsOnlyMarked, ledger.markedRows.isEmpty {
            notices.append("No booking is marked; m marks one")
            return
        }
        showsOnlyMarked.toggle()
        refreshFilter()
    }

    /// Goes to the next marked booking of the list, or the one before, around the ends.
    mutating func stepToMark(backwards: Bool) {
        let marked = ledger.markedRows.filter(list.content.contains)
        let lines = marked.compactMap { row in list.content.line(of: row, in: ledger).map { ($0, row) } }
        guard let current = list.selectedLine, !lines.isEmpty else {
            notices.append(
                ledger.markedRows.isEmpty ? "No booking is marked; m marks one" : "No marked booking is listed"
            )
            return
        }
        let sorted = lines.sorted { $0.0 < $1.0 }
        let next =
            backwards
            ? sorted.last { $0.0 < current } ?? sorted.last : sorted.first { $0.0 > current } ?? sorted.first
        guard let row = next?.1 else { return }
        list.select(row, in: ledger, visible: layout.visibleBookings)
    }
}
