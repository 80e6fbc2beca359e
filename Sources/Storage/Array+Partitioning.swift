extension Array {
    /// The first place whose element passes, where all that pass stand behind all that do not; O(log n).
    func partitioningIndex(where passes: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if passes(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
