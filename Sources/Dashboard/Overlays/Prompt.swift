/// A line that is asked for, on the bottom line of the screen.
struct Prompt: Sendable {
    /// What it is asked for.
    enum Purpose: Equatable, Sendable {
        /// A remark on the booking in this row of the ledger.
        case remark(row: Int)
        /// What to find in the help.
        case help
        /// A time to go to.
        case time
        /// The name of a view, for one of the keys 1 to 9.
        case viewName(key: Int)
        /// The file to export the booking in this row to.
        case file(BookingForm, row: Int)
        /// A part of the values of the facet that is looked at; the values follow as it is typed.
        case facetValue
    }

    let purpose: Purpose
    /// What is being typed.
    var editor: LineEditor
    /// What is wrong with it, or what is needed.
    var complaint: String?

    init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        editor = LineEditor(text)
    }

    /// What stands before the line.
    var title: String {
        switch purpose {
        case .remark: "remark"
        case .help: "find"
        case .time: "go to"
        case .viewName(let key): "name of view \(key)"
        case .file: "file"
        case .facetValue: "find"
        }
    }
}

/// A question to be answered with yes or no, on the bottom line of the screen.
struct Confirmation: Equatable, Sendable {
    /// What is asked, with its question mark; outside text is possible.
    var question: String
    /// What is done for yes.
    var command: Command
    /// What it is about, shown whole above the question, over as many lines as it needs; outside text is possible.
    var details: [StyledLine] = []
}
