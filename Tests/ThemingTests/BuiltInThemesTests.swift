import Foundation
import Screen
import Testing

@testable import Theming

/// The themes that the program carries.
@Suite struct BuiltInThemesTests {
    static let loader = ThemeLoader(directories: [])

    @Test func thereAreThemesForEveryGroundAndEye() {
        #expect(BuiltInThemes.names.count >= 12)
        for name in ["default", "high-contrast", "deuteranopia", "tritanopia", "ansi"] {
            #expect(BuiltInThemes.names.contains(name))
        }
    }

    @Test func everyThemeOfTheRepositoryIsBuiltIn() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Themes").standardized
        #expect(BuiltInThemes.names == ThemeFolder.themeNames(in: folder.path))
        for name in BuiltInThemes.names {
            let bytes = try Data(contentsOf: folder.appending(path: name + ".toml"))
            #expect(BuiltInThemes.contents(of: name) == Array(bytes))
        }
    }

    @Test(arguments: BuiltInThemes.names)
    func aThemeIsWithoutFault(name: String) throws {
        let theme = try Self.loader.load(name)
        #expect(theme.diagnostics == [])
        #expect(theme.name == name)
        #expect(theme.origin == .builtIn)
        #expect(theme.title?.isEmpty == false)
        #expect(theme.styleSheet.styles[.text] != nil)
        #expect(theme.styleSheet.styles[.header] != nil)
        let isLight = ["day", "meadow", "paper"].contains(name) || name.hasSuffix("light")
        #expect(theme.background == (isLight ? .light : .dark))
    }

    @Test(arguments: BuiltInThemes.names)
    func aThemesTextIsItsFile(name: String) throws {
        let text = try Self.loader.text(of: name)
        #expect(text.hasPrefix("# "))
        #expect(Self.loader.check(Array(text.utf8), file: "Themes/\(name).toml") == [])
    }

    @Test func theDefaultThemeSetsEveryRoleAndSign() throws {
        var found = DiagnosticList()
        let bytes = try #require(BuiltInThemes.contents(of: "default"))
        let file = try #require(ThemeFile(bytes, file: "default.toml", found: &found))
        let set = Set(file.styles.compactMap(\.role))
        // A role with a dot may be left to the one before it, and the rest to nobody.
        #expect(StyleRole.allCases.filter { !set.contains($0) } == [])
        #expect(Set(file.glyphs.map(\.name)) == Set(GlyphName.allCases))
        #expect(try Self.loader.load("default").glyphs == .unicode)
    }

    /// All but the one of the terminal's own colours are of a pair, and each names the other.
    @Test(arguments: BuiltInThemes.names.filter { $0 != "ansi" })
    func aThemeHasACounterpartForTheOtherGround(name: String) throws {
        let theme = try Self.loader.load(name)
        let counterpart = try Self.loader.load(try #require(theme.counterpart))
        #expect(counterpart.background != theme.background)
        #expect(counterpart.counterpart == name)
    }
}
