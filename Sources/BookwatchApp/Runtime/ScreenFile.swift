import Bookings
import Dashboard

/// The file of what a viewer chose of the screen and had kept: JSON, an object with `columns` and what else the options keep.
///
/// It holds names of fields, some of which account owners gave, and no bookings.
enum ScreenFile {
    /// Reads the choices; where the file does not exist there are none.
    ///
    /// - Returns: the choices, and what is wrong with the file, for people; then there are none.
    static func read(_ path: String) -> (choices: ScreenChoices, faults: [String]) {
        do {
            guard let file = try ConfigurationFile(reading: path, mustExist: false) else {
                return (ScreenChoices(), [])
            }
            return (try choices(file.bytes), [])
        } catch let error as JSONError {
            let fault = "\(path) is not as bookwatch writes it (\(error)); the options (o) write it anew"
            return (ScreenChoices(), [fault])
        } catch {
            return (ScreenChoices(), [ErrorMessages.text(for: error)])
        }
    }

    /// Writes the choices; whole, or not at all.
    static func write(_ choices: ScreenChoices, to path: String) throws {
        try PrivateFile.write(bytes(choices), to: path, replacing: true)
    }

    static func choices(_ bytes: [UInt8]) throws(JSONError) -> ScreenChoices {
        let value = try JSONParser.parse(bytes)
        let columns = (value["columns"]?.elements ?? []).compactMap { column -> ScreenChoices.Column? in
            guard let name = column["field"]?.string else { return nil }
            let align = column["align"]?.string
            return ScreenChoices.Column(
                name: name,
                width: column["width"]?.integer,
                isRight: align == "right" ? true : align == "left" ? false : nil,
                cutsStart: column["cut"]?.string == "start"
            )
        }
        var choices = ScreenChoices(columns: columns)
        choices.times = value["times"]?.string
        choices.detail = value["detail"]?.string
        choices.group = value["group"]?.string
        choices.sort = (value["sort"]?.elements ?? []).compactMap(\.string)
        choices.strip = value["strip"].flatMap(truth)
        choices.hints = value["hints"].flatMap(truth)
        return choices
    }

    private static func truth(_ value: JSONValue) -> Bool? {
        guard case .bool(let isTrue) = value else { return nil }
        return isTrue
    }

    static func bytes(_ choices: ScreenChoices) -> [UInt8] {
        var bytes = Array("{\"columns\":[".utf8)
        for (index, column) in choices.columns.enumerated() {
            bytes += Array((index > 0 ? ",\n" : "\n").utf8)
            var object = ObjectWriter(writesNull: false)
            object.add("field", column.name, to: &bytes)
            object.add("width", column.width, to: &bytes)
            object.add("align", column.isRight.map { $0 ? "right" : "left" }, to: &bytes)
            object.add("cut", column.cutsStart ? "start" : nil, to: &bytes)
            object.close(&bytes)
        }
        bytes += Array("\n]".utf8)
        func add(_ name: String, _ value: JSONValue?) {
            guard let value else { return }
            bytes += Array(",\n\"\(name)\":".utf8)
            JSONWriter.append(value, to: &bytes)
        }
        add("times", choices.times.map(JSONValue.string))
        add("detail", choices.detail.map(JSONValue.string))
        add("strip", choices.strip.map(JSONValue.bool))
        add("hints", choices.hints.map(JSONValue.bool))
        add("sort", choices.sort.isEmpty ? nil : .array(choices.sort.map(JSONValue.string)))
        add("group", choices.group.map(JSONValue.string))
        return bytes + Array("}\n".utf8)
    }
}
