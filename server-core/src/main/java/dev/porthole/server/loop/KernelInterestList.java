package dev.porthole.server.loop;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The interest list of an epoll instance of this process, as the Linux kernel itself has it: {@code /proc/self/fdinfo}
 * of proc(5). Reading it takes a fraction of a millisecond for each hundred sockets, and waits for nobody; not for an
 * event loop or a UI thread all the same.
 *
 * @param descriptor the descriptor of the epoll instance
 * @param entries what it watches, in the kernel's order
 */
public record KernelInterestList(int descriptor, List<Entry> entries) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Path FACTS = Path.of("/proc/self/fdinfo");
    private static final String EPOLL_INSTANCE = "anon_inode:[eventpoll]";
    private static final Pattern ENTRY = Pattern.compile("^tfd:\\s*(\\d+)\\s+events:\\s*([0-9a-f]+)\\b.*");

    /** What kind of file is watched. */
    public enum Kind {
        /** A socket. */
        SOCKET,
        /** eventfd(2): another thread wakes the loop by it. */
        EVENTFD,
        /** timerfd_create(2): wakes the loop when a task is due. */
        TIMERFD,
        /** Anything else. */
        OTHER
    }

    /**
     * One file that is watched.
     *
     * @param descriptor its descriptor
     * @param mask the bits of epoll_ctl(2); the kernel always adds EPOLLERR and EPOLLHUP
     * @param kind what it is
     */
    public record Entry(int descriptor, int mask, Kind kind) {}

    /** {@return whether this system tells} */
    public static boolean isAvailable() {
        return Files.isDirectory(FACTS);
    }

    /**
     * Finds the epoll instance that watches the most of some sockets. Which one belongs to which event loop is told
     * nowhere, but no two loops watch the same socket.
     *
     * @param descriptors of sockets that one loop watches, as many as are known
     * @return empty if none watches any of them
     * @throws IOException when /proc cannot be read
     */
    public static Optional<KernelInterestList> watching(Set<Integer> descriptors) throws IOException {
        KernelInterestList best = null;
        long most = 0;
        for (KernelInterestList list : all()) {
            long found = list.count(descriptors);
            if (found > most) {
                best = list;
                most = found;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * {@return the lists of all epoll instances that this process has}
     *
     * @throws IOException when /proc cannot be read
     */
    public static List<KernelInterestList> all() throws IOException {
        List<KernelInterestList> all = new ArrayList<>();
        for (int instance : instances()) {
            read(instance).ifPresent(all::add);
        }
        return all;
    }

    /**
     * Reads the list of one epoll instance; empty if that descriptor is none any more.
     *
     * @param instance the descriptor of the epoll instance
     * @return the list as it was at this moment
     * @throws IOException when /proc cannot be read
     */
    public static Optional<KernelInterestList> read(int instance) throws IOException {
        if (!isInstance(instance)) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(FACTS.resolve(String.valueOf(instance)))) {
                Matcher entry = ENTRY.matcher(line);
                if (entry.matches()) {
                    int descriptor = Integer.parseInt(entry.group(1));
                    entries.add(new Entry(
                            descriptor, Integer.parseUnsignedInt(entry.group(2), 16), kind(descriptor)));
                }
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.of(new KernelInterestList(instance, List.copyOf(entries)));
    }

    private long count(Set<Integer> descriptors) {
        return entries.stream().filter(entry -> descriptors.contains(entry.descriptor())).count();
    }

    private static List<Integer> instances() throws IOException {
        List<Integer> instances = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path each : all) {
                int descriptor = Integer.parseInt(each.getFileName().toString());
                if (isInstance(descriptor)) {
                    instances.add(descriptor);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return instances;
    }

    private static boolean isInstance(int descriptor) {
        return target(descriptor).equals(EPOLL_INSTANCE);
    }

    private static Kind kind(int descriptor) {
        String target = target(descriptor);
        if (target.startsWith("socket:")) {
            return Kind.SOCKET;
        }
        return switch (target) {
            case "anon_inode:[eventfd]" -> Kind.EVENTFD;
            case "anon_inode:[timerfd]" -> Kind.TIMERFD;
            default -> Kind.OTHER;
        };
    }

    /** What a descriptor is; empty if it has been closed meanwhile. */
    private static String target(int descriptor) {
        try {
            return Files.readSymbolicLink(DESCRIPTORS.resolve(String.valueOf(descriptor))).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
