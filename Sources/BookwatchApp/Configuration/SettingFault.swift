/// What is wrong with a value; it may quote it, and is not yet safe for a terminal.
struct SettingFault: Error, Equatable {
    /// What is wrong, and what would be right.
    var message: String
    /// Which element of a list it is about.
    var element: Int?
    /// The value and the character in it that is wrong, to be pointed at.
    var pointer: Pointer?
    /// What else is wrong with other elements of the list.
    var others: [SettingFault] = []

    struct Pointer: Equatable {
        var text: String
        var position: Int
    }

    init(_ message: String, pointer: Pointer? = nil) {
        self.message = message
        self.pointer = pointer
    }

    /// Checks all elements and throws what is wrong with any of them.
    static func checkAll<Element>(
        _ elements: [Element],
        _ check: (Int, Element) throws(SettingFault) -> Void
    ) throws(SettingFault) {
        var faults: [SettingFault] = []
        for (index, element) in elements.enumerated() {
            do throws(SettingFault) {
                try check(index, element)
            } catch {
                var fault = error
                fault.element = index
                faults.append(fault)
            }
        }
        guard var first = faults.first else { return }
        first.others = Array(faults.dropFirst())
        throw first
    }
}
