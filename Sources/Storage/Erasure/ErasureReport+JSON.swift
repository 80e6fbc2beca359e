public import Bookings

extension ErasureReport {
    /// The report as `/v1/erasures` answers it.
    public var json: JSONValue {
        func number(_ name: String, _ value: Int) -> JSONMember {
            JSONMember(name: name, value: .number(String(value)))
        }
        let files = files.map { file in
            JSONValue.object([JSONMember(name: "name", value: .string(file.name)), number("lines", file.lines)])
        }
        return .object([
            number("bookings", bookings), number("sightings", sightings), number("mentions", mentions),
            number("annotations", annotations), number("broken_lines", brokenLines),
            JSONMember(name: "files", value: .array(files)),
            JSONMember(name: "skipped", value: .array(skipped.map { .string($0) })),
        ])
    }

    /// Reads what an endpoint answered; nil where that is no report.
    public init?(_ value: JSONValue) {
        self.init()
        guard let bookings = value["bookings"]?.integer, let sightings = value["sightings"]?.integer,
            let mentions = value["mentions"]?.integer, let annotations = value["annotations"]?.integer,
            let brokenLines = value["broken_lines"]?.integer
        else { return nil }
        (self.bookings, self.sightings, self.mentions) = (bookings, sightings, mentions)
        (self.annotations, self.brokenLines) = (annotations, brokenLines)
        files = (value["files"]?.elements ?? []).compactMap { file in
            guard let name = file["name"]?.string, let lines = file["lines"]?.integer else { return nil }
            return File(name: name, lines: lines)
        }
        skipped = (value["skipped"]?.elements ?? []).compactMap(\.string)
    }
}
