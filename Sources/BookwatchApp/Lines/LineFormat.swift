import ArgumentParser

/// The forms of a printed line.
enum LineFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv, tsv, ics, template
}

/// How lines are written.
struct LineStyle: Sendable {
    var format = LineFormat.text
    /// What `template` fills in.
    var template: LineTemplate?
}
