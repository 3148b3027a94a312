package dev.porthole.app.loop;

import dev.porthole.server.loop.KernelInterestList;
import dev.porthole.server.transport.Transport;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the loop asks for, beside what the kernel says it asks for.
 *
 * @param descriptor the descriptor of the epoll instance, or -1 if none was found
 * @param kernel the kernel's masks by descriptor
 * @param others what the instance watches besides sockets: by what the loop is woken
 * @param differing the descriptors of which the two say different things, twice in a row
 * @param suspected those of which they do now, perhaps because one was asked a moment later
 */
record KernelComparison(
        int descriptor,
        Map<Integer, Integer> kernel,
        List<KernelInterestList.Entry> others,
        Set<Integer> differing,
        Set<Integer> suspected) {

    /** EPOLLERR and EPOLLHUP, which the kernel adds to everything: epoll_ctl(2). */
    static final int ALWAYS = 0x8 | 0x10;

    private static final int EPOLLIN = 0x1;
    private static final int EPOLLOUT = 0x4;

    /** OP_READ and OP_ACCEPT, OP_WRITE and OP_CONNECT of java.nio. */
    private static final int NIO_IN = 0x1 | 0x10;
    private static final int NIO_OUT = 0x4 | 0x8;

    /** No instance was found. */
    static final KernelComparison NONE = new KernelComparison(-1, Map.of(), List.of(), Set.of(), Set.of());

    /** Whether an instance was found. */
    boolean isFound() {
        return descriptor >= 0;
    }

    /** Finds the instance of the loop among those of the process, and compares. */
    static KernelComparison of(
            Transport transport,
            Collection<LaneStory> lanes,
            List<KernelInterestList> instances,
            @Nullable KernelComparison before) {
        return transport == Transport.NIO ? byMasks(lanes, instances) : byDescriptors(lanes, instances, before);
    }

    private static KernelComparison byDescriptors(
            Collection<LaneStory> lanes, List<KernelInterestList> instances, @Nullable KernelComparison before) {
        Map<Integer, Integer> told = new TreeMap<>();
        for (LaneStory lane : lanes) {
            if (lane.descriptor() >= 0 && lane.mask() != 0) {
                told.put(lane.descriptor(), lane.mask() | ALWAYS);
            }
        }
        KernelInterestList best = null;
        long most = 0;
        for (KernelInterestList instance : instances) {
            long found = instance.entries().stream().filter(entry -> told.containsKey(entry.descriptor())).count();
            if (found > most) {
                best = instance;
                most = found;
            }
        }
        if (best == null) {
            return NONE;
        }
        Map<Integer, Integer> kernel = sockets(best);
        Set<Integer> differing = new HashSet<>(told.keySet());
        differing.addAll(kernel.keySet());
        differing.removeIf(each -> told.containsKey(each) && told.get(each).equals(kernel.get(each)));
        Set<Integer> lasting = new HashSet<>(differing);
        lasting.retainAll(before == null ? Set.of() : before.suspected());
        return new KernelComparison(best.descriptor(), kernel, others(best), lasting, differing);
    }

    /** The transport tells no descriptors, so the instance is the one that watches as many sockets for the same. */
    private static KernelComparison byMasks(Collection<LaneStory> lanes, List<KernelInterestList> instances) {
        List<Integer> told = lanes.stream()
                .filter(lane -> lane.mask() != 0)
                .map(lane -> epollMask(lane.mask()) | ALWAYS)
                .sorted()
                .toList();
        for (KernelInterestList instance : instances) {
            Map<Integer, Integer> kernel = sockets(instance);
            if (!told.isEmpty() && kernel.values().stream().sorted().toList().equals(told)) {
                return new KernelComparison(instance.descriptor(), kernel, others(instance), Set.of(), Set.of());
            }
        }
        return NONE;
    }

    private static int epollMask(int nio) {
        return ((nio & NIO_IN) != 0 ? EPOLLIN : 0) | ((nio & NIO_OUT) != 0 ? EPOLLOUT : 0);
    }

    private static Map<Integer, Integer> sockets(KernelInterestList instance) {
        return instance.entries().stream()
                .filter(entry -> entry.kind() == KernelInterestList.Kind.SOCKET)
                .collect(Collectors.toMap(
                        KernelInterestList.Entry::descriptor, KernelInterestList.Entry::mask, (a, b) -> b,
                        TreeMap::new));
    }

    private static List<KernelInterestList.Entry> others(KernelInterestList instance) {
        return instance.entries().stream()
                .filter(entry -> entry.kind() != KernelInterestList.Kind.SOCKET)
                .toList();
    }
}
