import Foundation
import Testing

/// `bookwatch report`.
@Suite struct ReportRunTests {
    private let folder: TemporaryFolder
    private let log: String

    init() throws {
        folder = try TemporaryFolder()
        log = folder.path("bookings.jsonl")
        try SessionLog.write(to: log)
    }

    private static func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// The values of a facet with their counts.
    private static func counts(_ json: [String: Any], _ key: String) -> [String: Int] {
        let values = (json[key] as? [String: Any])?["values"] as? [[String: Any]] ?? []
        return values.reduce(into: [:]) { $0[$1["value"] as? String ?? ""] = $1["bookings"] as? Int }
    }

    /// A log of many bookings, some of which are told of twice; and its records.
    private func writeLongLog(_ path: String, bookings: Int = 700) throws -> [[String: Any]] {
        let statuses = ["scheduled", "canceled", "completed"]
        var records: [[String: Any]] = []
        for index in 0..<bookings {
            let second = index * 977
            let day = 1 + second / 86_400 % 28
            let time = [second / 3_600 % 24, second / 60 % 60, second % 60].map { ($0 < 10 ? "0" : "") + "\($0)" }
            let date = "2026-06-" + (day < 10 ? "0" : "") + "\(day)T" + time.joined(separator: ":") + ".000Z"
            let booking: [String: Any] = [
                "product": "booking_calendars", "id": "BKNG-\(index)", "status": "scheduled", "name": "N\(index)",
                "event_type": "type \(index % 17)", "starts_at": "2026-07-01T10:00:00.000Z",
            ]
            records.append(["received_at": date, "channel": "embed", "event": "booking.scheduled", "booking": booking])
            guard index % 3 > 0 else { continue }
            let news: [String: Any] = [
                "product": "booking_calendars", "id": "BKNG-\(index)", "status": statuses[index % 3],
            ]
            records.append([
                "received_at": date, "channel": "webhook", "event": "booking." + statuses[index % 3], "signed": true,
                "booking": news,
            ])
        }
        let lines = try records.enumerated().map { index, record in
            let line = record.merging(["v": 1, "seq": index + 1, "raw": [:] as [String: Any]]) { $1 }
            return String(decoding: try JSONSerialization.data(withJSONObject: line), as: UTF8.self) + "\n"
        }
        try lines.joined().write(toFile: path, atomically: true, encoding: .utf8)
        return records
    }

    @Test func theFiguresAreThoseOfTheRecords() throws {
        let records = try writeLongLog(log)
        var (types, statuses, channels, days) = ([String: String](), [String: String](), Set<String>(), [String: Int]())
        for record in records {
            let booking = record["booking"] as? [String: Any] ?? [:]
            let id = booking["id"] as? String ?? ""
            if types[id] == nil { days[String((record["received_at"] as? String ?? "").prefix(10)), default: 0] += 1 }
            types[id] = booking["event_type"] as? String ?? types[id]
            statuses[id] = booking["status"] as? String
            if record["channel"] as? String == "webhook" { channels.insert(id) }
        }
        let output = try Executable.run(["report", log, "--json", "--zone", "UTC", "--top", "100"])
        #expect(output.status == 0 && output.standardError.isEmpty)
        let json = try Self.json(output.standardOutput)
        #expect(json["bookings"] as? Int == types.count)
        #expect(json["sightings"] as? Int == records.count)
        #expect(json["records"] as? Int == records.count)
        func tally(_ values: some Sequence<String>) -> [String: Int] {
            values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(Self.counts(json, "statuses") == tally(statuses.values))
        #expect(Self.counts(json, "event_types") == tally(types.values))
        #expect(Self.counts(json, "channels") == ["embed": types.count, "webhook": channels.count])
        let told = (json["days"] as? [[String: Any]] ?? []).reduce(into: [String: Int]()) {
            $0[$1["day"] as? String ?? ""] = $1["bookings"] as? Int
        }
        #expect(told == days)
    }

    @Test func whatIsNotListedIsCounted() throws {
        _ = try writeLongLog(log)
        let output = try Executable.run(["report", log, "--top", "5"])
        #expect(output.standardOutput.contains("| *12 others*"))
        let types = try Self.json(try Executable.run(["report", log, "--top", "5", "--json"]).standardOutput)[
            "event_types"
        ]
        let others = (types as? [String: Any])?["others"] as? [String: Any]
        #expect(others?["values"] as? Int == 12)
    }

    @Test(arguments: [
        ("report.html", "<!DOCTYPE html>"), ("report.htm", "<!DOCTYPE html>"), ("report.md", "# Bookings\n"),
        ("report.json", "{\n  \"report\": 1,"), ("report", "# Bookings\n"),
    ])
    func theFormIsThatOfTheEnding(name: String, opening: String) throws {
        let file = folder.path(name)
        let output = try Executable.run(["report", log, "-o", file])
        #expect(output.status == 0 && output.standardOutput.isEmpty && output.standardError.isEmpty)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.hasPrefix(opening) && text.hasSuffix("\n"))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
    }

    @Test func theFormThatIsAskedForWinsOverTheEnding() throws {
        let file = folder.path("report.md")
        #expect(try Executable.run(["report", log, "--html", "-o", file]).status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
        #expect(try Executable.run(["report", log, "--html", "--json"]).status == 64)
    }

    @Test func aPipeAndAFileGiveTheSame() async throws {
        let text = try String(contentsOfFile: log, encoding: .utf8)
        let plain = try Executable.run(["report", log, "--json"]).standardOutput
        let piped = try Executable.run(["report", "-", "--json"], input: text)
        #expect(piped.status == 0 && piped.standardError.isEmpty)
        #expect(piped.standardOutput == plain.replacing("\"bookings.jsonl\"", with: "\"standard input\""))
        let command = "gzip -k '\(log)' && cat '\(log).gz' | '\(Executable.path)' report --json -"
        let packed = try await Tool.run("/bin/sh", ["-c", command], seconds: 60)
        #expect(packed.status == 0)
        #expect(packed.text == piped.standardOutput)
        let named = try Executable.run(["report", log + ".gz", "--json"]).standardOutput
        #expect(named == plain.replacing("\"bookings.jsonl\"", with: "\"bookings.jsonl.gz\""))
    }

    @Test func segmentsAreOneLogAndSeveralLogsOneReport() throws {
        let lines = SessionLog.lines
        let segments = folder.path("segmented.jsonl")
        try (lines[0] + "\n").write(
            toFile: folder.path("segmented.000000000001.jsonl"),
            atomically: true,
            encoding: .utf8
        )
        try (lines[1...].joined(separator: "\n") + "\n").write(toFile: segments, atomically: true, encoding: .utf8)
        let whole = try Self.json(try Executable.run(["report", segments, "--json"]).standardOutput)
        #expect(whole["records"] as? Int == 3 && whole["bookings"] as? Int == 2)
        let other = folder.path("other.jsonl")
        _ = try writeLongLog(other, bookings: 10)
        let both = try Self.json(try Executable.run(["report", segments, other, "--json"]).standardOutput)
        #expect(both["bookings"] as? Int == 11)
        #expect(both["logs"] as? [String] == ["segmented.jsonl", "other.jsonl"])
    }

    @Test(arguments: [
        (["--filter", "status:canceled"], 1), (["--from", "2026-02-04"], 1), (["--to", "2026-02-04"], 1),
        (["--from", "2026-02-03T09:00:00Z", "--to", "2026-02-04T09:00:00Z"], 1),
        // A day begins when it does in the zone.
        (["--from", "2026-02-03", "--zone", "Asia/Tokyo"], 2), (["--to", "2026-02-03", "--zone", "UTC"], 0),
    ])
    func onlyWhatIsAskedForIsReported(arguments: [String], count: Int) throws {
        let output = try Executable.run(["report", log, "--json"] + arguments)
        #expect(output.status == (count == 0 ? 3 : 0))
        #expect(try Self.json(output.standardOutput)["bookings"] as? Int == count)
    }

    @Test func theZoneTellsDaysAndHours() throws {
        let tokyo = try Executable.run(["report", log, "--zone", "Asia/Tokyo"]).standardOutput
        #expect(tokyo.contains("- Zone: Asia/Tokyo") && tokyo.contains("Tue 18–19"))
        #expect(try Executable.run(["report", log]).standardOutput.contains("Tue 09–10"))
        let wrong = try Executable.run(["report", log, "--zone", "Mars/Base"])
        #expect(wrong.status == 64)
        #expect(wrong.standardError.contains("write the name of a zone that this machine knows"))
    }

    @Test func aDamagedLogIsReportedAsFarAsItGoesAndSaysSo() throws {
        try SessionLog.write(to: log, more: ["garbage"])
        let output = try Executable.run(["report", log, "--title", "Week 6"])
        #expect(output.status == 6)
        #expect(output.standardOutput.hasPrefix("# Week 6\n"))
        #expect(
            output.standardOutput.contains("- 1 line is no record\\:")
                || output.standardOutput.contains("1 line is no record:")
        )
        #expect(!output.standardOutput.contains(folder.url.path))
        #expect(output.standardError.contains("bookings.jsonl:4"))
    }

    @Test func aReportThatCannotBeWrittenLeavesTheOldFile() throws {
        let output = try Executable.run(["report", log, "-o", folder.path("nowhere/x.html")])
        #expect(output.status == 1)
        #expect(output.standardError.contains("cannot write to"))
        let file = folder.path("kept.md")
        try "kept".write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try Executable.run(["report", folder.path("none.jsonl"), "-o", file]).status == 1)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "kept")
    }

    @Test func theSameLogGivesTheSameBytes() throws {
        for form in ["--html", "--md", "--json"] {
            let outputs = try (0..<2).map { _ in try Executable.run(["report", log, form]).standardOutput }
            #expect(outputs[0] == outputs[1] && !outputs[0].isEmpty)
        }
    }
}
