import Ledger
import Testing

/// Faults are reported where they are: `‸` marks the place in each expression.
@Suite struct FilterErrorTests {
    @Test(arguments: [
        ("‸", "nothing to look for"),
        ("‸mster:sales", "unknown qualifier “mster”; did you mean “master:”?"),
        ("a ‸stat:x", "unknown qualifier"),
        ("‸http://example.com", "in quotes"),
        ("marta ‸eventtype:demo", "did you mean “event_type:”?"),
        ("type:‸", "a value is missing after “type:”"),
        ("type:‸ demo", "a value is missing after “type:”"),
        ("(type:‸)", "a value is missing after “type:”"),
        ("type:‸=", "a value is missing after “=”"),
        ("type:‸= demo", "a value is missing after “=”"),
        ("type:‸\"x", "this quote is not closed"),
        ("‸\"x", "this quote is not closed"),
        ("marta ‸/x", "is not closed"),
        ("type:‸/x", "is not closed"),
        ("/a‸(b/", "this “(” has no “)”"),
        ("/a‸)b/", "a “)” without its “(”"),
        ("/‸*b/", "nothing stands before"),
        ("/é‸[b/", "this “[” has no “]”"),
        ("/a\\/‸[b/", "this “[” has no “]”"),
        ("é́ 👨‍👩‍👧 ‸mster:x", "unknown qualifier"),
        ("‸(marta", "this “(” has no “)”"),
        ("marta‸)", "a “)” without its “(”"),
        ("(‸)", "is missing"),
        ("marta OR‸", "is missing"),
        ("‸OR marta", "is missing"),
        ("marta | ‸| zoe", "is missing"),
        ("NOT‸", "is missing"),
        ("marta NOT ‸", "is missing"),
        ("NOT ‸OR marta", "is missing"),
        ("‸-", "“-”"),
        ("marta ‸- zoe", "“-”"),
        ("(‸-)", "“-”"),
        ("‸:x", "a qualifier is missing before “:”"),
        ("product:‸calender", "calendars or pages"),
        ("channel:‸mail", "redirect, embed or webhook"),
        ("is:‸sure", "uncertain"),
        ("has:‸shoes", "not “shoes”"),
        ("starts:‸soon", "“soon” is not a time"),
        ("starts:‸<2x", "is not a time"),
        ("starts:‸<99999999999999999999h", "is not a time"),
        ("starts:‸2026-02-30", "is not a time"),
        ("starts:‸2026-02-05..x", "is not a time"),
        ("starts:‸..", "is not a time"),
        ("starts:‸/x/", "is not a time"),
        ("starts:‸\"\"", "is not a time"),
        ("seq:‸x", "number"),
        ("‸field.:x", "name the custom field"),
    ])
    func aFaultIsShownWhereItIs(marked: String, message: String) throws {
        // Marks are counted as the screen does: by characters.
        let position = try #require(Array(marked).firstIndex(of: "‸"))
        let error = try #require(throws: FilterError.self) { try Filter(marked.filter { $0 != "‸" }) }
        #expect(error.position == position)
        #expect(error.message.contains(message), "\(error.message)")
        #expect(!error.message.hasSuffix("."))
    }

    @Test(arguments: ["mastr", "MASTER_PGE", "prodct", "emial", "recieved", "zoen"])
    func aSlipOfTheHandIsGuessed(word: String) throws {
        let error = try #require(throws: FilterError.self) { try Filter("\(word):x") }
        #expect(error.message.contains("did you mean"))
    }

    @Test(arguments: ["(", "-(", "NOT (", "(-", "marta OR ("])
    func whatIsNestedTooDeepIsRefused(opening: String) {
        let deep = String(repeating: opening, count: 10_000) + "x" + String(repeating: ")", count: 10_000)
        #expect(throws: FilterError.self) { try Filter(deep) }
    }

    @Test func aLongExpressionIsNotDeep() throws {
        _ = try Filter(Array(repeating: "marta", count: 2_000).joined(separator: " OR "))
        _ = try Filter(Array(repeating: "(marta)", count: 2_000).joined(separator: " "))
        _ = try Filter(String(repeating: "NOT -", count: 20_000) + "marta")
        _ = try Filter(Array(repeating: "-marta", count: 2_000).joined(separator: " "))
    }
}
