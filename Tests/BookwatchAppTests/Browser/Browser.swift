import Foundation
import Subscription
import Testing

/// A headless Chromium, driven as a user drives it (W3C WebDriver, by chromedriver).
final class Browser {
    /// What is missing, or what the browser refused.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let driver: Process
    private let folder: TemporaryFolder
    private let client: EndpointClient
    private var session = ""

    /// Starts a browser with a profile of its own.
    init() async throws {
        folder = try TemporaryFolder()
        let port: Int
        (driver, port) = try Browser.startDriver(in: folder)
        // Foundation's own client does not understand the fields of this driver, which have no blank after the colon.
        client = EndpointClient(address: .tcp(host: "127.0.0.1", port: port), patienceSeconds: 60)
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--window-size=1000,900", "--lang=en-GB",
            "--user-data-dir=\(folder.path("profile"))",
        ]
        let options: [String: Any] = ["binary": try Browser.tool("chromium"), "args": arguments]
        let capabilities = ["alwaysMatch": ["browserName": "chrome", "goog:chromeOptions": options]]
        let value = try await send("POST", "/session", ["capabilities": capabilities]) as? [String: Any]
        session = "/session/" + (try #require(value?["sessionId"] as? String))
    }

    deinit {
        if driver.isRunning { kill(driver.processIdentifier, SIGKILL) }
    }

    /// Ends the browser; to be called at the end of each test.
    func quit() async {
        _ = try? await send("DELETE", session)
        _ = try? await send("GET", "/shutdown")
        if !eventually(within: 5, { !driver.isRunning }) { kill(driver.processIdentifier, SIGKILL) }
    }

    /// Starts the driver on a free port.
    ///
    /// It chooses one for IPv4 and wants the same for IPv6, and ends where that one is taken; so it is given more than one try.
    private static func startDriver(in folder: TemporaryFolder) throws -> (Process, Int) {
        let log = folder.path("driver.log")
        var text = ""
        for _ in 1...5 {
            try Data().write(to: URL(filePath: log))
            let driver = Process()
            driver.executableURL = URL(filePath: try Browser.tool("chromedriver"))
            driver.arguments = ["--port=0"]
            driver.environment = [
                "PATH": "/usr/bin:/bin", "HOME": folder.url.path, "TMPDIR": folder.url.path, "LANG": "C.UTF-8",
            ]
            driver.standardOutput = FileHandle(forWritingAtPath: log)
            driver.standardError = driver.standardOutput
            try driver.run()
            var port = 0
            _ = eventually {
                text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
                port = text.firstMatch(of: /successfully on port (\d+)/).flatMap { Int($0.1) } ?? 0
                return port > 0 || !driver.isRunning
            }
            if port > 0 { return (driver, port) }
            if driver.isRunning { kill(driver.processIdentifier, SIGKILL) }
        }
        throw Failure(description: "chromedriver does not start: \(text)")
    }

    private static func tool(_ name: String) throws -> String {
        let path = "/usr/bin/" + name
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(
                description: "\(path) is missing: run .ci/install, or apt-get install chromium chromium-driver"
            )
        }
        return path
    }

    // MARK: What a user does

    func open(_ url: String) async throws {
        _ = try await send("POST", session + "/url", ["url": url])
    }

    func reload() async throws {
        _ = try await send("POST", session + "/refresh", [:])
    }

    var url: String {
        get async throws { try await send("GET", session + "/url") as? String ?? "" }
    }

    func click(_ selector: String) async throws {
        _ = try await send("POST", try await element(selector) + "/click", [:])
    }

    /// Replaces what stands in a field.
    func fill(_ selector: String, _ text: String) async throws {
        let field = try await element(selector)
        _ = try await send("POST", field + "/clear", [:])
        guard !text.isEmpty else { return }
        _ = try await send("POST", field + "/value", ["text": text])
    }

    /// Presses a key where the focus is.
    func press(_ key: String) async throws {
        let keys = ["keyDown", "keyUp"].map { ["type": $0, "value": key] }
        let action: [String: Any] = ["type": "key", "id": "keyboard", "actions": keys]
        _ = try await send("POST", session + "/actions", ["actions": [action]])
    }

    /// Goes into a frame, or back to the page with nil.
    func enter(_ frame: String?) async throws {
        var id: Any = NSNull()
        if let frame { id = try await reference(frame) }
        _ = try await send("POST", session + "/frame", ["id": id])
    }

    // MARK: What a user sees

    /// The value of an expression in the page.
    func value(_ expression: String) async throws -> Any? {
        let value = try await send("POST", session + "/execute/sync", ["script": "return \(expression)", "args": []])
        return value is NSNull ? nil : value
    }

    func text(_ expression: String) async throws -> String {
        try await value(expression) as? String ?? ""
    }

    /// Whether an expression becomes true, sooner or later.
    func becomes(_ expression: String) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            // While the page is changing there may be nobody to ask.
            if let value = try? await value("Boolean(\(expression))") as? Bool, value { return true }
            try await Task.sleep(for: .milliseconds(30))
        }
        return false
    }

    /// A picture of the page, as PNG.
    func picture() async throws -> Data {
        let text = try await send("GET", session + "/screenshot") as? String ?? ""
        return try #require(Data(base64Encoded: text))
    }

    private func element(_ selector: String) async throws -> String {
        let reference = try await reference(selector)
        return session + "/element/" + (reference.values.first ?? "")
    }

    private func reference(_ selector: String) async throws -> [String: String] {
        guard try await becomes("document.querySelector(\(Self.quoted(selector)))") else {
            throw Failure(description: "nothing on the page is “\(selector)”")
        }
        let body = ["using": "css selector", "value": selector]
        return try #require(try await send("POST", session + "/element", body) as? [String: String])
    }

    static func quoted(_ text: String) -> String {
        let data = (try? JSONSerialization.data(withJSONObject: [text])) ?? Data()
        return String(String(decoding: data, as: UTF8.self).dropFirst().dropLast())
    }

    private func send(_ method: String, _ path: String, _ body: [String: Any]? = nil) async throws -> Any? {
        var request = ClientRequest(method: method, path: path)
        if let body { request.body = Array(try JSONSerialization.data(withJSONObject: body)) }
        let response = try await client.send(request)
        let answer = try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
        guard response.status == 200 else {
            let error = answer?["value"] as? [String: Any]
            throw Failure(description: "\(method) \(path): \(error?["message"] ?? "no answer")")
        }
        return answer?["value"]
    }
}
