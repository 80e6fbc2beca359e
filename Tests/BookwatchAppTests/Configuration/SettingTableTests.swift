import BookwatchTestSupport
import Foundation
import Testing

@testable import BookwatchApp

/// The table of settings, and what follows from it.
@Suite struct SettingTableTests {
    @Test func keysFlagsAndVariablesAreUnique() {
        let all = SettingTable.all
        #expect(Set(all.map(\.key)).count == all.count)
        #expect(Set(all.compactMap(\.flag)).count == all.compactMap(\.flag).count)
        #expect(Set(all.compactMap(\.variable)).count == all.compactMap(\.variable).count)
    }

    @Test(arguments: SettingTable.all.map(\.key))
    func aVariableIsNamedAfterItsFlag(key: String) throws {
        let setting = try #require(SettingTable.setting(key))
        let variable = try #require(setting.variable)
        guard let flag = setting.flag else {
            #expect(setting.isSecret, "only secrets have no flag")
            return
        }
        #expect(variable == "BOOKWATCH_" + flag.dropFirst(2).uppercased().replacing("-", with: "_"))
    }

    @Test func everyFlagIsAnOptionOfTheCommandsThatUseIt() throws {
        let serve = try Executable.run(["serve", "--help"]).standardOutput
        let watch = try Executable.run(["watch", "--help-hidden"]).standardOutput
        for setting in SettingTable.all {
            guard let flag = setting.flag else { continue }
            #expect(watch.contains("  \(flag) ") || watch.contains("  \(flag)/"), "\(flag)")
            guard setting.group != .screen else { continue }
            #expect(serve.contains("  \(flag) ") || serve.contains("  \(flag)/"), "\(flag)")
        }
    }

    @Test(arguments: SettingSamples.settings.map(\.key))
    func aVariableSetsItsSettingAndNoOther(key: String) throws {
        let setting = try #require(SettingTable.setting(key))
        let variable = try #require(setting.variable)
        let layers = try SettingSamples.layers(variables: [variable: try SettingSamples.text(setting)])
        #expect(layers.places == [])
        #expect(layers.origin(of: key) == .variable(variable))
        #expect(setting.value(layers.settings) != setting.standardValue)
        for other in SettingTable.all where other.key != key {
            #expect(other.value(layers.settings) == other.standardValue, "\(other.key)")
        }
    }

    @Test(arguments: SettingTable.all.map(\.key))
    func anEmptyVariableIsAnErrorThatNamesIt(key: String) throws {
        let variable = try #require(SettingTable.setting(key)?.variable)
        let layers = try SettingSamples.layers(variables: [variable: ""])
        #expect(layers.places == ["\(variable): an empty value; give one, or unset the variable"])
    }

    @Test(arguments: SettingTable.all.map(\.key))
    func aValueOfTheWrongKindIsToldWithLineAndColumn(key: String) throws {
        let setting = try #require(SettingTable.setting(key))
        let header = setting.section.isEmpty ? "# a comment" : "[\(setting.section)]"
        let wrong =
            switch setting.form {
            case .text: "7"
            case .textOrNumber: "true"
            case .truth, .list, .pairs: "\"x\""
            }
        let layers = try SettingSamples.layers("\n\(header)\n   \(setting.name) = \(wrong)\n")
        #expect(layers.places.count == 1)
        #expect(layers.places.first?.hasPrefix("3:4: \(key): ") == true, "\(layers.places)")
        #expect(setting.value(layers.settings) == setting.standardValue)
    }

    @Test(arguments: SettingTable.ofSource.map(\.key))
    func aWrongValueOfASourceIsToldWithLineAndColumn(key: String) throws {
        let layers = try SettingSamples.layers("[sources.\"my.site\"]\n  \(key) = 7\n")
        #expect(layers.places.count == 1)
        #expect(layers.places.first?.hasPrefix("2:3: sources.my.site.\(key): ") == true, "\(layers.places)")
    }

    @Test func theTableForTheReadmeHasARowForEachSetting() throws {
        let output = try Executable.run(["config", "settings", "--format", "markdown"])
        #expect(output.standardOutput == SettingTable.markdown)
        let rows = output.standardOutput.split(separator: "\n")
        #expect(rows.count == SettingTable.all.count + SettingTable.ofSource.count + 2)
        #expect(rows.allSatisfy { $0.hasPrefix("| ") && $0.hasSuffix(" |") })
    }
}
