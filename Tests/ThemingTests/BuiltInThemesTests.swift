import Foundation
import Screen
import Testing

@testable import Theming

/// The themes that the program carries.
@Suite struct BuiltInThemesTests {
    static let loader = ThemeLoader(directories: [])

    @Test func thereAreThemesForEveryGroundAndEye() {
        for name in ["default", "high-contrast", "colorblind"] { #expect(BuiltInThemes.names.contains(name)) }
        for name in ["light", "high-contrast-light", "colorblind-light"] { #expect(BuiltInThemes.names.contains(name)) }
        #expect(BuiltInThemes.names.contains("ansi"))
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
        #expect(theme.isLight == (name == "paper" || name.hasSuffix("light")))
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

    @Test(arguments: ["high-contrast", "high-contrast-light"])
    func highContrastIsSevenToOne(name: String) throws {
        let theme = try Self.loader.load(name)
        let check = ContrastCheck(sheet: theme.styleSheet, ground: theme.ground)
        #expect(check.findings(minimum: 7) == [])
    }

    /// Text of any role stays readable where the selection or a search hit lies over it.
    @Test(arguments: BuiltInThemes.names, [StyleRole.selection, .match])
    func overlaidTextIsReadable(name: String, overlay: StyleRole) throws {
        let theme = try Self.loader.load(name)
        let rows: [StyleRole] = [
            .text, .muted, .bookingNew, .bookingChanged, .statusScheduled, .statusRescheduled, .statusCanceled,
            .statusCompleted, .statusNoShow, .statusRequested,
        ]
        for role in rows {
            let style = theme.styleSheet.resolve(role, overlay: overlay)
            let foreground = style.foreground == .terminalDefault ? theme.ground.foreground : style.foreground
            let background = style.background == .terminalDefault ? theme.ground.background : style.background
            guard let foreground, let background, let ratio = Contrast.ratio(foreground, background) else { continue }
            #expect(ratio >= Contrast.minimum, "\(role) under \(overlay): \(ratio)")
        }
    }

    @Test(arguments: BuiltInThemes.names, ColorDepth.allCases)
    func theSelectionIsSeenInEveryDepth(name: String, depth: ColorDepth) throws {
        let theme = try Self.loader.load(name)
        let sheet = theme.styleSheet(for: depth)
        let plain = sheet.resolve(.text, depth: depth)
        let selected = sheet.resolve(.text, overlay: .selection, depth: depth)
        let ground = theme.ground.background.reduced(to: depth)
        let isFilled = selected.background != plain.background && selected.background != ground
        #expect(selected.reverse != plain.reverse || isFilled)
    }

    @Test(arguments: BuiltInThemes.names, [ColorDepth.ansi8, .ansi16])
    func noTextSinksIntoItsGroundWithFewColours(name: String, depth: ColorDepth) throws {
        let theme = try Self.loader.load(name)
        let sheet = theme.styleSheet(for: depth)
        for role in StyleRole.allCases {
            let style = sheet.resolve(role, depth: depth)
            guard let foreground = style.foreground, foreground != .terminalDefault else { continue }
            let isOpen = style.background == .terminalDefault
            let ground = isOpen ? theme.ground.background.reduced(to: depth) : style.background
            #expect(foreground != ground, "\(role)")
        }
    }

    @Test(arguments: BuiltInThemes.names)
    func twoHundredAndFiftySixColoursAreReadable(name: String) throws {
        let theme = try Self.loader.load(name)
        for role in StyleRole.allCases where role != .rule && !ContrastCheck.signs.contains(role) {
            let style = theme.styleSheet.resolve(role, depth: .indexed256)
            let foreground = style.foreground == .terminalDefault ? theme.ground.foreground : style.foreground
            let background = style.background == .terminalDefault ? theme.ground.background : style.background
            guard let foreground, let background, let ratio = Contrast.ratio(foreground, background) else { continue }
            #expect(ratio >= 4, "\(role): \(ratio)")
        }
    }
}
