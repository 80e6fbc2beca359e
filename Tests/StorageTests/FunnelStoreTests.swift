import Bookings
import Foundation
import Ledger
import Testing

@testable import Storage

@Suite struct FunnelStoreTests {
    private let noon = Timestamp(milliseconds: 1_770_120_000_000)
    private let key = FunnelKey(source: "site", bookingCalendar: "BKC-1")

    private func message(_ step: FunnelStep, _ calendar: String = "BKC-1") -> FunnelMessage {
        FunnelMessage(step: step, bookingCalendar: calendar, name: "Intro")
    }

    /// A folder with a funnel in it, closed after each look.
    private final class Folder {
        let url = FileManager.default.temporaryDirectory.appending(path: "bw-\(UUID().uuidString.prefix(8))")
        var log: String { url.appending(path: "log.jsonl").path }
        var path: String { url.appending(path: "funnel.jsonl").path }

        init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(at: url) }

        var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

        func use(_ body: (FunnelStore) -> Void) -> Funnel {
            let store = FunnelStore(besides: log)
            body(store)
            store.close()
            return store.funnel
        }
    }

    @Test func countsSurviveARestart() throws {
        let folder = try Folder()
        _ = folder.use { store in
            store.count(message(.loaded), source: "site", at: noon)
            store.count(message(.loaded), source: "site", at: noon)
        }
        _ = folder.use { $0.count(message(.slotSelected), source: "site", at: noon) }
        let funnel = folder.use { _ in }
        #expect(funnel.counts == [FunnelCount(key, name: "Intro", loaded: 2, slotSelected: 1)])
        #expect(funnel.since == noon)
        let line =
            #"{"at":"2026-02-03T12:00:00.000Z","source":"site","booking_calendar":"BKC-1","name":"Intro","#
            + #""loaded":2,"slot_selected":0}"#
        #expect(folder.text.hasPrefix(line + "\n"))
        #expect(folder.text.split(separator: "\n").count == 2)
        let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func nothingIsWrittenWhereNothingIsCounted() throws {
        let folder = try Folder()
        _ = folder.use { _ in }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func damagedLinesArePassedOverAndATornEndDoesNotSpoilTheNext() throws {
        let folder = try Folder()
        let good = #"{"at":"2026-02-03T12:00:00Z","source":"site","booking_calendar":"BKC-1","loaded":5}"#
        let lines = [
            good, "nonsense", "{}", #"{"at":"x","booking_calendar":"B","loaded":1}"#,
            #"{"at":"2026-02-03T12:00:00Z","booking_calendar":"B","loaded":-1}"#, "",
            String(repeating: "x", count: 20_000), good, String(good.dropLast(10)),
        ]
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: folder.path))
        let funnel = folder.use { $0.count(message(.loaded), source: "site", at: noon) }
        #expect(funnel.counts == [FunnelCount(key, name: "Intro", loaded: 11)])
        #expect(folder.use { _ in }.counts == funnel.counts)
    }

    @Test func aLargeFileIsSummedUp() throws {
        let folder = try Folder()
        let lines = (0..<60_000).map { number in
            #"{"at":"2026-02-03T12:00:00Z","source":"site","booking_calendar":"B\#(number % 3)","loaded":1}"# + "\n"
        }
        try Data(lines.joined().utf8).write(to: URL(filePath: folder.path))
        let before = folder.use { _ in }
        #expect(before.totals.loaded == 60_000)
        #expect(folder.text.split(separator: "\n").count == 3)
        let after = folder.use { _ in }
        #expect(Set(after.counts.map(\.loaded)) == [20_000])
        #expect(after.since == before.since)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["funnel.jsonl"])
    }

    @Test func whereTheFileCannotBeWrittenCountingGoesOn() throws {
        let folder = try Folder()
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
        let store = FunnelStore(besides: folder.log)
        store.count(message(.loaded), source: "site", at: noon)
        store.close()
        #expect(store.funnel.totals.loaded == 1)
        #expect(store.failure != nil)
    }

    @Test func aLinkIsNotFollowed() throws {
        let folder = try Folder()
        let target = folder.url.appending(path: "target").path
        try Data("precious".utf8).write(to: URL(filePath: target))
        try FileManager.default.createSymbolicLink(atPath: folder.path, withDestinationPath: target)
        _ = folder.use { $0.count(message(.loaded), source: "site", at: noon) }
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
    }
}
