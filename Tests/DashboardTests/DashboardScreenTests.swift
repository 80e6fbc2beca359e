import BookwatchTestSupport
import Dashboard
import Screen
import Testing

/// Whole screens, at the sizes that matter.
@Suite struct DashboardScreenTests {
    static let sizes = [(140, 40), (120, 40), (80, 24), (60, 20), (40, 12), (20, 5)].map {
        Size(columns: $0.0, rows: $0.1)
    }

    @Test(arguments: sizes)
    func bookings(size: Size) {
        let state = DashboardState.fixture(SampleBookings.records, .fixture(size: size))
        assertFrame(state.render(in: size), named: "bookings-\(size.columns)x\(size.rows)")
    }

    @Test(arguments: sizes)
    func empty(size: Size) {
        let state = DashboardState.fixture([], .fixture(size: size))
        assertFrame(state.render(in: size), named: "empty-\(size.columns)x\(size.rows)")
    }
}
