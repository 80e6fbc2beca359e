import ArgumentParser
import Ledger

/// How lines are printed, and when that ends.
struct LineOptions: ParsableArguments {
    @Option(
        name: [.customShort("f"), .long],
        help: .init(
            "text, json or jsonl, csv, tsv, ics or template.",
            discussion: """
                text is for people; json the record as it stands in the log, its payload too; csv and tsv begin with the \
                names of their columns, and a text that a spreadsheet would take for a formula (= + - @ first) gets an \
                apostrophe before it. Default: text
                """,
            valueName: "form"
        )
    )
    var format: LineFormat?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: .init(
            "A line to fill in, as '{{received}} {{name}}'; {{json name}} for JSON.",
            discussion: "\(LineTemplate.names). \\t and \\n are a tab and a line break",
            valueName: "text"
        )
    )
    var template: String?

    @Option(
        name: .long,
        help: .init("End after that many lines.", valueName: "lines"),
        transform: { text in try ArgumentForm.number(text, in: 1...Int.max) }
    )
    var count: Int?

    @Option(
        name: .long,
        parsing: .unconditional,
        help: .init("End when a booking matches.", valueName: "expression")
    )
    var until: String?

    @Option(
        name: .customLong("for"),
        help: .init("End after that time, as 90s, 5m or 2h.", valueName: "time"),
        transform: TimeSpan.init(argument:)
    )
    var duration: TimeSpan?

    @Option(
        name: .long,
        help: .init("End when no line comes within that time.", valueName: "time"),
        transform: TimeSpan.init(argument:)
    )
    var wait: TimeSpan?

    func validate() throws {
        if format == .template, template == nil {
            throw ValidationError("--format template needs --template: the line to fill in.")
        }
        if let format, format != .template, template != nil {
            throw ValidationError("--template is a form of its own; leave out --format \(format.rawValue).")
        }
        do throws(LineTemplateFault) {
            _ = try template.map(LineTemplate.init)
        } catch {
            throw ValidationError("--template: \(error.message)")
        }
    }

    /// Whether lines are asked for, even where standard output is a terminal.
    var areAskedFor: Bool {
        format != nil || template != nil || count != nil || until != nil || duration != nil || wait != nil
    }

    /// What is printed: of what passes a filter, in the form and up to the end that were asked for.
    func plan(filter: String?, isQuiet: Bool) throws -> LinePlan {
        LinePlan(
            style: try LineStyle(format: format, template: template),
            filter: try filter.flatMap { $0.trimmed.isEmpty ? nil : try Filter.parsing($0) },
            count: count,
            until: try until.map { try Filter.parsing($0, of: "--until") },
            duration: duration?.milliseconds,
            wait: wait?.milliseconds,
            areAskedFor: areAskedFor,
            isQuiet: isQuiet
        )
    }
}

extension LineStyle {
    /// A style as the options say; a template is one by itself.
    init(format: LineFormat?, template: String?) throws {
        do throws(LineTemplateFault) {
            self.template = try template.map(LineTemplate.init)
        } catch {
            throw ValidationError("--template: \(error.message)")
        }
        self.format = template == nil ? format ?? .text : .template
    }
}
