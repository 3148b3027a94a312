package dev.porthole.app.lab.trigger;

import dev.porthole.lab.trigger.Watcher;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** How often each watcher was told something. */
final class WakeUps {

    private final Map<Watcher, ReadOnlyIntegerWrapper> counts = new EnumMap<>(Watcher.class);

    void add(Watcher watcher) {
        ReadOnlyIntegerWrapper count = wrapper(watcher);
        count.set(count.get() + 1);
    }

    void clear() {
        counts.values().forEach(each -> each.set(0));
    }

    ReadOnlyIntegerProperty of(Watcher watcher) {
        return wrapper(watcher).getReadOnlyProperty();
    }

    private ReadOnlyIntegerWrapper wrapper(Watcher watcher) {
        return counts.computeIfAbsent(watcher, each -> new ReadOnlyIntegerWrapper());
    }
}
