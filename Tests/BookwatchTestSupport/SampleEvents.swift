public import Bookings
public import Ledger

/// Made-up news of an endpoint, fitting `SampleBookings`.
public enum SampleEvents {
    /// One of every kind, and of every report of a script.
    public static let incidents: [Incident] = {
        let all: [(Incident.Kind, source: String?, detail: String?, count: Int)] = [
            (.unknownOrigin, "website", "https://shop.example.com", 14), (.unknownOrigin, nil, "null", 1),
            (.badToken, "pricing-page", nil, 3), (.undeclaredSource, "old-campaign", nil, 2),
            (.undeclaredSource, nil, nil, 1), (.badSignature, nil, nil, 1), (.staleSignature, nil, "2 days old", 1),
            (.unknownEvent, nil, "booking.reassigned", 5), (.rejected, "website", "errorStatus is not 0", 1),
            (.cutOff, "pricing-page", "the last field is “note”", 1),
            (.notStored, nil, "write failed: No space left on device", 2),
            (.notStored, nil, "funnel.jsonl", 1),
            (.unusablePage, nil, "thanks.html: line 4: {{nam}} is no variable", 1),
            (.script, "website", "delivery-late: 3 attempts", 1),
            (.script, "website", "delivery-failed: 10 attempts", 1), (.script, "website", "form-not-found", 4),
            (.script, "website", "hook-failed: TypeError", 1), (.script, "website", "config: no source", 1),
        ]
        return all.enumerated().map { index, one in
            Incident(
                number: UInt64(index + 1),
                kind: one.0,
                at: Timestamp(milliseconds: SampleBookings.now.milliseconds - Int64(all.count - index) * 61_000),
                count: one.count,
                source: one.source,
                detail: one.detail
            )
        }
    }()

    /// The counts of three calendars; one of them lacks what came before its bookings.
    public static let funnel = FunnelUpdate(
        since: SampleBookings.at("2026-02-02T09:12:00Z"),
        isComplete: true,
        counts: [
            FunnelCount(
                FunnelKey(source: "website", bookingCalendar: "BKC-7QF2M9ZK4T"),
                name: "Product walkthrough",
                loaded: 1_204,
                slotSelected: 310
            ),
            FunnelCount(
                FunnelKey(source: "partner-portal", bookingCalendar: "BKC-P4RTN3RS01"),
                name: "Quarterly partner review",
                loaded: 412,
                slotSelected: 41
            ),
            FunnelCount(FunnelKey(source: nil, bookingCalendar: "BKC-SUPP0RT022"), loaded: 2, slotSelected: 0),
            FunnelCount(.other, loaded: 9, slotSelected: 3),
        ]
    )

    /// Bookings that embeds told of: ninety and four of the first calendar and the third.
    public static let records: [SightingRecord] = SampleBookings.numbered(
        (0..<94).map { index in
            let isFirst = index < 90
            return SampleBookings.calendars("2026-02-03T16:00:00Z", "Customer \(index)", starts: "2026-02-05T15:30:00Z")
            {
                $0.source = isFirst ? "website" : nil
                $0.booking.bookingCalendar = isFirst ? "BKC-7QF2M9ZK4T" : "BKC-SUPP0RT022"
                $0.booking.id = "BKNG-\(index)"
            }
        }
    )
}
