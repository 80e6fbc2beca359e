import Foundation
import Testing

/// The real program in linear mode.
@Suite(.serialized) struct LinearRunTests {
    @Test(arguments: ["xterm-256color", "dumb"])
    func eventsAreLinesAndCommandsAreAnswered(name: String) async throws {
        let server = try Server()
        let terminal = try PseudoTerminal(
            ["watch", "--connect", server.url, "--linear"],
            environment: Executable.environment(["TERM": name], folder: server.folder)
        )
        defer { terminal.end() }
        #expect(terminal.shows("Live. 0 bookings."))
        _ = try await server.request(Samples.calendarRedirect)
        #expect(terminal.shows("New 1: Marta Quintela"))
        terminal.type("f name:nobody\n")
        #expect(terminal.shows("0 of 1 bookings match."))
        terminal.type("f\n")
        #expect(terminal.shows("No filter. 1 booking."))
        terminal.type("d 1\n")
        #expect(terminal.shows("Customer: Marta Quintela"))
        terminal.type("x\n")
        #expect(terminal.shows("There is no command x; ? lists them."))
        server.end(SIGKILL)
        #expect(terminal.shows("The connection is lost"))
        terminal.type("q\n")
        #expect(terminal.exitCode() == 0)
        #expect(!terminal.captured.contains(0x1B))
    }

    @Test func aReplayGoesThroughAPipe() async throws {
        let server = try Server()
        _ = try await server.request(Samples.calendarRedirect)
        let output = try Executable.run(["replay", server.log, "--linear"])
        #expect(output.status == 0)
        let lines = output.standardOutput.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("New 1: Marta Quintela") })
        #expect(lines.last == "End of the log. 1 booking.")
    }
}
