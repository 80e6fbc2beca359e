import Dashboard
import Foundation
import Ledger
import Testing

@testable import BookwatchApp

/// What the README says of keys, settings and filters is what the program has.
@Suite struct ReadmeTests {
    private static let text: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    }()

    @Test func theTablesOfKeysAreThoseOfTheKeyMap() {
        #expect(Self.text.contains(KeyMap.default.markdownTable()))
    }

    @Test func theTableOfSettingsIsTheOneOfTheProgram() {
        #expect(Self.text.contains(SettingTable.markdown))
    }

    @Test func theTableOfExitCodesIsTheOneOfTheProgram() {
        #expect(Self.text.contains(ExitStatus.markdown))
    }

    @Test func everyFeatureOfTheFilterLanguageIsListed() {
        for (syntax, meaning) in Filter.reference {
            let row = "| `\(syntax.replacing("|", with: "\\|"))` | \(meaning.replacing("|", with: "\\|")) |"
            #expect(Self.text.contains(row), "\(row)")
        }
    }
}
