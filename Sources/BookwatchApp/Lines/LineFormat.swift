import ArgumentParser

/// The forms of a printed line.
enum LineFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, tsv, ics, template

    /// Takes JSON Lines under their own name too: all JSON here is one object a line.
    init?(argument: String) { self.init(rawValue: argument == "jsonl" ? "json" : argument) }

    /// The form that the ending of a file's name stands for.
    init?(endingOf path: String) {
        guard let dot = path.lastIndex(of: "."), path[dot...].firstIndex(of: "/") == nil else { return nil }
        switch path[path.index(after: dot)...].lowercased() {
        case "csv": self = .csv
        case "tsv", "tab": self = .tsv
        case "jsonl", "ndjson", "json": self = .json
        case "ics": self = .ics
        case "txt": self = .text
        default: return nil
        }
    }
}

/// How lines are written.
struct LineStyle: Sendable {
    var format = LineFormat.text
    /// Whether `text` tells the day of each booking too, for those that do not come just now.
    var isDated = false
    /// What `template` fills in.
    var template: LineTemplate?
}
