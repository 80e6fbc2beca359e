import Bookings
import Foundation
import Testing

@Suite struct Base64Tests {
    @Test(arguments: [0, 1, 2, 3, 4, 31, 32, 33])
    func base64IsThatOfEveryoneElse(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 83 &+ 250) }
        #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
    }
}
