import Bookings
import Ingest

/// The sources as a table: what `bookwatch sources` prints.
enum SourceList {
    static let hint = "no source is declared; “bookwatch sources new NAME” prints one for config.toml"

    /// A line a source, with a head; nothing where there is none.
    static func text(_ sources: [(name: String, source: DeclaredSource)]) -> String {
        guard !sources.isEmpty else { return "" }
        let head = ["SOURCE", "LABEL", "PRODUCT", "EVENT TYPE", "MASTER PAGE", "BOOKING PAGE", "TOKEN", "ORIGINS"]
        let rows = [head] + sources.map { row($0.name, $0.source) }
        let widths = head.indices.map { column in rows.map { Quoted.width($0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - Quoted.width($0)) }
            return cells.joined(separator: "  ").droppingLastBlanks + "\n"
        }.joined()
    }

    private static func row(_ name: String, _ source: DeclaredSource) -> [String] {
        let labels = source.labels
        return [
            name, labels.label, labels.product?.rawValue, labels.eventType, labels.masterPage, labels.bookingPage,
            source.token == nil ? "no" : "yes", source.origins.isEmpty ? nil : source.origins.joined(separator: ","),
        ].map { $0.map { Quoted.line($0) } ?? "-" }
    }
}

extension String {
    fileprivate var droppingLastBlanks: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension SourceInstructions {
    /// For people: each part under a line that says what it is for, alone on its line so that it can be copied.
    var text: String {
        var lines = [
            "Source \(name)" + (source.labels.label.map { ": " + Quoted.line($0) } ?? ""), "",
            "Redirect: OnceHub, automatic redirect, with the booking data sent along", redirectURL, "",
            "Script: in the page that embeds the booking form", snippet, "",
        ]
        let optional = SourceInstructions.attributes.filter { !["data-source", "data-token"].contains($0.name) }
        let column = (optional.map(\.name.count).max() ?? 0) + 2
        lines += optional.map { "  " + $0.name + String(repeating: " ", count: column - $0.name.count) + $0.meaning }
        lines += ["", "Webhook: OnceHub, account settings; one for all sources", webhookURL]
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same for programs.
    var json: JSONValue {
        func text(_ name: String, _ value: String?) -> JSONMember {
            JSONMember(name: name, value: value.map { .string($0) } ?? .null)
        }
        let labels = source.labels
        return .object([
            text("name", name), text("label", labels.label), text("product", labels.product?.rawValue),
            text("event_type", labels.eventType), text("master_page", labels.masterPage),
            text("booking_page", labels.bookingPage),
            JSONMember(name: "has_token", value: .bool(source.token != nil)),
            JSONMember(name: "origins", value: .array(source.origins.map { .string($0) })),
            text("redirect_url", redirectURL), text("script", snippet), text("webhook_url", webhookURL),
            JSONMember(name: "warnings", value: .array(warnings.map { .string($0) })),
        ])
    }
}
