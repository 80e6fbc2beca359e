/// A form in which one booking is exported.
enum BookingForm: String, CaseIterable, Sendable {
    case json, csv, tsv, ics, curl, text

    /// What a menu calls it.
    var title: String {
        switch self {
        case .json: "JSON"
        case .csv: "CSV"
        case .tsv: "TSV"
        case .ics: "calendar file"
        case .curl: "curl that sends it again"
        case .text: "plain text"
        }
    }

    /// The key that chooses it; its capital puts it on the clipboard.
    var key: Character {
        switch self {
        case .json: "j"
        case .csv: "c"
        case .tsv: "t"
        case .ics: "i"
        case .curl: "u"
        case .text: "p"
        }
    }

    /// How the name of a file of it ends.
    var fileEnding: String {
        switch self {
        case .curl: "sh"
        case .text: "txt"
        default: rawValue
        }
    }
}
