import Foundation
import Screen
import Testing

@testable import Theming

@Suite struct ThemeLoaderTests {
    let folder: TemporaryFolder
    let loader: ThemeLoader

    init() throws {
        folder = try TemporaryFolder()
        loader = ThemeLoader(directories: [folder.path])
    }

    private func diagnostics(_ name: String) -> [String] {
        do {
            return try loader.load(name).diagnostics.map(\.description)
        } catch {
            return error.diagnostics.map(\.description)
        }
    }

    @Test func aThemeStandsOnTheDefaultOne() throws {
        try folder.write("[styles]\nmuted = '#abc'", to: "mine.toml")
        let theme = try loader.load("mine")
        let base = try loader.load("default")
        #expect(theme.styleSheet.styles[.muted]?.foreground == .rgb(0xAA, 0xBB, 0xCC))
        #expect(theme.styleSheet.styles[.accent] == base.styleSheet.styles[.accent])
        #expect(theme.glyphs == base.glyphs)
    }

    @Test func aPaletteOfOnesOwnRecoloursWhatIsInherited() throws {
        try folder.write("[palette]\naccent = 'bright-red'", to: "mine.toml")
        #expect(try loader.load("mine").styleSheet.styles[.accent]?.foreground == .ansi(9))
    }

    @Test func whatIsInheritedIsReplacedNameByName() throws {
        try folder.write("[styles]\nmuted = 'cyan'\naccent = 'green'\n[glyphs]\nnew = '+'", to: "base.toml")
        try folder.write("inherits = 'base'\n[styles]\naccent = 'magenta'", to: "mine.toml")
        let theme = try loader.load("mine")
        #expect(theme.styleSheet.styles[.muted]?.foreground == .ansi(6))
        #expect(theme.styleSheet.styles[.accent]?.foreground == .ansi(5))
        #expect(theme.glyphs.text(.new) == "+")
    }

    @Test func aRoleThatIsNotSetLooksLikeTheOneBeforeItsDot() throws {
        var found = DiagnosticList()
        let text = "[styles]\nheader = { fg = '#ffffff', bg = '#000080', bold = true }\n'header.live' = 'green'"
        let file = try #require(ThemeFile(Array(text.utf8), file: "x.toml", found: &found))
        let sheet = ThemeAssembly(files: [file]).theme(name: "x", origin: .builtIn, found: &found).styleSheet
        #expect(sheet.resolve(.headerLost) == sheet.resolve(.header))
        #expect(sheet.resolve(.headerLive).foreground == .ansi(2))
        #expect(sheet.resolve(.headerLive).background == .rgb(0, 0, 0x80))
        #expect(sheet.resolve(.headerLive).bold == false)
    }

    @Test func theUsersThemeWinsOverTheBuiltInOne() throws {
        let path = try folder.write("inherits = 'light'\nname = 'Mine'", to: "light.toml")
        let theme = try loader.load("light")
        #expect(theme.title == "Mine")
        #expect(theme.origin == .file(path: path))
        #expect(theme.background == .light)
        #expect(try ThemeLoader(directories: []).load("light").origin == .builtIn)
    }

    @Test func theListHasEveryNameOnceAndSaysWhereItIsFrom() throws {
        let path = try folder.write("", to: "light.toml")
        try folder.write("", to: "a theme.toml")
        try folder.write("", to: "notes.txt")
        let list = loader.list()
        #expect(list.map(\.name) == BuiltInThemes.names)
        #expect(list.first { $0.name == "light" }?.origin == .file(path: path))
        #expect(list.first { $0.name == "default" }?.origin == .builtIn)
    }

    @Test func aThemeIsLoadedByItsPath() throws {
        try folder.write("[styles]\naccent = 'cyan'", to: "base.toml")
        let path = try folder.write("inherits = 'base'", to: "other.toml")
        let theme = try ThemeLoader(directories: []).load(path)
        #expect(theme.name == "other")
        #expect(theme.styleSheet.styles[.accent]?.foreground == .ansi(6))
    }

    @Test func aCycleIsNamed() throws {
        let file = try folder.write("\ninherits = 'b'", to: "a.toml")
        let other = try folder.write("inherits = 'a'", to: "b.toml")
        #expect(diagnostics("a") == ["\(other):1: inherits: a cycle, a → b → a"])
        #expect(diagnostics("b") == ["\(file):2: inherits: a cycle, b → a → b"])
    }

    @Test func theChainIsBounded() throws {
        for number in 0..<20 { try folder.write("inherits = 'c\(number + 1)'", to: "c\(number).toml") }
        let said = diagnostics("c0")
        #expect(said.count == 1)
        #expect(said.first?.contains("more than \(ThemeLoader.maximumAncestors) themes") == true)
    }

    @Test(arguments: ["../secret", "/etc/passwd", "a/b", "", ".", "secret.toml", "nul\\u0001"])
    func whatIsInheritedIsNeverElsewhere(name: String) throws {
        let inner = folder.path + "/themes"
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
        try folder.write("TOP SECRET", to: "secret.toml")
        try folder.write("inherits = \"\(name)\"", to: "themes/x.toml")
        let found = ThemeLoader(directories: [inner])
        let error = #expect(throws: ThemeError.self) { try found.load("x") }
        #expect(error?.diagnostics.count == 1)
        #expect(error?.description.contains("SECRET") == false)
        #expect(error?.description.contains("is not the name of a theme") == true)
    }

    @Test func aThemeThatIsNotThereIsSaidToBe() throws {
        try folder.write("inherits = 'defualt'", to: "x.toml")
        let said = try #require(diagnostics("x").first)
        #expect(said.hasSuffix("no theme \"defualt\" in this folder or built in; did you mean \"default\"?"))
        #expect(throws: ThemeError.notFound(name: "lihgt", nearest: "light")) { try loader.load("lihgt") }
        #expect(throws: ThemeError.notFound(name: "zzzzzz", nearest: nil)) { try loader.load("zzzzzz") }
        let path = "/nowhere/x.toml"
        #expect(throws: ThemeError.unreadable(path: path, errno: ENOENT)) { try loader.load(path) }
    }

    @Test func onlyAFileIsRead() throws {
        #expect(throws: ThemeError.notAFile(path: folder.path + "/")) { try loader.load(folder.path + "/") }
        let pipe = folder.path + "/pipe.toml"
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(throws: ThemeError.notAFile(path: pipe)) { try loader.load("pipe") }
    }

    @Test func aFaultInWhatIsInheritedIsToldWithItsOwnFile() throws {
        let base = try folder.write("[styles]\n\naccent = '#12'", to: "base.toml")
        try folder.write("inherits = 'base'", to: "mine.toml")
        #expect(diagnostics("mine").first?.hasPrefix("\(base):3: styles.accent: ") == true)
    }

    @Test func theTextOfAThemeIsThatOfItsFile() throws {
        try folder.write("# mine\n", to: "mine.toml")
        #expect(try loader.text(of: "mine") == "# mine\n")
        #expect(try loader.text(of: "light").contains("background = \"light\""))
    }

    @Test func aTitleIsMadeSafe() throws {
        try folder.write("name = \"Dark\\u001B]52;c;AAAA\\u0007\"", to: "mine.toml")
        #expect(try loader.load("mine").title == "Dark␛]52;c;AAAA␇")
    }
}
