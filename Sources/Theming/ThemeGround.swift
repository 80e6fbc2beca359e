import Screen

/// What a theme's text stands on, as far as that can be known.
struct ThemeGround: Equatable {
    /// Whether dark text stands on a light ground.
    let isLight: Bool
    /// The colour behind the text; where the terminal decides, a careful guess.
    let background: Color
    /// The colour of the text, guessed likewise.
    let foreground: Color

    init(text: Style, declared: Background) {
        let own = text.background.flatMap(Contrast.luminance)
        isLight = own.map { $0 > 0.18 } ?? (declared == .light)
        // Few dark terminals are lighter, few light ones darker, than these.
        let guessed: Color = isLight ? .rgb(0xF7, 0xF7, 0xF7) : .rgb(0x1E, 0x1E, 0x1E)
        background = own == nil ? guessed : text.background ?? guessed
        foreground = isLight ? .rgb(0x26, 0x26, 0x26) : .rgb(0xD0, 0xD0, 0xD0)
    }
}
