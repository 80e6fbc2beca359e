import ArgumentParser

/// The forms of a report.
enum ReportForm: String, EnumerableFlag {
    case html
    case markdown = "md"
    case json

    static func name(for value: ReportForm) -> NameSpecification { .customLong(value.rawValue) }

    static func help(for value: ReportForm) -> ArgumentHelp? {
        switch value {
        case .html: "A page of its own, with charts: for browsers, mail and paper."
        case .markdown: "Markdown: for terminals, wikis and chats."
        case .json: "JSON: for other programs."
        }
    }

    /// The form that the ending of a file's name stands for.
    init?(endingOf path: String) {
        guard let dot = path.lastIndex(of: "."), path[dot...].firstIndex(of: "/") == nil else { return nil }
        switch path[path.index(after: dot)...].lowercased() {
        case "html", "htm": self = .html
        case "md", "markdown", "txt": self = .markdown
        case "json": self = .json
        default: return nil
        }
    }
}
