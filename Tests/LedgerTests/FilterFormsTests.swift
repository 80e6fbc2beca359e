import Bookings
import Ledger
import Testing

/// The shorter ways to write a filter, and what only an annotated ledger knows.
@Suite struct FilterFormsTests {
    @Test(arguments: [
        ("starts<24h", "yamada zoe"),
        ("start<24h", "yamada zoe"),
        ("starts>=2026-02-05", "marta odile"),
        ("starts=2026-02-05", "marta"),
        ("lead>1d", "ahmed marta odile"),
        ("lead<1d", "yamada zoe"),
        ("lead:1d..3d", "ahmed marta"),
        ("lead:>5d", "odile"),
        ("new:5m", "odile dana"),
        ("new<31m", "zoe odile dana"),
        ("seq>=5", "odile dana"),
        ("tz:Europe/*", "ahmed marta"),
        ("tz:*/Tokyo", "yamada"),
        ("status:cancelled", "ahmed"),
        ("-status:cancelled demo", "yamada odile"),
        ("status!=canceled demo", "yamada odile"),
        ("name=Dana", "dana"),
        ("type=\"Product demo\"", "ahmed yamada"),
        ("name~/^o/", "odile"),
        ("name~da", "dana"),
        ("field.reason~/pric.*s$/", "marta"),
        ("page:tok* type:demo -status:cancelled (yamada or zoe)", "yamada"),
        ("channel:web", "ahmed yamada"),
        ("product:cal", "marta"),
        ("remark:\"\" has:phone", "ahmed yamada"),
    ])
    func operatorsNeedNoColon(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: ["a<b", "x=y", "utm_source=google", "1~2", "a!=b", "<marta>", "b2b>c"])
    func aSignInAWordThatIsNoQualifierIsPartOfTheWord(word: String) throws {
        _ = try Filter(word)
        #expect(try Cast.passing(word).isEmpty)
    }

    @Test(arguments: [
        ("strts‸<2h", "unknown qualifier “strts”; did you mean “starts:”?", 0),
        ("name<b", "is a text", 4),
        ("starts<", "a value is missing after “starts<”", 7),
        ("lead>x", "is not a length of time", 4),
        ("lead:7d", "is not a length of time", 5),
        ("new:soon", "is not a length of time", 4),
        ("new:>5m", "is not a length of time", 4),
        ("status:cancled", "did you mean “canceled”?", 7),
        ("status:complted", "did you mean “completed”?", 7),
        ("channel:webhok", "did you mean “webhook”?", 8),
        ("product:calender", "did you mean “calend", 8),
        ("is:alram", "did you mean “alarm”?", 3),
        ("has:phnoe", "did you mean “phone”?", 4),
    ])
    func aFaultNamesWhatWasMeant(marked: String, message: String, position: Int) throws {
        let error = try #require(throws: FilterError.self) { try Filter(marked.filter { $0 != "‸" }) }
        #expect(error.position == position)
        #expect(error.message.contains(message), "\(error.message)")
    }

    @Test(arguments: [
        "status:sched", "status:cancell", "status:no-sh", "status:x*", "status:/x/", "status:=\"x\"", "status=x",
    ])
    func aPartAPatternOrAnExactStatusMayBeAskedFor(expression: String) throws {
        _ = try Filter(expression)
    }

    @Test(arguments: ["status:bogus", "status:\"bogus\"", "demo -status:bogus", "status:confirmed"])
    func anUnknownStatusIsRefusedWithThoseThereAre(expression: String) throws {
        let error = try #require(throws: FilterError.self) { try Filter(expression) }
        let word = expression.contains("bogus") ? "bogus" : "confirmed"
        let list = "there are scheduled, rescheduled, canceled, completed, no_show, requested"
        #expect(error.message == "no status is “\(word)”; \(list); any other is written status:=\(word)")
        #expect(error.position == (expression.hasPrefix("demo") ? 13 : 7))
    }

    @Test func aStatusThatIsNotKnownIsFoundInItsExactForm() throws {
        let ledger = BookingLedger(
            ["on hold", "cancelled", "canceled"].enumerated().map { number, status in
                .fixture(.webhook, receivedAt: Cast.now) { ($0.id, $0.status) = ("BKNG-\(number)", status) }
            }
        )
        let clock = FilterClock(now: Cast.now, zone: .utc)
        for (text, rows) in [
            ("status:=\"on hold\"", [0]), ("status:cancelled", [1, 2]), ("status=cancelled", [1, 2]),
            ("status:cancell", [2]), ("status:canceled", [2]),
        ] {
            #expect(ledger.select(try Filter(text), clock: clock).rows == rows, "\(text)")
        }
        let texts = ["status:", "status:=", "status!="].map { text in
            let completion = FilterCompletion(text, cursor: text.count)
            return Set(ledger.candidates(for: completion, limit: 9, clock: clock).map(\.text))
        }
        #expect(texts[0] == ["=\"on hold\"", "=cancelled", "canceled"])
        #expect(texts[1] == ["\"on hold\"", "cancelled", "canceled"])
        #expect(texts[2] == texts[1])
    }

    @Test func remarksAndMarksAreFound() throws {
        var ledger = Cast.ledger
        let annotation = Annotation(of: 3, isMarked: true, remark: "Ask for the Größe")
        let sequence = ledger.lastSequence + 1
        ledger.apply(AnnotationRecord(sequence: sequence, receivedAt: Cast.now, annotation: annotation))
        let clock = FilterClock(now: Cast.now, zone: .utc)
        for text in ["is:marked", "remark:GRÖSSE", "ask", "has:remark", "remark:/^ask/"] {
            let expected = text == "remark:GRÖSSE" ? [] : [2]
            #expect(ledger.select(try Filter(text), clock: clock).rows == expected, "\(text)")
        }
        #expect(ledger.rows(containing: "Ask for", in: RowSet(rows: 6, filled: true)).rows == [2])
        #expect(ledger.rows(containing: "ASK for", in: RowSet(rows: 6, filled: true)).rows.isEmpty)
    }

    @Test(arguments: [
        ("marta", [1]), ("Marta", [1]), ("MARTA", [1]), ("MaRta", []), ("Product demo", [0, 2]), ("demo", [0, 2, 4]),
    ])
    func aSearchMindsCaseOnceItHasACapital(text: String, rows: [Int]) {
        #expect(Cast.ledger.rows(containing: text, in: RowSet(rows: 6, filled: true)).rows == rows)
    }
}

/// Which bookings need attention.
@Suite struct AlarmTests {
    private static let now = Timestamp.at("2026-02-03T12:00:00Z")

    private static func isAlarm(
        _ status: String,
        startsIn hours: Int,
        receivedAgo: Int = 1,
        isUncertain: Bool = false,
        at later: Int = 0
    ) throws -> Bool {
        let sighting = Sighting.fixture(.webhook, receivedAt: now + -receivedAgo * 3_600) {
            $0.status = status
            $0.startsAt = now + hours * 3_600
            $0.startIsUncertain = isUncertain
        }
        let ledger = BookingLedger([sighting])
        let clock = FilterClock(now: now + later * 3_600, zone: .utc)
        let passes = ledger.matches(try Filter("is:alarm"), row: 0, clock: clock)
        #expect(ledger.alarms(clock: clock).contains(0) == passes)
        #expect(ledger.isAlarm(0, clock: clock) == passes)
        return passes
    }

    @Test func whatIsCanceledShortlyBeforeItsStartIsOne() throws {
        #expect(try Self.isAlarm("canceled", startsIn: 5))
        #expect(try !Self.isAlarm("canceled", startsIn: 30))
        #expect(try !Self.isAlarm("scheduled", startsIn: 5))
    }

    @Test func aNoShowIsOneForADay() throws {
        #expect(try Self.isAlarm("no_show", startsIn: -2))
        #expect(try !Self.isAlarm("no_show", startsIn: -2, at: 30))
    }

    @Test func aStartThatHadPassedWhenItCameIsOne() throws {
        #expect(try Self.isAlarm("scheduled", startsIn: -3))
        #expect(try !Self.isAlarm("scheduled", startsIn: -3, receivedAgo: 5))
        #expect(try !Self.isAlarm("completed", startsIn: -3))
    }

    @Test func anUncertainStartIsOneWithinADay() throws {
        #expect(try Self.isAlarm("scheduled", startsIn: 20, isUncertain: true))
        #expect(try !Self.isAlarm("scheduled", startsIn: 30, isUncertain: true))
        #expect(try Self.isAlarm("scheduled", startsIn: 30, isUncertain: true, at: 7))
    }
}

@Suite struct CompletionTests {
    private static func texts(_ text: String, limit: Int = 20) -> [String] {
        let completion = FilterCompletion(text, cursor: text.count)
        let clock = FilterClock(now: Cast.now, zone: .utc)
        return Cast.ledger.candidates(for: completion, limit: limit, clock: clock).map { candidate in
            String(text.prefix(completion.range.lowerBound)) + candidate.text
        }
    }

    @Test(arguments: [
        ("ma", ["master:"]),
        ("demo -sta", ["demo -status:", "demo -starts:"]),
        ("(so", ["(source:"]),
        ("type:", ["type:\"Product demo\"", "type:\"Onboarding call\"", "type:\"product demo\""]),
        ("type:on", ["type:\"Onboarding call\""]),
        ("type:=\"On", ["type:=\"Onboarding call\""]),
        ("type:call", ["type:\"Onboarding call\""]),
        ("type!=on", ["type!=\"Onboarding call\""]),
        ("master:s", ["master:\"Sales EMEA\"", "master:sales"]),
        ("name:od", ["name:\"Odile Fabre\""]),
        ("channel:em", ["channel:embed"]),
        ("product:", ["product:pages", "product:calendars"]),
        ("is:a", ["is:alarm"]),
        ("nothing:x", []),
    ])
    func whatCouldStandThereIsOffered(text: String, expected: [String]) {
        #expect(Self.texts(text) == expected)
    }

    @Test func whatIsOfferedIsGoodFilterLanguage() throws {
        for text in [
            "type:", "master:", "page:", "name:", "email:", "status:", "zone:", "channel:", "product:", "is:",
            "has:", "starts:", "received:", "new:", "lead:", "company:", "source:", "host:", "calendar:", "phone:",
        ] {
            for candidate in Self.texts(text) { _ = try Filter(candidate) }
        }
    }

    @Test func noMoreAreOfferedThanAskedFor() {
        #expect(Self.texts("", limit: 3).count == 3)
    }
}
