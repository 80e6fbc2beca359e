import Bookings
import Foundation
import Ledger
import Testing

@testable import Storage

/// One person goes; all else stays where it is.
@Suite struct ErasureTests {
    /// A booking of a person, by whatever is told of it.
    static func sighting(
        _ number: Int,
        id: String? = nil,
        email: String? = nil,
        raw: RawPayload? = nil,
        _ change: (inout Booking) -> Void = { _ in }
    ) -> Sighting {
        var sighting = Sighting.sample(number)
        sighting.booking.id = id ?? "BKNG-\(number)"
        sighting.booking.email = email
        sighting.raw = raw ?? .query("id=\(id ?? "BKNG-\(number)")&n=\(number)")
        change(&sighting.booking)
        return sighting
    }

    static let ann = "Ann.Smith@example.com"

    static func person(_ email: String = ann) throws -> PersonToErase {
        try #require(PersonToErase(emails: [email]))
    }

    /// Whether something of Ann stands in any file of the folder, in whatever form.
    static func isAnnAnywhere(in log: TemporaryLog) throws -> [String] {
        let matcher = PersonMatcher(emails: [ann], ids: ["ANNS-0001", "ANNS-0002"], in: .anything)
        return try FileManager.default.contentsOfDirectory(atPath: log.folder.path).filter { name in
            let path = log.folder.appending(path: name).path
            // What is just being compressed has another name the next moment.
            let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            guard type == .typeRegular, let file = try? SegmentFile(path: path) else { return false }
            let segments = LogSegments([.init(file: file, start: 0)], path: name)
            return try matcher.find(in: segments, at: 0..<(try file.size)).isAny
        }
    }

    @Test func allSightingsOfTheBookingGoAlsoThoseWithoutTheAddress() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        for sighting in [
            Self.sighting(1, email: "other@example.com"), Self.sighting(2, id: "ANNS-0001"),
            Self.sighting(3, id: "ANNS-0001", email: "ann.smith@EXAMPLE.com"), Self.sighting(4, id: "ANNS-0001"),
            Self.sighting(5, email: "joann.smith@example.com"),
        ] { _ = try await store.accept(sighting) }
        let identity = store.logIdentity
        let report = try await store.erase(Self.person())
        #expect(report.bookings == 1 && report.sightings == 3 && report.mentions == 0)
        #expect(store.withLedger { $0.count } == 2 && store.withLedger { $0.sightingCount } == 2)
        #expect(store.withLedger { $0.row(ofSequence: 3) } == nil)
        #expect(store.logIdentity != identity, "whoever knows the log begins anew")
        #expect(try Self.isAnnAnywhere(in: log).isEmpty)
        let lines = try log.lines()
        #expect(try lines.map { try DecodedLine($0).record.sequence } == [1, 2, 3, 4, 5])
        #expect(try RecoveryReport.verify(path: log.path).isSound)
        #expect(try RecoveryReport.verify(path: log.path).erasedCount == 3)
        // The times of what is erased tell nothing of it.
        let times = try lines.map { try DecodedLine($0).record.receivedAt }
        #expect(times[1] == times[0] && times[3] == times[0])
    }

    @Test func whatStandsBehindRemovedSegmentsIsErasedToo() async throws {
        let log = try TemporaryLog()
        var policy = LogPolicy()
        policy.rotateSize = 600
        policy.keeping = .records(3)
        let store = try log.open(policy: policy)
        defer { store.close() }
        for number in 1...6 { _ = try await store.accept(Self.sighting(number, email: "other@example.com")) }
        _ = try await store.accept(Self.sighting(7, id: "ANNS-0001", email: Self.ann))
        #expect(try await log.eventually { try store.line(1) == nil })
        #expect(try await store.erase(Self.person()).sightings == 1)
        #expect(try Self.isAnnAnywhere(in: log).isEmpty)
    }

    @Test func whatIsErasedAtTheBeginningHasTheTimeOfWhatIsBehind() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        for number in 1...3 {
            let email = number < 3 ? Self.ann : "other@example.com"
            _ = try await store.accept(Self.sighting(number, email: email))
        }
        _ = try await store.erase(Self.person())
        let times = try log.lines().map { try DecodedLine($0).record.receivedAt }
        #expect(times[0] == times[2] && times[1] == times[2])
    }

    @Test func whatIsAcknowledgedMeanwhileIsKept() async throws {
        let log = try TemporaryLog()
        var policy = LogPolicy()
        policy.rotateSize = 20_000
        let store = try log.open(policy: policy)
        let acknowledged = try await withThrowingTaskGroup(of: [UInt64: String].self) { group in
            for poster in 0..<4 {
                group.addTask {
                    var receipts: [UInt64: String] = [:]
                    for number in 0..<50 {
                        let id = "BKNG-P\(poster)N\(number)"
                        let receipt = try await store.accept(Self.sighting(number, id: id, email: "\(id)@example.com"))
                        receipts[receipt.sequence] = id
                    }
                    return receipts
                }
            }
            group.addTask {
                for number in 0..<5 {
                    _ = try await store.accept(Self.sighting(number, id: "ANNS-000\(number)", email: Self.ann))
                    _ = try await store.erase(Self.person())
                }
                return [:]
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { $1 } }
        }
        store.close()
        let again = try log.open()
        defer { again.close() }
        #expect(acknowledged.count == 200 && again.recovery.isSound && again.recovery.erasedCount == 5)
        for (sequence, id) in acknowledged {
            let line = try #require(try again.line(sequence))
            #expect(try SightingRecord.decode(Array(line)).record.sighting.booking.id == id)
        }
        #expect(try Self.isAnnAnywhere(in: log).isEmpty)
    }

    @Test func aLogWithoutChecksumsStaysWithoutThem() async throws {
        let log = try TemporaryLog()
        let time = "2026-11-22T17:03:11.120Z"
        let lines = ["ann.smith@example.com", "b@example.com", "c@example.com"].enumerated().map { index, email in
            #"{"v":1,"seq":\#(index + 1),"received_at":"\#(time)","booking":{"email":"\#(email)"}}"# + "\n"
        }
        try log.write(Array(lines.joined().utf8))
        let store = try log.open()
        defer { store.close() }
        #expect(try await store.erase(Self.person()).bookings == 1)
        let report = try RecoveryReport.verify(path: log.path)
        #expect(report.isSound && report.uncheckedCount == 3)
    }

    @Test func aLogOfOnePersonIsEmptyAfterwardsAndGoesOn() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        _ = try await store.accept(Self.sighting(1, email: Self.ann))
        _ = try await store.erase(Self.person())
        #expect(store.withLedger { $0.count } == 0 && store.lastSequence == 1)
        #expect(try await store.accept(Self.sighting(2)).sequence == 2)
        #expect(try await store.erase(Self.person()).isEmpty, "there is nothing any more")
        #expect(try RecoveryReport.verify(path: log.path).isSound)
    }

    @Test func whatIsWrittenByAnotherHandIsMendedFirst() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        for number in 1...3 { _ = try await store.accept(Self.sighting(number, email: number == 2 ? Self.ann : nil)) }
        try FileManager.default.removeItem(atPath: log.path)
        #expect(try await store.erase(Self.person()).bookings == 1)
        #expect(try log.lines().count == 3)
        #expect(try Self.isAnnAnywhere(in: log).isEmpty)
    }

    @Test func whatIsAcceptedNextHasTheNextNumberAlsoAfterARestart() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        _ = try await store.accept(Self.sighting(1, email: "other@example.com"))
        _ = try await store.accept(Self.sighting(2, email: Self.ann))
        _ = try await store.erase(Self.person())
        #expect(try await store.accept(Self.sighting(3)).sequence == 3)
        let identity = store.logIdentity
        store.close()
        let again = try log.open()
        defer { again.close() }
        #expect(again.logIdentity == identity && again.lastSequence == 3)
        #expect(again.recovery.isSound && again.recovery.erasedCount == 1)
        let repeated = try await again.accept(Self.sighting(2, email: Self.ann))
        #expect(!repeated.isRepeat && repeated.sequence == 4, "a person who books again is a new one")
    }

    @Test(arguments: [
        RawPayload.query("Email=ann.smith%40example.com&x=1"), .query("to=mailto%253AAnn.Smith%2540example.com"),
        .json(Array(#"{"a":[{"b":"Ann.Smith\u0040example.com"}]}"#.utf8)),
        .json(Array(#"{"note":"see\nann.smith@example.com."}"#.utf8)),
        .json(Array(#"{"inner":"{\"mail\":\"ann.smith@example.com\"}"}"#.utf8)),
        .query("%61%6e%6E.smith@example.com"),
    ])
    func aPayloadThatHoldsTheAddressGoesInWhateverFormItDoes(raw: RawPayload) async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        _ = try await store.accept(Self.sighting(1, email: "host@example.com", raw: raw))
        _ = try await store.accept(Self.sighting(2, id: "BKNG-1", email: "host@example.com"))
        let report = try await store.erase(Self.person())
        #expect(report.mentions == 1 && report.bookings == 0, "the booking of another goes on")
        #expect(store.withLedger { $0.count } == 1)
        #expect(try Self.isAnnAnywhere(in: log).isEmpty)
    }

    @Test(arguments: [
        "joann.smith@example.com", "x.ann.smith@example.com", "ann.smith@example.com.au", "ann.smith@example.company",
        "bob+ann.smith@example.com", "ann.smith@example.co",
    ])
    func anotherAddressStays(email: String) async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        let raw = RawPayload.query("email=" + email.replacing("@", with: "%40").replacing("+", with: "%2B"))
        _ = try await store.accept(Self.sighting(1, email: email, raw: raw))
        let before = try log.bytes()
        #expect(try await store.erase(Self.person()).isEmpty)
        #expect(try log.bytes() == before)
    }

    @Test func guestsAndRemarksAndMarksGoToo() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        _ = try await store.accept(Self.sighting(1, email: "other@example.com"))
        _ = try await store.accept(Self.sighting(2, id: "BKNG-1") { $0.details.guests = ["ann.smith@example.com"] })
        _ = try await store.accept(Self.sighting(3, email: Self.ann))
        for annotation in [
            Annotation(of: 3, remark: "calls back"), Annotation(of: 1, remark: "with ann.smith@example.com"),
            Annotation(of: 1, isMarked: true),
        ] {
            let result = await withCheckedContinuation { continuation in
                store.accept(annotation, receivedAt: Timestamp(milliseconds: 1_795_359_791_120)) {
                    continuation.resume(returning: $0)
                }
            }
            _ = try result.get()
        }
        let report = try await store.erase(Self.person())
        #expect(report.bookings == 1 && report.sightings == 1 && report.mentions == 1 && report.annotations == 2)
        #expect(store.withLedger { $0.isMarked(0) && $0.remark(of: 0) == nil })
        #expect(try Self.isAnnAnywhere(in: log).isEmpty)
        #expect(try RecoveryReport.verify(path: log.path).isSound)
    }

    @Test func aBookingGoesByItsID() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        _ = try await store.accept(Self.sighting(1, id: "ANNS-0001"))
        _ = try await store.accept(Self.sighting(2, id: "ANNS-00012"))
        _ = try await store.accept(Self.sighting(3, id: "ANNS-0002") { $0.details.rescheduledFrom = "ANNS-0001" })
        let report = try await store.erase(try #require(PersonToErase(emails: [], bookings: ["ANNS-0001"])))
        #expect(report.bookings == 2, "the booking that took its place is the same person's")
        #expect(store.withLedger { $0.count } == 1)
    }

    @Test(arguments: [true, false])
    func segmentsAreWrittenAnewAlsoCompressedOnes(compresses: Bool) async throws {
        let log = try TemporaryLog()
        var policy = LogPolicy()
        policy.rotateSize = 2_000
        policy.compresses = compresses
        let store = try log.open(policy: policy)
        for number in 1...40 {
            _ = try await store.accept(
                Self.sighting(number, email: number % 9 == 2 ? Self.ann : "x\(number)@example.com")
            )
        }
        let others = try store.lines(after: 0, maximumBytes: .max).lines.filter { $0.sequence % 9 != 2 }
        if compresses {
            #expect(try await log.eventually { try log.names().contains { $0.hasSuffix(".gz") } })
        }
        let report = try await store.erase(Self.person())
        #expect(report.bookings == 5 && report.sightings == 5)
        #expect(try Self.isAnnAnywhere(in: log).isEmpty)
        let after = try store.lines(after: 0, maximumBytes: .max).lines
        #expect(after.map(\.sequence) == Array(1...40))
        #expect(
            after.filter { $0.sequence % 9 != 2 }.elementsEqual(others) {
                $0.sequence == $1.sequence && $0.bytes == $1.bytes
            }
        )
        store.close()
        #expect(try RecoveryReport.verify(path: log.path).isSound)
        #expect(try Self.isAnnAnywhere(in: log).isEmpty)
    }

    @Test func theFilesBesideTheLogAreSearchedByAddressAndByID() async throws {
        let log = try TemporaryLog()
        let store = try log.open()
        defer { store.close() }
        _ = try await store.accept(Self.sighting(1, id: "ANNS-0001", email: Self.ann))
        for bytes in [
            Array("email=ann.smith%40example.com".utf8), Array("id=ANNS-0001&name=x".utf8), Array("of=nobody".utf8),
            [0xFF] + Array("Ann.Smith@example.com".utf8), Array("text=mail+to+ann.smith@example.com".utf8),
        ] {
            let time = Timestamp(milliseconds: 1_795_359_791_120)
            #expect(
                store.reject(Rejection(receivedAt: time, channel: .redirect, source: nil, reason: "x", bytes: bytes))
            )
        }
        try Data("{\"email\":\"ann.smith@example.com\"\nkept\n".utf8).write(to: URL(filePath: log.path + ".torn"))
        try Data("kept\r\nann.smith@example.com\r\nkept too".utf8).write(to: URL(filePath: log.path + ".aside2"))
        try FileManager.default.createSymbolicLink(atPath: log.path + ".aside", withDestinationPath: "/dev/null")
        let dry = try ErasureReport.dryRun(of: Self.person(), in: log.path)
        let report = try await store.erase(Self.person())
        #expect(report == dry, "what is told before is what happens")
        #expect(report.files.map(\.name) == ["bookings.jsonl.aside2", "bookings.jsonl.torn", "rejected.jsonl"])
        #expect(report.files.map(\.lines) == [1, 1, 4])
        #expect(report.skipped == ["bookings.jsonl.aside"])
        #expect(try log.bytes(of: ".aside2") == Array("kept\r\nkept too".utf8))
        #expect(try log.bytes(of: ".torn") == Array("kept\n".utf8))
        #expect(try Self.isAnnAnywhere(in: log).isEmpty)
    }

    @Test func aDryRunWritesNothing() throws {
        let log = try TemporaryLog()
        var bytes: [UInt8] = []
        SightingRecord(sequence: 1, sighting: Self.sighting(1, email: Self.ann)).encode(into: &bytes)
        try log.write(bytes + [0x0A] + Array("{\"v\":1,\"seq\":2,\"email\":\"ann.smith@example.com\"".utf8))
        let report = try ErasureReport.dryRun(of: Self.person(), in: log.path)
        #expect(report.bookings == 1 && report.brokenLines == 1)
        #expect(try log.names() == ["bookings.jsonl"])
        #expect(!log.exists(".lock"))
    }

    @Test func nobodyIsErasedByAnAddressThatIsNone() {
        for email in ["", " ", "@", "ann", "@example.com", "ann@", "a b@example.com", "a@b@c"] {
            #expect(PersonToErase(emails: [email]) == nil, "\(email)")
        }
        #expect(PersonToErase(emails: []) == nil)
        #expect(PersonToErase(emails: [], bookings: ["x"]) == nil)
        #expect(PersonToErase(emails: [" ann@example.com "])?.emails == ["ann@example.com"])
    }
}
