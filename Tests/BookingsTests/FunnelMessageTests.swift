import Bookings
import Testing

@Suite struct FunnelMessageTests {
    private func message(_ text: String) -> FunnelMessage? { FunnelMessage(Array(text.utf8)) }

    @Test func bothMessagesOfACalendarAreRecognised() {
        let loaded = message(
            #"{"type":"oncehub.booking_calendar.loaded","payload":{"id":"BKC-1","subject":"S","name":"Intro"}}"#
        )
        #expect(loaded == FunnelMessage(step: .loaded, bookingCalendar: "BKC-1", name: "Intro"))
        let selected = message(
            #"{"type":"oncehub.booking_calendar.time_slot_selected","payload":{"id":"BKC-1","starting_time":"x"}}"#
        )
        #expect(selected == FunnelMessage(step: .slotSelected, bookingCalendar: "BKC-1"))
    }

    @Test(arguments: [
        "", "{", "[]", "null", #"{"type":"oncehub.booking_calendar.loaded"}"#,
        #"{"type":"oncehub.booking_calendar.loaded","payload":"BKC-1"}"#,
        #"{"type":"oncehub.booking_calendar.loaded","payload":[]}"#,
        #"{"type":"oncehub.booking_calendar.loaded","payload":{"name":"Intro"}}"#,
        #"{"type":"oncehub.booking_calendar.loaded","payload":{"id":""}}"#,
        #"{"type":"oncehub.booking_calendar.loaded","payload":{"id":7}}"#,
        #"{"type":"oncehub.booking_calendar.loaded","payload":{"id":"\#(String(repeating: "x", count: 65))"}}"#,
        #"{"type":"oncehub.booking_calendar.loaded ","payload":{"id":"BKC-1"}}"#,
        #"{"type":"OnceHub.booking_calendar.loaded","payload":{"id":"BKC-1"}}"#,
        #"{"type":"booking_calendar.loaded","payload":{"id":"BKC-1"}}"#,
        #"{"type":"oncehub.booking.scheduled","payload":{"id":"BKNG-1"}}"#,
        #"{"type":"oncehub.form.loaded","payload":{"id":"BKC-1"}}"#,
        #"{"data":{"type":"oncehub.booking_calendar.loaded","payload":{"id":"BKC-1"}}}"#,
    ])
    func nothingElseIs(text: String) {
        #expect(message(text) == nil)
    }

    @Test func aLongNameIsCutBetweenCharacters() throws {
        let name = String(repeating: "é", count: 80)
        let found = message(#"{"type":"oncehub.booking_calendar.loaded","payload":{"id":"B","name":"\#(name)"}}"#)
        #expect(try #require(found?.name) == String(repeating: "é", count: 50))
    }

    @Test func aCutNeverPartsACharacter() {
        #expect("abc".cut(atBytes: 3) == "abc")
        #expect("a👩‍👩‍👧".cut(atBytes: 10) == "a")
        #expect("éé".cut(atBytes: 3) == "é")
        #expect("abc".cut(atBytes: 0) == "")
    }
}
