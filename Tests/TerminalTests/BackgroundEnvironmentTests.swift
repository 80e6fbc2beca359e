import Screen
import Terminal
import Testing

struct BackgroundEnvironmentTests {
    @Test(
        arguments: [
            ("15;0", Background.dark), ("0;15", .light), ("0;default;7", .light), ("7;8", .dark), ("15;1", .dark),
            ("0;11", .light),
        ]
    )
    func theLastNumberIsTheGround(text: String, ground: Background) {
        #expect(Background(colorFGBG: text) == ground)
    }

    @Test(arguments: ["", "15", "15;", "0;default", "0;16", "0;-1", "0;999999999999"])
    func anythingElseSaysNothing(text: String) {
        #expect(Background(colorFGBG: text) == nil)
    }
}
