import Screen
import Testing

struct StyleTests {
    @Test func aMissingRoleTakesTheStyleBeforeItsDot() {
        let sheet = StyleSheet(styles: [
            .header: Style(foreground: .ansi(2), bold: true), .text: Style(background: .ansi(0)),
        ])
        let style = sheet.resolve(.headerLive)
        #expect(style.foreground == .ansi(2))
        #expect(style.background == .ansi(0))
        #expect(style.bold)
    }

    @Test(arguments: StyleRole.allCases)
    func aRoleThatIsNowhereSetHasItsMonochromeForm(role: StyleRole) {
        let style = StyleSheet().resolve(role)
        let monochrome = StyleSheet.monochrome.resolve(role, depth: .none)
        #expect(style.bold == monochrome.bold && style.reverse == monochrome.reverse && style.dim == monochrome.dim)
        #expect(style.foreground == .terminalDefault)
    }

    @Test(arguments: [
        StyleRole.selection, .error, .statusCanceled, .bookingNew, .match, .badge, .facetChosen, .warning,
    ])
    func meaningDoesNotHangOnColour(role: StyleRole) {
        let sheet = StyleSheet(styles: [role: Style(foreground: .rgb(1, 2, 3))])
        let plain = sheet.resolve(.text, depth: .none)
        #expect(sheet.resolve(role, depth: .none) != plain)
        #expect(sheet.resolve(role, depth: .none).foreground == nil)
    }

    @Test func anOverlayAddsToWhatItLiesOn() {
        let sheet = StyleSheet(styles: [
            .badge: Style(foreground: .ansi(1), dim: true), .selection: Style(background: .ansi(4), bold: true),
        ])
        let style = sheet.resolve(.badge, overlay: .selection)
        #expect(style == Style(foreground: .ansi(1), background: .ansi(4), bold: true))
    }

    @Test(
        arguments: [
            (Color.rgb(255, 0, 0), ColorDepth.indexed256, Color.indexed(196)),
            (.rgb(0, 0, 0), .indexed256, .indexed(16)),
            (.rgb(128, 128, 128), .indexed256, .indexed(244)), (.rgb(255, 0, 0), .ansi16, .ansi(9)),
            (.rgb(250, 250, 250), .ansi8, .ansi(7)), (.indexed(196), .ansi16, .ansi(9)),
            (.indexed(9), .ansi8, .ansi(1)),
            (.ansi(12), .indexed256, .ansi(12)), (.ansi(12), .ansi8, .ansi(4)), (.ansi(200), .ansi16, .ansi(13)),
            (.terminalDefault, .ansi8, .terminalDefault), (.rgb(1, 2, 3), .trueColor, .rgb(1, 2, 3)),
            (.rgb(1, 2, 3), .none, .terminalDefault),
        ]
    )
    func coloursAreReducedToTheNearest(color: Color, depth: ColorDepth, nearest: Color) {
        #expect(color.reduced(to: depth) == nearest)
    }

    @Test func everyPaletteColourIsItsOwnNearest() {
        for index in UInt8(16)...255 {
            let (red, green, blue) = Color.components(ofIndex: index)
            let reduced = Color.rgb(UInt8(red), UInt8(green), UInt8(blue)).reduced(to: .indexed256)
            guard case .indexed(let found) = reduced else {
                Issue.record("no index for \(index)")
                continue
            }
            #expect(Color.components(ofIndex: found) == (red, green, blue))
        }
    }
}
