package online.cloudtolocalllm.daemon.ipc;

/** What a connection has to do after a line, in the order of the list it comes in. */
sealed interface IpcAction {

    /**
     * Send one line.
     *
     * @param text its JSON text, without the line feed
     */
    record Send(String text) implements IpcAction {}

    /**
     * Count a reply that waits for those before it; it is sent behind them, and counts no more then.
     *
     * @param text its JSON text, without the line feed
     */
    record Hold(String text) implements IpcAction {}

    /**
     * From now on the peer is trusted: longer lines are taken, it may be told events, and the limit on the handshake's time is over.
     *
     * @param client what it calls itself
     */
    record Trust(String client) implements IpcAction {}

    /**
     * Note what the client says of itself, after what was sent before.
     *
     * @param command what it says
     */
    record Note(IpcCommand.Own command) implements IpcAction {}

    /**
     * Carry out a command and give its reply to {@link IpcTalk#answered}.
     *
     * @param ticket names the request
     * @param command what to do
     */
    record Run(ReplyOrder.Ticket ticket, IpcCommand.Work command) implements IpcAction {}

    /**
     * Read a kept answer on.
     *
     * @param ticket names the request
     * @param command which one
     */
    record Attach(ReplyOrder.Ticket ticket, IpcCommand.Attach command) implements IpcAction {}

    /**
     * Do this with a running request.
     *
     * @param command what its client says about it
     */
    record Apply(IpcCommand.OfCall command) implements IpcAction {}

    /**
     * Send lines of which a part is counted as a reply already.
     *
     * @param text their JSON texts with line feeds between them; empty if what was counted is not sent
     * @param counted how many bytes are counted
     */
    record Write(String text, int counted) implements IpcAction {}

    /** Cancel what this connection asked for and nobody waits for any more. */
    record GiveUp() implements IpcAction {}

    /** Stop the daemon, after what was sent before. */
    record Quit() implements IpcAction {}

    /** Close the connection after what was sent before. The last action. */
    record Close() implements IpcAction {}
}
