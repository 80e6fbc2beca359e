import Screen

extension StyledLine {
    /// The line over as many lines as it needs; those after the first are moved in.
    ///
    /// - Parameters:
    ///   - width: the columns of a line.
    ///   - hang: the columns that the others are moved in by, where that leaves them room.
    /// - Returns: at least one line.
    func wrapped(to width: Int, hang: Int) -> [StyledLine] {
        let text = spans.map(\.text).joined()
        let first = TextWrap.lines(text, width: width, limit: 2)
        guard first.count > 1 else { return [self] }
        let hang = min(hang, width / 2)
        let rest = TextWrap.lines(String(first[1]), width: width - hang)
        var lines: [StyledLine] = []
        var place = Place()
        for (index, part) in ([first[0]] + rest).enumerated() {
            var line = index == 0 || hang == 0 ? StyledLine() : StyledLine(String(repeating: " ", count: hang), .text)
            line.spans += take(part.utf8.count, from: &place)
            lines.append(line)
        }
        return lines
    }

    /// The line without its first columns; half of what is two columns wide becomes a blank.
    func dropping(columns: Int) -> StyledLine {
        guard columns > 0 else { return self }
        var line = StyledLine()
        var left = columns
        for span in spans {
            guard left > 0 else {
                line.spans.append(span)
                continue
            }
            let hidden = TextWrap.prefix(of: span.text, width: left)
            left -= DisplayWidth.of(hidden)
            guard hidden.endIndex < span.text.endIndex else { continue }
            var rest = span.text[hidden.endIndex...]
            if left > 0 {
                line.append(" ", .text)
                rest = rest.dropFirst()
                left = 0
            }
            line.append(String(rest), span.role)
        }
        return line
    }

    /// A place between two bytes of the texts.
    private struct Place {
        var span = 0
        var offset = 0
    }

    /// The spans of the next bytes.
    private func take(_ count: Int, from place: inout Place) -> [Span] {
        var taken: [Span] = []
        var left = count
        while left > 0, place.span < spans.count {
            let utf8 = spans[place.span].text.utf8
            let part = utf8.dropFirst(place.offset).prefix(left)
            taken.append(Span(text: String(Substring(part)), role: spans[place.span].role))
            left -= part.count
            place.offset += part.count
            if place.offset == utf8.count { place = Place(span: place.span + 1) }
        }
        return taken
    }
}
