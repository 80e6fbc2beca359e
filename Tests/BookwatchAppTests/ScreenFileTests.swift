import Dashboard
import Foundation
import Testing

@testable import BookwatchApp

@Suite struct ScreenFileTests {
    private let path =
        FileManager.default.temporaryDirectory.path + "/bookwatch-screen-\(UUID().uuidString)/screen.json"

    @Test func whatIsWrittenIsReadBack() throws {
        defer { try? FileManager.default.removeItem(atPath: URL(filePath: path).deletingLastPathComponent().path) }
        var choices = ScreenChoices(columns: [
            .init(name: "customer", width: 20, isRight: true, cutsStart: true), .init(name: "field.a \"b\"\n"),
            .init(name: "starts", isRight: false),
        ])
        (choices.times, choices.detail, choices.strip, choices.hints) = ("utc", "below", false, true)
        (choices.sort, choices.group) = (["-field.a \"b\"\n", "starts"], "host")
        try ScreenFile.write(choices, to: path)
        #expect(ScreenFile.read(path).choices == choices)
        try ScreenFile.write(ScreenChoices(), to: path)
        #expect(ScreenFile.read(path).choices == ScreenChoices())
    }

    @Test func aFileThatIsNotThereIsNoFault() {
        let (choices, faults) = ScreenFile.read(path)
        #expect(choices == ScreenChoices() && faults.isEmpty)
    }

    @Test func aBrokenFileIsToldAndPassedOver() throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("{\"columns\":[".utf8).write(to: URL(filePath: path))
        #expect(ScreenFile.read(path).faults.count == 1)
        try Data("[1,{\"columns\":7}]".utf8).write(to: URL(filePath: path))
        #expect(ScreenFile.read(path).choices == ScreenChoices())
    }
}
