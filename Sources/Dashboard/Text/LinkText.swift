/// What is said of a link before it is opened.
enum LinkText {
    static func text(of caution: WebLink.Caution) -> String {
        switch caution {
        case .userName: "What stands before the @ is a user's name, not the site."
        case .foreignLetters(let name): "The site has letters beyond ASCII, which may look like others: \(name)"
        case .encodedLetters: "The site stands for a name with letters beyond ASCII, which may look like others."
        case .hiddenCharacters: "It has characters that cannot be seen; signs stand for them here."
        case .notEncrypted: "It is not encrypted: others can read and change what comes from there."
        }
    }
}
