package dev.porthole.app.loop;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.porthole.app.platform.Threads;
import dev.porthole.app.site.Site;
import dev.porthole.server.ServerState;
import dev.porthole.server.loop.KernelInterestList;
import dev.porthole.server.transport.Transport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of the selected site. While somebody looks and the server runs, its loops are traced; otherwise
 * nothing of this runs. What was recorded is put together on the thread that prepares views.
 */
public final class LoopViewModel {

    /** How many clients come at once that only stay. */
    public static final int IDLE_CLIENTS = 1_000;

    /** Into so many parts the shown time can be told apart. */
    private static final int STEPS = 1_600;

    private static final int BEATS_PER_KERNEL_LOOK = 20;
    private static final int BEATS_PER_STILL_LOOK = 5;

    /** Descriptors that are left to the program when clients are made; each takes two, one at each end. */
    private static final int SPARED_DESCRIPTORS = 300;

    private final Threads threads;
    private final ReadOnlyObjectWrapper<@Nullable LoopLook> look = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyIntegerWrapper idleClients = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper slowClients = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<@Nullable LargeFile> largeFile = new ReadOnlyObjectWrapper<>();
    private final AtomicBoolean onItsWay = new AtomicBoolean();
    private final AtomicBoolean kernelAsked = new AtomicBoolean();

    // On the thread of the window.
    private @Nullable Site site;
    private Subscription stateChanges = Subscription.EMPTY;
    private boolean showing;
    private @Nullable LoopbackClients clients;

    // On the thread that prepares views.
    private @Nullable LoopRecording recording;
    private Playhead playhead = new Playhead();
    private int loop;
    private int beats;
    private boolean still;
    private boolean changed;

    /** Shows nothing yet. */
    public LoopViewModel(Threads threads) {
        this.threads = threads;
    }

    /** What is to be shown; null while nobody looks or the server does not run. */
    ReadOnlyObjectProperty<@Nullable LoopLook> lookProperty() {
        return look.getReadOnlyProperty();
    }

    /** Whether the server runs, so that there is something to look at. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** How many of the own clients are there that only stay. */
    public ReadOnlyIntegerProperty idleClientsProperty() {
        return idleClients.getReadOnlyProperty();
    }

    /** How many of the own clients read slowly. */
    public ReadOnlyIntegerProperty slowClientsProperty() {
        return slowClients.getReadOnlyProperty();
    }

    /** What a slow reader reads, or null if there is no file large enough. */
    ReadOnlyObjectProperty<@Nullable LargeFile> largeFileProperty() {
        return largeFile.getReadOnlyProperty();
    }

    /** Shows the loops of another site. */
    public void show(@Nullable Site newSite) {
        if (newSite == site) {
            return;
        }
        stateChanges.unsubscribe();
        site = newSite;
        stateChanges = newSite == null ? Subscription.EMPTY : newSite.stateProperty().subscribe(state -> follow());
        if (newSite == null) {
            follow();
        }
    }

    /** Whether anyone looks. */
    public void setShowing(boolean nowShowing) {
        showing = nowShowing;
        follow();
    }

    /** Records if there is something to record and somebody who looks. */
    private void follow() {
        Site current = site;
        ServerState state = current == null ? null : current.stateProperty().get();
        running.set(state instanceof ServerState.Running);
        removeClients();
        if (current != null && showing && state instanceof ServerState.Running now) {
            onView(() -> record(current, now));
            findLargeFile(now.settings().root());
        } else {
            onView(this::stop);
            look.set(null);
            largeFile.set(null);
        }
    }

    private void onView(Runnable task) {
        try {
            threads.view().execute(task);
        } catch (RejectedExecutionException e) {
            // The window is closing, and every server with it.
        }
    }

    private void record(Site current, ServerState.Running now) {
        LoopRecording before = recording;
        if (before != null && before.running().equals(now)) {
            return;
        }
        stop();
        recording = LoopRecording.begin(current.server(), now).orElse(null);
        loop = 0;
        playhead = new Playhead();
        changed = true;
    }

    private void stop() {
        LoopRecording before = recording;
        recording = null;
        if (before != null) {
            before.close();
        }
    }

    /** Whether anything is recorded; for the thread that prepares views. */
    boolean isRecording() {
        return recording != null;
    }

    private void findLargeFile(Path root) {
        try {
            threads.waiting().execute(() -> {
                LargeFile found;
                try {
                    found = LargeFile.in(root).orElse(null);
                } catch (IOException e) {
                    found = null;
                }
                @Nullable LargeFile large = found;
                threads.ui().execute(() -> {
                    Site current = site;
                    if (showing && current != null && current.folder().equals(root)) {
                        largeFile.set(large);
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }

    private void control(Consumer<Playhead> change) {
        onView(() -> {
            change.accept(playhead);
            changed = true;
        });
    }

    /** Shows another loop, counted from 0. */
    public void choose(int which) {
        onView(() -> {
            LoopRecording current = recording;
            if (current != null && which < current.loops()) {
                loop = which;
                changed = true;
            }
        });
    }

    /** Shows what happened slower or faster. */
    void setSpeed(Speed speed) {
        control(head -> head.setSpeed(speed));
    }

    /** Holds the picture, or goes on; the server goes on in any case. */
    public void setFrozen(boolean frozen) {
        control(head -> head.setFrozen(frozen));
    }

    /** Stands where the next wake-up has been served. */
    public void toNextWakeUp() {
        control(head -> {
            LoopRecording current = recording;
            if (current != null) {
                head.toNext(current.story(loop));
            }
        });
    }

    /** Stands at a moment of what is kept: 0 is the oldest, 1 the present. */
    public void scrub(double share) {
        control(head -> {
            LoopRecording current = recording;
            if (current != null) {
                long now = System.nanoTime();
                long oldest = Math.min(now, current.story(loop).oldest());
                head.stand(oldest + Math.round((now - oldest) * Math.clamp(share, 0, 1)));
            }
        });
    }

    /** Has many clients come that only stay, or leave again. */
    public void toggleIdleClients() {
        LoopbackClients present = clients;
        ServerState.Running server = shownServer();
        if (present != null && idleClients.get() > 0) {
            present.removeIdle();
        } else if (server != null) {
            clients(server).addIdle(
                    address(server), basePath(server), Math.min(IDLE_CLIENTS, descriptorsLeft() / 2));
        }
    }

    /** Has another slow reader come. */
    public void addSlowClient() {
        ServerState.Running server = shownServer();
        LargeFile large = largeFile.get();
        if (server != null && large != null && descriptorsLeft() > 1) {
            clients(server).addSlow(address(server), basePath(server) + large.target().substring(1));
        }
    }

    /** Has the slow readers leave. */
    public void removeSlowClients() {
        LoopbackClients present = clients;
        if (present != null) {
            present.removeSlow();
        }
    }

    private LoopbackClients clients(ServerState.Running server) {
        LoopbackClients present = clients;
        if (present == null) {
            present = new LoopbackClients(server.settings().tls());
            clients = present;
        }
        return present;
    }

    private void removeClients() {
        LoopbackClients present = clients;
        clients = null;
        if (present != null) {
            present.close();
        }
        idleClients.set(0);
        slowClients.set(0);
    }

    /** The server whose loops are shown, if any are. */
    private ServerState.@Nullable Running shownServer() {
        Site current = site;
        return look.get() != null && current != null
                && current.stateProperty().get() instanceof ServerState.Running now ? now : null;
    }

    private static String basePath(ServerState.Running server) {
        return server.settings().options().rules().basePath();
    }

    private static InetSocketAddress address(ServerState.Running server) {
        InetAddress bound = server.address().getAddress();
        InetAddress target = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        return new InetSocketAddress(target, server.address().getPort());
    }

    private static int descriptorsLeft() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            long left = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - SPARED_DESCRIPTORS;
            return Math.clamp(left, 0, Integer.MAX_VALUE);
        }
        return Integer.MAX_VALUE;
    }

    /** Looks for news; called on the thread that prepares views. */
    public void beat() {
        LoopRecording current = recording;
        if (current == null) {
            return;
        }
        long now = System.nanoTime();
        current.take(playhead.isFrozen());
        LoopStory story = current.story(loop);
        playhead.move(story, now);
        if (++beats % BEATS_PER_KERNEL_LOOK == 0) {
            askKernel(current);
        }
        if (onItsWay.get()) {
            return;
        }
        long span = playhead.speed().span();
        LoopPicture picture = story.picture(playhead.at() - span, playhead.at(), span / STEPS);
        boolean nothingMoves = picture.isStill();
        if (!changed && nothingMoves && still && beats % BEATS_PER_STILL_LOOK != 0) {
            return;
        }
        still = nothingMoves;
        changed = false;
        hand(look(current, picture, now));
    }

    private LoopLook look(LoopRecording current, LoopPicture picture, long now) {
        @Nullable KernelComparison kernel = playhead.isLive() ? current.kernel() : null;
        List<InterestRow> rows = new ArrayList<>();
        for (LaneView lane : picture.lanes()) {
            if (lane.closed() > picture.to()) {
                rows.add(InterestRow.of(lane, kernel, playhead.isLive()));
            }
        }
        if (current.kernel() != null) {
            current.kernel().others().forEach(other -> rows.add(InterestRow.of(other)));
        }
        return new LoopLook(
                current.running(), current.loops(), loop, picture,
                List.copyOf(rows), kernel, playhead.speed(), playhead.isFrozen(), playhead.awaitsNext(),
                Math.max(0, now - playhead.at()), current.lost(), current.begun(), current.begunNanos());
    }

    private void hand(LoopLook newLook) {
        onItsWay.set(true);
        threads.ui().execute(() -> {
            onItsWay.set(false);
            Site current = site;
            if (!showing || current == null || !current.stateProperty().get().equals(newLook.running())) {
                return;
            }
            LoopbackClients present = clients;
            idleClients.set(present == null ? 0 : present.idle());
            slowClients.set(present == null ? 0 : present.slow());
            look.set(newLook);
        });
    }

    /** On a thread that may wait: reading takes as long as there are sockets. */
    private void askKernel(LoopRecording current) {
        Transport transport = current.running().transport();
        boolean epoll = transport == Transport.EPOLL || transport == Transport.NIO;
        if (!epoll || !playhead.isLive() || !KernelInterestList.isAvailable() || kernelAsked.getAndSet(true)) {
            return;
        }
        try {
            threads.waiting().execute(() -> {
                List<KernelInterestList> instances;
                try {
                    instances = KernelInterestList.all();
                } catch (IOException e) {
                    instances = List.of();
                }
                List<KernelInterestList> read = instances;
                onView(() -> compare(current, read));
            });
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }

    private void compare(LoopRecording current, List<KernelInterestList> instances) {
        kernelAsked.set(false);
        if (current == recording) {
            current.take(playhead.isFrozen());
            Collection<LaneStory> lanes = current.story(loop).openLanes();
            current.setKernel(KernelComparison.of(
                    current.running().transport(), lanes, instances, current.kernel()));
            changed = true;
        }
    }
}
