import Screen
import Testing

@testable import Theming

@Suite struct ThemeSelectionTests {
    @Test(
        arguments: [
            ("night", "night", false), ("auto", "default", true), ("auto:night", "night", true),
            ("auto:/x/mine.toml", "/x/mine.toml", true), ("automatic", "automatic", false),
        ]
    )
    func aTextIsAChoice(text: String, theme: String, followsGround: Bool) {
        let selection = ThemeSelection(text)
        #expect(selection == ThemeSelection(theme: theme, followsGround: followsGround))
        #expect(selection.description == text)
    }

    @Test func aCounterpartIsFoundInTheSameFolderFirst() throws {
        let folder = try TemporaryFolder()
        try folder.write("dark = 'paper'\nbackground = 'light'", to: "mine.toml")
        let own = try folder.write("background = 'dark'", to: "paper.toml")
        let path = folder.path + "/mine.toml"
        let theme = try ThemeLoader(directories: []).load(path)
        #expect(theme.counterpart == own)
        #expect(theme.paths == [path])
        let other = try ThemeLoader(directories: []).load(ThemeSelection("auto:" + path), on: .dark)
        #expect(other.origin == .file(path: own))
    }

    @Test func aCounterpartThatIsNotThereIsAWarning() throws {
        let folder = try TemporaryFolder()
        try folder.write("\nlight = 'papr'", to: "mine.toml")
        let theme = try ThemeLoader(directories: [folder.path]).load("mine")
        #expect(theme.counterpart == nil)
        #expect(theme.diagnostics.map(\.message) == ["light: there is no theme \"papr\"; did you mean \"paper\"?"])
        #expect(theme.diagnostics.map(\.line) == [2])
    }

    @Test func aCounterpartIsNotInherited() throws {
        let folder = try TemporaryFolder()
        try folder.write("inherits = 'night'", to: "mine.toml")
        #expect(try ThemeLoader(directories: [folder.path]).load("mine").counterpart == nil)
    }
}
