import Ledger

/// What a report says: tables and charts with their words, which each form for people writes in its own way.
///
/// Its texts may come from outside; whoever writes them escapes them all.
struct ReportContent {
    /// A name with what it stands for.
    struct Fact {
        var name: String
        var value: String
    }

    /// A figure that stands out.
    struct Figure {
        var name: String
        var value: String
        var remark = ""
    }

    struct Section {
        var title: String
        /// Whether it needs the whole width.
        var isWide = false
        /// What must be known to read it right.
        var remark = ""
        var blocks: [Block]
    }

    enum Block {
        case table(Table)
        /// Bookings by day, in as many parts as the form has room for.
        case days([DayCount])
        /// The hours of a week; the name says what happens in them.
        case week(WeekHours, name: String)
        case lines([String])
    }

    var title: String
    var facts: [Fact]
    var figures: [Figure]
    var sections: [Section]
    var closing: String
}

extension ReportContent {
    /// A table, of whose rows some have a bar.
    struct Table {
        struct Column {
            var title: String
            /// What is read aloud, where the title alone does not say what it is.
            var spoken: String?
            var isNumber = true
        }

        struct Row {
            var cells: [Cell]
            /// What the bar stands for; nil for none.
            var bar: Int?
            /// What colour the bar has, where it tells more than the length.
            var tone: Tone?
        }

        enum Cell {
            /// A value from outside.
            case value(String)
            /// Words of our own for what is not a value, as that there is none.
            case words(String)
            /// A name of our own.
            case label(String)
            case number(Int)
            case share(Int, of: Int)
        }

        /// What a colour means; names say the same.
        enum Tone: String, CaseIterable {
            case scheduled, rescheduled, canceled, completed, missed, requested, other
        }

        var columns: [Column]
        var rows: [Row]
        /// Whether the rows are parts of one whole, which is drawn too.
        var isWhole = false

        /// The longest bar; nil where there are none.
        var longestBar: Int? { rows.compactMap(\.bar).max() }
    }
}

extension ReportContent.Table.Cell {
    /// As people read it; a value as screens show it, not yet escaped.
    var text: String {
        switch self {
        case .value(let value): ReportText.shown(value)
        case .words(let text), .label(let text): text
        case .number(let number): ReportText.number(number)
        case .share(let part, let whole): ReportText.share(part, of: whole)
        }
    }
}
