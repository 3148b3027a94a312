package dev.porthole.app.view;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/**
 * Shows its content larger or smaller. The content is laid out as in a window of another size and then
 * drawn to fit, so that everything in it grows alike and nothing has to know about the scale.
 */
public final class ScaledPane extends Region {

    private final Region content;
    private final Scale transform = new Scale();
    private final DoubleProperty scale = new SimpleDoubleProperty(1);
    private final ReadOnlyDoubleWrapper contentWidth = new ReadOnlyDoubleWrapper();

    /** Shows this content, at first in its natural size. */
    public ScaledPane(Region content) {
        this.content = content;
        content.getTransforms().add(transform);
        content.setManaged(false);
        getChildren().add(content);
        scale.subscribe(() -> {
            transform.setX(scale.get());
            transform.setY(scale.get());
            requestLayout();
        });
    }

    /** The scale; 1 is the natural size. */
    public DoubleProperty factorProperty() {
        return scale;
    }

    /** How wide the content is laid out, before scaling. */
    public ReadOnlyDoubleProperty contentWidthProperty() {
        return contentWidth.getReadOnlyProperty();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() / scale.get();
        contentWidth.set(width);
        content.resizeRelocate(0, 0, width, getHeight() / scale.get());
    }
}
