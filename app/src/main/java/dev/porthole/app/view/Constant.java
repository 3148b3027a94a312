package dev.porthole.app.view;

import javafx.beans.InvalidationListener;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;

/** A value that never changes, so that nobody has to be told when it does. */
public final class Constant<T> implements ObservableValue<T> {

    private final T value;

    /** Always this value. */
    public Constant(T value) {
        this.value = value;
    }

    @Override
    public T getValue() {
        return value;
    }

    @Override
    public void addListener(ChangeListener<? super T> listener) {
        // There will never be a change to report.
    }

    @Override
    public void removeListener(ChangeListener<? super T> listener) {
        // None was kept.
    }

    @Override
    public void addListener(InvalidationListener listener) {
        // There will never be a change to report.
    }

    @Override
    public void removeListener(InvalidationListener listener) {
        // None was kept.
    }
}
