import Foundation
import Testing

@testable import BookwatchApp

/// What shells are told may follow.
@Suite struct CompletionTests {
    private static func texts(_ line: String) -> [String] {
        Completion(line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)).candidates.map(\.text)
    }

    @Test func commandsAndTheirSubcommandsFollow() {
        #expect(Self.texts("").contains("export"))
        #expect(Self.texts("ex") == ["export"])
        #expect(Self.texts("config sh") == ["show"])
    }

    @Test func optionsFollowThoseOfTheStandardCommandToo() {
        #expect(Self.texts("--the") == ["--theme"])
        #expect(Self.texts("tail --co") == ["--connect", "--count", "--config"])
        #expect(Self.texts("tail --count 3 --co") == ["--connect", "--config"])
    }

    @Test(arguments: [
        ("tail --format c", ["csv"]), ("tail --format=c", ["--format=csv"]), ("export -f j", ["json"]),
        ("watch --theme lig", ["light"]), ("themes show lig", ["light"]), ("--theme=lig", ["--theme=light"]),
        ("tail --filter -ty", ["-type:"]), ("tail --until channel:w", ["channel:webhook"]),
        ("--filter status:c", ["status:canceled", "status:completed"]), ("completions z", ["zsh"]), ("man 5", ["5"]),
    ])
    func valuesFollow(line: String, texts: [String]) {
        #expect(Self.texts(line) == texts)
    }

    @Test func onlyTheLastWordOfAFilterIsCompleted() {
        #expect(FilterCompletion.words(for: "type:demo (-channel:w") == ["type:demo (-channel:webhook"])
    }

    @Test func aFileFollowsWhereOneIsRead() {
        #expect(Completion(["verify", ""]).takesFile)
        #expect(!Completion(["tail", "--count", ""]).takesFile)
    }

    @Test func bashIsAnsweredFromItsLastColon() {
        func answer(_ line: String) -> String { CompletionAnswer.text(["bash", line]) }
        #expect(answer("bookwatch tail --filter channel:w") == "webhook\n")
        #expect(answer("bookwatch tail --filter 'a channel:w") == "a channel:webhook\n")
        #expect(answer("bookwatch tail --filter starts:\\<") == "\\<2h\n")
        #expect(answer("bookwatch tail --filter ty") == ":nospace\ntype:\n")
    }

    @Test(arguments: ["", "bash", "fish", "zsh '", "bash bookwatch\\", "fish tail --filter \u{1B}"])
    func oddQuestionsGetAnAnswer(line: String) {
        _ = CompletionAnswer.text(line.split(separator: " ").map(String.init))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func theScriptIsOneThatTheShellReads(shell: String) async throws {
        let output = try Executable.run(["completions", shell])
        #expect(output.status == 0)
        let paths = ["/bin/", "/usr/bin/"].map { $0 + shell }
        guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return }
        let folder = try TemporaryFolder()
        let script = folder.path("script")
        try output.standardOutput.write(toFile: script, atomically: true, encoding: .utf8)
        #expect(try await Tool.run(path, ["-n", script], seconds: 60).status == 0)
    }

    @Test func bashCompletesByTheScript() async throws {
        let folder = try TemporaryFolder()
        let script = folder.path("script")
        try Executable.run(["completions", "bash"]).standardOutput.write(
            toFile: script,
            atomically: true,
            encoding: .utf8
        )
        let test = """
            source "$1"; COMP_LINE="bookwatch tail --format c"; COMP_POINT=${#COMP_LINE}
            compopt() { :; }; _bookwatch "$0"; echo "${COMPREPLY[@]}"
            """
        let output = try await Tool.run("/bin/bash", ["-c", test, Executable.path, script], seconds: 60)
        #expect(output.text == "csv\n")
    }
}
