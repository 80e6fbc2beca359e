import Foundation
import Testing

/// `bookwatch tail` at a running endpoint, and where there is none.
@Suite struct TailTests {
    private static func tail(_ server: Server, _ arguments: [String]) throws -> Executable.Output {
        try Executable.run(["tail", "--connect", server.url, "--after", "0"] + arguments)
    }

    private static func busyServer() async throws -> Server {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        _ = try await server.request(Samples.pagesRedirect)
        return server
    }

    @Test func countEndsItWithTheLinesThatWereAskedFor() async throws {
        let server = try await Self.busyServer()
        let output = try Self.tail(server, ["--count", "1"])
        #expect(output.status == 0)
        #expect(output.standardOutput.split(separator: "\n").count == 1)
        #expect(output.standardOutput.contains("Marta Quintela"))
    }

    @Test func untilEndsItWithTheBookingThatMatches() async throws {
        let server = try await Self.busyServer()
        _ = try await server.request("/v1/webhooks/oncehub", method: "POST", json: Samples.webhook)
        let output = try Self.tail(server, ["--until", "name:harriet"])
        #expect(output.status == 0)
        #expect(output.standardOutput.split(separator: "\n").count == 2)
    }

    @Test(arguments: [
        (["--wait", "1"], 8), (["--for", "1"], 0), (["--for", "1", "--count", "9"], 7),
        (["--for", "1", "--filter", "name:nobody"], 3),
    ])
    func eachEndByTimeHasItsExitCode(arguments: [String], code: Int) async throws {
        let server = try await Self.busyServer()
        #expect(try Self.tail(server, arguments).status == Int32(code))
    }

    @Test(arguments: ["--for", "--wait"])
    func anEndpointThatIsNotThereHasItsExitCode(option: String) throws {
        let output = try Executable.run(["tail", option, "1"])
        #expect(output.status == 5)
        #expect(output.standardOutput.isEmpty)
        #expect(output.standardError.contains("is bookwatch serve running?"))
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>Hi", "SSH-2.0-OpenSSH_9.6\r\n",
    ])
    func anotherProgramAtTheAddressIsToldOf(answer: String) throws {
        let stranger = try Stranger(answering: answer)
        defer { stranger.end() }
        for more in [[], ["--after", "0"]] {
            let output = try Executable.run(["tail", "--connect", "127.0.0.1:\(stranger.port)"] + more)
            #expect(output.status == 5)
            #expect(output.standardError.contains("what listens at 127.0.0.1:\(stranger.port) is not bookwatch"))
        }
        let watch = try Executable.run(["watch", "--connect", "127.0.0.1:\(stranger.port)", "--for", "1"])
        #expect(watch.status == 5)
        #expect(watch.standardError.contains("what listens there is not bookwatch"), "\(watch.standardError)")
    }

    @Test func aProxyWithoutItsEndpointIsWaitedFor() throws {
        let proxy = try Stranger(answering: "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
        defer { proxy.end() }
        let output = try Executable.run(["tail", "--connect", "127.0.0.1:\(proxy.port)", "--for", "1"])
        #expect(output.status == 5)
        #expect(output.standardError.contains("waiting for it") && !output.standardError.contains("not bookwatch"))
    }

    @Test(arguments: ["json", "jsonl"])
    func jsonLinesAreTheRecordsOfTheLog(format: String) async throws {
        let server = try await Self.busyServer()
        let output = try Self.tail(server, ["-f", format, "--count", "2"])
        #expect(output.standardOutput == (try String(contentsOfFile: server.log, encoding: .utf8)))
    }

    @Test func watchPrintsTheSameLinesIntoAPipe() async throws {
        let server = try await Self.busyServer()
        let output = try Executable.run(["watch", "--connect", server.url, "-f", "csv", "--count", "2"])
        #expect(output.status == 0)
        #expect(output.standardOutput.split(separator: "\n").count == 3)
        #expect(output.standardOutput.hasPrefix("seq,received,"))
    }

    @Test(arguments: [
        (["--count", "0"], "'--count <lines>': write a whole number from 1 on"), (["--after", "x"], "from 0 on"),
        (["--template", "{{nme}}"], "did you mean “{{name}}”?"),
        (["--format", "template"], "--template"), (["--format", "csv", "--template", "x"], "leave out --format csv"),
        (["--until", "name:("], "--until: the filter"), (["--filter", "nmae:x"], "--filter: the filter"),
        (["--for", "5x"], "'--for <time>': write seconds, or 90s, 5m, 2h or 1d"), (["--wait", "0"], "or 90s, 5m"),
        (["--fromat", "x"], "“--format”"), (["--connect", "?"], "no address"),
    ])
    func aWrongOptionIsNamedWithItsRemedy(arguments: [String], words: String) throws {
        let output = try Executable.run(["tail"] + arguments)
        #expect(output.status == 64)
        #expect(output.standardOutput.isEmpty)
        #expect(output.standardError.contains(words), "\(output.standardError)")
    }

    @Test func aFilterMayBeginWithAHyphen() async throws {
        let server = try await Self.busyServer()
        let output = try Self.tail(server, ["--filter", "-name:marta", "--count", "1"])
        #expect(output.standardOutput.contains("Harriet Boone"))
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func aSignalEndsItWithItsExitCode(signal: Int32) throws {
        let server = try Server()
        let process = Process()
        process.executableURL = URL(filePath: Executable.path)
        process.arguments = ["tail", "--connect", server.url, "-f", "csv"]
        process.environment = Executable.environment(folder: server.folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        // The names of the columns come when it has begun.
        #expect(!pipe.fileHandleForReading.availableData.isEmpty)
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 128 + signal)
    }

    @Test func aReaderThatGoesAwayEndsItQuietly() async throws {
        let server = try await Self.busyServer()
        let process = Process()
        process.executableURL = URL(filePath: Executable.path)
        process.arguments = ["tail", "--connect", server.url, "--after", "0"]
        process.environment = Executable.environment(folder: server.folder)
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try output.fileHandleForReading.close()
        try process.run()
        try output.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
        #expect(errors.fileHandleForReading.availableData.isEmpty)
    }
}
