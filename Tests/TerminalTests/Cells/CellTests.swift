import BookwatchTestSupport
import CTerminal
import Foundation
import Screen
import Testing

@testable import Terminal

extension TerminalTests {
    /// Random frames on a real pseudo-terminal: what a terminal shows is the frame, cell by cell.
    @Suite(.serialized) struct CellTests {
        /// How much is tried; `BOOKWATCH_CELLS=all` tries as much as a release has to stand.
        private static let isFull = ProcessInfo.processInfo.environment["BOOKWATCH_CELLS"] == "all"
        private static let updates = isFull ? 10_000 : 2_000
        private static let resizes = isFull ? 1_000 : 200

        /// Every role looks different.
        static let styleSheet: StyleSheet = {
            var generator = SeededGenerator(seed: 5)
            func chance() -> Bool { Int.random(in: 0..<4, using: &generator) == 0 }
            func color() -> Color? {
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: .ansi(.random(in: 0..<16, using: &generator))
                case 1: .indexed(.random(in: 16...255, using: &generator))
                default: nil
                }
            }
            let styles = StyleRole.allCases.map { role in
                let style = Style(
                    foreground: color(),
                    background: color(),
                    bold: chance(),
                    dim: chance(),
                    italic: chance(),
                    underline: chance(),
                    reverse: chance()
                )
                return (role, style)
            }
            return StyleSheet(styles: Dictionary(uniqueKeysWithValues: styles))
        }()

        @Test(arguments: WidthOpinion.allCases)
        func whatIsShownIsTheFrame(on opinion: WidthOpinion) throws {
            let share = opinion == .scalars ? 1 : 5
            var stage = try Stage(terminal: "xterm-256color", opinion: opinion, seed: 1)
            try stage.play(updates: Self.updates / share, resizes: Self.resizes / share)
        }

        @Test(arguments: ["tmux-256color", "screen", "linux", "vt100"])
        func otherTerminalsShowItToo(name: String) throws {
            var stage = try Stage(terminal: name, opinion: .scalars, seed: 2)
            try stage.play(updates: Self.updates / 10, resizes: Self.resizes / 10)
        }

        @Test(.enabled(if: Tmux.path != nil, "tmux is not installed"))
        func tmuxShowsTheFrame() throws {
            var stage = try Stage(terminal: "xterm-256color", opinion: .scalars, seed: 3, besideTmux: true)
            let share = Self.isFull ? 1 : 5
            let samples = Self.isFull ? 500 : 40
            try stage.play(updates: Self.updates / share, resizes: Self.resizes / share, samples: samples)
        }
    }
}
