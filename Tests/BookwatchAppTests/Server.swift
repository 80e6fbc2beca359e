import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// `bookwatch serve`, running.
final class Server: @unchecked Sendable {
    let folder: TemporaryFolder
    let log: String
    let socket: String
    private(set) var port = 0
    private var process = Process()
    private let configuration: String

    init(configuration: String = "", folder: TemporaryFolder? = nil) throws {
        self.folder = try folder ?? TemporaryFolder()
        self.configuration = configuration
        log = self.folder.path("bookings.jsonl")
        socket = self.folder.path("s.sock")
        try configuration.write(toFile: self.folder.path("config.toml"), atomically: true, encoding: .utf8)
        try start()
    }

    deinit { end(SIGKILL) }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Starts it, on the same port as before if it ran before.
    func start() throws {
        let messages = folder.path("messages")
        try Data().write(to: URL(filePath: messages))
        process = Process()
        process.executableURL = URL(filePath: Executable.path)
        process.arguments = [
            "serve", "--listen", "127.0.0.1:\(port)", "--socket", socket, "--log", log, "--config",
            folder.path("config.toml"),
        ]
        process.environment = Executable.environment(folder: folder)
        process.standardError = FileHandle(forWritingAtPath: messages)
        try process.run()
        let listens = eventually {
            let text = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
            guard let match = text.firstMatch(of: /listens on 127\.0\.0\.1:(\d+)/) else { return !process.isRunning }
            port = Int(match.1) ?? 0
            return true
        }
        try #require(
            listens && port != 0,
            "serve did not start: \((try? String(contentsOfFile: messages, encoding: .utf8)) ?? "")"
        )
    }

    /// Sends a signal and waits for the end.
    func end(_ signal: Int32) {
        guard process.isRunning else { return }
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }

    /// The exit code of the last run.
    var exitCode: Int32 { process.terminationStatus }

    /// Sends a request; gives status and body.
    func request(_ path: String, method: String = "GET", json: String? = nil) async throws -> (Int, String) {
        var request = URLRequest(url: try #require(URL(string: url + path)))
        request.httpMethod = method
        request.timeoutInterval = 30
        if let json {
            request.httpBody = Data(json.utf8)
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    /// The records of the log.
    func records() throws -> [[String: Any]] {
        let text = try String(contentsOfFile: log, encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }
}

/// Payloads as OnceHub sends them.
enum Samples {
    static let calendarRedirect = """
        /confirm/website?booking_calendar=BKC-7QF2M9ZK4T&subject=Product+walkthrough&status=scheduled\
        &customer_timezone=Europe%2FLisbon&id=BKNG-4T8WQ2ZP61MX&creation_time=2026-02-03T09%3A12%3A44.310Z\
        &starting_time=2026-02-05T15%3A30%3A00.000Z&name=Marta+Quintela&email=marta.quintela%40example.com
        """
    static let pagesRedirect = """
        /confirm/pricing-page?Name=Harriet%20Boone&Email=harriet.boone@example.com&subject=Mortgage%20review\
        &bookingPage=lending&creationTime=2026-01-20T18:22:07.481Z&meetingTime=2026-01-22T10:45:00.000Z\
        &timeZone=Eastern%20time&utcOffset=-5
        """
    static let webhook = """
        {"id":"EVNT-HOOK00001","object":"event","creation_time":"2026-02-03T09:12:45Z","type":"booking.canceled",\
        "api_version":"v2","data":{"object":"booking","id":"BKNG-4T8WQ2ZP61MX","status":"canceled",\
        "booking_calendar":"BKC-7QF2M9ZK4T"}}
        """
    static let pagesEmbed = """
        {"errorStatus":0,"bookingInfo":{"Version":"7.35","MeetingTimes":[{"UTCTime":"2026-01-22T15:45:00",\
        "CustomerTime":"2026-01-22T10:45:00","SOTime":"2026-01-22T10:45:00"}],"statusCode":"1","Message":null,\
        "CustomerName":"Harriet Boone","CustomerEmail":"Harriet.Boone@example.com","EventTypeName":"Mortgage review call",\
        "BookingId":["BKNG-XGYNZXXR3B7D"]}}
        """
    static let calendarEmbed = """
        {"type":"oncehub.booking.scheduled","payload":{"id":"BKNG-EMBEDBC00001","subject":"First chat","status":"scheduled",\
        "creation_time":"2026-06-18T10:17:50.141Z","starting_time":"2026-06-18T13:00:00.000Z",\
        "customer_timezone":"America/New_York","booking_calendar":"BKC-EMBED00001",\
        "custom_fields":[{"name":"name","value":"Mark Osei"},{"name":"email","value":"mark@example.com"}]}}
        """

    /// The same booking as its three channels tell it.
    struct Trio: Sendable {
        var embed: String
        var redirect: String
        var webhook: String
    }

    static let calendarTrio = Trio(
        embed: calendarEmbed,
        redirect: """
            /confirm/website?booking_calendar=BKC-EMBED00001&id=BKNG-EMBEDBC00001&subject=First+chat&status=scheduled\
            &customer_timezone=America%2FNew_York&creation_time=2026-06-18T10%3A17%3A50.141Z\
            &starting_time=2026-06-18T13%3A00%3A00.000Z&name=Mark+Osei&email=mark%40example.com
            """,
        webhook: """
            {"id":"EVNT-CALENDAR01","object":"event","creation_time":"2026-06-18T14:00:01.000Z","type":"booking.completed",\
            "api_version":"v2","data":{"object":"booking","id":"BKNG-EMBEDBC00001","status":"completed",\
            "creation_time":"2026-06-18T10:17:50.141Z","starting_time":"2026-06-18T13:00:00.000Z",\
            "booking_calendar":"BKC-EMBED00001","form_submission":{"name":"Mark Osei","email":"mark@example.com"}}}
            """
    )

    /// Neither the redirect nor the embed of this one has the booking's id.
    static let pagesTrio = Trio(
        embed: pagesEmbed.replacing(",\"BookingId\":[\"BKNG-XGYNZXXR3B7D\"]", with: ""),
        redirect: pagesRedirect,
        webhook: """
            {"id":"EVNT-PAGES00001","object":"event","creation_time":"2026-01-22T16:45:01.000Z","type":"booking.completed",\
            "api_version":"v2","data":{"object":"booking","id":"BKNG-XGYNZXXR3B7D","status":"completed",\
            "creation_time":"2026-01-20T18:22:07.481Z","starting_time":"2026-01-22T15:45:00.000Z",\
            "booking_page":"BP-1","event_type":"ET-1","form_submission":{"name":"Harriet Boone",\
            "email":"harriet.boone@example.com"}}}
            """
    )
}
