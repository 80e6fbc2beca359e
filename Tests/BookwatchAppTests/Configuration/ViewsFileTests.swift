import Dashboard
import Foundation
import Ledger
import Testing

@testable import BookwatchApp

/// What a viewer keeps between two starts.
@Suite struct ViewsFileTests {
    private static let views = [
        SavedView(key: 1, name: "demos", filter: "type:demo -status:canceled"),
        SavedView(
            key: 9,
            name: "\u{1B}[31mred “\"\\ 山田",
            choices: [
                .source: FacetChoice(kept: ["pricing-page", nil]), .status: FacetChoice(dropped: ["no_show"]),
                .eventType: FacetChoice(kept: ["a \"b\""], dropped: [nil]),
            ]
        ),
    ]

    private func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bookwatch-views-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    @Test func whatIsWrittenIsRead() {
        let file = ViewsFile(Array(ViewsFile.text(Self.views).utf8), name: "views.toml")
        #expect(file.views == Self.views)
        #expect(file.faults.isEmpty && file.isReadable)
    }

    @Test(arguments: [
        ("colour = 1", "views.toml:1: “colour” means nothing here", true),
        ("[views.0]\nname = \"x\"", "a view is on a key from 1 to 9, not “0”", true),
        ("[views.x]\nname = \"x\"", "not “x”", true),
        ("[views.1]\nfilter = \"a\"", "view 1 has no name", true),
        ("[views.1]\nname = \"x\"\nfilter = \"type:\"", "view 1: the filter is wrong", true),
        ("[views.1]\nname = \"x\"\nkeep.kind = [\"a\"]", "“kind” means nothing here", true),
        ("[views.1]\nname = \"x\"\nsize = 3", "“size” means nothing here", true),
        ("[views.1", "views.toml:1", false),
    ])
    func whatIsWrongIsToldWithItsLine(text: String, fault: String, isReadable: Bool) {
        let file = ViewsFile(Array(text.utf8), name: "/somewhere/views.toml")
        #expect(file.faults.count == 1 && file.faults[0].contains(fault), "\(file.faults)")
        #expect(file.isReadable == isReadable)
    }

    @Test func aViewThatIsNotThereIsAUsageError() throws {
        let none = try Executable.run(["-", "--view", "nope"])
        #expect(none.status == 64)
        #expect(
            none.standardError.contains("--view: there is no view “nope”; none is saved; S in the dashboard saves one")
        )
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let own = folder.appending(path: "bookwatch")
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        let views = Data(ViewsFile.text([Self.views[0]]).utf8)
        try views.write(to: own.appending(path: "views.toml"))
        let environment = ["XDG_CONFIG_HOME": folder.path]
        let some = try Executable.run(["-", "--view", "nope"], environment: environment)
        #expect(some.status == 64)
        #expect(some.standardError.contains("there is no view “nope”; there are 1 “demos”"), "\(some.standardError)")
        for name in ["1", "demos"] {
            #expect(try Executable.run(["-", "--view", name], environment: environment).status == 3)
        }
    }

    @Test func filesAreForTheirOwnerAlone() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let (views, history) = (folder.path + "/new/views.toml", folder.path + "/state/filter-history")
        let files = ViewerFiles(viewsPath: views, historyPath: history)
        #expect(files.views.isEmpty && files.history.isEmpty && files.faults.isEmpty)
        try files.save(Self.views)
        try files.save(history: ["a", "type:=\"b c\""])
        for path in [views, history] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        let again = ViewerFiles(viewsPath: views, historyPath: history)
        #expect(again.views == Self.views)
        #expect(again.history == ["a", "type:=\"b c\""])
        #expect(again.filter(ofView: "demos") == "type:demo -status:canceled")
        #expect(again.filter(ofView: "1") == "type:demo -status:canceled")
        #expect(again.filter(ofView: "x") == nil)
    }

    @Test func aFileThatCannotBeReadIsLeftAlone() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path + "/views.toml"
        try Data("[views.1".utf8).write(to: URL(filePath: path))
        let files = ViewerFiles(viewsPath: path, historyPath: folder.path + "/history")
        #expect(files.faults.count == 1)
        #expect(throws: (any Error).self) { try files.save(Self.views) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "[views.1")
    }
}
