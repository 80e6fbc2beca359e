import Foundation
import Testing

@testable import BookwatchApp

/// The help, the manual and the hints.
@Suite struct HelpTests {
    static let mandoc = "/usr/bin/mandoc"

    /// The names that lead to each command.
    static let paths: [[String]] = {
        func paths(_ command: CommandTree, _ path: [String]) -> [[String]] {
            [path] + command.subcommands.flatMap { paths($0, path + [$0.name]) }
        }
        return paths(CommandTree.root, [])
    }()

    @Test(arguments: paths)
    func theShortHelpFitsAScreen(path: [String]) throws {
        let (command, found) = CommandTree.find(path)
        #expect(found == path)
        let lines = HelpText(command: command, path: path).text(.short).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        #expect(lines.count - 1 <= 24)
        #expect(lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: paths)
    func theLongHelpNamesEveryOption(path: [String]) {
        let command = CommandTree.find(path).command
        let text = HelpText(command: command, path: path).text(.all)
        for argument in command.arguments where argument.names != ["--version"] {
            #expect(text.contains(argument.synopsis.trimmed))
        }
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("  bookwatch ") })
    }

    @Test(arguments: [["-h"], ["tail", "-h"], ["help", "tail"], ["tail", "--help"], ["config", "show", "-h"]])
    func helpIsPrintedWithoutAnError(arguments: [String]) throws {
        let output = try Executable.run(arguments)
        #expect(output.status == 0)
        #expect(output.standardError.isEmpty)
        #expect(output.standardOutput.contains("Usage: bookwatch"))
    }

    @Test func everyExampleBelongsToACommand() {
        let examples = Self.paths.flatMap { Examples.of($0) }
        #expect(examples.count == Examples.count)
        #expect(examples.allSatisfy { $0.command.contains("bookwatch") })
    }

    @Test(arguments: [
        (["tial"], "did you mean “tail”?"), (["config", "shw"], "did you mean “show”?"), (["xyzzy"], "“bookwatch -h”"),
        (["tail", "--cuont", "1"], "there is no option “--cuont”; did you mean “--count”?"),
        (["--themee", "dark"], "there is no option “--themee”; did you mean “--theme”?"),
        (["watch", "--themee", "dark"], "there is no option “--themee”; did you mean “--theme”?"),
        (["--quiet", "xyzzy"], "there is no command “xyzzy”"),
        (["--hlp"], "there is no option “--hlp”; did you mean “--help”?"),
        (["config", "show", "--fromat=json"], "there is no option “--fromat”; did you mean “--format”?"),
        (["\u{1B}]0;x\u{7}"], "␛]0;x␇"),
    ])
    func aWordThatIsNoCommandGetsAHint(arguments: [String], words: String) throws {
        let output = try Executable.run(arguments)
        #expect(output.status == 64)
        #expect(output.standardOutput.isEmpty)
        #expect(output.standardError.contains(words), "\(output.standardError)")
    }

    @Test(arguments: [["tail", "--zebra"], ["--xyz"], ["tail", "-x"], ["export", "--a"]])
    func anOptionThatIsNearToNoneGetsNoHint(arguments: [String]) throws {
        let output = try Executable.run(arguments)
        #expect(output.status == 64)
        #expect(output.standardError.hasPrefix("bookwatch: there is no option “-"), "\(output.standardError)")
        #expect(!output.standardError.lowercased().contains("did you mean"), "\(output.standardError)")
        #expect(output.standardError.contains(" -h” tells the options"))
    }

    @Test(arguments: [["--profile", "nope", "paths"], ["watch", "paths"]])
    func aCommandInTheWrongPlaceIsSentToTheFirst(arguments: [String]) throws {
        let output = try Executable.run(arguments)
        #expect(output.status == 64)
        #expect(
            output.standardError.contains("“paths” is a command: it comes first, “bookwatch paths”, then its options")
        )
        #expect(!output.standardError.contains("did you mean"))
    }

    @Test(arguments: [
        (["man", "bogus"], "the manual has the sections 1 (commands) and 5 (files)"),
        (["demo", "--rate", "x"], "'--rate <rate>': write a number above 0 and up to 1000"),
        (["demo", "--backlog", "-1"], "--backlog"), (["demo", "--seed", "x"], "write a whole number from 0 on"),
        (["export", "--to", "soon"], "write a day, 2026-02-05"),
    ])
    func aWrongValueIsToldWithItsForms(arguments: [String], words: String) throws {
        let output = try Executable.run(arguments)
        #expect(output.status == 64)
        #expect(output.standardError.contains(words), "\(output.standardError)")
    }

    @Test(arguments: ["1", "5"])
    func aManualPageIsPlainRoff(section: String) throws {
        let text = try Executable.run(["man", section]).standardOutput
        #expect(text.hasPrefix(".TH BOOKWATCH \(section) "))
        #expect(text.utf8.allSatisfy { $0 == 0x0A || ($0 >= 0x20 && $0 < 0x7F) })
        let macros: Set<Substring> = [
            ".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi", ".br", ".nh", ".ad",
        ]
        for line in text.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(macros.contains(line.prefix { $0 != " " }), "\(line)")
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: mandoc)), arguments: ["1", "5"])
    func aManualPageHasNoFaults(section: String) async throws {
        let folder = try TemporaryFolder()
        let page = folder.path("bookwatch.\(section)")
        try Executable.run(["man", section]).standardOutput.write(toFile: page, atomically: true, encoding: .utf8)
        let lint = try await Tool.run(Self.mandoc, ["-T", "lint", "-W", "warning", page], seconds: 60)
        #expect(lint.status == 0, "\(lint.text)")
    }

    @Test func theManualNamesAllThatThereIs() throws {
        let commands = Manual.commands
        for path in Self.paths where !path.isEmpty {
            #expect(commands.contains(".SS bookwatch \(path.joined(separator: " "))\n"))
        }
        for (code, _) in ExitStatus.table { #expect(commands.contains("\\fB\(code)\\fR")) }
        let files = Manual.files.replacing("\\-", with: "-")
        for setting in SettingTable.all { #expect(files.contains("\\fB\(setting.key)\\fR")) }
    }
}
