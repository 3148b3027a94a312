package dev.porthole.app.requests;

/** Asks for a field of the request head: its name begins so, and this is found in its value. */
final class HeadTest implements RowTest {

    private final Needle name;
    private final Needle value;

    HeadTest(String name, String value) {
        this.name = new Needle(name);
        this.value = new Needle(value);
    }

    /** Of a head that is forgotten nobody can say what was in it, nor what was not. */
    @Override
    public Verdict test(RowFacts row) {
        String head = row.requestHead();
        if (head.isEmpty()) {
            return Verdict.LATER;
        }
        int line = head.indexOf('\n') + 1;
        while (line > 0 && line < head.length()) {
            int next = head.indexOf('\n', line) + 1;
            if (name.isAt(head, line)) {
                int end = next > 0 ? next : head.length();
                int colon = head.indexOf(':', line, end);
                if (colon >= 0 && value.isIn(head, colon + 1, end)) {
                    return Verdict.YES;
                }
            }
            line = next;
        }
        return Verdict.NO;
    }
}
