import Screen
import Testing

@testable import Terminal

struct ColorCapabilityTests {
    @Test(
        arguments: [
            ("xterm-256color", "xterm-direct"), ("tmux-256color", "tmux-direct"), ("xterm-kitty", "kitty-direct"),
            ("foot", "foot-direct"), ("xterm-direct", "xterm-direct"), ("alacritty", "alacritty-direct"),
        ]
    )
    func trueColourHasItsOwnEntry(terminal: String, entry: String) {
        let capability = ColorCapability(terminal: terminal, colorTerminal: "truecolor", isColorless: false)
        #expect(capability.directTerminal == entry)
    }

    @Test(arguments: [nil, "", "yes"])
    func trueColourIsNotGuessed(colorTerminal: String?) {
        let capability = ColorCapability(terminal: "xterm", colorTerminal: colorTerminal, isColorless: false)
        #expect(capability.directTerminal == nil)
    }

    @Test(
        arguments: [
            (0, ColorDepth.none), (-1, .none), (8, .ansi8), (16, .ansi16), (88, .ansi16), (256, .indexed256),
            (0x100_0000, .trueColor),
        ]
    )
    func theDatabaseTellsTheDepth(colors: Int, depth: ColorDepth) {
        let capability = ColorCapability(terminal: "xterm", colorTerminal: nil, isColorless: false)
        #expect(capability.depth(colors: colors) == depth)
        let colorless = ColorCapability(terminal: "xterm", colorTerminal: nil, isColorless: true)
        #expect(colorless.depth(colors: colors) == .none)
    }
}
