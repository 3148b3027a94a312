package dev.porthole.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.porthole.server.event.AcceptPaused;
import dev.porthole.server.event.CloseReason;
import dev.porthole.server.event.ConnectionClosed;
import dev.porthole.server.event.ConnectionOpened;
import dev.porthole.server.event.ConnectionSecured;
import dev.porthole.server.event.EventSink;
import dev.porthole.server.event.RequestReceived;
import dev.porthole.server.event.ResponseFinished;
import dev.porthole.server.event.ServerEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Keeps every event, and knows in which order they may come. */
final class Recorder implements EventSink {

    private final List<ServerEvent> events = new ArrayList<>();

    @Override
    public synchronized void accept(ServerEvent event) {
        events.add(event);
        notifyAll();
    }

    synchronized List<ServerEvent> events() {
        return List.copyOf(events);
    }

    <E extends ServerEvent> List<E> all(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Waits for an event that may already have come. */
    synchronized <E extends ServerEvent> E await(Class<E> type, Predicate<E> wanted)
            throws InterruptedException, TimeoutException {
        Instant deadline = Instant.now().plusSeconds(10);
        int seen = 0;
        while (true) {
            for (; seen < events.size(); seen++) {
                ServerEvent event = events.get(seen);
                if (type.isInstance(event) && wanted.test(type.cast(event))) {
                    return type.cast(event);
                }
            }
            long left = Duration.between(Instant.now(), deadline).toMillis();
            if (left <= 0) {
                throw new TimeoutException("no such " + type.getSimpleName() + " among " + events);
            }
            wait(left);
        }
    }

    ConnectionOpened opened(RawClient client) throws InterruptedException, TimeoutException {
        InetSocketAddress address = client.address();
        return await(ConnectionOpened.class, event ->
                event.client().getPort() == address.getPort() && !event.at().isBefore(client.begun()));
    }

    ConnectionClosed closed(ConnectionOpened opened) throws InterruptedException, TimeoutException {
        return await(ConnectionClosed.class, event -> event.connection() == opened.connection());
    }

    ResponseFinished finished(ConnectionOpened opened) throws InterruptedException, TimeoutException {
        return await(ResponseFinished.class, event -> event.connection() == opened.connection());
    }

    /** The request for a target that nobody else asks for. */
    RequestReceived received(String target) throws InterruptedException, TimeoutException {
        return await(RequestReceived.class, event -> event.target().equals(target));
    }

    /** The end of its answer. */
    ResponseFinished finished(RequestReceived received) throws InterruptedException, TimeoutException {
        return await(ResponseFinished.class, event -> event.number() == received.number());
    }

    /** Why the connection from a client's port has ended. */
    CloseReason endOf(int clientPort) throws InterruptedException, TimeoutException {
        return closed(await(ConnectionOpened.class, opened -> opened.client().getPort() == clientPort)).reason();
    }

    /**
     * The story of every connection, once the server has stopped: opened, perhaps secured, (received, finished)*,
     * closed. In HTTP/2 several answers may be under way at once.
     */
    void checkOrder() {
        Map<Long, StringBuilder> stories = new TreeMap<>();
        Map<Long, Long> requests = new TreeMap<>();
        Map<Long, String> versions = new TreeMap<>();
        long newest = 0;
        for (ServerEvent event : events()) {
            switch (event) {
                case ConnectionOpened opened -> {
                    assertThat(stories.put(opened.connection(), new StringBuilder("o")))
                            .as("connection %d opened twice", opened.connection()).isNull();
                }
                case RequestReceived received -> {
                    assertThat(requests.put(received.number(), received.connection()))
                            .as("request %d received twice", received.number()).isNull();
                    versions.put(received.connection(), received.version());
                    newest = Math.max(newest, received.number());
                    StringBuilder story = story(stories, received.connection());
                    story.append('(');
                    long before = story.chars().filter(c -> c == '(').count();
                    assertThat((long) received.numberOnConnection()).isEqualTo(before);
                }
                case ResponseFinished finished -> {
                    assertThat(requests).as("request %d finished", finished.number())
                            .containsEntry(finished.number(), finished.connection());
                    story(stories, finished.connection()).append(')');
                }
                case ConnectionSecured secured -> story(stories, secured.connection()).append('s');
                case ConnectionClosed closed -> story(stories, closed.connection()).append('c');
                case AcceptPaused paused -> assertThat(paused.cause()).isNotNull();
            }
        }
        assertThat((long) requests.size()).as("requests are numbered without gaps").isEqualTo(newest);
        stories.forEach((connection, story) -> {
            boolean several = versions.getOrDefault(connection, "").equals("HTTP/2");
            if (!several && !story.toString().matches("os?(\\(\\))*c") || !isWhole(story)) {
                fail("connection %d went %s", connection, story);
            }
        });
    }

    private static boolean isWhole(StringBuilder story) {
        long begun = story.chars().filter(c -> c == '(').count();
        long finished = story.chars().filter(c -> c == ')').count();
        return begun == finished && story.toString().matches("os?[()]*c");
    }

    private static StringBuilder story(Map<Long, StringBuilder> stories, long connection) {
        StringBuilder story = stories.get(connection);
        assertThat(story).as("connection %d was opened", connection).isNotNull();
        return story;
    }
}
