/// What each role looks like.
public struct StyleSheet: Equatable, Sendable {
    /// The styles that are set; a role that is missing takes another one's, see `resolve`.
    public var styles: [StyleRole: Style]

    /// Makes a style sheet.
    public init(styles: [StyleRole: Style] = [:]) {
        self.styles = styles
    }

    /// The style of a role, and of an overlay on it, in the colours that a terminal has.
    ///
    /// A role that is not set takes the style of the role before its last dot, and so on; where that ends, its monochrome
    /// form with the colours of `text`. A colour that a style leaves open is that of `text` too. Without any colour
    /// (`ColorDepth.none`) all roles have their monochrome form, so that meaning never hangs on colour alone.
    public func resolve(_ role: StyleRole, overlay: StyleRole? = nil, depth: ColorDepth = .trueColor) -> Style {
        guard depth != .none else {
            let style = StyleSheet.monochromeStyle(of: role)
            return overlay.map { style.overlaid(with: StyleSheet.monochromeStyle(of: $0)) } ?? style
        }
        var style = ownStyle(of: role)
        let text = ownStyle(of: .text)
        style.foreground = style.foreground ?? text.foreground ?? .terminalDefault
        style.background = style.background ?? text.background ?? .terminalDefault
        if let overlay { style = style.overlaid(with: ownStyle(of: overlay)) }
        style.foreground = style.foreground?.reduced(to: depth)
        style.background = style.background?.reduced(to: depth)
        return style
    }

    /// The style set for a role or the nearest role before a dot.
    private func ownStyle(of role: StyleRole) -> Style {
        var candidate: StyleRole? = role
        while let current = candidate {
            if let style = styles[current] { return style }
            candidate = current.parent
        }
        return StyleSheet.monochromeStyle(of: role)
    }
}

extension StyleRole {
    /// The role that this one falls back to: `header` for `header.live`.
    public var parent: StyleRole? {
        guard let dot = rawValue.lastIndex(of: ".") else { return nil }
        return StyleRole(rawValue: String(rawValue[..<dot]))
    }
}
