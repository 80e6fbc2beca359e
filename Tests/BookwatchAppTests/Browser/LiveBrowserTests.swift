import Foundation
import StandIn
import Testing

/// What a browser sees of the endpoint itself, and the dashboard of a browser.
@Suite(.serialized) struct LiveBrowserTests {
    @Test func anEventSourceFollowsAndResumesAfterARestartWithoutAGap() async throws {
        let server = try Server()
        let browser = try await Browser()
        do {
            try await browser.open(server.url + "/healthz")
            _ = try await browser.value(
                """
                (window.seen = [], window.source = new EventSource('/v1/events'),
                source.onmessage = event => seen.push([Number(event.lastEventId), JSON.parse(event.data).seq]), null)
                """
            )
            for number in 1...3 { _ = try await server.request(Self.visit(number)) }
            #expect(try await browser.becomes("seen.length === 3"))
            server.end(SIGKILL)
            try server.start()
            for number in 4...6 { _ = try await server.request(Self.visit(number)) }
            #expect(try await browser.becomes("seen.length >= 6"))
            let seen = try await browser.value("seen") as? [[Int]]
            #expect(seen == (1...6).map { [$0, $0] })
        } catch {
            Issue.record(error)
        }
        await browser.quit()
    }

    @Test func curlFollowsAndResumesAfterARestartWithoutAGap() async throws {
        let server = try Server()
        let output = server.folder.path("events")
        func follow(after last: Int) throws -> Process {
            try Data().write(to: URL(filePath: output))
            let curl = Process()
            curl.executableURL = URL(filePath: "/usr/bin/curl")
            curl.arguments = ["-sN", "-H", "Last-Event-ID: \(last)", server.url + "/v1/events"]
            curl.standardOutput = FileHandle(forWritingAtPath: output)
            try curl.run()
            return curl
        }
        func ids() -> [Int] {
            let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            return text.matches(of: /(?m)^id: (\d+)$/).compactMap { Int($0.1) }
        }
        for number in 1...2 { _ = try await server.request(Self.visit(number)) }
        let first = try follow(after: 0)
        #expect(eventually { ids() == [1, 2] })
        server.end(SIGKILL)
        #expect(eventually { !first.isRunning })
        try server.start()
        _ = try await server.request(Self.visit(3))
        let second = try follow(after: 2)
        _ = try await server.request(Self.visit(4))
        #expect(eventually { ids() == [3, 4] })
        // What a test starts may have the gentler signals blocked, as the threads of the tests have.
        kill(second.processIdentifier, SIGKILL)
        #expect(eventually { !second.isRunning })
    }

    @Test func aClickInTheStandInEndsAsARowOfTheDashboard() async throws {
        try await Stage.play { stage in
            let terminal = try PseudoTerminal(
                ["watch", "--connect", stage.server.url],
                columns: 140,
                rows: 40,
                environment: Executable.environment(["TERM": "xterm-256color"], folder: stage.server.folder)
            )
            defer { terminal.end() }
            #expect(terminal.shows("live"))
            try await stage.browser.open(stage.standIn.site + "/")
            try await stage.browser.click("a[href^='/booking-calendar']")
            try await stage.book(["name": "山田 太郎"])
            #expect(terminal.shows("山田 太郎"))
            #expect(terminal.shows("1 booking "))
        }
    }

    private static func visit(_ number: Int) -> String { "/confirm?booking_calendar=BKC-1&id=BKNG-\(number)&name=Ada" }
}
