import Dispatch
import Foundation
import Testing

@testable import Theming

@Suite struct ThemeWatcherTests {
    private func watcher(_ paths: [String]) throws -> (ThemeWatcher, DispatchSemaphore) {
        let change = DispatchSemaphore(value: 0)
        return (try #require(ThemeWatcher(paths: paths) { change.signal() }), change)
    }

    private func isTold(_ change: DispatchSemaphore) -> Bool { change.wait(timeout: .now() + 30) == .success }

    @Test func aFileThatIsWrittenIsTold() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("name = 'A'", to: "mine.toml")
        let (watcher, change) = try watcher([path])
        try withExtendedLifetime(watcher) {
            try folder.write("name = 'B'", to: "mine.toml")
            #expect(isTold(change))
        }
    }

    /// As editors save: a new file takes the old one's name.
    @Test func aFileThatIsReplacedIsTold() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: "mine.toml")
        let other = try folder.write("", to: "mine.toml~")
        let (watcher, change) = try watcher([path])
        withExtendedLifetime(watcher) {
            #expect(rename(other, path) == 0)
            #expect(isTold(change))
        }
    }

    @Test func aFileThatIsToComeIsTold() throws {
        let folder = try TemporaryFolder()
        let (watcher, change) = try watcher([folder.path + "/new.toml"])
        try withExtendedLifetime(watcher) {
            try folder.write("", to: "new.toml")
            #expect(isTold(change))
        }
    }

    @Test func theTargetOfALinkIsWatchedToo() throws {
        let (home, store) = (try TemporaryFolder(), try TemporaryFolder())
        let target = try store.write("", to: "kept.toml")
        let link = home.path + "/mine.toml"
        #expect(symlink(target, link) == 0)
        let (watcher, change) = try watcher([link])
        try withExtendedLifetime(watcher) {
            try store.write("name = 'B'", to: "kept.toml")
            #expect(isTold(change))
        }
    }

    @Test func aFolderThatIsNotThereCannotBeWatched() {
        #expect(ThemeWatcher(paths: ["/no/such/folder/mine.toml"]) {} == nil)
        #expect(ThemeWatcher(paths: []) {} == nil)
    }

    /// A watcher that was let go has ended its thread, which lets go of what it was to call.
    @Test func aWatcherThatIsLetGoEnds() throws {
        final class Witness: Sendable {
            let ended: DispatchSemaphore
            init(_ ended: DispatchSemaphore) { self.ended = ended }
            deinit { ended.signal() }
        }
        let folder = try TemporaryFolder()
        let ended = DispatchSemaphore(value: 0)
        do {
            let witness = Witness(ended)
            _ = ThemeWatcher(paths: [folder.path + "/x.toml"]) { withExtendedLifetime(witness) {} }
        }
        #expect(isTold(ended))
    }
}
