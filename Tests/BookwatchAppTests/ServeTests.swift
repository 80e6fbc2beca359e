import Foundation
import Testing

/// The real program as a server, with real requests.
@Suite(.serialized) struct ServeTests {
    @Test func everyChannelEndsAsOneLineOfTheLog() async throws {
        let server = try Server()
        #expect(try await server.request(Samples.calendarRedirect).0 == 200)
        #expect(
            try await server.request("/v1/confirmations?source=site", method: "POST", json: Samples.pagesEmbed).0 == 202
        )
        #expect(try await server.request("/v1/confirmations", method: "POST", json: Samples.calendarEmbed).0 == 202)
        let records = try server.records()
        #expect(records.map { $0["seq"] as? Int } == [1, 2, 3])
        #expect(records.map { $0["channel"] as? String } == ["redirect", "embed", "embed"])
        let booking = try #require(records[0]["booking"] as? [String: Any])
        #expect(booking["name"] as? String == "Marta Quintela")
        #expect(records[0]["source"] as? String == "website")
        #expect((records[0]["raw"] as? String)?.contains("id=BKNG-4T8WQ2ZP61MX") == true)
        #expect((records[2]["raw"] as? [String: Any])?["type"] as? String == "oncehub.booking.scheduled")
        let mode = try FileManager.default.attributesOfItem(atPath: server.log)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aLogThatWasOpenToOthersIsNamed() throws {
        let folder = try TemporaryFolder()
        let log = folder.path("bookings.jsonl")
        try SessionLog.write(to: log)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: log)
        let server = try Server(folder: folder)
        server.end(SIGTERM)
        let messages = try String(contentsOfFile: folder.path("messages"), encoding: .utf8)
        #expect(messages.contains("\(log) was open to other users; its mode is now 0600"), "\(messages)")
    }

    @Test func aReloadIsAnsweredButNotWrittenAgain() async throws {
        let server = try Server()
        for _ in 0..<3 { #expect(try await server.request(Samples.calendarRedirect).0 == 200) }
        #expect(try server.records().count == 1)
    }

    @Test func aWebhookThatComesAgainIsWrittenOnceAlsoAfterARestart() async throws {
        let server = try Server()
        for signal in [SIGTERM, SIGKILL, 0] {
            for _ in 0..<2 {
                let answer = try await server.request("/v1/webhooks/oncehub", method: "POST", json: Samples.webhook)
                #expect(answer.0 == 202)
                #expect(answer.1.hasPrefix(#"{"seq":1,"#))
            }
            guard signal != 0 else { break }
            server.end(signal)
            try server.start()
        }
        let records = try server.records()
        #expect(records.count == 1)
        #expect(records.first?["event_id"] as? String == "EVNT-HOOK00001")
        #expect(records.first?["occurred_at"] as? String == "2026-02-03T09:12:45.000Z")
    }

    @Test func aVisitWithoutBookingDataStoresNothing() async throws {
        let server = try Server()
        let (status, page) = try await server.request("/confirm?utm_source=mail")
        #expect(status == 200)
        #expect(page.contains("<html"))
        #expect(try server.records().isEmpty)
    }

    @Test func aSourceFillsWhatTheRedirectLacksAndAnEmbedJoinsItsRow() async throws {
        let server = try Server(
            configuration: """
                [sources.pricing-page]
                event_type = "Product demo"
                master_page = "sales"
                """
        )
        _ = try await server.request(Samples.pagesRedirect)
        for filter in ["type:demo", "master:sales"] {
            let (_, text) = try await server.request("/v1/bookings?filter=\(filter)")
            #expect(text.contains("Harriet Boone"), "\(filter)")
        }
        _ = try await server.request("/v1/confirmations", method: "POST", json: Samples.pagesEmbed)
        let (_, one) = try await server.request("/v1/bookings/2")
        let json = try #require(try JSONSerialization.jsonObject(with: Data(one.utf8)) as? [String: Any])
        #expect((json["sightings"] as? [Any])?.count == 2)
        let booking = try #require(json["booking"] as? [String: Any])
        #expect(booking["event_type"] as? String == "Mortgage review call")
        #expect(booking["master_page"] as? String == "sales")
        #expect(booking["id"] as? String == "BKNG-XGYNZXXR3B7D")
    }

    @Test func aKillUnderLoadLosesNothingThatWasAcknowledged() async throws {
        let server = try Server()
        var acknowledged: Set<String> = []
        for round in 0..<3 {
            let ids = (0..<60).map { "BKNG-R\(round)N\($0)" }
            let answered = await withTaskGroup(of: String?.self) { group in
                for id in ids {
                    group.addTask {
                        let path = "/confirm?booking_calendar=BKC-1&id=\(id)&name=Ada"
                        let answer = try? await server.request(path)
                        return answer?.0 == 200 ? id : nil
                    }
                }
                var answered: [String] = []
                for await id in group {
                    if let id { answered.append(id) }
                    if answered.count == 20 { server.end(SIGKILL) }
                }
                return answered
            }
            acknowledged.formUnion(answered)
            try server.start()
        }
        let records = try server.records()
        let kept = records.compactMap { ($0["booking"] as? [String: Any])?["id"] as? String }
        #expect(acknowledged.count >= 60)
        #expect(acknowledged.isSubset(of: kept))
        #expect(kept.count == Set(kept).count)
        #expect(records.map { $0["seq"] as? Int } == Array(1...records.count))
    }

    @Test func sigtermEndsItWithoutAnError() throws {
        let server = try Server()
        server.end(SIGTERM)
        #expect(server.exitCode == 0)
        #expect(!FileManager.default.fileExists(atPath: server.socket))
    }

    @Test func aSecondWriterIsRefused() throws {
        let server = try Server()
        let second = try Executable.run(
            ["serve", "--listen", "127.0.0.1:0", "--socket", server.folder.path("t.sock"), "--log", server.log])
        #expect(second.status == 1)
        #expect(second.standardError.contains("another"))
    }

    @Test func aPortInUseIsAClearError() throws {
        let server = try Server()
        let second = try Executable.run(["serve", "--listen", "127.0.0.1:\(server.port)", "--socket", ""])
        #expect(second.status == 4)
        #expect(second.standardError.contains("\(server.port)"))
    }
}
