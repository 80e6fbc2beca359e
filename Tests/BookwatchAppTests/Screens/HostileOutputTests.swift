import Foundation
import Testing

/// The corpus of hostile texts in what is printed without a screen.
@Suite(.serialized) struct HostileOutputTests {
    /// A log with every text of the corpus as a booking's.
    private static func log(in folder: TemporaryFolder) throws -> String {
        let lines = try HostileCorpus.all.filter { $0.value.utf8.count < 20_000 }.map { field -> String in
            let text = field.wrapped
            let record: [String: Any] = [
                "v": 1, "seq": field.number + 1, "received_at": "2026-02-03T09:00:00.000Z", "channel": "embed",
                "source": text, "event": "booking.scheduled", "raw": ["name": text],
                "booking": [
                    "product": "booking_calendars", "id": "BKNG-\(field.number)", "name": text, "subject": text,
                    "email": text, "phone": text, "company": text, "note": text, "event_type": text,
                    "master_page": text,
                    "status": "scheduled", "time_zone": text, "starts_at": "2031-01-15T10:00:00.000Z",
                ],
            ]
            return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
        }
        let path = folder.path("log.jsonl")
        try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test(arguments: [
        ["-f", "text"], ["-f", "json"], ["-f", "csv"], ["-f", "tsv"], ["-f", "ics"],
        ["--template", "{{received}} {{name}} {{note}} {{json name}}"], ["--linear"],
    ])
    func whatIsPrintedIsHarmless(form: [String]) throws {
        let folder = try TemporaryFolder()
        let output = try Executable.run(["replay", try Self.log(in: folder)] + form)
        #expect(output.status == 0)
        let text = form.contains("ics") ? Self.unfolded(output.standardOutput) : output.standardOutput
        let isTabbed = form.contains("tsv")
        try OutputCheck.expectHarmless(
            output: text,
            allowing: isTabbed ? ["\t"] : [],
            isData: !form.contains("text") && form != ["--linear"],
            in: folder
        )
        try OutputCheck.expectHarmless(output: output.standardError, in: folder)
        let missing = HostileCorpus.all.filter { $0.value.utf8.count < 20_000 && !$0.stands(in: text) }.map(\.name)
        #expect(missing.isEmpty)
        guard form.contains("text") || form == ["--linear"] else { return }
        let changed = HostileCorpus.all.filter { $0.isHarmless && !$0.stands(in: text, with: HostileCorpus.shown($0)) }
        #expect(changed.map(\.name).isEmpty)
    }

    @Test(arguments: ["csv", "jsonl", "ics", "tsv"])
    func whatIsExportedIsHarmless(form: String) throws {
        let folder = try TemporaryFolder()
        let output = try Executable.run(["export", try Self.log(in: folder), "--format", form])
        try OutputCheck.expectHarmless(
            output: form == "ics" ? Self.unfolded(output.standardOutput) : output.standardOutput,
            allowing: form == "tsv" ? ["\t"] : [],
            isData: true,
            in: folder
        )
        try OutputCheck.expectHarmless(output: output.standardError, in: folder)
    }

    /// The lines of a calendar as they were before they were broken, which may be before a joiner (RFC 5545 section 3.1).
    private static func unfolded(_ text: String) -> String {
        String(decoding: Data(text.utf8).replacing(Data("\r\n ".utf8), with: Data()), as: UTF8.self)
    }

    /// Every command that quotes what it was given; LOG is a small log.
    private static let commands = [
        ["replay", "LOG", "--filter"], ["replay", "LOG", "--until"],
        ["replay", "LOG", "--from"], ["replay", "LOG", "--speed"], ["replay", "LOG", "--theme"], ["replay"], ["verify"],
        ["export", "LOG", "--filter"], ["export", "LOG", "--to"], ["export"], ["config", "check"],
        ["config", "show", "--config"], ["config", "show", "--profile"], ["decode"], ["decode", "--channel"],
        ["serve", "--listen"], ["themes", "show"], ["sources", "show"], [],
    ]

    @Test func errorsQuoteSafely() throws {
        let folder = try TemporaryFolder()
        let log = folder.path("small.jsonl")
        try SessionLog.write(to: log)
        var all = ""
        var failures = 0
        for field in HostileCorpus.all where !field.value.contains("\0") {
            for (index, command) in Self.commands.enumerated()
            where HostileCorpus.isThorough || (field.number + index) % Self.commands.count == 0 {
                let output = try Executable.run(command.map { $0 == "LOG" ? log : $0 } + [field.wrapped])
                if output.status != 0 { failures += 1 }
                all += output.standardError + output.standardOutput
            }
        }
        #expect(failures > 200)
        try OutputCheck.expectHarmless(output: all, in: folder)
    }

    @Test func settingsAndKeysAndThemesQuoteSafely() throws {
        let folder = try TemporaryFolder()
        var all = ""
        for field in HostileCorpus.all where HostileCorpus.isThorough || field.number % 4 == 0 {
            let quoted = String(decoding: try JSONEncoder().encode(field.wrapped), as: UTF8.self)
            let file = folder.path("config.toml")
            for line in ["theme = \(quoted)", "\(quoted) = 1", "listen = \(field.wrapped)"] {
                try (line + "\n").write(toFile: file, atomically: true, encoding: .utf8)
                let output = try Executable.run(["config", "check", file])
                all += output.standardError + output.standardOutput
            }
        }
        #expect(all.contains("zq0j"))
        try OutputCheck.expectHarmless(output: all, in: folder)
    }
}
