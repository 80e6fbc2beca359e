import Ledger

/// What is printed, in which form, and when that ends.
struct LinePlan: Sendable {
    var style = LineStyle()
    var filter: Filter?
    /// The number of lines after which it ends.
    var count: Int?
    /// Ends with the first booking that passes it.
    var until: Filter?
    /// Ends after so many milliseconds.
    var duration: Int64?
    /// Ends where no line comes for so many milliseconds.
    var wait: Int64?
    /// Whether lines are wanted even where the dashboard could be shown.
    var areAskedFor = false
    /// Whether nothing but errors is told.
    var isQuiet = false

    /// Whether lines are printed, and no dashboard is shown.
    var printsLines: Bool { areAskedFor || !StandardOutput.isTerminal }

    /// Blocks the signals that end the printing; to be called before any thread is started, since one that has them open
    /// would take them instead.
    func blockSignals() {
        if printsLines { _ = TerminationSignals() }
    }

    /// Whether something is waited for that may not come.
    var hasGoal: Bool { count != nil || until != nil }

    /// The nearer of the two ends by time; nil for none.
    func rest(since start: Int64, lastLineAt: Int64, now: Int64) -> Int64? {
        [duration.map { start + $0 - now }, wait.map { lastLineAt + $0 - now }].compactMap { $0 }.min()
    }
}
