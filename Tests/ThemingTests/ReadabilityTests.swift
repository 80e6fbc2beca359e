import Screen
import Testing

@testable import Theming

/// That every built-in theme can be read, by everybody, on every terminal.
@Suite struct ReadabilityTests {
    static let loader = ThemeLoader(directories: [])
    /// What stands in the rows of a list, where the selection may lie over it.
    static let rowRoles: [StyleRole] = [
        .text, .muted, .bookingNew, .bookingNewFading, .bookingChanged, .bookingChangedFading, .statusScheduled,
        .statusRescheduled, .statusCanceled, .statusCompleted, .statusNoShow, .statusRequested, .group, .mark, .link,
    ]

    /// The two colours of a style as far as they are known; named colours as xterm has them.
    private func contrast(_ style: Style, of theme: LoadedTheme, namedAsInXterm: Bool = false) -> Double? {
        func shown(_ color: Color?, or guess: Color) -> Color {
            switch color ?? .terminalDefault {
            case .terminalDefault: return guess
            case .ansi(let index) where namedAsInXterm, .indexed(let index) where index < 16 && namedAsInXterm:
                let (red, green, blue) = Color.components(ofIndex: index)
                return .rgb(UInt8(red), UInt8(green), UInt8(blue))
            case let color: return color
            }
        }
        let foreground = shown(style.foreground, or: theme.ground.foreground)
        let background = shown(style.background, or: theme.ground.background)
        return Contrast.ratio(foreground, background)
    }

    private func minimum(of role: StyleRole) -> Double {
        role == .rule ? 1 : ContrastCheck.signs.contains(role) ? Contrast.minimumForSigns : Contrast.minimum
    }

    @Test(arguments: BuiltInThemes.names, [ColorDepth.trueColor, .indexed256])
    func everyRoleIsReadable(name: String, depth: ColorDepth) throws {
        let theme = try Self.loader.load(name)
        let sheet = theme.styleSheet(for: depth)
        for role in StyleRole.allCases {
            guard let ratio = contrast(sheet.resolve(role, depth: depth), of: theme) else { continue }
            #expect(ratio >= minimum(of: role), "\(role): \(ratio)")
        }
    }

    /// Text of any role of a row stays readable where the selection or a search hit lies over it.
    @Test(arguments: BuiltInThemes.names, [ColorDepth.trueColor, .indexed256])
    func overlaidTextIsReadable(name: String, depth: ColorDepth) throws {
        let theme = try Self.loader.load(name)
        let sheet = theme.styleSheet(for: depth)
        for role in Self.rowRoles {
            for overlay in [StyleRole.selection, .match] {
                let style = sheet.resolve(role, overlay: overlay, depth: depth)
                guard let ratio = contrast(style, of: theme) else { continue }
                #expect(ratio >= Contrast.minimum, "\(role) under \(overlay): \(ratio)")
            }
        }
    }

    /// With sixteen colours as xterm has them; their owner may have others.
    @Test(arguments: BuiltInThemes.names.filter { $0 != "ansi" }, [ColorDepth.ansi8, .ansi16])
    func fewColoursAreReadable(name: String, depth: ColorDepth) throws {
        let theme = try Self.loader.load(name)
        let sheet = theme.styleSheet(for: depth)
        for role in StyleRole.allCases where role != .rule {
            var style = sheet.resolve(role, depth: depth)
            style.background = style.background == .terminalDefault ? nil : style.background
            let ground = theme.ground.background.reduced(to: depth)
            style.background = style.background ?? ground
            guard style.foreground != .terminalDefault,
                let ratio = contrast(style, of: theme, namedAsInXterm: true)
            else { continue }
            #expect(ratio >= minimum(of: role), "\(role): \(ratio)")
        }
    }

    @Test(arguments: ["high-contrast", "high-contrast-light"])
    func highContrastIsSevenToOne(name: String) throws {
        let theme = try Self.loader.load(name)
        let check = ContrastCheck(sheet: theme.styleSheet, ground: theme.ground)
        #expect(check.findings(minimum: 7) == [])
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
        for role in StyleRole.allCases where role != .rule {
            let style = sheet.resolve(role, depth: depth)
            guard let foreground = style.foreground, foreground != .terminalDefault else { continue }
            let isOpen = style.background == .terminalDefault
            let ground = isOpen ? theme.ground.background.reduced(to: depth) : style.background
            #expect(foreground != ground, "\(role)")
        }
    }

    /// A theme that asks for less contrast than it should is reduced, not repaired.
    @Test func aThemeHasItsWayWhereItWantsLess() throws {
        let folder = try TemporaryFolder()
        try folder.write("[styles]\ntext = { fg = '#ffffff', bg = '#000000' }\nmuted = '#5f5f5f'", to: "dim.toml")
        let sheet = try ThemeLoader(directories: [folder.path]).load("dim").styleSheet(for: .indexed256)
        let muted = try #require(sheet.styles[.muted]?.foreground)
        #expect(try #require(Contrast.ratio(muted, .rgb(0, 0, 0))) < Contrast.minimum)
    }
}
