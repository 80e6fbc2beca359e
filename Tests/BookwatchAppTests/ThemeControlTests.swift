import Foundation
import Screen
import Testing
import Theming

@testable import BookwatchApp

@Suite struct ThemeControlTests {
    private static let loader = ThemeLoader(directories: [])

    private func sheet(_ name: String) throws -> StyleSheet { try Self.loader.load(name).styleSheet }

    private func control(_ choice: String, on background: Background = .dark) throws -> ThemeControl {
        try ThemeControl(ThemeSelection(choice), on: background, loader: Self.loader)
    }

    @Test(
        arguments: [
            ("auto", Background.dark, "default"), ("auto", .light, "light"), ("auto:night", .light, "day"),
            ("auto:paper", .dark, "ember"), ("night", .light, "night"), ("ansi", .light, "ansi"),
            ("auto:ansi", .light, "ansi"),
        ]
    )
    func theGroundChoosesBetweenAPair(choice: String, background: Background, theme: String) throws {
        #expect(try control(choice, on: background).styleSheet == sheet(theme))
        // And also where it is told later.
        let late = try control(choice, on: background == .dark ? .light : .dark)
        _ = late.heed(background)
        #expect(late.styleSheet == (try sheet(theme)))
    }

    @Test func theSameGroundAgainChangesNothing() throws {
        let control = try control("auto")
        #expect(control.heed(.dark).styleSheet == nil)
        #expect(control.heed(.light).styleSheet == (try sheet("light")))
        #expect(control.heed(.light).styleSheet == nil)
    }

    @Test func thePickerShowsAThemeAndPutsTheOldOneBack() throws {
        let control = try control("auto")
        let before = control.choice
        #expect(control.show("ember", keep: false).styleSheet == (try sheet("ember")))
        #expect(control.choice == "ember")
        #expect(control.show(before, keep: false).styleSheet == (try sheet("default")))
        #expect(control.choice == "auto")
    }

    @Test func aThemeThatIsNotThereLeavesTheOldOne() throws {
        let control = try control("night")
        let change = control.show("nihgt", keep: false)
        #expect(change.styleSheet == nil)
        #expect(change.notice?.contains("did you mean \"night\"") == true)
        #expect(control.choice == "night")
        #expect(control.styleSheet == (try sheet("night")))
    }

    @Test func theChoicesAreAllThemesWithTheirGrounds() throws {
        let choices = try control("auto").choices
        #expect(choices.map(\.name) == Self.loader.list().map(\.name))
        #expect(choices.first { $0.name == "paper" }?.background == .light)
        #expect(choices.first { $0.name == "ember" }?.title == "Ember")
        #expect(!choices.contains { $0.isOwn })
    }
}
