import Bookings
import Ledger
import Screen

/// Collects the lines of a tab.
struct DetailWriter {
    private(set) var lines: [StyledLine] = []
    let width: Int
    let wraps: Bool
    /// The columns of a label with the blanks after it.
    let labelWidth: Int

    init(width: Int, wraps: Bool = true, labelWidth: Int = 13) {
        self.width = max(1, width)
        self.wraps = wraps
        self.labelWidth = min(labelWidth, max(1, width / 2))
    }

    mutating func blank() {
        if let last = lines.last, !last.spans.isEmpty { lines.append(StyledLine()) }
    }

    mutating func add(_ line: StyledLine) { lines.append(line) }

    /// Text over as many lines as it needs.
    mutating func text(_ text: String, _ role: StyleRole, indent: Int = 0, limit: Int = 400) {
        let room = max(1, width - indent)
        for part in wraps ? TextWrap.lines(text, width: room, limit: limit) : [text[...]] {
            lines.append(StyledLine(String(repeating: " ", count: indent), .text).appending(String(part), role))
        }
    }

    /// A label with its value beside it; long values go on under their beginning.
    mutating func field(_ label: String, _ value: String, role: StyleRole = .detailText, remark: String? = nil) {
        guard !SafeText.isBlank(value) else {
            lines.append(head(label).appending(VisibleText.blank, .muted))
            return
        }
        let parts = wraps ? TextWrap.lines(value, width: width - labelWidth, limit: 40) : [value[...]]
        for (index, part) in parts.enumerated() {
            var line = head(index == 0 ? label : "")
            line.append(String(part), role)
            if index == parts.count - 1, let remark { line.append("  " + remark, .muted) }
            lines.append(line)
        }
    }

    /// A label with the name of something, and its id dimmer beside it; the id alone where there is no name.
    mutating func field(_ label: String, _ id: String?, named name: String?) {
        guard let value = name ?? id else { return }
        field(label, value, remark: name == nil ? nil : id)
    }

    /// A label with a line of several meanings beside it.
    mutating func field(_ label: String, _ value: StyledLine) {
        var line = head(label)
        line.spans += value.spans
        lines.append(line)
    }

    private func head(_ label: String) -> StyledLine {
        // A label may come from outside, as those of custom fields: it is measured, and cut before it reaches the value.
        let shown = String(TextWrap.prefix(of: label, width: labelWidth - 1))
        let padding = max(1, labelWidth - DisplayWidth.of(shown))
        return StyledLine(shown, .detailLabel).appending(String(repeating: " ", count: padding), .text)
    }
}
