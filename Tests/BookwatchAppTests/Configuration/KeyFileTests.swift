import Dashboard
import Foundation
import Screen
import Testing

@testable import BookwatchApp

@Suite struct KeyFileTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString).toml").path

    private func read(_ text: String) throws -> KeyFile {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try KeyFile(reading: path, mustExist: true)
    }

    @Test func keysAreBoundAndTakenAway() throws {
        let list = "[list]\n\"ctrl+n\" = \"next\"\nO = \"none\"\n\n"
        let file = try read(list + "[detail]\n\"g g\" = \"first\"\ng = \"none\"\n")
        #expect(file.allFaults(with: .default) == [])
        let map = file.keyMap(of: .default)
        #expect(map.keys(for: .next, in: .list)?.description == "ctrl+n")
        #expect(map.keys(for: .maximize, in: .list) == nil)
        #expect(map.keys(for: .first, in: .detail)?.description == "g g")
    }

    @Test(arguments: [
        ("[list]\nx = \"sorrt\"", "2:1: there is no action “sorrt”; did you mean “sort”?"),
        ("[fliter]\nx = \"sort\"", "1:1: “fliter” is no place for keys; did you mean “filter”?"),
        ("[list]\nhyper = \"sort\"", "2:1: “hyper” is no key"),
        ("[list]\nx = 3", "2:1: the name of an action is wanted, not an integer"),
        ("[list]\n\"ctrl+x\" = \"sort\"\n\"control+x\" = \"next\"", "3:1: “control+x” is bound twice here"),
        ("[list]\n\"j j\" = \"last\"", ": [list] “j j” is never reached, since “j” alone is next"),
        ("[filter]\nx = \"accept\"", ": [filter] “x” is text there"),
        ("[confirmation]\nesc = \"none\"\nq = \"none\"", ": [confirmation] no key is cancel"),
    ])
    func whatIsWrongIsToldByLine(text: String, fault: String) throws {
        let faults = try read(text).allFaults(with: .default)
        #expect(faults.count == 1 && faults.contains { $0.contains(fault) }, "\(faults)")
    }

    @Test func whatIsNoTOMLIsAnError() {
        #expect(throws: (any Error).self) { try read("[list\n") }
    }

    @Test func aFileThatIsNotThereChangesNothing() throws {
        let file = try KeyFile(reading: path + ".none")
        #expect(file.changes.isEmpty && file.faults.isEmpty && !file.isThere)
    }

    @Test func aCheckOfAFileThatIsNotThereSaysSo() throws {
        let named = try Executable.run(["keys", "check", path + ".none"])
        #expect(named.status == 1)
        #expect(named.standardOutput.isEmpty && named.standardError.contains("No such file"))
        let own = try Executable.run(["keys", "check"])
        #expect(own.status == 0)
        #expect(own.standardOutput.hasSuffix("keys.toml is not there, so the keys of the preset hold: good\n"))
    }

    @Test(arguments: KeyPreset.allCases)
    func theListingReadsBackAsAFileOfKeys(preset: KeyPreset) throws {
        let file = try read(KeyListing.toml.text(of: preset.keyMap))
        #expect(file.faults == [])
        #expect(file.changes.count == preset.keyMap.bindings.values.joined().reduce(0) { $0 + $1.keys.count })
    }
}
