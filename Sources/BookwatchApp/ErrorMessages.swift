import ArgumentParser
import Bookings
import Ingest
import Ledger
import Storage
import Subscription
import Terminal
import Theming

/// What can go wrong in the commands themselves.
enum AppError: Error {
    case emptyInput
    case inputTooLong(limit: Int)
    case unreadable(path: String, errno: Int32)
    case notABooking(PayloadError)
    case configuration(String)
    case badFilter(FilterError, text: String)
    case badAddress(String)
    case badOption(String)
}
