import Screen
import Synchronization
import Theming

/// The theme in force, and what puts another one in its place: the ground, an edited file, the picker.
///
/// Used from the loop's thread alone.
final class ThemeControl {
    /// What is to be done about a theme; nothing where both are nil.
    struct Change {
        /// What roles look like now.
        var styleSheet: StyleSheet?
        /// What the user should be told; text from outside.
        var notice: String?
    }

    private let loader: ThemeLoader
    private let usesASCII: Bool
    private let fileFlag = Flag()
    private var depth = ColorDepth.trueColor
    private var wake: @Sendable () -> Void = {}
    private var selection: ThemeSelection
    private var background: Background
    private var theme: LoadedTheme
    private var watcher: ThemeWatcher?
    private var lastFault: String?

    /// Puts a theme in force.
    ///
    /// - Throws: where the one that is chosen, or its counterpart for that ground, cannot be loaded.
    init(
        _ selection: ThemeSelection,
        on background: Background,
        loader: ThemeLoader,
        usesASCII: Bool = false
    ) throws(ThemeError) {
        theme = try loader.load(selection, on: background)
        self.selection = selection
        self.background = background
        self.loader = loader
        self.usesASCII = usesASCII
    }

    /// Begins to watch the theme's files, for a terminal with so many colours.
    ///
    /// - Parameters:
    ///   - depth: the colours that the terminal has.
    ///   - wake: ends the loop's wait, from any thread, when a file has changed.
    func attach(depth: ColorDepth, wake: @escaping @Sendable () -> Void) {
        self.depth = depth
        self.wake = wake
        watch()
    }

    /// What roles look like.
    var styleSheet: StyleSheet { theme.styleSheet(for: depth) }

    /// What is not quite right with the theme, for people.
    var warnings: [String] { theme.diagnostics.map(\.description) }

    /// What the user chose, as settings write it.
    var choice: String { selection.description }

    /// The signs in use.
    var glyphs: GlyphSet { usesASCII ? .ascii : theme.glyphs }

    /// All themes that can be chosen.
    var choices: [ThemeChoice] { loader.catalog() }

    /// Takes in what the terminal says of its ground.
    func heed(_ background: Background) -> Change {
        guard background != self.background else { return Change() }
        self.background = background
        return selection.followsGround ? load() : Change()
    }

    /// Takes in that theme files may have changed; to be asked whenever the loop was woken.
    func heedFiles() -> Change {
        fileFlag.take() ? load() : Change()
    }

    /// Puts a theme in force, as `Effect.theme` asks: `night`, `auto`, `auto:night`.
    ///
    /// With `keep` it is also what later runs start with, where no setting names a theme.
    func show(_ choice: String, keep: Bool) -> Change {
        let previous = selection
        selection = ThemeSelection(choice)
        var change = load()
        guard change.notice == nil else {
            selection = previous
            return change
        }
        do {
            if keep { try KeptTheme.write(choice) }
        } catch {
            change.notice = "The theme is not kept for the next time: " + ErrorMessages.text(for: error)
        }
        return change
    }

    private func load() -> Change {
        do throws(ThemeError) {
            let loaded = try loader.load(selection, on: background)
            lastFault = nil
            let isSame = loaded.styleSheet == theme.styleSheet && loaded.glyphs == theme.glyphs
            theme = loaded
            watch()
            return Change(styleSheet: isSame ? nil : styleSheet)
        } catch {
            let fault = ThemeControl.words(for: error)
            defer { lastFault = fault }
            // The same file written again with the same fault is no news.
            return fault == lastFault ? Change() : Change(notice: fault)
        }
    }

    /// Watches anew: a file that took another one's place is another file to the system.
    private func watch() {
        let (flag, wake) = (fileFlag, wake)
        watcher = ThemeWatcher(paths: loader.paths(of: theme)) {
            flag.raise()
            wake()
        }
    }

    private static func words(for error: ThemeError) -> String {
        guard let first = error.diagnostics.first else { return "The theme stays as it was: \(error)" }
        let place = [first.line, first.column].compactMap { $0.map(String.init) }.joined(separator: ":")
        return "The theme stays as it was: \(first.file):\(place): \(first.message)"
    }

    /// Raised on one thread and taken on another.
    private final class Flag: Sendable {
        private let isRaised = Mutex(false)

        func raise() { isRaised.withLock { $0 = true } }

        func take() -> Bool {
            isRaised.withLock { isRaised in
                defer { isRaised = false }
                return isRaised
            }
        }
    }
}
