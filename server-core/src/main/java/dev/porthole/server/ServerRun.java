package dev.porthole.server;

import dev.porthole.server.conditions.Conditions;
import dev.porthole.server.event.EventSink;
import dev.porthole.server.files.DocumentRoot;
import dev.porthole.server.files.FolderWatch;
import dev.porthole.server.http.HttpConnection;
import dev.porthole.server.http.HttpLimits;
import dev.porthole.server.http.HttpService;
import dev.porthole.server.loop.LoopTrace;
import dev.porthole.server.reload.LiveReload;
import dev.porthole.server.reload.ReloadStatus;
import dev.porthole.server.tls.TlsContexts;
import dev.porthole.server.tls.TlsOpening;
import dev.porthole.server.tls.TlsSettings;
import dev.porthole.server.transport.AcceptGate;
import dev.porthole.server.transport.OpenFileLimit;
import dev.porthole.server.transport.TcpInfo;
import dev.porthole.server.transport.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One run of a server, from the opening of its port to the end of its last connection. */
final class ServerRun {

    private static final int MOST_EVENT_LOOPS = 4;
    private static final int FILE_THREADS = 4;
    private static final int DIRECTORY_THREADS = 2;
    private static final int READ_THREADS = 4;
    private static final int QUEUE = 4096;
    private static final int BACKLOG = 1024;
    private static final Duration HUNG_DISK = Duration.ofSeconds(2);

    private final Transport transport;
    private final int eventLoops = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_EVENT_LOOPS);
    private final EventLoopGroup loops;
    private final ThreadPoolExecutor fileThreads = threads("porthole-files", FILE_THREADS);
    private final ThreadPoolExecutor directoryThreads = threads("porthole-directories", DIRECTORY_THREADS);
    private final ThreadPoolExecutor readThreads = threads("porthole-reads", READ_THREADS);
    private final @Nullable LiveReload reload;
    private final HttpService service;
    private final Conditions conditions;
    private final Runnable conditionsListener;
    private final Channel listener;

    /** Opens the port, or throws what the system said. */
    ServerRun(
            SiteSettings settings,
            HttpLimits limits,
            EventSink events,
            Conditions conditions,
            AtomicLong connectionNumbers,
            AtomicLong requestNumbers) {
        transport = Objects.requireNonNullElseGet(settings.transport(), Transport::best);
        loops = new MultiThreadIoEventLoopGroup(
                eventLoops, new DefaultThreadFactory("porthole-loop", true), transport.ioHandlerFactory());
        TlsSettings tls = settings.tls();
        TlsContexts contexts = tls == null ? null : new TlsContexts(tls);
        reload = settings.options().liveReload()
                ? new LiveReload(settings.root(), !settings.options().serveDotfiles())
                : null;
        service = new HttpService(
                new DocumentRoot(settings.root(), settings.options().serveDotfiles()),
                tls != null,
                tls == null ? null : tls.authority(),
                settings.options().listDirectories(),
                settings.options().rules(),
                settings.options().compress(),
                reload,
                settings.address(),
                eventLoops,
                transport == Transport.EPOLL && tls == null ? OpenFileLimit.memoryFiles() : 0,
                limits,
                events,
                conditions,
                requestNumbers,
                fileThreads,
                directoryThreads,
                readThreads);
        this.conditions = conditions;
        conditionsListener = service::conditionsChanged;
        conditions.onChange(conditionsListener);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannelType())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .handler(new AcceptGate(events, OpenFileLimit.connections(limits.connections())))
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        long number = connectionNumbers.incrementAndGet();
                        transport.prepare(channel, number);
                        var _ = conditions.apply(channel);
                        channel.pipeline().addLast(contexts == null
                                ? new HttpConnection(service, number, channel, false, null)
                                : new TlsOpening(service, number, channel, contexts));
                    }
                });
        transport.configure(bootstrap);
        try {
            listener = bootstrap.bind(settings.address(), settings.port()).syncUninterruptibly().channel();
        } catch (Throwable e) {
            // Netty throws what the system said without declaring it, so anything may come here.
            service.beginStop();
            release();
            throw e;
        }
    }

    private static ThreadPoolExecutor threads(String name, int count) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                count,
                count,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                new DefaultThreadFactory(name, true));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    Transport transport() {
        return transport;
    }

    int eventLoops() {
        return eventLoops;
    }

    /** See {@link HttpService#closeConnection}. */
    boolean closeConnection(long number) {
        return service.closeConnection(number);
    }

    boolean hasConnection(long number) {
        return service.hasConnection(number);
    }

    /** See {@link HttpService#tcpInfo}. */
    CompletableFuture<Optional<TcpInfo>> tcpInfo(long number) {
        return service.tcpInfo(number);
    }

    /** Begins to look on at the event loops. */
    LoopTrace trace() {
        List<Executor> executors = new ArrayList<>();
        loops.forEach(executors::add);
        return new LoopTrace(executors);
    }

    /** Frees the port before it returns; the future completes when everything else has ended. */
    CompletableFuture<Void> stop(Duration grace) {
        listener.close().syncUninterruptibly();
        // A file thread that waits for a dead disk holds its connection for ever; nobody shall wait with it.
        CompletableFuture<Void> connectionsEnded = service.beginStop()
                .completeOnTimeout(null, grace.plus(HUNG_DISK).toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture.delayedExecutor(grace.toNanos(), TimeUnit.NANOSECONDS).execute(service::cutAll);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        connectionsEnded.thenRun(() -> release().whenComplete((nothing, failure) -> ended.complete(null)));
        return ended;
    }

    /** See {@link HttpService#resetPath}. */
    String resetPath() {
        return service.resetPath();
    }

    /** See {@link HttpService#memoryLimit}. */
    FolderWatch.Limit memoryLimit() {
        return service.memoryLimit();
    }

    /** What live reload is doing; empty while it is off. */
    Optional<ReloadStatus> reload() {
        return Optional.ofNullable(reload).map(LiveReload::status);
    }

    private CompletableFuture<Void> release() {
        if (reload != null) {
            reload.close();
        }
        conditions.removeListener(conditionsListener);
        fileThreads.shutdown();
        directoryThreads.shutdown();
        readThreads.shutdown();
        CompletableFuture<Void> released = new CompletableFuture<>();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(done -> released.complete(null));
        return released;
    }
}
