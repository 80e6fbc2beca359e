import Foundation
import Testing

/// `bookwatch export`, and the other commands that read a log.
@Suite struct ExportTests {
    private let folder: TemporaryFolder
    private let log: String

    init() throws {
        folder = try TemporaryFolder()
        log = folder.path("bookings.jsonl")
        try SessionLog.write(to: log)
    }

    @Test func aRowIsABookingAsAllItsSightingsTellIt() throws {
        let output = try Executable.run([
            "export", log, "--template", "{{id}} {{name}} {{status}} {{channel}} {{received}}",
        ])
        #expect(output.status == 0)
        #expect(
            output.standardOutput == """
                BKNG-1 Marta Quintela canceled redirect webhook 2026-02-03T09:00:00.000Z
                 Harriet Boone  redirect 2026-02-04T09:00:00.000Z

                """
        )
    }

    @Test(arguments: [
        ("csv", "seq,received,"), ("tsv", "seq\treceived\t"), ("ics", "BEGIN:VCALENDAR"), ("jsonl", "{\"seq\":3"),
        ("txt", "2026-02-03"),
    ])
    func theFormIsThatOfTheEnding(ending: String, opening: String) throws {
        let file = folder.path("out." + ending)
        #expect(try Executable.run(["export", log, "-o", file]).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix(opening))
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == [
                "bookings.jsonl", "out." + ending,
            ]
        )
    }

    @Test func textIsForPeople() throws {
        let output = try Executable.run(["export", log, "-f", "text"])
        #expect(output.status == 0)
        let lines = output.standardOutput.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first?.contains("Marta Quintela") == true)
    }

    @Test(arguments: ["json", "jsonl"])
    func jsonLinesHaveTheEighteenFields(format: String) throws {
        let output = try Executable.run(["export", log, "-f", format])
        let line = try #require(output.standardOutput.split(separator: "\n").first)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect((object["booking"] as? [String: Any])?.count == 18)
        #expect(object["channels"] as? [String] == ["redirect", "webhook"])
    }

    @Test(arguments: [
        (["--filter", "status:canceled"], ["BKNG-1"]), (["--from", "2026-02-04"], [""]),
        (["--to", "2026-02-04"], ["BKNG-1"]),
        (["--from", "2026-02-03", "--to", "2026-02-05"], ["BKNG-1", ""]),
    ])
    func onlyWhatIsAskedForIsExported(arguments: [String], ids: [String]) throws {
        let output = try Executable.run(["export", log, "--template", "{{id}}"] + arguments)
        #expect(output.standardOutput == ids.map { $0 + "\n" }.joined())
    }

    @Test func nothingThatMatchesHasItsExitCode() throws {
        let output = try Executable.run(["export", log, "--filter", "name:nobody"])
        #expect(output.status == 3)
        #expect(output.standardOutput.split(separator: "\n").count == 1)
    }

    @Test func aDamagedLogIsExportedAsFarAsItGoesAndTold() throws {
        try SessionLog.write(to: log, more: ["garbage"])
        let output = try Executable.run(["export", log, "-f", "jsonl"])
        #expect(output.status == 6)
        #expect(output.standardOutput.split(separator: "\n").count == 2)
        #expect(output.standardError.contains("bookings.jsonl:4"))
    }

    @Test func anExportThatCannotBeWrittenLeavesTheOldFile() throws {
        let output = try Executable.run(["export", log, "-o", folder.path("nowhere/x.csv")])
        #expect(output.status == 1)
        #expect(output.standardError.contains("cannot write to"))
    }

    @Test(arguments: [["verify"], ["replay"], ["export"]])
    func theLogOfTheConfigurationIsReadWhereNoneIsGiven(arguments: [String]) throws {
        let output = try Executable.run(arguments, environment: ["BOOKWATCH_LOG": log])
        #expect(output.status == 0)
        #expect(!output.standardOutput.isEmpty)
        #expect(output.standardError.isEmpty)
    }

    @Test func replayEndsWhereItIsToldTo() throws {
        #expect(
            try Executable.run(["replay", log, "--until", "name:harriet"]).standardOutput.split(separator: "\n").count
                == 2
        )
        #expect(try Executable.run(["replay", log, "--filter", "name:nobody"]).status == 3)
    }

    @Test func quietVerifyOfASoundLogSaysNothing() throws {
        let output = try Executable.run(["verify", log, "--quiet"])
        #expect(output.status == 0)
        #expect(output.standardOutput.isEmpty && output.standardError.isEmpty)
    }

    @Test func progressIsToldToAPipeOnlyWhereItIsAskedFor() throws {
        #expect(try Executable.run(["verify", log]).standardError.isEmpty)
        let asked = try Executable.run(["verify", log, "--progress"])
        #expect(asked.standardError.contains("reading bookings.jsonl  100 %"))
        #expect(!asked.standardError.contains("\r") && !asked.standardError.contains("\u{1B}"))
        #expect(try Executable.run(["verify", log, "--progress", "--quiet"]).standardError.isEmpty)
    }
}
