import Bookings
import Testing

@testable import BookwatchApp

/// The forms of a printed line.
@Suite struct LineFormatTests {
    private static func row(_ change: (inout Booking) -> Void = { _ in }) -> BookingRow {
        var booking = Booking(product: .bookingCalendars)
        booking.id = "BKNG-1"
        booking.name = "Ada"
        change(&booking)
        let sighting = Sighting(
            receivedAt: Timestamp(milliseconds: 0),
            channel: .redirect,
            source: "website",
            booking: booking,
            raw: .query("id=BKNG-1")
        )
        return BookingRow(SightingRecord(sequence: 7, sighting: sighting))
    }

    private static func text(_ format: LineFormat, _ row: BookingRow, template: String? = nil) throws -> String {
        let style = try LineStyle(format: template == nil ? format : nil, template: template)
        var writer = LineWriter(style, zone: .utc, now: Timestamp(milliseconds: 0))
        let bytes = writer.opening() + writer.line(row) + writer.closing()
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func cell(_ field: BookingColumn, _ format: LineFormat, _ row: BookingRow) throws -> String {
        let line = try text(format, row).split(separator: "\n", omittingEmptySubsequences: false)[1]
        let index = try #require(BookingColumn.allCases.firstIndex(of: field))
        return String(line.split(separator: "\t", omittingEmptySubsequences: false)[index])
    }

    @Test func theColumnsAreTheEighteenFieldsAndWhereTheyComeFrom() throws {
        let header = try Self.text(.csv, Self.row()).split(separator: "\n")[0]
        #expect(
            header == """
                seq,received,channel,source,event,id,product,subject,status,event_type,booking_page,booking_calendar,\
                master_page,name,email,phone,company,note,starts_at,created_at,time_zone,utc_offset,custom_fields,\
                start_uncertain
                """
        )
    }

    @Test func theFieldsOfTheLogAreAllThere() throws {
        var bytes: [UInt8] = []
        BookingJSON.write(Booking(product: .bookingPages), complete: true, into: &bytes)
        let names = try #require(try JSONParser.parse(bytes).members).map(\.name)
        #expect(names.count == 18)
        #expect(Set(names).isSubset(of: Set(BookingColumn.allCases.map(\.rawValue))))
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
    func aTextThatCouldBeAFormulaGetsAnApostrophe(text: String) throws {
        let row = Self.row { $0.name = text }
        #expect(try Self.cell(.name, .tsv, row).hasPrefix("'"))
        #expect(try Self.text(.csv, row).contains(",'"))
    }

    @Test func numbersAreNoFormulas() throws {
        #expect(try Self.cell(.utcOffset, .tsv, Self.row { $0.utcOffset = -5 }) == "-5")
    }

    @Test func quotesAndCommasOfACellAreQuoted() throws {
        let line = try Self.text(.csv, Self.row { $0.name = "Ada \"the\" first, of all" }).split(separator: "\n")[1]
        #expect(line.contains(",\"Ada \"\"the\"\" first, of all\","))
    }

    @Test(arguments: [LineFormat.text, .csv, .tsv])
    func aRowIsOneLineWithoutControls(format: LineFormat) throws {
        let hostile = "A\u{1B}]0;x\u{7}\nB\r\nC\tD\u{9B}31m\u{202E}E\u{2028}F\u{0}"
        let text = try Self.text(format, Self.row { ($0.name, $0.subject, $0.note) = (hostile, hostile, hostile) })
        #expect(text.split(separator: "\n").count == (format == .text ? 1 : 2))
        let separators: Set<Unicode.Scalar> = format == .tsv ? ["\n", "\t"] : ["\n"]
        for scalar in text.unicodeScalars where !separators.contains(scalar) {
            #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
            #expect(!(0x2028...0x202E).contains(scalar.value))
        }
    }

    @Test func namesReachATableAsTheyWereWritten() throws {
        let name = "می\u{200C}خواهم 👩\u{200D}💻 Zoë"
        #expect(try Self.cell(.name, .tsv, Self.row { $0.name = name }) == name)
    }

    @Test func aCalendarIsWholeAndHasAnEventForEachBookingWithAStart() throws {
        let row = Self.row { $0.startsAt = Timestamp(iso8601: "2026-02-05T15:30:00Z") }
        let text = try Self.text(.ics, row)
        #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
        #expect(text.contains("DTSTART:20260205T153000Z"))
        #expect(try !Self.text(.ics, Self.row()).contains("VEVENT"))
    }

    @Test func aTemplateIsFilledIn() throws {
        let row = Self.row {
            $0.name = "A\u{1B}da"
            $0.customFields = [
                CustomField(name: "reason", value: .text("Pricing")),
                CustomField(name: "days", value: .list(["Mo", "Tu"])),
            ]
        }
        let template =
            #"{{seq}}\t{{ name }}|{{json name}}|{{email}}|{{json email}}|{{field.days}}|{{json field.reason}}\\\{"#
        #expect(
            try Self.text(.template, row, template: template)
                == "7\tA␛da|\"A\\u001bda\"||null|Mo; Tu|\"Pricing\"\\{\n"
        )
    }

    @Test(arguments: [
        ("{{nmae}}", "did you mean “{{name}}”?"), ("{{zzzzzzzz}}", "there are seq, received"),
        ("{{name", "lacks its }}"),
        (#"a\x"#, "after a backslash"), ("{{}}", "there is no {{}}"),
    ])
    func aFaultyTemplateIsExplained(template: String, words: String) {
        #expect {
            try LineTemplate(template)
        } throws: { error in
            (error as? LineTemplateFault)?.message.contains(words) == true
        }
    }
}
