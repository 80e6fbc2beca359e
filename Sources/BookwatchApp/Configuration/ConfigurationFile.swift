import Bookings
import Ingest
import Theming

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// `config.toml`: reading it, and saying where and why it cannot be.
enum ConfigurationFile {
    /// The bytes of a file; nil where it does not exist and need not.
    static func bytes(path: String, mustExist: Bool) throws -> [UInt8]? {
        guard let file = fopen(path, "re") else {
            if errno == ENOENT, !mustExist { return nil }
            throw AppError.unreadable(path: path, errno: errno)
        }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: BoundedTOML.maximumSize + 1)
        let count = fread(&bytes, 1, bytes.count, file)
        guard ferror(file) == 0 else { throw AppError.unreadable(path: path, errno: errno) }
        return Array(bytes[..<count])
    }

    /// The settings that a file declares, over the defaults.
    static func settings(from bytes: [UInt8], path: String) throws -> Settings {
        let document = try BoundedTOML.parse(bytes, file: path)
        var settings = Settings()
        let reader = Reader(path: path)
        for (key, node) in document.entries {
            switch key {
            case "listen": settings.listen = try reader.text(node, key)
            case "socket":
                let socket = try reader.text(node, key)
                settings.socket = socket.isEmpty ? nil : socket
            case "log": settings.log = try reader.text(node, key)
            case "theme": settings.theme = try reader.text(node, key)
            case "filter": settings.filter = try reader.text(node, key)
            case "hosts": settings.hosts = try reader.texts(node, key)
            case "origins": settings.origins = try reader.texts(node, key)
            case "public_url": settings.publicURL = try reader.text(node, key)
            case "booking_pages": try reader.readBookingPages(node, into: &settings)
            case "webhooks": try reader.readWebhooks(node, into: &settings)
            case "sources": settings.sources = try reader.sources(node)
            default: throw reader.unknown(key, node, among: Self.keys)
            }
        }
        return settings
    }

    private static let keys = [
        "listen", "socket", "log", "theme", "filter", "hosts", "origins", "public_url", "booking_pages", "webhooks",
        "sources",
    ]

    /// Reads values and says where one is wrong.
    private struct Reader {
        let path: String

        func text(_ node: TOMLNode, _ key: String) throws -> String {
            guard let text = node.string else { throw fault(node, "“\(key)” takes a string, not \(node.kind)") }
            return text
        }

        func texts(_ node: TOMLNode, _ key: String) throws -> [String] {
            guard case .array(let elements) = node.value else {
                throw fault(node, "“\(key)” takes a list of strings, not \(node.kind)")
            }
            return try elements.map { try text($0, key) }
        }

        func readBookingPages(_ table: TOMLNode, into settings: inout Settings) throws {
            for (key, node) in table.entries {
                guard key == "meeting_time" else { throw unknown(key, node, among: ["meeting_time"]) }
                guard let reading = MeetingTimeReading(rawValue: try text(node, key)) else {
                    throw fault(node, "“meeting_time” is \"page\" or \"utc\"")
                }
                settings.meetingTime = reading
            }
        }

        func readWebhooks(_ table: TOMLNode, into settings: inout Settings) throws {
            for (key, node) in table.entries {
                guard key == "secrets" else { throw unknown(key, node, among: ["secrets"]) }
                settings.webhooks.secrets = try texts(node, key)
            }
        }

        func sources(_ table: TOMLNode) throws -> [String: DeclaredSource] {
            var sources: [String: DeclaredSource] = [:]
            for (name, node) in table.entries { sources[name] = try source(name, node) }
            return sources
        }

        private func source(_ name: String, _ table: TOMLNode) throws -> DeclaredSource {
            var labels = SourceLabels(name: name)
            guard case .table = table.value else { throw fault(table, "“sources.\(name)” is a table") }
            for (key, node) in table.entries {
                switch key {
                case "label": labels.label = try text(node, key)
                case "event_type": labels.eventType = try text(node, key)
                case "master_page": labels.masterPage = try text(node, key)
                case "booking_page": labels.bookingPage = try text(node, key)
                case "product":
                    guard let product = Product(rawValue: try text(node, key)) else {
                        throw fault(node, "“product” is \"booking_pages\" or \"booking_calendars\"")
                    }
                    labels.product = product
                default:
                    throw unknown(key, node, among: ["label", "product", "event_type", "master_page", "booking_page"])
                }
            }
            return DeclaredSource(labels)
        }

        func unknown(_ key: String, _ node: TOMLNode, among known: [String]) -> AppError {
            fault(node, "“\(key)” is not a setting here; there are \(known.joined(separator: ", "))")
        }

        private func fault(_ node: TOMLNode, _ reason: String) -> AppError {
            .configuration("\(path):\(node.line): \(reason)")
        }
    }
}
