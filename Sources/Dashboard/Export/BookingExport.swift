import Bookings
import Ledger

/// One booking in the forms in which it is copied and exported.
///
/// Nothing of it has a control other than the ends of lines, so that it can be pasted anywhere.
struct BookingExport {
    let view: BookingView
    let context: RenderContext
    /// The URL of the endpoint.
    let endpoint: String

    /// The booking in a form; nil where it has none: without a start it is no event of a calendar, and what did not come
    /// cannot be sent again.
    func text(_ form: BookingForm) -> String? {
        switch form {
        case .json: json
        case .csv: table(DelimitedText.csv)
        case .tsv: table(DelimitedText.tsv)
        case .ics: calendar
        case .curl: view.records.last.map { curl($0) + "\n" }
        case .text: plain
        }
    }

    /// The merged booking, a member a line.
    var json: String {
        var bytes: [UInt8] = []
        BookingJSON.write(view.booking, complete: false, into: &bytes)
        var pretty: [UInt8] = []
        if let value = try? JSONParser.parse(bytes, limits: .payload) {
            JSONWriter.append(pretty: value, to: &pretty)
        } else {
            pretty = bytes
        }
        return String(decoding: pretty, as: UTF8.self) + "\n"
    }

    /// The command that sends a sighting again.
    func curl(_ record: SightingRecord) -> String { ResendCommand.curl(record.sighting, to: endpoint) }

    /// What arrived, as it came.
    static func payload(_ record: SightingRecord) -> String {
        switch record.sighting.raw {
        case .query(let text): DelimitedText.oneLine(text)
        case .json(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }

    /// A name for a file that is safe everywhere: letters, digits, points and dashes.
    func fileName(_ form: BookingForm) -> String {
        let id = view.booking.id ?? "\(view.sightings.first?.sequence ?? 0)"
        let isSafe: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        let name = String(id.prefix(64).map { isSafe($0) ? $0 : "-" })
        return "booking-\(name).\(form.fileEnding)"
    }

    /// The heads of the columns and the row.
    private func table(_ line: ([JSONValue]) -> String) -> String {
        var row = BookingRow(context.ledger, row: view.row)
        row.booking = view.booking
        let heads = BookingColumn.allCases.map { JSONValue.string($0.rawValue) }
        return line(heads) + "\n" + line(BookingColumn.allCases.map { $0.value(of: row) }) + "\n"
    }

    private var calendar: String? {
        var file = CalendarFile(madeAt: context.clock.now)
        return file.add(view.booking) ? String(decoding: file.bytes, as: UTF8.self) : nil
    }

    /// A field a line, its name before it.
    private var plain: String {
        let fields = BookingField.all(of: view.booking).map { ($0.name, $0.value) }
        let remark = view.remark.map { [("remark", $0)] } ?? []
        return (fields + remark).map { DelimitedText.oneLine($0) + ": " + DelimitedText.oneLine($1) + "\n" }.joined()
    }
}
