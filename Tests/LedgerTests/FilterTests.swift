import Bookings
import Ledger
import Testing

/// What each form of the filter language finds.
@Suite struct FilterTests {
    private static let all = Cast.names.joined(separator: " ")

    @Test(arguments: [
        ("marta", "marta"),
        ("MARTA", "marta"),
        ("quint", "marta"),
        ("walkthrough", "marta"),
        ("example.com", "ahmed marta dana"),
        ("pricing", "marta"),
        ("pricing-page", "marta"),
        ("meeting_reason", "marta"),
        ("support", "marta"),
        ("BKC-7QF2M9ZK4T", "marta"),
        ("tokyo", "yamada"),
        ("lisbon", "marta"),
        ("canceled", "ahmed"),
        ("+81", "yamada"),
        ("太郎", "yamada"),
        ("zoë", "zoe"),
        ("ZOË", "zoe"),
        ("zoe@", "zoe"),
        ("GRÖSSE", ""),
        ("größe", "dana"),
        ("GRÖßE", "dana"),
        ("bkng-yamada", "yamada"),
        ("nobody", ""),
    ])
    func aWordStandsInAnyTextWhateverItsCase(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: [
        ("\"call first\"", "odile"),
        ("\"first call\"", ""),
        ("\"Olive & Oak\"", "marta"),
        ("\"50 %\"", "dana"),
        ("\"said: \\\"bring\"", "zoe"),
        ("\"a\\\\b\"", "zoe"),
        ("\"(draft)\"", "zoe"),
        ("\" \"", "ahmed marta yamada zoe odile dana"),
        ("name:\"marta quintela\"", "marta"),
        ("name:\"quintela marta\"", ""),
    ])
    func quotesKeepWordsTogether(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: [
        ("demo sales", "ahmed"),
        ("demo AND sales", "ahmed"),
        ("marta OR zoe", "marta zoe"),
        ("marta or zoe", "marta zoe"),
        ("marta | zoe", "marta zoe"),
        ("marta|zoe", "marta zoe"),
        ("demo sales OR zoe", "ahmed zoe"),
        ("zoe OR demo sales", "ahmed zoe"),
        ("demo (sales OR apac)", "ahmed yamada"),
        ("(sales OR apac) demo", "ahmed yamada"),
        ("((demo))", "ahmed yamada odile"),
        ("-demo", "marta zoe dana"),
        ("NOT demo", "marta zoe dana"),
        ("--demo", "ahmed yamada odile"),
        ("NOT -demo", "ahmed yamada odile"),
        ("-(demo OR zoe)", "marta dana"),
        ("demo -status:canceled", "yamada odile"),
        ("-\"product demo\"", "marta zoe dana"),
        ("NOT (demo) zoe", "zoe"),
        ("  demo   sales  ", "ahmed"),
    ])
    func wordsJoin(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: [
        ("product:calendars", "marta"),
        ("product:pages -demo", "zoe dana"),
        ("product:booking_pages demo", "ahmed yamada odile"),
        ("PRODUCT:Calendars", "marta"),
        ("type:demo", "ahmed yamada odile"),
        ("event_type:demo", "ahmed yamada odile"),
        ("event:call", "zoe"),
        ("master:sales", "ahmed zoe"),
        ("master_page:apac", "yamada"),
        ("page:lending", "odile"),
        ("booking_page:team", "ahmed"),
        ("calendar:7qf2", "marta"),
        ("booking_calendar:BKC", "marta"),
        ("status:canceled", "ahmed"),
        ("channel:webhook", "ahmed yamada"),
        ("channel:embed", "zoe dana"),
        ("channel:redirect", "marta odile"),
        ("source:pricing-page", "marta"),
        ("name:da", "dana"),
        ("email:@example.com", "ahmed marta dana"),
        ("phone:600", "ahmed"),
        ("company:acme", "odile"),
        ("note:call", "odile"),
        ("zone:europe", "ahmed marta"),
        ("subject:walk", "marta"),
        ("id:BKNG-ZOE", ""),
        ("id:bkng-marta", "marta"),
        ("name:walkthrough", ""),
    ])
    func aQualifierLooksAtItsFieldAlone(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: [
        ("field.reason:pricing", "marta"),
        ("field.meeting_reason:questions", "marta"),
        ("field.reason:sales", ""),
        ("field.team:support", "marta"),
        ("field.team:=Support", "marta"),
        ("field.team:=support", ""),
        ("field.größe:50", "dana"),
        ("field.größe:\"50 %\"", "dana"),
        ("has:field", "marta dana"),
    ])
    func customFieldsAreFoundByPartOfTheirName(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: [
        ("type:=\"Product demo\"", "ahmed yamada"),
        ("type:=\"product demo\"", "odile"),
        ("type:=\"Product\"", ""),
        ("master:=sales", "ahmed"),
        ("email:=DANA@EXAMPLE.COM", "dana"),
        ("email:=dana@example.com", ""),
        ("name:=Dana", "dana"),
        ("product:=booking_calendars", "marta"),
    ])
    func equalsMeansExactlyThatValue(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: [
        ("zone:Europe/*", "ahmed marta"),
        ("zone:*/Tokyo", "yamada"),
        ("zone:*/*", "ahmed marta yamada"),
        ("zone:*o*", "ahmed marta yamada"),
        ("zone:Europe", "ahmed marta"),
        ("zone:Europe*Europe", ""),
        ("master:sales*", "ahmed zoe"),
        ("master:*sales", "ahmed"),
        ("email:*@example.com", "ahmed marta dana"),
        ("name:*", "ahmed marta yamada zoe odile dana"),
        ("phone:*", "ahmed yamada"),
        ("phone:**", "ahmed yamada"),
        ("company:\"*\"", ""),
        ("type:p*d*o", "ahmed yamada odile"),
    ])
    func anAsteriskAnchorsTheWholeValue(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: [
        ("has:phone", "ahmed yamada"),
        ("-has:phone", "marta zoe odile dana"),
        ("has:type", "ahmed yamada zoe odile"),
        ("-has:type", "marta dana"),
        ("-has:master", "marta odile dana"),
        ("has:start", "ahmed marta yamada zoe odile"),
        ("has:company", "marta odile"),
        ("has:source", "marta zoe"),
        ("type:\"\"", "marta dana"),
        ("master:\"\"", "marta odile dana"),
        ("phone:\"\"", "marta zoe odile dana"),
        ("-type:\"\"", "ahmed yamada zoe odile"),
        ("is:uncertain", "odile"),
        ("-is:uncertain has:start", "ahmed marta yamada zoe"),
    ])
    func whatIsMissingCanBeAskedFor(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test(arguments: [
        ("seq:1", "ahmed"),
        ("seq:<3", "ahmed marta"),
        ("seq:>=5", "odile dana"),
        ("seq:2..3", "marta yamada"),
        ("seq:4..", "zoe odile dana"),
    ])
    func sequenceNumbersCompare(expression: String, expected: String) throws {
        #expect(try Cast.passing(expression) == expected)
    }

    @Test func noFilterPassesAll() {
        let clock = FilterClock(now: Cast.now, zone: .utc)
        #expect(Cast.ledger.select(nil, clock: clock).rows == Array(0..<6))
    }

    @Test func aWordDoesNotReachAcrossFields() throws {
        // The name ends in “tela”, the address begins with “marta”.
        #expect(try Cast.passing("\"tela marta\"") == "")
        #expect(try Cast.passing("\"quintela marta.\"") == "")
        #expect(try Cast.passing("/quintela.marta/") == "")
        #expect(try Cast.passing("/quintela[^x]marta/") == "")
        #expect(try Cast.passing("/quintela\\smarta/") == "")
        #expect(try Cast.passing("/quintela\\Wmarta/") == "")
    }
}
