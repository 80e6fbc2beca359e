/// Why an endpoint could not be started.
public enum EndpointError: Error, Equatable, Sendable {
    /// Not `host:port`, with the host as an IP address or name.
    case badAddress(String)
    /// Another process listens on this address or socket.
    case addressInUse(String)
    /// The system does not let this address be used: it is none of this machine's, or the port is reserved.
    case addressRefused(String, errno: Int32)
    /// There is something else than a socket at the socket's path.
    case notASocket(path: String)
    /// The socket's path is longer than the system takes.
    case pathTooLong(path: String, limit: Int)
    /// A call to the system failed.
    case system(call: String, path: String, errno: Int32)
    /// A page that the program carries cannot be used; a defect of the program.
    case badPage(name: String)
    /// An owner's page cannot be used.
    case badTemplate(path: String, TemplateFault)
    /// The page that customers are to be sent on to is no absolute `http` or `https` address, or longer than 2 KiB.
    case badOnwardURL(String)
    /// A field that is to be handed on to that page does not exist.
    case badOnwardField(String, known: [String])
}
