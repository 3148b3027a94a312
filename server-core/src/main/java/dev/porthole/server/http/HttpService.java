package dev.porthole.server.http;

import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.conditions.FaultRule;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.ConnectionSecured;
import dev.porthole.server.event.EventSink;
import dev.porthole.server.event.ResponseField;
import dev.porthole.server.event.Rule;
import dev.porthole.server.event.Why;
import dev.porthole.server.files.DocumentRoot;
import dev.porthole.server.files.FolderWatch;
import dev.porthole.server.files.ServedFile;
import dev.porthole.server.reload.LiveReload;
import dev.porthole.server.transport.TcpInfo;
import dev.porthole.server.transport.TcpInfoReader;
import io.netty.channel.Channel;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of one running server share: limits, content, the numbers, and where events go.
 * Safe to use from any thread.
 */
public final class HttpService {

    private final HttpLimits limits;
    private final boolean httpsOnly;
    private final String everyAnswer;
    private final Conditions conditions;
    private final FileMemory files;
    private final ResetPage reset = new ResetPage();
    private final StaticContent content;
    private final AtomicInteger loopIndexes = new AtomicInteger();
    private final FastThreadLocal<LoopMemory> loopMemory = new FastThreadLocal<>() {
        @Override
        protected LoopMemory initialValue() {
            return new LoopMemory(loopIndexes.getAndIncrement(), files);
        }
    };
    private final EventSink events;
    private final AtomicLong requestNumbers;
    private final Executor fileThreads;
    private final Executor directoryThreads;
    private final Executor readThreads;
    private final ConcurrentHashMap<Long, OpenConnection> connections = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> allEnded = new CompletableFuture<>();
    private volatile boolean stopping;

    /**
     * Makes the service for one run of a server.
     *
     * @param root what is served
     * @param httpsOnly whether requests that come without TLS are sent on to https
     * @param authority what visitors have to trust before they can use HTTPS; null if nothing
     * @param listDirectories whether directories without an index.html are shown
     * @param rules what is done besides sending files
     * @param compress whether files are sent in content codings
     * @param reload what tells open pages of changes, or null
     * @param bound the address listened on, which decides which Host names are answered to
     * @param eventLoops how many event loops will serve connections
     * @param memoryFiles how many descriptors may be used for files in memory; 0 where the transport cannot send
     *     from there
     * @param limits what clients may make grow
     * @param events told of what happens, on the event loops
     * @param conditions what is wrong on purpose
     * @param requestNumbers the last request number given so far
     * @param fileThreads where work that waits for the disk is done; may refuse when it is overloaded
     * @param directoryThreads the same for directories: to list one may take a thousand times as long as to
     *     open a file, which must not wait for it
     * @param readThreads the same for the content of large files, for which slow disks are waited long
     */
    public HttpService(
            DocumentRoot root,
            boolean httpsOnly,
            @Nullable X509Certificate authority,
            boolean listDirectories,
            HostingRules rules,
            boolean compress,
            @Nullable LiveReload reload,
            InetAddress bound,
            int eventLoops,
            int memoryFiles,
            HttpLimits limits,
            EventSink events,
            Conditions conditions,
            AtomicLong requestNumbers,
            Executor fileThreads,
            Executor directoryThreads,
            Executor readThreads) {
        this.limits = limits;
        this.httpsOnly = httpsOnly;
        this.everyAnswer = rules.everyAnswer();
        this.files = new FileMemory(
                root, eventLoops, limits.memoryBytes(), memoryFiles, compress || rules.encodedFiles(), everyAnswer,
                fileThreads);
        ReloadedPages pages = reload == null ? null : new ReloadedPages(reload, limits);
        Map<String, OwnPage> ownPages = new HashMap<>(reset.ownPages());
        if (pages != null) {
            ownPages.putAll(pages.ownPages());
        }
        if (authority != null) {
            ownPages.putAll(TrustPages.of(authority, rules.shared()));
        }
        this.content = new StaticContent(
                root, files, httpsOnly, listDirectories, rules, compress, new HostPolicy(bound),
                new OwnPages(ownPages), pages, AnswerMemory.spared(), limits);
        this.events = events;
        this.conditions = conditions;
        this.requestNumbers = requestNumbers;
        this.fileThreads = fileThreads;
        this.directoryThreads = directoryThreads;
        this.readThreads = readThreads;
    }

    /**
     * Closes idle connections; the others close when their answer is complete. The future completes when
     * the last one has ended.
     *
     * @return complete when no connection is left
     */
    public CompletableFuture<Void> beginStop() {
        stopping = true;
        onEachLoop(connection -> connection.closeIfIdle(CloseReason.SERVER_STOPPED));
        tellWhenAllEnded();
        return allEnded;
    }

    /** Resets every connection that is left. */
    public void cutAll() {
        onEachLoop(connection -> connection.reset(CloseReason.SERVER_STOPPED));
    }

    /**
     * {@return whether a connection with this number is open}
     *
     * @param number from 1
     */
    public boolean hasConnection(long number) {
        return connections.containsKey(number);
    }

    /**
     * Begins to close one connection at the wish of the user: in good order if it is idle, else by a reset.
     *
     * @param number from 1
     * @return false if there is none with this number
     */
    public boolean closeConnection(long number) {
        OpenConnection connection = connections.get(number);
        if (connection == null) {
            return false;
        }
        try {
            connection.channel().eventLoop().execute(() -> {
                connection.closeIfIdle(CloseReason.CLOSED_BY_USER);
                connection.reset(CloseReason.CLOSED_BY_USER);
            });
            return true;
        } catch (RejectedExecutionException e) {
            // Its loop has ended, and it with that.
            return false;
        }
    }

    /**
     * {@return what the system's TCP knows of one connection; completed on its event loop, empty if nobody can tell}
     *
     * @param number from 1
     */
    public CompletableFuture<Optional<TcpInfo>> tcpInfo(long number) {
        OpenConnection connection = connections.get(number);
        if (connection != null) {
            Channel channel = connection.channel();
            try {
                return CompletableFuture.supplyAsync(() -> TcpInfoReader.read(channel), channel.eventLoop());
            } catch (RejectedExecutionException e) {
                // As above; nobody is left to ask.
            }
        }
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** {@return why small files are read each time and not remembered, if the system watches no more of them} */
    public FolderWatch.Limit memoryLimit() {
        return files.limit();
    }

    /** {@return where a browser forgets what it has kept of this site, without asking again, once} */
    public String resetPath() {
        return reset.path();
    }

    private void onEachLoop(Consumer<OpenConnection> task) {
        for (OpenConnection connection : connections.values()) {
            connection.channel().eventLoop().execute(() -> task.accept(connection));
        }
    }

    /** What the connections of the calling event loop share. */
    LoopMemory loopMemory() {
        return loopMemory.get();
    }

    /** {@return what clients are allowed} */
    public HttpLimits limits() {
        return limits;
    }

    /** The lines that stand in the head of every answer besides its own. */
    String everyAnswer() {
        return everyAnswer;
    }

    /** Whether what comes without TLS is sent on to https. */
    boolean isHttpsOnly() {
        return httpsOnly;
    }

    EventSink events() {
        return events;
    }

    /** {@return whether the server is being stopped, so that no more may be asked} */
    public boolean isStopping() {
        return stopping;
    }

    /** Whether an answer that is remembered may be sent without a look at the request's path. */
    boolean answersFromMemory() {
        return !stopping && !conditions.hasFaults();
    }

    /** What is wrong on purpose. */
    Conditions conditions() {
        return conditions;
    }

    /** Holds each connection back, or lets it go, as it is meant to be now. */
    public void conditionsChanged() {
        onEachLoop(connection -> connection.conditionsChanged(conditions));
    }

    /** The rule for faults that meets a request; null for none. The server's own pages have no faults. */
    @Nullable FaultRule faultFor(Request request) {
        RequestTarget target = request.target();
        if (target == null || !conditions.hasFaults() || target.isOwnPage()) {
            return null;
        }
        return conditions.faultFor(target.readablePath());
    }

    long nextRequestNumber() {
        return requestNumbers.incrementAndGet();
    }

    /**
     * Enters a connection, and tells of it; or whoever speaks on it now that it is clear what is spoken.
     *
     * @param number from 1
     * @param connection who speaks on it
     */
    public void opened(long number, OpenConnection connection) {
        if (connections.put(number, connection) == null) {
            InetSocketAddress client = (InetSocketAddress) connection.channel().remoteAddress();
            events.accept(new ConnectionOpened(number, Instant.now(), client));
        }
    }

    /**
     * Tells that the TLS handshake of a connection is complete.
     *
     * @param number from 1
     */
    public void secured(long number) {
        events.accept(new ConnectionSecured(number, Instant.now()));
    }

    /**
     * Tells that a connection has ended; for its event loop.
     *
     * @param number from 1
     * @param reason who ended it, and why
     */
    public void ended(long number, CloseReason reason) {
        loopMemory().recorder().closed(number, reason);
        events.accept(new ConnectionClosed(number, Instant.now(), reason));
        connections.remove(number);
        tellWhenAllEnded();
    }

    private void tellWhenAllEnded() {
        if (stopping && connections.isEmpty()) {
            files.close();
            allEnded.complete(null);
        }
    }

    /** The answer, if it can be given without waiting for the disk. */
    Optional<Response> answerAtOnce(Request request) {
        return stopping ? Optional.empty() : content.answerAtOnce(request);
    }

    /**
     * Finds the answer on a file thread and hands it over on the event loop of a channel.
     *
     * @param wanted whether the client is still there: if not, no directory is listed for it any more, or
     *     clients that only ask and leave could keep the others waiting
     */
    void answer(Request request, Channel channel, BooleanSupplier wanted, Consumer<Response> handOver) {
        try {
            RequestTarget target = request.target();
            boolean directory = target != null && target.directory();
            long askedNanos = System.nanoTime();
            Executor threads = directory ? directoryThreads : fileThreads;
            threads.execute(() -> {
                long queuedNanos = System.nanoTime() - askedNanos;
                Response response = directory && !wanted.getAsBoolean() ? overloaded(request) : answerNow(request);
                handOver(response.queued(queuedNanos), channel, handOver);
            });
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // No thread could be had either because too much is waiting or because the system has none left.
            handOver(overloaded(request), channel, handOver);
        }
    }

    private static void handOver(Response response, Channel channel, Consumer<Response> taker) {
        try {
            channel.eventLoop().execute(() -> taker.accept(response));
        } catch (RejectedExecutionException e) {
            response.release();
        }
    }

    private static Response overloaded(Request request) {
        return error(503, Why.of(Rule.OVERLOADED), request.head()).field(ResponseField.RETRY_AFTER, "1");
    }

    private Response answerNow(Request request) {
        Response response = null;
        try {
            response = content.answer(request);
            remember(request, response);
            if (response.stored() != null && !(response.body() instanceof Response.Bytes)) {
                // It is not sent from there, and a slow client would keep the content on the heap for nothing.
                response.stored(response.stored().withoutContent());
            }
            return request.isHead() ? response : withLast(response, request);
        } catch (RuntimeException | Error e) {
            // Whatever went wrong, the client gets an answer, or its connection would never end.
            if (response != null) {
                response.release();
            }
            return failure(Why.of(Rule.SERVER_ERROR, String.valueOf(e.getMessage())), request.head());
        }
    }

    private static Response failure(Why why, RequestHead head) {
        try {
            return error(500, why, head);
        } catch (RuntimeException | Error e) {
            // No memory even for a page that says so.
            return new Response(500, why);
        }
    }

    private static Response withLast(Response response, Request request) {
        try {
            response.readLast();
            return response;
        } catch (IOException e) {
            response.release();
            return error(500, Why.of(Rule.SERVER_ERROR, String.valueOf(e.getMessage())), request.head());
        }
    }

    /** Looks on a file thread whether the last bytes of a file may be sent, and tells there. */
    void confirm(HeldBack last, Consumer<Boolean> tell) {
        fileThreads.execute(() -> tell.accept(last.isConfirmed()));
    }

    /** Reads a stretch of a file before it is sent. */
    ReadAhead readAhead(ServedFile file, long first, long end, Channel channel, ReadAhead.Listener listener) {
        return new ReadAhead(file, first, end, readThreads, channel, listener);
    }

    /** Where an event loop has files closed. */
    Executor fileThreads() {
        return fileThreads;
    }

    private void remember(Request request, Response response) {
        StoredFile stored = response.stored();
        RequestTarget target = request.target();
        if (stored == null || target == null || target.authority() != null
                || !request.head().version().equals("HTTP/1.1")) {
            return;
        }
        String text = request.head().text();
        try {
            files.keep(text.substring(0, text.indexOf("\r\n") + 2), stored);
        } catch (OutOfMemoryError e) {
            // Memory for files is a luxury: without it each request reads the disk.
            files.close();
        }
    }

    /** An answer that says only what went wrong. */
    static Response error(int status, Why why, @Nullable RequestHead head) {
        String language = head == null ? null : head.fields().combined("Accept-Language");
        return ErrorPage.response(status, why, language, null);
    }
}
