import Screen

/// How wide a terminal takes characters to be, where terminals do not agree.
public enum WidthOpinion: String, CaseIterable, Sendable {
    /// Scalar by scalar, as the C library says: xterm, tmux, VTE.
    case scalars
    /// What Unicode takes for one character is in one place: kitty, Ghostty, WezTerm, foot.
    case clusters
    /// The same as scalars, but the halves of a flag are as wide as a flag each: some older terminals.
    case wideFlags
    /// The same, but pictures are not wide: the Linux console, PuTTY, and whatever is older than Unicode 9.
    case narrowPictures
    /// The same, but pictures that are meant as text are wide: Apple's terminal, Windows Terminal.
    case widePictures

    /// The columns of a scalar: 0, 1 or 2.
    func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        let isFlagHalf = 0x1F1E6...0x1F1FF ~= scalar.value
        switch self {
        case .clusters where isFlagHalf, .wideFlags where isFlagHalf: return 2
        case .narrowPictures where scalar.value >= 0x1F000 && scalar.value < 0x20000: return 1
        case .widePictures where scalar.value >= 0x2000 && scalar.properties.isEmoji && !isFlagHalf: return 2
        default: return DisplayWidth.of(scalar)
        }
    }
}
