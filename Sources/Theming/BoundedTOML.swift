import TOMLKit

/// Reads TOML that may come from anyone: all of TOML 1.0 but dates and times.
///
/// The parser behind it is recursive, written in C++, and asserts where it should report. So size and nesting are bounded, and
/// encoding and words are checked, before it sees the text; what is left to it are escapes, numbers and keys that clash.
public enum BoundedTOML {
    /// The most bytes of a file.
    public static let maximumSize = 64 * 1024
    /// The most brackets around a value, and the most parts of a key.
    public static let maximumDepth = 16

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark.
    ///   - file: its name, for the message alone.
    /// - Returns: a table; every node in it knows its line.
    /// - Throws: the first fault.
    public static func parse(_ bytes: some Collection<UInt8>, file: String) throws(TOMLFault) -> TOMLNode {
        guard bytes.count <= maximumSize else {
            let reason = "the file is larger than \(maximumSize / 1024) KB"
            throw TOMLFault(file: file, line: 1, column: nil, reason: reason)
        }
        let bytes = Array(bytes)
        let text = try decode(bytes, file: file)
        var scanner = TOMLScanner(bytes)
        do {
            try scanner.scan()
        } catch {
            throw TOMLFault(file: file, line: error.line, column: error.column, reason: error.reason)
        }
        do {
            let table = try TOMLTable(string: text)
            let top = TOMLScanner.Position(line: 1, column: 1)
            return node(of: table, path: [], parent: top, places: scanner)
        } catch let error as TOMLParseError {
            let start = error.source.begin
            // At the end of a line the parser already counts the next one.
            let line = min(max(start.line, 1), scanner.lineCount)
            throw TOMLFault(file: file, line: line, column: start.column, reason: reason(of: error))
        } catch {
            throw TOMLFault(file: file, line: 1, column: nil, reason: "the file is not TOML")
        }
    }

    private static func reason(of error: TOMLParseError) -> String {
        let text = SafeQuote.plain(error.description, limit: 200)
        let opening = "Error while parsing "
        return text.hasPrefix(opening) ? "in a " + text.dropFirst(opening.count) : text
    }

    private static func decode(_ bytes: [UInt8], file: String) throws(TOMLFault) -> String {
        func fault(at offset: Int, _ reason: String) -> TOMLFault {
            let before = bytes[..<offset]
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            return TOMLFault(file: file, line: line, column: nil, reason: reason)
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw fault(at: 0, "the file is UTF-16; save it as UTF-8")
        }
        if let zero = bytes.firstIndex(of: 0) {
            throw fault(at: zero, "a NUL byte; TOML is text")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw fault(at: firstInvalidOffset(bytes), "this is not UTF-8")
        }
        return text
    }

    private static func firstInvalidOffset(_ bytes: [UInt8]) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) { offset += scalar.count }
        return min(offset, bytes.count)
    }
}

extension BoundedTOML {
    private static func node(
        of table: TOMLTable,
        path: [String],
        parent: TOMLScanner.Position,
        places: TOMLScanner
    ) -> TOMLNode {
        var entries: [String: TOMLNode] = [:]
        for key in table.keys {
            let inner = path + [key]
            let position = places.positions[inner] ?? parent
            if let value = table[key] {
                entries[key] = node(of: value, path: inner, at: position, places: places)
            }
        }
        return TOMLNode(value: .table(entries), line: parent.line, column: parent.column)
    }

    private static func node(
        of value: any TOMLValueConvertible,
        path: [String],
        at position: TOMLScanner.Position,
        places: TOMLScanner
    ) -> TOMLNode {
        if let table = value.table { return node(of: table, path: path, parent: position, places: places) }
        let plain: TOMLNode.Value =
            if let string = value.string {
                .string(string)
            } else if let integer = value.int {
                .integer(integer)
            } else if let float = value.double {
                .float(float)
            } else if let boolean = value.bool {
                .boolean(boolean)
            } else {
                .array(elements(of: value.array ?? [], path: path, at: position, places: places))
            }
        return TOMLNode(value: plain, line: position.line, column: position.column)
    }

    private static func elements(
        of list: TOMLArray,
        path: [String],
        at position: TOMLScanner.Position,
        places: TOMLScanner
    ) -> [TOMLNode] {
        let known = places.elements[path] ?? []
        return list.enumerated().map { index, element in
            node(of: element, path: path, at: index < known.count ? known[index] : position, places: places)
        }
    }
}
