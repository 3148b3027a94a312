package dev.porthole.app.loop;

import dev.porthole.app.requests.RequestTexts;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Quantities;
import dev.porthole.server.loop.KernelInterestList;
import dev.porthole.server.loop.LoopEvent;
import dev.porthole.server.loop.LoopEvent.Change;
import dev.porthole.server.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Puts what a loop did into words. Names of system calls and of bits are the same in every language. */
final class LoopTexts {

    /** EPOLLOUT, OP_WRITE, and how kqueue's EVFILT_WRITE is told. */
    private static final int WRITABLE = 0x4;

    private static final int MOST_LINES = 10;
    private static final int LONGEST_TARGET = 40;
    private static final int PERCENT = 100;

    private final Messages messages;

    LoopTexts(Messages messages) {
        this.messages = messages;
    }

    /** What a connection is called: its number, or that it listens. */
    String name(LoopLook look, long connection) {
        return connection == 0
                ? messages.get("loop.listen", look.running().address().getPort())
                : "#" + connection;
    }

    /** A descriptor; nothing where it is not known. */
    static String descriptor(int descriptor) {
        return descriptor < 0 ? "" : "fd " + descriptor;
    }

    /** What is watched, in the interest list. */
    String what(LoopLook look, InterestRow row) {
        return switch (row.kind()) {
            case SOCKET -> name(look, row.connection());
            case EVENTFD -> messages.get("loop.eventfd");
            case TIMERFD -> messages.get("loop.timerfd");
            case OTHER -> messages.get("loop.file");
        };
    }

    /** More about an entry of the interest list. */
    String details(LoopLook look, InterestRow row) {
        if (row.kind() == KernelInterestList.Kind.EVENTFD) {
            return messages.get("loop.eventfd.tip");
        }
        if (row.kind() == KernelInterestList.Kind.TIMERFD) {
            return messages.get("loop.timerfd.tip");
        }
        String client = row.client() == null
                ? ""
                : messages.get("loop.client", row.client().getAddress().getHostAddress(), row.client().getPort());
        String kernel = row.differs() ? messages.get("loop.kernel.says", EventMask.kernel(row.kernelMask())) : "";
        return String.join("\n", List.of(client, kernel)).strip();
    }

    /** The mask of an entry. */
    static String mask(LoopLook look, InterestRow row) {
        return row.kind() == KernelInterestList.Kind.SOCKET
                ? EventMask.text(look.transport(), row.mask())
                : EventMask.kernel(row.mask());
    }

    /** Whether the kernel says the same. */
    String kernel(LoopLook look) {
        if (look.transport() == Transport.IO_URING) {
            return messages.get("loop.kernel.uring");
        }
        KernelComparison kernel = look.kernel();
        if (!look.isLive()) {
            return messages.get("loop.kernel.past");
        }
        if (kernel == null || !kernel.isFound()) {
            return messages.get(KernelInterestList.isAvailable() ? "loop.kernel.none" : "loop.kernel.elsewhere");
        }
        return kernel.differing().isEmpty()
                ? messages.get("loop.kernel.same")
                : messages.get("loop.kernel.differs", kernel.differing().size());
    }

    /** The heading of the interest list. */
    String listTitle(LoopLook look) {
        KernelComparison kernel = look.kernel();
        return switch (look.transport()) {
            case IO_URING -> messages.get("loop.sockets");
            case KQUEUE -> messages.get("loop.list.kqueue");
            case EPOLL, NIO -> kernel != null && kernel.isFound()
                    ? messages.get("loop.list.epoll", kernel.descriptor())
                    : messages.get("loop.list");
        };
    }

    /** The heading of a round. */
    String roundTitle(LoopLook look, Round round) {
        return messages.get("loop.round.title", EventMask.waitCall(look.transport()), Quantities.count(round.number()));
    }

    /** A round told line by line, as the calls went. */
    List<String> round(LoopLook look, Round round) {
        List<String> lines = new ArrayList<>();
        lines.add("→ " + EventMask.waitCall(look.transport()) + " = " + ready(round) + "  "
                + messages.get(
                        round.mayBlock() ? "loop.round.slept" : "loop.round.looked",
                        Quantities.duration(round.waitTo() - round.waitFrom())));
        int number = 0;
        List<String> words = null;
        int left = 0;
        for (LoopEvent event : round.events()) {
            if (event instanceof LoopEvent.Ready || event instanceof LoopEvent.Completed) {
                words = new ArrayList<>();
                words.add(line(look, event));
            } else if (words != null && !(event instanceof LoopEvent.Handled)) {
                String line = line(look, event);
                if (!line.isEmpty()) {
                    words.add(line);
                }
            } else if (words != null) {
                number++;
                if (number < MOST_LINES) {
                    lines.add(number + "  " + String.join(" · ", words));
                } else {
                    left++;
                }
                words = null;
            }
        }
        if (left > 0) {
            lines.add(messages.get("loop.round.more", left));
        }
        lines.add("← " + messages.get("loop.round.busy", Quantities.duration(round.end() - round.waitTo())));
        return lines;
    }

    private static int ready(Round round) {
        return (int) round.events().stream()
                .filter(event -> event instanceof LoopEvent.Ready || event instanceof LoopEvent.Completed)
                .count();
    }

    /** What a round means. */
    String roundMeaning(LoopLook look, Round round) {
        long served = round.events().stream()
                .mapToLong(event -> switch (event) {
                    case LoopEvent.Ready ready -> ready.connection();
                    case LoopEvent.Completed completed -> completed.connection();
                    default -> 0;
                })
                .filter(connection -> connection > 0).distinct().count();
        if (served == 0) {
            return messages.get("loop.round.accepting");
        }
        long others = Math.max(0, look.picture().connections() - served);
        // Some of those that were served may be gone by now.
        String first = messages.get("loop.round.served", served, Math.max(served, look.picture().connections()));
        return others == 0 ? first : first + messages.get("loop.round.others", Quantities.count(others));
    }

    /** What the pointer is at. */
    String block(LoopLook look, LaneView lane, LaneBlock block) {
        List<String> lines = new ArrayList<>();
        lines.add(messages.get("loop.block.title", name(look, lane.connection()), kind(block.kind()),
                Quantities.count(block.round()), Quantities.duration(block.to() - block.from())));
        int left = 0;
        for (LoopEvent event : block.events()) {
            String line = line(look, event);
            if (line.isEmpty()) {
                continue;
            }
            if (lines.size() < MOST_LINES) {
                lines.add(line);
            } else {
                left++;
            }
        }
        if (left > 0) {
            lines.add(messages.get("loop.round.more", left));
        }
        String meaning = meaning(block.kind());
        if (!meaning.isEmpty()) {
            lines.add(meaning);
        }
        return String.join("\n", lines);
    }

    /** What somebody did, in a word. */
    String kind(BlockKind kind) {
        return messages.get("loop.kind." + kind.name());
    }

    private String meaning(BlockKind kind) {
        return switch (kind) {
            case FIND -> messages.get("loop.find.meaning");
            case FULL -> messages.get("loop.full.meaning");
            default -> "";
        };
    }

    /** What fits into a block. */
    static String inside(LaneBlock block) {
        return switch (block.kind()) {
            case ACCEPT -> "accept";
            case READ -> "IN";
            case FIND -> "find";
            case WRITE -> block.first(LoopEvent.AnswerBegan.class).isPresent() ? "write" : "OUT";
            case FULL -> "EPOLLOUT?";
            case CLOSE -> "close";
        };
    }

    /** One event in a line; nothing for what goes without saying. */
    String line(LoopLook look, LoopEvent event) {
        Transport transport = look.transport();
        return switch (event) {
            case LoopEvent.Ready ready -> socket(look, ready.connection(), ready.descriptor()) + " "
                    + EventMask.text(transport, ready.mask());
            case LoopEvent.Completed completed -> socket(look, completed.connection(), completed.descriptor())
                    + " " + messages.get("loop.completed", completed.operation(), completed.result());
            case LoopEvent.InterestChanged changed -> changed(transport, changed);
            case LoopEvent.Accepted accepted -> messages.get(
                    "loop.accepted", descriptor(accepted.descriptor()),
                    accepted.client().getAddress().getHostAddress() + ":" + accepted.client().getPort());
            case LoopEvent.BytesRead read -> messages.get("loop.read", Quantities.exactBytes(read.bytes()));
            case LoopEvent.RequestFound found -> messages.get(
                    "loop.found", found.request(), found.method() + " " + shortened(found.target()));
            case LoopEvent.AnswerBegan began -> messages.get(
                    "loop.answer." + began.source().name(), began.status(), Quantities.bytes(began.bytes()));
            case LoopEvent.BytesWritten written -> messages.get(
                    written.full() ? "loop.written.full" : "loop.written",
                    Quantities.exactBytes(written.written()), Quantities.exactBytes(written.asked()));
            case LoopEvent.AnswerEnded ended -> messages.get(
                    ended.complete() ? "loop.ended" : "loop.cut", ended.request());
            case LoopEvent.Closed closed -> messages.get("close.by." + closed.reason().by().name())
                    + " " + messages.get("close." + closed.reason().name());
            default -> "";
        };
    }

    private String socket(LoopLook look, long connection, int descriptor) {
        return descriptor < 0 ? name(look, connection) : descriptor(descriptor);
    }

    private String changed(Transport transport, LoopEvent.InterestChanged changed) {
        String call = switch (transport) {
            case EPOLL -> epollCall(changed.change());
            case NIO -> "interestOps";
            case KQUEUE -> "kevent";
            case IO_URING -> "";
        };
        boolean before = (changed.before() & WRITABLE) != 0;
        boolean after = (changed.after() & WRITABLE) != 0;
        String why = "";
        if (after && !before && changed.change() == Change.MODIFY) {
            why = " · " + messages.get("loop.why.full");
        } else if (before && !after && changed.change() == Change.MODIFY) {
            why = " · " + messages.get("loop.why.sent");
        }
        String masks = changed.change() == Change.ADD
                ? EventMask.text(transport, changed.after())
                : changed.change() == Change.DELETE
                        ? ""
                        : EventMask.text(transport, changed.before()) + " → "
                                + EventMask.text(transport, changed.after());
        return (call + " " + descriptor(changed.descriptor()) + " " + masks).replace("  ", " ").strip() + why;
    }

    private static String epollCall(Change change) {
        return switch (change) {
            case ADD -> "EPOLL_CTL_ADD";
            case MODIFY -> "EPOLL_CTL_MOD";
            case DELETE -> "EPOLL_CTL_DEL";
        };
    }

    private static String shortened(String target) {
        String shown = RequestTexts.path(target);
        return shown.length() > LONGEST_TARGET ? shown.substring(0, LONGEST_TARGET) + "…" : shown;
    }

    /** How far what is shown is from the present, and how it moves: at length, and in short. */
    List<String> pace(LoopLook look) {
        String lost = look.lost() == 0 ? "" : " · " + messages.get("loop.lost", Quantities.count(look.lost()));
        String behind = Quantities.duration(look.behind());
        if (look.awaitsNext()) {
            return pace("awaits", lost);
        }
        if (look.frozen()) {
            return pace("frozen", lost, behind);
        }
        if (look.speed() != Speed.REAL) {
            return pace("slow", lost, look.speed().divisor(), behind);
        }
        return pace(look.transport() == Transport.IO_URING ? "uring" : "live", lost);
    }

    private List<String> pace(String name, String lost, Object... values) {
        return List.of(
                messages.get("loop.pace." + name, values) + lost,
                messages.get("loop.pace." + name + ".short", values) + lost);
    }

    /** What a thread for each connection would take. */
    String threads(LoopLook look) {
        int connections = look.picture().connections();
        return connections == 0
                ? messages.get("loop.threads.none")
                : messages.count("loop.threads", connections);
    }

    /** How busy the loop was. */
    static String busy(LoopLook look) {
        return String.format(Locale.ROOT, "%.1f %%", look.picture().busy() * PERCENT);
    }

    /** Everything in a sentence, for who cannot see the picture. */
    String spoken(LoopLook look) {
        Round last = look.picture().last();
        String told = last == null ? "" : ". " + roundTitle(look, last) + ": " + String.join("; ", round(look, last));
        return messages.get("loop.spoken", look.loop() + 1, look.picture().connections(), busy(look))
                + Objects.toString(told, "");
    }
}
