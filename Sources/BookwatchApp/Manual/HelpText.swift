/// The help of a command: short for `-h`, whole for `--help`.
struct HelpText {
    /// How much is told.
    enum Extent { case short, long, all }

    /// The most lines of a short help.
    static let shortest = 24
    private static let shortWidth = 80

    let command: CommandTree
    /// The names of the command and those above it, without that of the program.
    let path: [String]
    var width = 80

    /// The text, with a newline at its end.
    func text(_ extent: Extent) -> String {
        let lines = extent == .short ? shortLines : longLines(hasHidden: extent == .all)
        return lines.joined(separator: "\n") + "\n"
    }

    private var invocation: String { (["bookwatch"] + path).joined(separator: " ") }

    private var usage: String {
        var words = [invocation]
        if !command.subcommands.isEmpty { words.append(command.standard == nil ? "<command>" : "[<command>]") }
        if !options(hasHidden: true).isEmpty { words.append("[<options>]") }
        words += positionals.map { argument in
            let word = "<\(argument.valueName)>" + (argument.isRepeating ? " ..." : "")
            return argument.isOptional ? "[\(word)]" : word
        }
        return "Usage: " + words.joined(separator: " ")
    }

    private var positionals: [CommandTree.Argument] {
        command.arguments.filter { $0.kind == .positional && $0.isShown }
    }

    private func options(hasHidden: Bool) -> [CommandTree.Argument] {
        command.arguments.filter { argument in
            argument.kind != .positional && (argument.isShown || hasHidden)
                && (path.isEmpty || argument.names != ["--version"])
        }
    }

    // MARK: - Short

    private var shortLines: [String] {
        let rows =
            command.subcommands.map { ($0.name, $0.abstract) }
            + (positionals + options(hasHidden: false)).map { ($0.synopsis, $0.abstract) }
        let head = [invocation + ": " + command.abstract, "", usage, ""]
        let foot = [
            "", "\(invocation) --help tells more" + (path.isEmpty ? ", and so does bookwatch <command> -h." : "."),
        ]
        let room = HelpText.shortest - head.count - foot.count
        let isCut = rows.count > room
        // What a command has of its own comes first; what all have, last.
        let shown = isCut ? Array(rows.prefix(room - 1)) : rows
        let lines = HelpText.columns(shown).map { HelpText.cut($0, to: HelpText.shortWidth) }
        return head.map { HelpText.cut($0, to: HelpText.shortWidth) } + lines
            + (isCut ? ["  and \(rows.count - shown.count) more"] : []) + foot
    }

    private static func columns(_ rows: [(String, String)]) -> [String] {
        let width = min(30, rows.map(\.0.count).max() ?? 0)
        return rows.map { left, right in
            "  " + left + String(repeating: " ", count: max(0, width - left.count)) + "  " + right
        }
    }

    private static func cut(_ line: String, to width: Int) -> String {
        guard line.count > width else { return line }
        var words = line.prefix(width - 3)
        while let last = words.last, last != " " { words.removeLast() }
        while let last = words.last, " ,;:".contains(last) { words.removeLast() }
        return words + "..."
    }

    // MARK: - Long

    private func longLines(hasHidden: Bool) -> [String] {
        var lines = TextBlock.wrapped(command.abstract, width: width) + ["", usage]
        if !command.discussion.isEmpty { lines += [""] + TextBlock.wrapped(command.discussion, width: width) }
        lines += section("Arguments", positionals)
        if !command.subcommands.isEmpty {
            lines += ["", "Commands:"] + command.subcommands.flatMap { item("  " + $0.name, [$0.abstract]) }
        }
        let options = options(hasHidden: hasHidden)
        let titles = options.reduce(into: [String]()) { titles, option in
            if !titles.contains(title(option)) { titles.append(title(option)) }
        }
        for title in titles { lines += section(title, options.filter { self.title($0) == title }) }
        let examples = Examples.of(path)
        if !examples.isEmpty {
            lines += ["", "Examples:"]
            for example in examples { lines += ["  # " + example.meaning, "  " + example.command] }
        }
        if path.isEmpty {
            lines += ["", "Exit codes:"] + ExitStatus.table.flatMap { item("  \($0.code)", [$0.meaning]) }
            let more = "“bookwatch man 5” prints all about the configuration, the filter language and the log."
            lines += [""] + TextBlock.wrapped(more, width: width)
        }
        return lines
    }

    private func title(_ option: CommandTree.Argument) -> String {
        option.section ?? (option.isCommon && !path.isEmpty ? "Common options" : "Options")
    }

    private func section(_ title: String, _ arguments: [CommandTree.Argument]) -> [String] {
        guard !arguments.isEmpty else { return [] }
        return ["", title + ":"] + arguments.flatMap { item("  " + $0.synopsis, [$0.abstract, $0.discussion]) }
    }

    /// A name, and beside it or below what it means.
    private func item(_ name: String, _ texts: [String]) -> [String] {
        let indent = 28
        let text = texts.filter { !$0.isEmpty }.map { $0.hasSuffix(".") ? $0 : $0 + "." }.joined(separator: " ")
        let lines = TextBlock.wrapped(text, width: width - indent)
        let margin = String(repeating: " ", count: indent)
        guard name.count < indent - 1, let first = lines.first else { return [name] + lines.map { margin + $0 } }
        let gap = String(repeating: " ", count: indent - name.count)
        return [name + gap + first] + lines.dropFirst().map { margin + $0 }
    }
}

/// Text in lines.
enum TextBlock {
    /// Breaks a text between words; its own line breaks stay.
    static func wrapped(_ text: String, width: Int) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { paragraph in
            var lines: [String] = []
            var line = ""
            for word in paragraph.split(separator: " ") {
                if !line.isEmpty, line.count + 1 + word.count > max(20, width) {
                    lines.append(line)
                    line = ""
                }
                line += (line.isEmpty ? "" : " ") + word
            }
            return lines + [line]
        }
    }
}
