public import Screen

extension Background {
    /// Reads the value of `COLORFGBG`, as rxvt, Konsole and others set it: `15;0` is white on black.
    ///
    /// Its last number is the ground: one of the sixteen colours, of which 7 and those from 9 on are light. Nil for anything
    /// else, `default` included.
    public init?(colorFGBG text: String) {
        let last = text.split(separator: ";", omittingEmptySubsequences: false).last
        guard text.contains(";"), let number = last.flatMap({ UInt8($0) }), number < 16 else { return nil }
        self = number == 7 || number > 8 ? .light : .dark
    }
}
