import Bookings
import BookwatchTestSupport
import Dashboard
import Foundation
import Screen
import Synchronization
import Testing

@testable import BookwatchApp

/// Texts on their way to the clipboard, with programs that are scripts and a terminal that keeps what it is given.
@Suite struct ClipboardTests {
    private let folder: TemporaryFolder
    private let terminal = FakeTerminal()
    private let told = Told()

    init() throws { folder = try TemporaryFolder() }

    /// What was told, for people.
    private final class Told: Sendable {
        private let texts = Mutex<[String]>([])

        func add(_ message: Message) {
            switch message {
            case .done(let text): texts.withLock { $0.append(text) }
            case .notice(let text): texts.withLock { $0.append("! " + text) }
            default: break
            }
        }

        var first: String? { texts.withLock { $0.first } }
    }

    private func tool(_ name: String, _ script: String) throws {
        let path = folder.path(name)
        try Data(("#!/bin/sh\n" + script + "\n").utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }

    private func clipboard(
        _ choice: ClipboardChoice,
        _ variables: [String: String] = ["DISPLAY": ":9"],
        limit: Duration = .seconds(600)
    ) -> Clipboard {
        let path = folder.path("")
        let desktop = DesktopEnvironment { name in name == "PATH" ? path : variables[name] }
        let told = told
        let file = folder.path("kept/clipboard.txt")
        return Clipboard(choice, desktop: desktop, terminal: terminal, file: file, limit: limit) { told.add($0) }
    }

    /// Waits until something is told, going on with what programs did not take, as the loop does.
    private func outcome(of clipboard: Clipboard) async throws -> String {
        let end = ContinuousClock.now + .seconds(600)
        while told.first == nil, ContinuousClock.now < end {
            clipboard.heedFailures()
            try await Task.sleep(for: .milliseconds(5))
        }
        return try #require(told.first)
    }

    private func contents(_ name: String) throws -> String {
        try String(contentsOfFile: folder.path(name), encoding: .utf8)
    }

    #if !os(macOS)
        @Test func whereADisplayIsAProgramTakesTheText() async throws {
            try tool("xclip", "/bin/cat > '\(folder.path("got"))'; echo \"$*\" > '\(folder.path("words"))'")
            let text = "a 'quoted' \"text\" $(date) `date`\nand a line; rm -rf"
            let clipboard = clipboard(.auto)
            clipboard.copy(text, what: "note")
            #expect(try await outcome(of: clipboard) == "note: copied \(text.count) characters by xclip")
            #expect(try contents("got") == text)
            #expect(try contents("words") == "-selection clipboard -in\n")
            #expect(terminal.copies.isEmpty)
        }

        @Test func aProgramThatFailsGivesWayToTheTerminal() async throws {
            try tool("xclip", "exit 1")
            let clipboard = clipboard(.auto)
            clipboard.copy("x", what: "id")
            #expect(try await outcome(of: clipboard) == "id: copied 1 character by OSC 52")
            #expect(terminal.copies == ["x"])
        }

        @Test func aProgramThatHangsGivesWayToo() async throws {
            try tool("xsel", "exec /bin/sleep 1000")
            let clipboard = clipboard(.auto, limit: .milliseconds(50))
            clipboard.copy("x", what: "id")
            #expect(try await outcome(of: clipboard) == "id: copied 1 character by OSC 52")
        }

        @Test func thatAProgramFailsIsSaidWhereNoOtherWayIsWanted() async throws {
            try tool("wl-copy", "exit 1")
            let clipboard = clipboard(.native, ["WAYLAND_DISPLAY": "wayland-0"])
            clipboard.copy("x", what: "id")
            #expect(try await outcome(of: clipboard) == "! wl-copy did not take the text")
            #expect(terminal.copies.isEmpty)
        }
    #endif

    @Test func withoutADisplayTheTerminalIsAsked() async throws {
        terminal.copyOutcome = .sent(through: "tmux")
        let clipboard = clipboard(.auto, [:])
        clipboard.copy("Zoë O’Brien", what: "name")
        #expect(try await outcome(of: clipboard) == "name: copied 11 characters by OSC 52 through tmux")
    }

    @Test(arguments: [CopyOutcome.tooLong(limit: 10), .unsupported])
    func whatTheTerminalDoesNotTakeGoesToAFileOfTheUserAlone(outcome: CopyOutcome) async throws {
        terminal.copyOutcome = outcome
        let clipboard = clipboard(.auto, [:])
        clipboard.copy("payload", what: "payload")
        let path = folder.path("kept/clipboard.txt")
        #expect(try await self.outcome(of: clipboard) == "payload: wrote 7 characters to \(path)")
        #expect(try contents("kept/clipboard.txt") == "payload")
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(arguments: [
        (ClipboardChoice.off, "Copying is off"), (.native, "There is no program"), (.osc52, "no clipboard"),
    ])
    func whyNothingIsCopiedIsSaid(choice: ClipboardChoice, reason: String) async throws {
        terminal.copyOutcome = .unsupported
        let clipboard = clipboard(choice, [:])
        clipboard.copy("x", what: "id")
        let told = try await outcome(of: clipboard)
        #expect(told.hasPrefix("! ") && told.contains(reason))
    }
}

@Suite struct ChildProcessTests {
    @Test func allOfALongInputArrives() async throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
        let child = ChildProcess(path: "/bin/sh", arguments: ["-c", "cat > \"$0\"", folder.path("got")])
        #expect(await child.run(input: bytes, upTo: .seconds(600), endsWithTime: true) == .exited(0))
        #expect(try Data(contentsOf: URL(filePath: folder.path("got"))) == Data(bytes))
    }

    @Test func howItEndedIsTold() async {
        let refusing = ChildProcess(path: "/bin/sh", arguments: ["-c", "exit 3"])
        #expect(await refusing.run(input: [1], upTo: .seconds(600), endsWithTime: true) == .exited(3))
        let missing = ChildProcess(path: "/nonexistent", arguments: [])
        #expect(await missing.run(upTo: .seconds(600), endsWithTime: true) == .failed(errno: ENOENT))
        let slow = ChildProcess(path: "/bin/sleep", arguments: ["1000"])
        #expect(await slow.run(upTo: .milliseconds(50), endsWithTime: true) == .stillRunning)
    }

    @Test func signalsOfThisProgramAreNotHandedOn() async {
        // Ignored here, and as the system has it there: the shell dies of it.
        signal(SIGPIPE, SIG_IGN)
        let child = ChildProcess(path: "/bin/sh", arguments: ["-c", "kill -PIPE $$; exit 0"])
        #expect(await child.run(upTo: .seconds(600), endsWithTime: true) == .signaled(SIGPIPE))
    }

    @Test(arguments: [
        #"{"a":"it's $HOME `id` \\ \"q\" ; rm -rf / && !x"}"#, #"{"a":"'; touch /tmp/pwned; '"}"#, #"{"a":"山é"}"#,
    ])
    func aShellReadsACommandThatSendsAgainAsItIsMeant(body: String) async throws {
        let folder = try TemporaryFolder()
        let sighting = Sighting(
            receivedAt: Timestamp(milliseconds: 0),
            channel: .embed,
            booking: Booking(product: .bookingCalendars),
            raw: .json(Array(body.utf8))
        )
        let script = "curl() { printf '%s' \"$4\" > \"$0\"; }; " + ResendCommand.curl(sighting, to: "http://h:1")
        let shell = ChildProcess(path: "/bin/sh", arguments: ["-c", script, folder.path("got")])
        #expect(await shell.run(upTo: .seconds(600), endsWithTime: true) == .exited(0))
        #expect(try String(contentsOfFile: folder.path("got"), encoding: .utf8) == body)
    }
}
